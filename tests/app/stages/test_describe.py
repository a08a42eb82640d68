"""The uploaded picture is cleaned, looked at, and described."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from generator.exceptions import RunStoppedError
from generator.models import Generation
from generator.pipeline.stages.describe import describe
from generator.pipeline.stages.illustrate import illustrate
from generator.providers.calling.chain import Chain, Link
from studio.contracts import Description
from studio.errors import StudioError
from studio.film.uploads.turns import LARGE, turn
from tests.app.calling.shared import Outside, World
from tests.app.stages.conftest import photo
from tests.support.factories import make_generation, make_scene
from tests.support.stand_ins import log


def with_place_and_turn() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # Turned by a quarter.
    exif.get_ifd(0x8825)[1] = "N"  # A part of the place where it was taken.
    return photo(640, 480, exif=exif)


def test_a_text_has_nothing_to_describe(claimed, run_stage):
    assert run_stage(describe, claimed()) == 0


def test_the_owner_sees_what_was_seen(claimed, run_stage):
    generation = claimed(kind="image", input_text="", upload=photo())
    assert run_stage(describe, generation) == 1
    row = Generation.objects.get()
    assert row.keyword_list == ["dog", "beach"]
    assert row.description == "A dog stands on a beach."
    assert row.boxes == [["dog", 0.6, 0.5, 0.8, 0.9]]


def test_the_upload_gives_way_to_a_clean_upright_picture(claimed, run_stage):
    generation = claimed(kind="image", upload=with_place_and_turn())
    storage, upload = generation.upload.storage, generation.upload.name
    run_stage(describe, generation)
    row = Generation.objects.get()
    assert row.upload.name == ""
    assert not storage.exists(upload)
    with row.input_image.open() as file, Image.open(io.BytesIO(file.read())) as cleaned:
        assert cleaned.size == (480, 640)
        assert dict(cleaned.getexif()) == {}


def test_the_vision_service_gets_a_small_upright_jpeg_without_the_place(claimed, run_stage):
    run_stage(describe, claimed(kind="image", upload=with_place_and_turn()))
    ((_, asked),) = log.calls
    with Image.open(io.BytesIO(asked["picture"])) as sent:
        assert (sent.format, max(sent.size) <= 1536, sent.height > sent.width) == ("JPEG", True, True)
        assert dict(sent.getexif()) == {}


def test_what_the_owner_typed_stays(claimed, run_stage):
    run_stage(describe, claimed(kind="image", upload=photo(), keywords="my dog", description="This is Rex."))
    row = Generation.objects.get()
    assert (row.keywords, row.description) == ("my dog", "This is Rex.")


def test_it_describes_only_once(claimed, run_stage):
    generation = claimed(kind="image", upload=photo())
    run_stage(describe, generation)
    assert run_stage(describe, Generation.objects.get()) == 0
    assert log.count("vision") == 1


def test_a_broken_picture_ends_in_a_sentence(claimed, run_stage):
    generation = claimed(kind="image", upload=photo()[:4000])
    with pytest.raises(StudioError, match=r"^[A-Z][^/\\]+\.$"):
        run_stage(describe, generation)


@pytest.mark.parametrize("stage", [describe, illustrate])
def test_a_run_that_is_cancelled_while_its_large_picture_waits_stops(stage, claimed, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    generation = claimed(kind="image", upload=photo(4_100, 3_100))
    if stage is illustrate:
        make_scene(generation, upload=photo(4_100, 3_100), is_own_picture=True)
    (job,) = stage(generation, tmp_path)

    def report(share: float) -> None:
        raise RunStoppedError

    with turn(LARGE + 1, lambda: None), pytest.raises(RunStoppedError):
        job.call(report)


def test_a_lost_run_leaves_no_file_and_keeps_the_upload(claimed, tmp_path, own_media):
    generation = claimed(kind="image", upload=photo())
    (job,) = describe(generation, tmp_path)
    made = job.call(lambda share: None)
    Generation.objects.update(lease=99)
    with pytest.raises(RunStoppedError):
        job.keep(made)
    assert [path.name for path in own_media.rglob("*") if path.is_file()] == ["upload"]


@pytest.mark.parametrize(("status", "provider"), [("draft", "Embedded"), ("queued", "Service")])
def test_a_draft_waits_less_for_a_slow_service_than_a_film_does(
    alice, run_stage, settings, monkeypatch, status, provider
):
    seen = Description(keywords=("dog",), text="A dog stands on a beach.")
    slow = Outside(lambda: time.sleep(1.2) or seen)
    world = World()
    chain = Chain([world.link(slow), Link("Embedded", lambda: Outside(seen))])
    # The contract's one method, as of any provider.
    monkeypatch.setattr(Outside, "describe", lambda self, **asked: self.answer(), raising=False)
    monkeypatch.setattr("generator.pipeline.stages.describe.get_provider", lambda kind: chain)
    monkeypatch.setattr("generator.pipeline.stages.describe.ASKING", 0.5 / settings.GENERATOR_LOOK_SECONDS)
    make_generation(alice, kind="image", status=status, upload=photo())
    run_stage(describe, Generation.objects.claim("test"))
    assert Generation.objects.get().description_provider == provider
