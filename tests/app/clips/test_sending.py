"""A clip comes parcel by parcel: it goes on where it broke off, and the form takes it as if it had come with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generator.forms.scenes import sending as sending_form
from generator.models import Generation, Sending
from tests.app.pages.videos.test_storyboard import film, send

__all__ = ["film"]
pytestmark = pytest.mark.django_db
PARCEL = 4000


def ask(client: Client, film: Generation, data: bytes | None = None, **words: Any) -> dict[str, Any]:
    address = (
        reverse("send_clip", args=[film.pk])
        + "?"
        + "&".join(f"{name}={value}" for name, value in words.items())
    )
    if data is None:
        return client.get(address).json()
    return client.post(address, data, "application/octet-stream").json()


def send_all(client: Client, film: Generation, data: bytes) -> str:
    state = ask(client, film, b"", size=len(data))
    while state["received"] < len(data):
        at = state["received"]
        state = ask(client, film, data[at : at + PARCEL], id=state["id"], at=at)
    return str(state["id"])


def test_a_clip_in_parcels_becomes_the_scenes_clip(
    as_alice: Client, film, clip, django_capture_on_commit_callbacks
):
    data = clip(tone=440.0)
    key = send_all(as_alice, film, data)
    parcels = Sending.objects.get().parcels
    assert len(parcels) == -(-len(data) // PARCEL)
    with django_capture_on_commit_callbacks(execute=True):
        send(as_alice, film, s1_sent_clip=key, s1_clip_sound="under")
    scene = film.scenes.get(position=1)
    with scene.clip_upload.open() as stored:
        assert stored.read() == data
    assert (scene.clip_has_sound, scene.clip_sound) == (True, "under")
    assert not Sending.objects.exists()
    assert not any(map(default_storage.exists, parcels))


def test_a_clip_that_broke_off_goes_on_where_it_stopped(as_alice: Client, film, clip):
    data = clip()
    state = ask(as_alice, film, b"", size=len(data))
    key = state["id"]
    ask(as_alice, film, data[:PARCEL], id=key, at=0)
    # The answer was lost, and it is sent once more; one from further on comes too early.
    assert ask(as_alice, film, data[:PARCEL], id=key, at=0)["received"] == PARCEL
    assert ask(as_alice, film, data[2 * PARCEL :], id=key, at=2 * PARCEL)["received"] == PARCEL
    assert ask(as_alice, film, id=key) == {"id": key, "received": PARCEL}
    assert ask(as_alice, film, data[PARCEL:], id=key, at=PARCEL)["received"] == len(data)
    assert len(Sending.objects.get().parcels) == 2


def test_a_clip_that_is_not_whole_is_refused_and_its_part_stays(as_alice: Client, film, clip):
    data = clip()
    key = ask(as_alice, film, b"", size=len(data))["id"]
    ask(as_alice, film, data[:PARCEL], id=key, at=0)
    page = send(as_alice, film, s1_sent_clip=key).content.decode()
    assert "The clip did not come here whole." in page
    assert Sending.objects.get().received == PARCEL
    page = send(as_alice, film, s1_sent_clip="00000000-0000-4000-8000-000000000000").content.decode()
    assert "The clip did not come here whole." in page


def test_a_form_with_a_fault_keeps_the_clip_that_was_sent(as_alice: Client, film, clip):
    key = send_all(as_alice, film, clip())
    page = send(as_alice, film, s1_sent_clip=key, s1_clip_start="soon").content.decode()
    assert key in page
    send(as_alice, film, s1_sent_clip=key)
    assert film.scenes.get(position=1).clip_upload


@pytest.mark.parametrize(
    ("words", "data", "sentence"),
    [
        ({"size": 600 * 1024**2}, b"", "This clip is larger than 500 MB."),
        ({"size": 0}, b"", "greater than or equal to 1"),
        ({}, b"", "from the page on which scenes are changed"),
        ({"id": "00000000-0000-4000-8000-000000000000", "at": 0}, b"x", "did not come here whole"),
        ({"id": "own", "at": 0}, b"no clip at all", "This file is not a clip"),
    ],
)
def test_what_cannot_be_sent_is_refused_in_a_sentence(
    as_alice: Client, film, words: Any, data: bytes, sentence: str
):
    if words.get("id") == "own":
        words = {**words, "id": ask(as_alice, film, b"", size=100)["id"]}
    assert sentence in ask(as_alice, film, data, **words)["refusal"]


def test_a_parcel_has_a_limit_and_a_full_storage_takes_none(
    as_alice: Client, film, clip, settings, monkeypatch
):
    monkeypatch.setattr("generator.views.storyboard.MOST_PARCEL", 100)
    monkeypatch.setattr(sending_form, "MOST_PARCEL", 100)
    key = ask(as_alice, film, b"", size=1000)["id"]
    assert "too large" in ask(as_alice, film, clip()[:101], id=key, at=0)["refusal"]
    settings.GENERATOR_STORAGE_GB = 1
    Generation.objects.update(stored_bytes=10**10)
    assert "there is room again" in ask(as_alice, film, b"", size=1000)["refusal"]


def test_others_send_nothing_into_a_film(as_bob: Client, film, clip):
    assert as_bob.post(reverse("send_clip", args=[film.pk]) + "?size=100").status_code == 404
    assert not Sending.objects.exists()


def test_only_some_are_on_their_way_and_none_for_longer_than_a_day(as_alice: Client, film, clip):
    keys = [ask(as_alice, film, b"", size=1000)["id"] for _ in range(6)]
    assert [str(one.pk) for one in Sending.objects.order_by("made_at")] == keys[2:]
    Sending.objects.update(made_at=timezone.now() - timedelta(days=2))
    ask(as_alice, film, b"", size=1000)
    assert Sending.objects.count() == 1


def test_what_is_on_its_way_counts_and_goes_with_the_film(
    as_alice: Client, film, clip, django_capture_on_commit_callbacks
):
    Generation.objects.update(stored_bytes=0)
    data = clip()
    send_all(as_alice, film, data)
    film.refresh_from_db()
    assert film.stored_bytes == len(data)
    parcels = Sending.objects.get().parcels
    assert set(parcels) <= set(film.file_names())
    with django_capture_on_commit_callbacks(execute=True):
        film.delete()
    assert not any(map(default_storage.exists, parcels))
