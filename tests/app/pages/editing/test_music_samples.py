"""The samples of music on the page of a film's settings: each mood has one, and the command writes them."""

from __future__ import annotations

from pathlib import Path

import av
from django.conf import settings
from django.core.management import call_command

from generator.management.commands import music_samples
from studio.film.sound.music import MOODS


def test_each_mood_has_a_sample_that_is_small():
    folder = settings.BASE_DIR / "static" / "sound" / "music"
    assert {file.stem for file in folder.iterdir()} == set(MOODS)
    assert max(file.stat().st_size for file in folder.iterdir()) < 80_000


def test_the_command_writes_a_sample_that_can_be_played(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(music_samples, "MOODS", ("calm",))
    call_command("music_samples", folder=tmp_path)
    with av.open(str(tmp_path / "calm.m4a")) as container:
        sound = sum(frame.samples for frame in container.decode(audio=0)) / 48_000
    assert abs(sound - music_samples.SECONDS) < 0.1
