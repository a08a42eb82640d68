"""A film that is begun with several pictures: the form keeps each, its order and its words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from generator.models import Generation, StartPicture
from generator.models.library.duplicate import duplicate
from generator.models.starting.picture import MOST_PICTURES
from generator.pipeline.stages.describe import describe
from generator.pipeline.stages.illustrate import illustrate
from generator.pipeline.stages.storyboard import storyboard
from tests.app.stages.conftest import photo

pytestmark = pytest.mark.django_db
START = reverse("image_to_video")
FIELDS = {"style": "plain", "size": "16:9", "music": "calm", "voice": ""}


def taken(year: int) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = f"{year}:05:04 03:02:01"
    exif.get_ifd(0x8825)[1] = "N"
    return photo(320, 240, exif=exif)


def files(*given: tuple[str, bytes]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, data) for name, data in given]


def begin(client: Client, *given: tuple[str, bytes], **fields: Any) -> Generation:
    client.post(START, {**FIELDS, "upload": files(*given), **fields})
    return Generation.objects.latest("created_at")


def three(client: Client, **fields: Any) -> Generation:
    return begin(client, ("b.jpg", taken(2021)), ("a10.jpg", taken(2019)), ("a9.jpg", taken(2020)), **fields)


def names(film: Generation) -> list[str]:
    return [picture.name for picture in film.start_pictures.all()]


def change(client: Client, film: Generation, **fields: Any):
    return client.post(film.get_absolute_url(), {**FIELDS, **fields})


def seen(film: Generation, run_stage) -> Generation:
    assert Generation.objects.take(film.pk, film.lease, "test")
    taken_film = Generation.objects.get(pk=film.pk)
    run_stage(describe, taken_film)
    run_stage(storyboard, taken_film)
    return taken_film


def test_several_files_in_one_field_make_a_film_of_as_many_scenes(as_alice: Client, run_stage):
    film = three(as_alice, input_text="First we left. Then we sailed for days. At last we came home.")
    assert film.status == "queued"
    assert not film.upload
    film = seen(film, run_stage)
    scenes = list(film.scenes.all())
    assert [scene.narration for scene in scenes] == [
        "First we left.",
        "Then we sailed for days.",
        "At last we came home.",
    ]
    assert all(scene.is_own_picture and scene.image and not scene.upload for scene in scenes)
    assert run_stage(illustrate, film) == 0
    assert run_stage(storyboard, film) == 0


def test_no_upload_with_its_metadata_is_left(as_alice: Client, run_stage):
    film = three(as_alice)
    uploads = [picture.upload.name for picture in film.start_pictures.all()]
    seen(film, run_stage)
    assert not any(map(default_storage.exists, uploads))
    assert not any(picture.upload for picture in film.start_pictures.all())


def test_own_words_come_before_the_text_and_what_is_seen(as_alice: Client, run_stage):
    film = three(as_alice, look="1")
    one = film.start_pictures.first()
    change(as_alice, film, **{f"words-{one.pk.hex}": "My own words."})
    film.refresh_from_db()
    assert film.status == "queued"
    told = [scene.narration for scene in seen(film, run_stage).scenes.all()]
    assert told == ["My own words.", "A dog stands on a beach.", "A dog stands on a beach."]


@pytest.mark.long
def test_pictures_without_words_share_those_before(as_alice: Client, run_stage):
    film = three(as_alice, input_text="One sentence that is long enough to be read while all three are seen.")
    scenes = list(seen(film, run_stage).scenes.all())
    assert [bool(scene.narration) for scene in scenes] == [True, False, False]
    assert [scene.seconds for scene in scenes] == [None, None, 4.0]


def test_they_are_moved_and_sorted_without_a_script(as_alice: Client):
    film = three(as_alice, look="1")
    assert film.status == "draft"
    assert names(film) == ["b.jpg", "a10.jpg", "a9.jpg"]
    change(as_alice, film, sort="name")
    assert names(film) == ["a9.jpg", "a10.jpg", "b.jpg"]
    change(as_alice, film, sort="taken")
    assert names(film) == ["a10.jpg", "a9.jpg", "b.jpg"]
    last = film.start_pictures.last()
    change(as_alice, film, move=f"up:{last.pk}")
    assert names(film) == ["a10.jpg", "b.jpg", "a9.jpg"]
    assert film.start_pictures.first().taken_at == datetime(2019, 5, 4, 3, 2, 1, tzinfo=UTC)
    film.refresh_from_db()
    assert film.status == "draft"


def test_the_last_that_is_left_is_the_pictures_own_again(
    as_alice: Client, django_capture_on_commit_callbacks
):
    film = begin(as_alice, ("b.jpg", taken(2021)), ("a.jpg", taken(2019)), look="1")
    first, second = film.start_pictures.all()
    with django_capture_on_commit_callbacks(execute=True):
        change(as_alice, film, remove=str(first.pk))
    film.refresh_from_db()
    assert not film.start_pictures.exists()
    assert film.upload.name == second.upload.name
    assert default_storage.exists(film.upload.name)
    assert not default_storage.exists(first.upload.name)


def test_a_picture_that_is_added_makes_two_of_one(as_alice: Client):
    as_alice.post(START, {**FIELDS, "upload": SimpleUploadedFile("one.jpg", taken(2020)), "look": "1"})
    film = Generation.objects.get()
    assert film.upload
    assert not film.has_start_pictures
    change(as_alice, film, more=files(("two.jpg", taken(2021))), add="1")
    film.refresh_from_db()
    assert names(film) == ["", "two.jpg"]
    assert not film.upload


def test_what_cannot_be_used_is_named_and_the_others_are_kept(as_alice: Client):
    answer = as_alice.post(
        START,
        {
            **FIELDS,
            "upload": files(("good.jpg", taken(2020)), ("bad.jpg", b"no picture"), ("c.jpg", photo())),
        },
    )
    film = Generation.objects.get()
    assert (film.status, names(film)) == ("draft", ["good.jpg", "c.jpg"])
    assert "bad.jpg: This file is not a picture" in answer.content.decode()


def test_there_are_at_most_forty(as_alice: Client, monkeypatch):
    monkeypatch.setattr("generator.forms.starting.pictures.MOST_PICTURES", 2)
    film = three(as_alice)
    assert (film.status, len(names(film))) == ("draft", 2)
    assert MOST_PICTURES == 40


def test_a_script_adds_one_at_a_time(as_alice: Client):
    first = {"upload": SimpleUploadedFile("a.jpg", photo()), "taken": "2020-05-04T03:02:01"}
    told = as_alice.post(
        reverse("add_first_picture"), {**FIELDS, "input_text": "Words.", **_as_more(first)}
    ).json()
    film = Generation.objects.get()
    assert told["address"] == film.get_absolute_url()
    assert (film.input_text, names(film)) == ("Words.", ["a.jpg"])
    assert film.start_pictures.get().taken_at == datetime(2020, 5, 4, 3, 2, 1, tzinfo=UTC)
    more = {"more": SimpleUploadedFile("b.jpg", photo(200, 200))}
    told = as_alice.post(reverse("add_picture", args=[film.pk]), {**FIELDS, **more}).json()
    assert "b.jpg" in told["card"]
    assert names(film) == ["a.jpg", "b.jpg"]
    refused = {"more": SimpleUploadedFile("c.jpg", b"nothing")}
    told = as_alice.post(reverse("add_picture", args=[film.pk]), {**FIELDS, **refused}).json()
    assert "not a picture" in told["refusal"]


def _as_more(given: dict[str, Any]) -> dict[str, Any]:
    return {"more" if name == "upload" else name: value for name, value in given.items()}


def test_a_clip_is_a_scene_too(as_alice: Client, clip, run_stage):
    film = begin(as_alice, ("a.jpg", photo()), ("b.mp4", clip()), input_text="One thing. And another one.")
    film = seen(film, run_stage)
    first, second = film.scenes.all()
    assert (bool(first.clip_upload), bool(second.clip_upload)) == (False, True)
    assert film.start_pictures.last().image
    assert run_stage(illustrate, film) == 1


@pytest.mark.long
def test_a_duplicate_has_its_own_files_and_nothing_is_made_again(as_alice: Client, run_stage):
    film = seen(three(as_alice, input_text="First we left. Then we sailed. At last we came home."), run_stage)
    Generation.objects.filter(pk=film.pk).update(status="cancelled")
    film.refresh_from_db()
    copy = duplicate(film)
    ours = {picture.image.name for picture in copy.start_pictures.all()}
    assert len(ours) == 3
    assert not ours & {picture.image.name for picture in film.start_pictures.all()}
    assert all(map(default_storage.exists, ours))
    assert run_stage(storyboard, copy) == 0


def test_all_files_go_with_the_film(as_alice: Client, run_stage, django_capture_on_commit_callbacks):
    film = seen(three(as_alice), run_stage)
    stored = film.file_names()
    assert len(stored) >= 3
    with django_capture_on_commit_callbacks(execute=True):
        film.delete()
    assert not any(map(default_storage.exists, stored))
    assert not StartPicture.objects.exists()


@pytest.mark.long
def test_a_copy_begins_with_the_same_pictures(as_alice: Client, run_stage):
    film = seen(three(as_alice), run_stage)
    as_alice.post(f"{START}?from={film.pk}", {**FIELDS, "look": "1"})
    copy = Generation.objects.latest("created_at")
    assert names(copy) == names(film)
    assert not set(copy.file_names()) & set(film.file_names())


@pytest.mark.parametrize("address", ["start_picture", "start_miniature"])
def test_nobody_else_sees_them(as_alice: Client, client: Client, bob, run_stage, address: str):
    film = seen(three(as_alice), run_stage)
    where = reverse(address, args=[film.pk, film.start_pictures.first().pk])
    assert as_alice.get(where).getvalue()
    client.force_login(bob)
    assert client.get(where).status_code == 404
