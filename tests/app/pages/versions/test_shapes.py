"""Another shape of the same video, in one click: nothing is made anew that need not be."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw

from generator.models import Generation
from generator.models.files.origin import Origin
from generator.pipeline.jobs import picture_size
from studio.film.photo.reframing import reframe
from studio.film.plan import Area
from tests.app.pages.versions.conftest import run
from tests.support.factories import make_generation
from tests.support.stand_ins import log

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quick")]

TEXT = "The sea was very calm on that day. A small boat came in with the evening tide. Nobody was on it."
Status = Generation.Status


@pytest.fixture
def film(alice, quick) -> Generation:
    make_generation(alice, input_text=TEXT, music="", seed=7, title="The sea")
    return run()


def ask(client: Client, film: Generation, size: str) -> str:
    address = reverse("another_shape", args=[film.pk])
    return client.post(address, {"size": size}, follow=True).content.decode()


def test_it_is_a_video_of_its_own_with_the_same_words_and_recordings(as_alice: Client, film):
    log.reset()
    assert "is being made as 9:16" in ask(as_alice, film, "9:16")
    new = run()
    assert (new.status, new.size, new.title, new.seed) == (Status.SUCCEEDED, "9:16", "The sea", 7)
    told = [list(one.scenes.values_list("narration", "prompt", "speech")) for one in (film, new)]
    assert told[0] == told[1]
    # Pictures are painted in the new shape by the built-in painter; nobody speaks and nobody writes again.
    assert {kind for kind, _ in log.calls} <= {"image"}
    wanted = picture_size("9:16", new.quality)
    with new.scenes.first().image.open("rb") as file:
        assert Image.open(file).size == wanted


def test_both_pages_lead_to_each_other_and_there_is_one_of_each_shape(as_alice: Client, film):
    ask(as_alice, film, "9:16")
    new = run()
    for one, other, size in ((film, new, "9:16"), (new, film, "16:9")):
        text = as_alice.get(one.get_absolute_url()).content.decode()
        assert f"Also as {size}" in text
        assert other.get_absolute_url() in text
    ask(as_alice, film, "9:16")
    ask(as_alice, new, "16:9")
    assert Generation.objects.count() == 2


def test_files_that_both_name_stay_until_the_last_is_gone(as_alice: Client, film, own_media):
    ask(as_alice, film, "1:1")
    new = run()
    shared = {str(scene.speech.name) for scene in new.scenes.all() if scene.speech}
    assert shared
    for one in (film, new):
        one.measure_storage()
        one.refresh_from_db()
    on_disk = sum(path.stat().st_size for path in own_media.rglob("*") if path.is_file())
    assert film.stored_bytes + new.stored_bytes == on_disk
    film.delete()
    assert all(map(default_storage.exists, shared))
    new.refresh_from_db()
    assert new.stored_bytes == sum(path.stat().st_size for path in own_media.rglob("*") if path.is_file())
    new.delete()
    assert not [path for path in own_media.rglob("*") if path.is_file()]


def test_another_recording_in_one_leaves_that_of_the_other(as_alice: Client, film):
    ask(as_alice, film, "1:1")
    new = run()
    before = [str(scene.speech.name) for scene in film.scenes.all()]
    assert new.revise()
    new.scenes.filter(position=0).update(narration="The sea was wild.", speech_fingerprint="")
    run()
    assert [str(scene.speech.name) for scene in film.scenes.all()] == before
    assert all(map(default_storage.exists, filter(None, before)))


@pytest.mark.parametrize("status", [Status.QUEUED, Status.RUNNING, Status.FAILED, Status.CANCELLED])
def test_it_is_made_of_a_finished_video_only(as_alice: Client, film, status: str):
    Generation.objects.update(status=status)
    assert "Another shape is made of a finished video." in ask(as_alice, film, "9:16")
    assert Generation.objects.count() == 1


def test_it_takes_a_place_of_the_day(as_alice: Client, film, settings):
    settings.GENERATOR_FILMS_PER_DAY = 1
    assert "is being made as 9:16" in ask(as_alice, film, "9:16")
    assert "You can make the next one after midnight" in ask(as_alice, film, "1:1")
    assert not Generation.objects.filter(size="1:1").exists()


def test_an_unknown_shape_is_refused(as_alice: Client, film):
    assert "Please choose one of the shapes." in ask(as_alice, film, "3:7")


def test_what_a_service_painted_is_cut_anew_and_not_bought_again(as_alice: Client, film, monkeypatch):
    film.scenes.update(image_provider="Elsewhere model-1")
    log.reset()
    ask(as_alice, film, "1:1")
    new = run()
    assert [kind for kind, _ in log.calls if kind == "image"] == []
    for scene in new.scenes.all():
        assert scene.image_provider == "Elsewhere model-1"
        assert scene.image_origin == Origin.PAINTED
        with scene.image.open("rb") as file:
            assert Image.open(file).size == picture_size("1:1", new.quality)


def picture(path: Any, size: tuple[int, int], red: tuple[float, float]) -> Any:
    """Write a blue picture with a red stripe between two shares of its width."""
    image = Image.new("RGB", size, (20, 40, 160))
    left, right = (round(share * size[0]) for share in red)
    ImageDraw.Draw(image).rectangle((left, 0, right, size[1]), fill=(220, 30, 30))
    image.save(path, quality=95)
    return path


@pytest.mark.parametrize("at", [0.1, 0.5, 0.85])
def test_the_part_shows_what_is_in_the_picture(tmp_path, at: float):
    file = picture(tmp_path / "wide.jpg", (1472, 828), (at - 0.05, at + 0.05))
    thing = Area(left=at - 0.05, top=0.3, right=at + 0.05, bottom=0.7, name="boat")
    cut = reframe(file, (828, 1472), (thing,), "A boat came in.")
    assert cut
    with Image.open(BytesIO(cut)) as image:
        assert image.size == (828, 1472)
        reds = [x for x in range(0, 828, 4) if image.getpixel((x, 700))[0] > 150]
    # As wide as it is: 0.1 of the picture's width, enlarged with the rest.
    assert len(reds) * 4 > 0.95 * 0.1 * 1472 * 1472 / 828


def test_a_picture_that_is_too_small_is_not_blown_up(tmp_path):
    assert reframe(picture(tmp_path / "small.jpg", (640, 360), (0.4, 0.6)), (828, 1472), (), "") is None
