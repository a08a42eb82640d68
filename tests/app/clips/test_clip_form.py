"""The form of the storyboard takes clips: told by their content, judged at once, with their part and sound."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse

from generator.models import Generation, Scene
from tests.app.pages.videos.test_storyboard import as_sent, film, send
from tests.support.media import photo

__all__ = ["film"]
pytestmark = pytest.mark.django_db


def sent_clip(data: bytes, name: str = "holiday.jpg") -> SimpleUploadedFile:
    """Return an upload whose name says nothing of what it is."""
    return SimpleUploadedFile(name, data, "image/jpeg")


def second(film: Generation) -> Scene:
    return film.scenes.get(position=1)


@pytest.fixture
def with_clip(as_alice, film, clip) -> Generation:
    send(as_alice, film, s1_new_picture=sent_clip(clip(tone=440.0)))
    Generation.objects.update(status=Generation.Status.SUCCEEDED)
    return Generation.objects.get()


def test_a_clip_is_told_by_its_content_and_kept_for_the_worker(as_alice: Client, film, clip):
    data = clip(tone=440.0)
    send(
        as_alice,
        film,
        s1_new_picture=sent_clip(data),
        s1_clip_start="0:01",
        s1_clip_ending="swing",
        s1_clip_sound="under",
    )
    scene = second(film)
    assert scene.clip_upload.name.startswith(f"{film.directory}/scene-clip-")
    assert (scene.clip_start, scene.clip_end, scene.clip_ending, scene.clip_sound) == (
        1.0,
        None,
        "swing",
        "under",
    )
    assert scene.clip_has_sound
    assert scene.clip_length == pytest.approx(2.0, abs=0.1)
    assert (scene.image_fingerprint, scene.upload.name) == ("", "")
    with scene.clip_upload.open() as stored:
        assert stored.read() == data


def test_a_large_clip_is_read_from_the_disk(as_alice: Client, film, clip, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert TemporaryUploadedFile
    send(as_alice, film, s1_new_picture=sent_clip(clip()))
    assert second(film).clip_upload


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"s1_clip_start": "0:05"}, "The clip is 0:01 long. Please begin earlier."),
        ({"s1_clip_start": "1", "s1_clip_end": "0:01"}, "Please end the clip after it has begun."),
        ({"s1_clip_start": "soon"}, "Please write the moment as minutes and seconds"),
        ({"s1_clip_sound": "under"}, "This clip has no sound."),
        ({"s1_clip_sound": "loud"}, "Select a valid choice"),
    ],
)
def test_a_part_that_the_clip_does_not_have_is_refused(
    as_alice: Client, film, clip, change: Any, sentence: str
):
    page = send(as_alice, film, s1_new_picture=sent_clip(clip()), **change).content.decode()
    assert sentence in page
    assert not second(film).clip_upload


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x00\x00\x00\x18ftypmp42" + bytes(100), "This clip is damaged or incomplete."),
        (b"RIFF\x00\x00\x00\x00AVI LIST" + bytes(100), "Please use an MP4, MOV, WebM or MKV file."),
        (b"GIF89a" + bytes(100), "not a picture we can read"),
        (b"", "This file is empty. Please choose a picture or a clip."),
    ],
)
def test_what_is_no_clip_is_refused_with_a_sentence(as_alice: Client, film, data: bytes, sentence: str):
    page = send(
        as_alice, film, s1_new_picture=sent_clip(data, "x.mp4"), s0_narration="Wild was the sea."
    ).content.decode()
    assert sentence in page
    assert "Wild was the sea." in page


def test_a_clip_above_the_limits_is_refused(as_alice: Client, film, clip, settings):
    settings.GENERATOR_MAX_CLIP_SECONDS = 1
    page = send(as_alice, film, s1_new_picture=sent_clip(clip())).content.decode()
    assert "This clip is longer than 1 second" in page
    settings.GENERATOR_MAX_CLIP_MB = 1
    page = send(as_alice, film, s1_new_picture=sent_clip(clip() + bytes(1024**2))).content.decode()
    assert "This clip is larger than 1 MB." in page


def test_a_page_that_is_sent_as_it_came_leaves_the_clip(as_alice: Client, with_clip):
    before = second(with_clip)
    page = as_alice.get(reverse("storyboard", args=[with_clip.pk])).content.decode()
    assert "Your clip is 0:01 long." in page or "Your clip is 0:02 long." in page
    answer = as_alice.post(reverse("storyboard", args=[with_clip.pk]), as_sent(with_clip), follow=True)
    assert "Nothing was changed" in answer.content.decode()
    sent = as_sent(with_clip, s1_clip_start="", s1_clip_end="", s1_clip_ending="hold", s1_clip_sound="off")
    assert (
        "Nothing was changed"
        in as_alice.post(reverse("storyboard", args=[with_clip.pk]), sent, follow=True).content.decode()
    )
    assert second(with_clip).clip_upload.name == before.clip_upload.name


def test_another_part_has_the_clip_made_anew_and_another_sound_does_not(as_alice: Client, with_clip):
    Scene.objects.filter(position=1).update(image_fingerprint="made")
    send(as_alice, with_clip, s1_clip_sound="instead")
    assert (second(with_clip).clip_sound, second(with_clip).image_fingerprint) == ("instead", "made")
    Generation.objects.update(status=Generation.Status.SUCCEEDED)
    send(as_alice, Generation.objects.get(), s1_clip_start="0:01")
    scene = second(with_clip)
    assert (scene.clip_start, scene.clip_sound, scene.image_fingerprint) == (1.0, "instead", "")


@pytest.mark.parametrize(
    "change", [{"s1_prompt": "A red boat"}, {"s1_again": "on"}, {"s1_new_picture": "photo"}]
)
def test_a_picture_takes_the_place_of_a_clip(
    as_alice: Client, with_clip, change: Any, django_capture_on_commit_callbacks
):
    name = second(with_clip).clip_upload.name
    if "s1_new_picture" in change:
        change = {"s1_new_picture": SimpleUploadedFile("me.jpg", photo())}
    with django_capture_on_commit_callbacks(execute=True):
        send(as_alice, with_clip, **change)
    scene = second(with_clip)
    assert (scene.clip_upload.name, scene.clip_length, scene.clip_has_sound) == ("", None, False)
    assert bool(scene.upload) == ("s1_new_picture" in change)
    assert not default_storage.exists(name)


def test_a_scene_that_is_left_out_takes_its_clip_along(
    as_alice: Client, with_clip, django_capture_on_commit_callbacks
):
    name = second(with_clip).clip_upload.name
    assert name in with_clip.file_names()
    with django_capture_on_commit_callbacks(execute=True):
        send(as_alice, with_clip, s1_DELETE="on")
    assert not default_storage.exists(name)


def test_a_film_may_begin_with_the_voice_of_a_clip(as_alice: Client, film, clip):
    page = send(as_alice, film, s0_narration="", s0_new_picture=sent_clip(clip(tone=440.0))).content.decode()
    assert "The first scene needs words" in page
    send(as_alice, film, s0_narration="", s0_new_picture=sent_clip(clip(tone=440.0)), s0_clip_sound="instead")
    assert film.scenes.get(position=0).replaces_narrator


def test_the_page_can_choose_a_part_in_each_scene(as_alice: Client, film):
    page = as_alice.get(reverse("storyboard", args=[film.pk])).content.decode()
    for number in range(3):
        for name in ("clip_start", "clip_end", "clip_ending", "clip_sound"):
            assert f'name="scenes-{number}-{name}"' in page
    assert "any-scene" not in page
    assert "video/mp4" in page
