"""The stage that listens to the owner's music."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest

from generator.models import Generation
from generator.pipeline.stages.describe import describe
from generator.pipeline.stages.listen import listen
from generator.views.watch import stage_rows
from studio.errors import StudioError
from tests.app.stages.conftest import photo
from tests.support.factories import make_generation

pytestmark = pytest.mark.django_db


def song(seconds: float = 4) -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        tone = np.sin(np.arange(int(seconds * 16000)) / 8) * 9000
        file.writeframes(tone.astype("<i2").tobytes())
    return data.getvalue()


def test_the_owners_music_is_listened_to_once(claimed, run_stage):
    generation = claimed(music="own", music_file=song())
    assert run_stage(listen, generation) == 1
    assert Generation.objects.get().music_seconds == pytest.approx(4, abs=0.1)
    assert run_stage(listen, Generation.objects.get()) == 0


def test_music_that_was_given_up_is_not_listened_to(claimed, run_stage):
    assert run_stage(listen, claimed(music="calm", music_file=song())) == 0


def test_music_that_cannot_be_played_ends_in_a_sentence(claimed, run_stage):
    with pytest.raises(StudioError, match="damaged or holds no sound"):
        run_stage(listen, claimed(music="own", music_file=b"ID3" + bytes(999)))


def test_no_stage_but_this_listens(claimed, run_stage):
    generation = claimed(kind="image", upload=photo(), music="own", music_file=song())
    assert run_stage(describe, generation) == 1
    assert Generation.objects.get().music_seconds is None


def test_music_is_fetched_by_the_job_and_not_while_jobs_are_listed(claimed, tmp_path, monkeypatch):
    generation = claimed(music="own", music_file=song())
    generation.music_file.storage.delete(generation.music_file.name)
    (job,) = listen(generation, tmp_path)
    with pytest.raises(FileNotFoundError):
        job.call(lambda share: None)


@pytest.mark.parametrize(("music", "listens"), [("own", True), ("calm", False)])
def test_its_line_is_shown_where_the_music_is_the_owners(alice, music, listens):
    names = [row.name for row in stage_rows(make_generation(alice, music=music, music_file=song()), [])]
    assert ("listen" in names) == listens
