"""A film that begins with a clip: the form takes it, a picture of it is described, and the scenes share it out."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image

from generator.models import Generation, Scene, Sending, User
from generator.models.allowance import OverQuotaError
from generator.models.files.origin import Origin
from generator.pipeline.stages.clips import share_out_clip
from generator.pipeline.stages.describe import describe
from generator.pipeline.stages.illustrate import illustrate
from generator.pipeline.stages.storyboard import storyboard
from tests.app.clips.test_clip_form import sent_clip
from tests.support.factories import make_generation, make_scene
from tests.support.media import photo

pytestmark = pytest.mark.django_db
START = reverse("image_to_video")
WORDS = "A bar goes from left to right. It does so for two seconds. Then it has come to its end."


def begin(client: Client, address: str = START, **fields: Any) -> Generation:
    client.post(address, {"input_text": WORDS, "style": "plain", "size": "16:9", **fields})
    return Generation.objects.latest("created_at")


def in_parcels(client: Client, data: bytes) -> str:
    address = reverse("send_first_clip")
    key = client.post(f"{address}?size={len(data)}", b"", "application/octet-stream").json()["id"]
    client.post(f"{address}?id={key}&at=0", data, "application/octet-stream")
    return str(key)


def test_the_form_takes_a_clip_and_keeps_it_as_it_came(
    as_alice: Client, clip, django_capture_on_commit_callbacks
):
    data = clip(tone=440.0)
    film = begin(as_alice, upload=sent_clip(data))
    assert (film.status, film.kind, film.upload.name) == ("queued", "image", "")
    assert film.input_clip_seconds == pytest.approx(2.0, abs=0.1)
    assert film.input_clip_has_sound
    with film.input_clip.open() as stored:
        assert stored.read() == data
    assert film.stored_bytes == len(data)
    with django_capture_on_commit_callbacks(execute=True):
        film.delete()
    assert not default_storage.exists(film.input_clip.name)


def test_a_clip_may_come_parcel_by_parcel_before_the_form(
    as_alice: Client, clip, django_capture_on_commit_callbacks
):
    data = clip()
    key = in_parcels(as_alice, data)
    parcels = Sending.objects.get().parcels
    with django_capture_on_commit_callbacks(execute=True):
        draft = begin(as_alice, sent_clip=key, look="1")
    assert (draft.status, draft.input_clip.size) == ("draft", len(data))
    assert not Sending.objects.exists()
    assert not any(map(default_storage.exists, parcels))
    assert begin(as_alice, draft.get_absolute_url()).status == "queued"


def test_a_clip_is_kept_where_the_last_place_is_taken_meanwhile(as_alice: Client, clip, monkeypatch):
    def refuse(*given: Any, **options: Any) -> None:
        raise OverQuotaError("You have made 20 videos today.")

    monkeypatch.setattr("generator.views.create.tasks.enqueue", refuse)
    draft = begin(as_alice, sent_clip=in_parcels(as_alice, clip()))
    assert (draft.status, draft.input_clip.size) == ("draft", len(clip()))
    assert not Sending.objects.exists()
    assert Generation.objects.count() == 1


def test_nobody_else_can_use_what_somebody_sends(as_alice: Client, as_bob: Client, clip):
    key = in_parcels(as_alice, clip())
    page = as_bob.post(START, {"input_text": WORDS, "sent_clip": key})
    assert "The clip did not come here whole." in page.content.decode()
    assert not Generation.objects.exists()


def test_what_was_sent_goes_with_its_owner(alice, as_alice: Client, clip, django_capture_on_commit_callbacks):
    in_parcels(as_alice, clip())
    parcels = Sending.objects.get().parcels
    with django_capture_on_commit_callbacks(execute=True):
        alice.delete()
    assert not any(map(default_storage.exists, parcels))


def test_a_clip_that_cannot_be_shown_is_refused_beside_its_field(as_alice: Client):
    page = as_alice.post(
        START, {"input_text": WORDS, "upload": sent_clip(b"\x00\x00\x00\x18ftypmp42" + bytes(99))}
    )
    assert "This clip is damaged or incomplete." in page.context["form"].errors["upload"][0]


def test_a_picture_in_place_of_a_clip_is_a_film_from_a_picture(as_alice: Client, clip):
    draft = begin(as_alice, upload=sent_clip(clip()), look="1")
    film = begin(as_alice, draft.get_absolute_url(), upload=sent_clip(photo(), "photo.jpg"))
    assert (film.input_clip.name, bool(film.upload)) == ("", True)


def test_a_copy_has_a_clip_of_its_own(as_alice: Client, clip):
    first = begin(as_alice, upload=sent_clip(clip()))
    second = begin(as_alice, f"{START}?from={first.pk}")
    assert second.input_clip.name != first.input_clip.name
    assert second.input_clip_seconds == first.input_clip_seconds
    first.delete()
    assert second.input_clip.size == len(clip())


@pytest.fixture
def film(claimed, clip) -> Generation:
    generation = claimed(kind="image", input_text=WORDS, quality="480p", input_clip_seconds=2.0)
    generation.input_clip.save("clip", ContentFile(clip(tone=440.0)))
    return generation


def test_a_picture_of_the_clip_is_described(film, run_stage, own_media):
    assert run_stage(describe, film) == 1
    film = Generation.objects.get()
    assert film.description
    with film.input_image.open() as file, Image.open(file) as picture:
        assert picture.size == (320, 180)
    assert default_storage.exists(film.input_clip.name)
    assert run_stage(describe, film) == 0


def test_its_scenes_show_parts_of_it_and_then_its_picture(film, run_stage, own_media):
    run_stage(describe, film)
    run_stage(storyboard, film)
    scenes = list(film.scenes.all())
    assert scenes[0].clip_upload.name == film.input_clip.name
    assert (scenes[0].clip_start, scenes[0].clip_ending) == (0.0, "stretch")
    run_stage(illustrate, Generation.objects.get())
    first = film.scenes.first()
    assert (first.image_origin, first.shows_clip) == (Origin.CLIP, True)
    assert {scene.image_origin for scene in film.scenes.all()[1:]} <= {Origin.PHOTO}
    with first.clip_filmstrip.open() as file, Image.open(file) as strip:
        assert strip.size == (8 * 170, 96)


def shared(seconds: float, *words: str, **scene: Any) -> list[Scene]:
    owner = User.objects.first()
    generation = make_generation(owner, input_clip="clip", input_clip_seconds=seconds, language="en")
    for said in words:
        make_scene(generation, narration=said, **scene)
    share_out_clip(generation)
    return list(generation.scenes.all())


SAID = "The boat came home from the sea in the evening, as it did each day."


def test_parts_follow_each_other_without_an_overlap():
    parts = shared(20.0, SAID, SAID, SAID)
    starts = [scene.clip_start for scene in parts]
    assert starts[0] == 0.0
    assert [two - one for one, two in pairwise(starts)] == pytest.approx([6.67, 6.67], abs=0.05)
    assert all(scene.clip_upload.name == "clip" and scene.clip_end is None for scene in parts)


def test_a_long_clip_is_shown_from_all_of_it():
    starts = [scene.clip_start for scene in shared(300.0, SAID, SAID, SAID)]
    assert starts == pytest.approx([0.0, 100.0, 200.0], abs=0.1)


def test_where_the_clip_has_ended_its_picture_is_shown():
    parts = shared(6.0, SAID, SAID, SAID, SAID)
    assert [bool(scene.clip_upload) for scene in parts] == [True, False, False, False]


def test_what_the_owner_gave_a_scene_stays():
    assert [scene.clip_upload.name for scene in shared(20.0, SAID, upload="mine")] == [""]
    assert [scene.clip_upload.name for scene in shared(20.0, SAID, clip_upload="mine")] == ["mine"]


def test_a_scene_that_lets_go_of_it_leaves_it_to_the_others(film):
    scene = make_scene(film, clip_upload=film.input_clip.name, clip_length=2.0)
    assert not scene.has_own_clip
    assert film.input_clip.name not in scene.file_names()
    assert scene.drop_clip() == []
    assert film.input_clip.name in film.file_names()


def test_going_back_to_the_film_brings_the_part_back(film):
    scene = make_scene(film, clip_upload=film.input_clip.name, clip_length=2.0, clip_start=1.0)
    told = scene.snapshot(0.0, 2.0)
    scene.drop_clip()
    scene.save()
    scene.restore(told)
    assert (scene.clip_upload.name, scene.clip_start) == (film.input_clip.name, 1.0)
