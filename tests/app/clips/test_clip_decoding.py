"""Clips are read in the process that decodes strangers' files, with limits of their own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.exceptions import RunStoppedError
from generator.pipeline import decoding
from studio.film.uploads.clips.kinds import ClipError
from tests.app.stages.conftest import decoders

STAND_IN = Path(__file__).parents[2] / "support" / "decoding_stand_in.py"
FILM = (320, 180)


def go_on(spent: float) -> None:
    """Never stop."""


@pytest.fixture
def upload(tmp_path, clip):
    (tmp_path / "upload").write_bytes(clip(tone=440.0))
    return tmp_path / "upload"


def make(upload: Path, part=(0.0, None), alive=go_on):
    return decoding.make_house_clip(upload, upload.with_suffix(".mp4"), FILM, part, alive)


def test_a_house_clip_comes_with_its_picture_and_its_sound(upload):
    made = make(upload, (0.5, 1.5))
    assert made["is_heard"]
    assert made["seconds"] == pytest.approx(1.0, abs=0.05)
    for suffix in (".mp4", ".jpg", ".wav"):
        assert upload.with_suffix(suffix).stat().st_size > 1000
    assert decoders() == []


def test_facts_are_read_while_somebody_waits(upload):
    facts = decoding.read_clip(upload, go_on)
    assert facts["has_sound"]
    assert not facts["is_hdr"]
    assert (facts["width"], facts["height"]) == (320, 180)
    assert facts["seconds"] == pytest.approx(2.0, abs=0.1)


def test_a_clip_that_is_refused_is_refused_with_the_same_words(upload):
    upload.write_bytes(upload.read_bytes()[:3000])
    with pytest.raises(ClipError, match="damaged or incomplete"):
        make(upload)
    with pytest.raises(ClipError, match="damaged or incomplete"):
        decoding.read_clip(upload, go_on)


@pytest.mark.parametrize(
    ("asks", "says"), [("costs hours", "takes too long"), ("takes more than a clip may", "cannot be read")]
)
def test_a_clip_that_costs_too_much_is_refused(tmp_path, monkeypatch, settings, asks: str, says: str):
    monkeypatch.setattr(decoding, "CHILD", STAND_IN)
    settings.GENERATOR_CLIP_SECONDS = 2
    (tmp_path / "upload").write_bytes(asks.encode())
    began = time.monotonic()
    with pytest.raises(ClipError, match=says):
        make(tmp_path / "upload")
    assert time.monotonic() - began < 30


def test_a_run_that_has_ended_ends_the_making_of_its_clip(upload):
    def stop(spent: float) -> None:
        raise RunStoppedError

    with pytest.raises(RunStoppedError):
        make(upload, alive=stop)
    assert decoders() == []
