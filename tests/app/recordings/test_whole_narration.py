"""One recording of all scenes: cut where the scenes follow each other, corrected, and taken into the film."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from generator import tasks
from generator.models import Generation, Narration, Scene
from generator.pipeline.recordings.cutting import NOT_CUT, cut
from studio.film.sound.voice import decode_speech
from studio.speech.espeak import EspeakSpeech
from tests.app.recordings.voices import as_wav

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def read_aloud() -> bytes:
    """The scenes as another voice of the machine reads them, with pauses of its own."""
    import io

    import numpy as np

    parts = [np.zeros(24_000, np.float32)]
    for words, pause in (
        ("The boat came home.", 0.5),
        ("Nobody saw the light.", 0.9),
        ("A cat sat upon the deck.", 0.4),
    ):
        said = EspeakSpeech().speak(text=words, language="en", voice="robot-en-us", pace=1.1)
        parts += [decode_speech(io.BytesIO(said.data)), np.zeros(round(48_000 * pause), np.float32)]
    return as_wav(np.concatenate(parts))


def send(client: Any, page: str, recording: bytes) -> Narration:
    """Send a recording, and have a worker cut it."""
    client.post(page, {"recording": SimpleUploadedFile("all.wav", recording)})
    narration = Narration.objects.claim("host:1")
    assert narration
    cut(narration, should_stop=lambda: False)
    return Narration.objects.get()


def test_it_is_cut_heard_corrected_and_taken(as_alice, stored, read_aloud):
    page = reverse("narration", args=[stored.pk])
    assert "What to read" in as_alice.get(page).content.decode()
    narration = send(as_alice, page, read_aloud)
    assert [one["is_heard"] for one in narration.cuts] == [True, True, True]
    assert narration.cuts[0]["end"] == narration.cuts[1]["start"]
    shown = as_alice.get(page).content.decode()
    assert "Scene 2 begins at second" in shown
    part = as_alice.get(reverse("narration_part", args=[stored.pk]), {"start": 0, "end": 1.0})
    assert len(part.content) == 44 + 2 * 16_000
    scenes = list(Scene.objects.all())
    sent = {f"start-{scene.pk}": one["start"] for scene, one in zip(scenes, narration.cuts, strict=True)}
    moved = sent[f"start-{scenes[1].pk}"] + 0.05
    sent |= {f"start-{scenes[1].pk}": moved, f"take-{scenes[0].pk}": "on", f"take-{scenes[1].pk}": "on"}
    assert as_alice.post(page, {**sent, "take": "yes"}).status_code == 302
    scenes = list(Scene.objects.all())
    assert [bool(scene.recording) for scene in scenes] == [True, True, False]
    assert scenes[0].recording.name == scenes[1].recording.name
    assert scenes[0].recording_end == scenes[1].recording_start == pytest.approx(moved)
    assert scenes[0].recording.storage.exists(scenes[0].recording.name)
    assert not Narration.objects.exists()
    stored.refresh_from_db()
    assert stored.status == "queued"


@pytest.mark.long
def test_a_cut_behind_the_next_is_refused_at_its_field(as_alice, stored, read_aloud):
    page = reverse("narration", args=[stored.pk])
    send(as_alice, page, read_aloud)
    scenes = list(Scene.objects.all())
    sent = {f"start-{scene.pk}": start for scene, start in zip(scenes, (0, 2.5, 2.6), strict=True)}
    response = as_alice.post(page, {**sent, **{f"take-{scene.pk}": "on" for scene in scenes}, "take": "yes"})
    assert "nothing is left of it" in response.content.decode()
    as_alice.post(page, {"drop": "yes"})
    assert not Narration.objects.exists()


def test_what_is_no_recording_is_refused(as_alice, stored):
    response = as_alice.post(
        reverse("narration", args=[stored.pk]), {"recording": SimpleUploadedFile("a.mp3", b"no")}
    )
    assert "not a recording we can read" in response.content.decode()


def test_only_pages_that_record_may_ask_for_the_microphone(as_alice, stored):
    for name in ("storyboard", "narration"):
        told = as_alice.get(reverse(name, args=[stored.pk])).headers["Permissions-Policy"]
        assert told.startswith("microphone=(self), camera=()")
    assert as_alice.get(reverse("library")).headers["Permissions-Policy"].startswith("microphone=()")


def test_the_page_waits_until_a_worker_has_cut_it(as_alice, stored, read_aloud):
    page = reverse("narration", args=[stored.pk])
    as_alice.post(page, {"recording": SimpleUploadedFile("all.wav", read_aloud)})
    assert "as soon as a worker is on duty" in as_alice.get(page).content.decode()
    assert as_alice.get(page, headers={"HX-Request": "true"}).status_code == 204
    assert as_alice.get(reverse("narration_part", args=[stored.pk])).status_code == 404
    claimed = Narration.objects.claim("host:1")
    cut(claimed, should_stop=lambda: False)
    assert as_alice.get(page, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_a_worker_takes_it_from_the_queue(as_alice, stored, read_aloud):
    as_alice.post(
        reverse("narration", args=[stored.pk]), {"recording": SimpleUploadedFile("all.wav", read_aloud)}
    )
    tasks.work_one()
    assert len(Narration.objects.get().cuts) == 3


def test_it_waits_while_the_film_is_made(as_alice, stored, read_aloud):
    page = reverse("narration", args=[stored.pk])
    Generation.objects.update(status=Generation.Status.RUNNING)
    as_alice.post(page, {"recording": SimpleUploadedFile("all.wav", read_aloud)})
    assert "once the video is ready" in as_alice.get(page).content.decode()
    assert Narration.objects.claim("host:1") is None
    Generation.objects.update(status=Generation.Status.SUCCEEDED)
    assert Narration.objects.claim("host:1")


def test_a_worker_that_is_stopped_leaves_it_to_another(as_alice, stored, read_aloud):
    as_alice.post(
        reverse("narration", args=[stored.pk]), {"recording": SimpleUploadedFile("all.wav", read_aloud)}
    )
    cut(Narration.objects.claim("host:1"), should_stop=lambda: True)
    left = Narration.objects.get()
    assert (left.attempt, left.worker, left.error, left.cuts) == (0, "", "", None)
    assert Narration.objects.claim("host:2")


def test_one_that_was_deleted_meanwhile_leaves_nothing_behind(as_alice, stored, read_aloud):
    page = reverse("narration", args=[stored.pk])
    as_alice.post(page, {"recording": SimpleUploadedFile("all.wav", read_aloud)})
    claimed = Narration.objects.claim("host:1")
    as_alice.post(page, {"drop": "yes"})
    cut(claimed, should_stop=lambda: False)
    # And where it was deleted between the last look and the end.
    assert not claimed.fulfil(1.0, [], ContentFile(b"RIFF"))
    assert not Narration.objects.exists()
    left = claimed.file.storage.listdir(stored.directory)[1]
    assert not [name for name in left if "narration" in name or "recording" in name]


def test_what_cannot_be_cut_is_said_on_the_page_and_another_can_be_sent(as_alice, stored, read_aloud):
    page = reverse("narration", args=[stored.pk])
    as_alice.post(page, {"recording": SimpleUploadedFile("all.wav", read_aloud)})
    claimed = Narration.objects.claim("host:1")
    claimed.file.storage.delete(claimed.file.name)
    cut(claimed, should_stop=lambda: False)
    shown = as_alice.get(page).content.decode()
    assert NOT_CUT in shown
    assert "What to read" in shown
    assert send(as_alice, page, read_aloud).cuts
