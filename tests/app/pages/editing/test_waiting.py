"""Changes that are sent while a film is made: they wait, and are made once it is ready."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from generator import tasks
from generator.forms.settings.edit import NO_FILES_NOW
from generator.forms.storyboard import CHANGED
from generator.models import Generation
from tests.app.pages.editing.conftest import TEXT, sent_for
from tests.support.factories import make_generation
from tests.support.media import photo
from tests.support.unrendered import unrendered

pytestmark = pytest.mark.django_db(transaction=True)
Status = Generation.Status


@pytest.fixture(autouse=True)
def rendered_at_once(monkeypatch) -> None:
    """Have no film rendered: when it is made does not depend on what is seen in it."""
    monkeypatch.setattr(
        "generator.pipeline.stages.render.render_film", lambda plan, folder, *rest: unrendered(plan, folder)
    )


@pytest.fixture
def busy(made, send) -> Generation:
    """A film of which one change is already waiting for a worker."""
    send(made, music="epic")
    made.refresh_from_db()
    assert made.status == Status.QUEUED
    return made


def test_what_is_sent_meanwhile_is_made_when_the_run_has_ended(as_alice: Client, busy, send):
    response = send(busy, caption_style="karaoke", s1_narration="Two of ten ships came home.")
    assert response["Location"] == busy.get_absolute_url()
    page = as_alice.get(busy.get_absolute_url()).content.decode()
    assert "Changes of yours wait" in page
    busy.refresh_from_db()
    assert (busy.caption_style, busy.scenes.get(position=1).narration[:4]) == ("box", "Nine")
    tasks.work_one()
    busy.refresh_from_db()
    assert (busy.status, busy.film.number, busy.waiting_changes) == (Status.QUEUED, 2, "")
    assert (busy.caption_style, busy.scenes.get(position=1).narration[:3]) == ("karaoke", "Two")
    tasks.work_one()
    busy.refresh_from_db()
    assert (busy.status, busy.film.number, busy.music) == (Status.SUCCEEDED, 3, "epic")


def test_what_waits_is_shown_and_can_be_dropped(as_alice: Client, busy, send):
    send(busy, title="A waiting title")
    address = reverse("storyboard", args=[busy.pk])
    page = as_alice.get(address).content.decode()
    assert "A waiting title" in page
    assert "These are the changes that wait" in page
    as_alice.get(address, {"afresh": ""})
    busy.refresh_from_db()
    assert busy.waiting_changes == ""


def test_a_second_window_does_not_overwrite_what_waits(as_alice: Client, busy):
    address = reverse("storyboard", args=[busy.pk])
    one, other = sent_for(busy, music="tender"), sent_for(busy, music="tech")
    as_alice.post(address, one)
    assert CHANGED in as_alice.post(address, other).content.decode()
    busy.refresh_from_db()
    assert "music=tender" in busy.waiting_changes


def test_a_worker_that_takes_the_film_up_meanwhile_is_no_other_window(as_alice: Client, busy):
    sent = sent_for(busy, music="tender")
    assert Generation.objects.claim("test")
    assert as_alice.post(reverse("storyboard", args=[busy.pk]), sent).status_code == 302


def test_files_cannot_wait(busy, send):
    file = SimpleUploadedFile("own.jpg", photo(), "image/jpeg")
    page = send(busy, **{"scenes-0-new_picture": file}).content.decode()
    assert NO_FILES_NOW in page


def test_what_waits_outlives_a_cancelled_run(as_alice: Client, busy, send):
    send(busy, music="tender")
    as_alice.post(reverse("cancel", args=[busy.pk]))
    page = as_alice.get(reverse("storyboard", args=[busy.pk])).content.decode()
    assert "The changes that you had typed are back." in page
    as_alice.post(reverse("discard", args=[busy.pk]))
    busy.refresh_from_db()
    assert (busy.status, busy.waiting_changes, busy.music) == (Status.SUCCEEDED, "", "calm")


def test_a_film_without_scenes_yet_has_nothing_to_edit(as_alice: Client, alice, quick):
    waiting = make_generation(alice, input_text=TEXT)
    assert as_alice.get(reverse("storyboard", args=[waiting.pk]))["Location"] == waiting.get_absolute_url()
