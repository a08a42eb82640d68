"""What staff do to videos: review, try again, cancel, delete, and no more than that."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from generator import tasks
from generator.models import Generation
from generator.models.allowance import allowance_of
from tests.support.factories import make_generation
from tests.support.pages.admin_pages import LIST, act, make_finished, page

Review, Status = Generation.Review, Generation.Status


@pytest.fixture
def ready(alice) -> Generation:
    return make_finished(alice)


@pytest.fixture
def submitted(monkeypatch) -> list[Generation]:
    sent: list[Generation] = []
    enqueue = tasks.enqueue

    def noted(generation, move, price):
        if queued := enqueue(generation, move, price):
            sent.append(generation)
        return queued

    monkeypatch.setattr(tasks, "enqueue", noted)
    return sent


def test_only_the_review_can_be_changed(as_staff, ready):
    before = Generation.objects.values().get(pk=ready.pk)
    data = dict.fromkeys(before, "hacked") | {"review": "approved", "status": "failed", "progress": "3"}
    data |= {"scenes-TOTAL_FORMS": "0", "scenes-INITIAL_FORMS": "0"}

    assert as_staff.post(page(ready), data).status_code == 302

    assert Generation.objects.values().get(pk=ready.pk) == {**before, "review": "approved"}


def test_saving_a_review_writes_nothing_over_a_run(as_staff, alice, monkeypatch):
    generation = make_generation(alice, status=Status.RUNNING, progress=10)
    save = Generation.save

    def save_while_the_worker_writes(row, **options):
        Generation.objects.filter(pk=row.pk).update(progress=60)
        save(row, **options)

    monkeypatch.setattr(Generation, "save", save_while_the_worker_writes)
    as_staff.post(
        page(generation), {"review": "rejected", "scenes-TOTAL_FORMS": "0", "scenes-INITIAL_FORMS": "0"}
    )

    generation.refresh_from_db()
    assert (generation.review, generation.progress) == (Review.REJECTED, 60)


@pytest.mark.parametrize(("action", "review"), [("approve", Review.APPROVED), ("reject", Review.REJECTED)])
def test_videos_are_reviewed_in_one_go(action, review, as_staff, alice, ready):
    other = make_generation(alice, review=review)

    response = act(as_staff, action, ready, other)

    assert set(Generation.objects.values_list("review", flat=True)) == {review}
    assert f"1 video {review.label.lower()}." in response.content.decode()
    assert LogEntry.objects.filter(object_id=ready.pk, change_message=review.label).exists()


def test_what_failed_is_tried_again(as_staff, alice, ready, submitted):
    failed = make_generation(alice, status=Status.FAILED, error="It broke.", attempt=3)

    response = act(as_staff, "retry", ready, failed)

    failed.refresh_from_db()
    ready.refresh_from_db()
    assert (failed.status, failed.error, failed.attempt) == (Status.QUEUED, "", 0)
    assert ready.status == Status.SUCCEEDED
    assert submitted == [failed]
    assert "1 video queued again, 1 left as it was." in response.content.decode()


def test_what_staff_try_again_takes_nothing_from_its_owners_day(as_staff, alice, settings):
    settings.GENERATOR_FILMS_PER_DAY = 1
    film = make_generation(alice, status=Status.DRAFT)
    assert tasks.enqueue(film, film.submit)
    failed = make_generation(alice, status=Status.FAILED)

    act(as_staff, "retry", failed)

    failed.refresh_from_db()
    assert failed.status == Status.QUEUED
    assert allowance_of(alice).today == 1


def test_the_message_is_right_when_a_filter_hides_what_was_retried(as_staff, alice, submitted):
    failed = make_generation(alice, status=Status.FAILED)

    response = act(as_staff, "retry", failed, address=f"{LIST}?status__exact=failed")

    assert submitted == [failed]
    assert "1 video queued again." in response.content.decode()


def test_waiting_and_running_videos_are_cancelled(as_staff, alice, ready):
    waiting = make_generation(alice)
    running = make_generation(alice, status=Status.RUNNING, lease=4)

    response = act(as_staff, "cancel", waiting, running, ready)

    assert dict(Generation.objects.values_list("pk", "status")) == {
        waiting.pk: Status.CANCELLED,
        running.pk: Status.CANCELLED,
        ready.pk: Status.SUCCEEDED,
    }
    assert "2 videos cancelled, 1 left as it was." in response.content.decode()


def test_deleting_stops_the_run_first(as_staff, alice, monkeypatch):
    cancelled = []
    monkeypatch.setattr(Generation, "cancel", lambda row: cancelled.append(row.pk))
    one, two = make_generation(alice, status=Status.RUNNING), make_generation(alice)
    keys = {one.pk, two.pk}

    as_staff.post(reverse("admin:generator_generation_delete", args=[one.pk]), {"post": "yes"})
    data = {"action": "delete_selected", "_selected_action": [two.pk], "post": "yes"}
    as_staff.post(LIST, data)

    assert set(cancelled) == keys
    assert not Generation.objects.exists()
