"""The poster that an owner chooses: a moment of the film, or a picture."""

from __future__ import annotations

from io import BytesIO

import av
import numpy as np
import pytest
from av.video.reformatter import Colorspace
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from generator.models import Film, Generation
from generator.views import actions
from tests.support.factories import make_generation
from tests.support.media import film, photo

pytestmark = pytest.mark.django_db(transaction=True)
Status = Generation.Status


@pytest.fixture
def ready(alice) -> Generation:
    generation = make_generation(
        alice, status=Status.SUCCEEDED, video=film(), poster=photo(), duration=6.0, review="approved"
    )
    generation.film.measure()
    generation.measure_storage()
    return generation


def choose(client: Client, generation: Generation, **sent: object):
    return client.post(reverse("choose_poster", args=[generation.pk]), sent)


def poster(generation: Generation) -> Image.Image:
    with Film.objects.get(generation=generation).poster.open("rb") as file:
        return Image.open(BytesIO(file.read())).convert("RGB")


def frame(number: int) -> np.ndarray:
    with av.open(BytesIO(film())) as container:
        found = next(frame for at, frame in enumerate(container.decode(video=0)) if at == number)
        # As the films of the studio are coded.
        return found.reformat(format="rgb24", src_colorspace=Colorspace.ITU709).to_ndarray()


def difference(image: Image.Image, pixels: np.ndarray) -> float:
    return float(np.abs(np.asarray(image, np.float32) - pixels).mean())


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("0", 0),
        ("0:00", 0),
        ("2.5", 75),
        ("2,5", 75),
        ("0:04", 120),
        ("0:00:04", 120),
        ("5.99", 179),
        ("6.02", 179),
    ],
)
def test_any_frame_of_the_film_can_be_the_poster(as_alice: Client, ready, moment: str, number: int):
    assert choose(as_alice, ready, moment=moment).url == ready.get_absolute_url()
    image = poster(ready)
    assert image.size == (320, 180)
    # The test picture counts its frames: a neighbour differs where it does not.
    here = difference(image, frame(number))
    assert here < 6
    assert all(
        here < difference(image, frame(other)) for other in (number - 15, number + 15) if 0 <= other < 180
    )


def test_the_poster_before_goes_once_the_new_one_is_there(as_alice: Client, ready):
    before, version = ready.film.poster.name, ready.film.poster_version
    choose(as_alice, ready, moment="3")
    after = Film.objects.get()
    assert not default_storage.exists(before)
    assert default_storage.exists(after.poster.name)
    assert after.poster_version != version
    assert (
        f"{reverse('miniature', args=[ready.pk])}?v={after.poster_version}"
        in as_alice.get(reverse("library")).content.decode()
    )
    # A name is never used again, not even that of the first.
    names = {before, after.poster.name}
    for moment in ("1", "2"):
        choose(as_alice, ready, moment=moment)
        names.add(Film.objects.get().poster.name)
    assert len(names) == 4


def test_the_storage_is_counted_as_it_is(as_alice: Client, ready):
    choose(as_alice, ready, moment="3")
    after = Generation.objects.get()
    sizes = sum(default_storage.size(name) for name in after.film.file_names())
    assert after.film.stored_bytes == sizes == after.stored_bytes


def test_where_the_new_one_cannot_be_stored_the_old_one_stays(ready, monkeypatch):
    before = ready.film.poster.name

    def fail(*arguments: object, **options: object) -> str:
        raise OSError("No space left on device")

    monkeypatch.setattr(type(default_storage._wrapped or default_storage), "_save", fail, raising=False)
    with pytest.raises(OSError, match="No space"):
        ready.film.change_poster(photo())
    assert Film.objects.get().poster.name == before
    assert default_storage.exists(before)


def test_of_two_at_once_the_first_counts_and_the_second_is_told(as_alice: Client, ready, monkeypatch):
    made = actions.poster_at

    def meanwhile(film: Film, moment: float) -> bytes:
        Film.objects.get().change_poster(photo((64, 64)), 1.0)
        return made(film, moment)

    monkeypatch.setattr(actions, "poster_at", meanwhile)
    answer = choose(as_alice, ready, moment="3")
    assert "was changed elsewhere meanwhile" in answer.content.decode()
    assert poster(ready).size == (64, 64)
    folder = Film.objects.get().poster.name.rpartition("/")[0]
    assert sorted(name for name in default_storage.listdir(folder)[1] if "poster" in name) == [
        Film.objects.get().poster.name.rpartition("/")[2]
    ]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "name a moment of the video, or choose a picture"),
        ({"moment": "soon"}, "minutes and seconds, such as 1:05"),
        ({"moment": "-1"}, "minutes and seconds, such as 1:05"),
        ({"moment": "nan"}, "minutes and seconds, such as 1:05"),
        ({"moment": "0:09"}, "The video is 0:06 long."),
        ({"moment": "9" * 40}, "minutes and seconds, such as 1:05"),
    ],
)
def test_what_is_no_moment_of_it_is_refused_in_a_sentence(as_alice: Client, ready, sent, words: str):
    before = ready.film.poster.name
    answer = choose(as_alice, ready, **sent)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Film.objects.get().poster.name == before


@pytest.mark.parametrize("size", ["16:9", "9:16", "1:1"])
@pytest.mark.parametrize("shape", [(640, 360), (300, 900), (900, 300)])
def test_a_picture_of_ones_own_gets_the_shape_of_the_film(as_alice: Client, ready, size: str, shape):
    Generation.objects.update(size=size)
    picture = SimpleUploadedFile("me.png", photo(shape, "PNG"), "image/png")
    assert choose(as_alice, ready, picture=picture).status_code == 302
    width, height = poster(ready).size
    assert (width, height) == {"16:9": (1280, 720), "9:16": (720, 1280), "1:1": (960, 960)}[size]
    assert Film.objects.get().poster_is_own


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty. Please choose a picture."),
        (b"<html>", "not a picture we can read"),
        (photo((640, 480))[:3000], "damaged or incomplete"),
        (photo((40, 40)), "too small"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(as_alice: Client, ready, data: bytes, words: str):
    answer = choose(as_alice, ready, picture=SimpleUploadedFile("me.jpg", data, "image/jpeg"))
    assert words in answer.content.decode()
    assert poster(ready).size == (320, 240)


def test_an_upload_is_decoded_in_a_process_of_its_own_and_a_crash_there_is_a_sentence(
    as_alice: Client, ready, monkeypatch, tmp_path
):
    child = tmp_path / "child.py"
    child.write_text("import os; os.kill(os.getpid(), 11)")
    monkeypatch.setattr("generator.pipeline.decoding.CHILD", child)
    answer = choose(as_alice, ready, picture=SimpleUploadedFile("me.jpg", photo(), "image/jpeg"))
    assert "This picture cannot be read." in answer.content.decode()
    child.write_text("raise SystemExit(3)")
    answer = choose(as_alice, ready, picture=SimpleUploadedFile("me.jpg", photo(), "image/jpeg"))
    assert "could not be read just now" in answer.content.decode()


def test_staff_have_not_seen_a_picture_that_is_given_afterwards(as_alice: Client, ready):
    choose(as_alice, ready, moment="2")
    assert Generation.objects.get().review == "approved"
    choose(as_alice, ready, picture=SimpleUploadedFile("me.jpg", photo(), "image/jpeg"))
    assert Generation.objects.get().review == "pending"


def test_a_full_storage_takes_no_picture_but_another_frame(as_alice: Client, ready, settings):
    settings.GENERATOR_STORAGE_GB = 1
    Generation.objects.update(stored_bytes=2 * 10**9)
    answer = choose(as_alice, ready, picture=SimpleUploadedFile("me.jpg", photo(), "image/jpeg"))
    assert "there is room again" in answer.content.decode()
    assert choose(as_alice, ready, moment="2").status_code == 302


def test_a_film_whose_file_is_gone_says_so(as_alice: Client, ready):
    default_storage.delete(ready.film.video.name)
    assert "The video could not be read." in choose(as_alice, ready, moment="2").content.decode()


def test_the_player_gets_a_sentence_and_the_new_picture(as_alice: Client, ready):
    address = reverse("choose_poster", args=[ready.pk])
    answer = as_alice.post(address, {"moment": "3.20"}, headers={"hx-request": "true"}).content.decode()
    assert actions.POSTER_CHOSEN in answer
    assert f"v={Film.objects.get().poster_version}" in answer
    assert Film.objects.get().poster_at == 3.2
    refused = as_alice.post(address, {"moment": "99"}, headers={"hx-request": "true"}).content.decode()
    assert "The video is 0:06 long." in refused
    assert "<img" not in refused


def test_without_a_film_there_is_none_to_choose(as_alice: Client, alice):
    waiting = make_generation(alice)
    assert as_alice.get(reverse("choose_poster", args=[waiting.pk])).status_code == 404
