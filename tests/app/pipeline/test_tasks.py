"""The seam to the queue: messages come and go, the rows decide."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule

from generator import tasks
from generator.models import Generation
from generator.models.allowance import OverQuotaError
from generator.pipeline import run as pipeline
from tests.support.factories import make_generation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def runs(monkeypatch):
    """Take the place of the pipeline: note whose turn it was, and finish it."""
    ran = []

    def run(generation, *, should_stop):
        ran.append(generation)
        generation.publish()

    monkeypatch.setattr(pipeline, "run", run)
    return ran


@pytest.fixture
def described(monkeypatch):
    """Take the place of describing a picture: note whose it was, and leave it to its owner."""
    described = []

    def describe(generation, *, should_stop):
        described.append(generation)
        generation.keep(description_fingerprint="seen")
        generation.hand_over()

    monkeypatch.setattr(pipeline, "describe_draft", describe)
    return described


@pytest.fixture
def drained():
    tasks.draining.value = True
    yield
    tasks.draining.value = False


def wrong_by(monkeypatch, minutes: int) -> None:
    """Have this host's clock go wrong."""
    right = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: right() + timedelta(minutes=minutes))


@pytest.mark.parametrize("minutes", [10, -10])
def test_a_host_with_a_wrong_clock_sends_and_sees_messages_as_all_do(monkeypatch, minutes: int):
    messages = get_broker()
    with monkeypatch.context() as wrong:
        wrong_by(wrong, minutes)
        tasks.wake_worker()
    assert messages.queue_size() == 1
    tasks.wake_worker()
    with monkeypatch.context() as wrong:
        wrong_by(wrong, minutes)
        assert messages.queue_size() == 2
        assert len(messages.dequeue()) == 1
    assert messages.queue_size() == 1


def test_each_message_is_taken_once_and_the_oldest_first(monkeypatch):
    messages = get_broker()
    numbers = [messages.enqueue("one"), messages.enqueue("two")]
    assert [messages.dequeue(), messages.dequeue()] == [[(numbers[0], "one")], [(numbers[1], "two")]]
    waits = []
    monkeypatch.setattr(tasks.time, "sleep", waits.append)
    assert (messages.dequeue(), len(waits), messages.queue_size(), messages.lock_size()) == (None, 1, 0, 2)
    messages.acknowledge(numbers[0])
    assert OrmQ.objects.get().pk == numbers[1]


def test_of_two_that_have_found_a_message_one_gets_it(monkeypatch):
    first, second = get_broker(), get_broker()
    number = first.enqueue("one")
    due = first._due
    monkeypatch.setattr(tasks.time, "sleep", lambda seconds: None)

    def due_while_the_other_takes_it():
        found = due()
        # Fetched before the other has taken it, as of then.
        list(found.order_by("pk")[:1])
        monkeypatch.setattr(first, "_due", due)
        assert second.dequeue() == [(number, "one")]
        return OrmQ.objects.all()

    monkeypatch.setattr(first, "_due", due_while_the_other_takes_it)
    assert first.dequeue() is None


@pytest.fixture
def draft(alice) -> Generation:
    return make_generation(alice, status="draft")


def test_a_worker_is_woken_once_the_row_is_sure(draft):
    with transaction.atomic():
        assert tasks.enqueue(draft, draft.submit)
        assert OrmQ.objects.count() == 0
    assert OrmQ.objects.count() == 1
    assert Generation.objects.queued().get() == draft


def test_no_worker_is_woken_for_a_row_that_never_was(draft):
    with transaction.atomic():
        assert tasks.enqueue(draft, draft.submit)
        transaction.set_rollback(True)
    assert OrmQ.objects.count() == 0


def test_no_worker_is_woken_where_another_was_faster(draft):
    assert tasks.enqueue(Generation.objects.get(), draft.submit)
    OrmQ.objects.all().delete()
    assert not tasks.enqueue(draft, draft.submit)
    assert OrmQ.objects.count() == 0


def test_no_worker_is_woken_for_more_than_an_owner_may_have(draft, settings):
    settings.GENERATOR_WAITING_PER_USER = 0
    with pytest.raises(OverQuotaError):
        tasks.enqueue(draft, draft.submit)
    assert OrmQ.objects.count() == 0
    assert Generation.objects.get().status == "draft"


def test_no_worker_is_woken_for_a_row_that_is_taken_at_once(draft):
    assert tasks.enqueue(draft, draft.submit, wake=False)
    assert OrmQ.objects.count() == 0


def test_a_queue_that_does_not_answer_does_not_keep_anybody_from_submitting(draft, monkeypatch):
    def refuse(*arguments, **options):
        raise ConnectionError

    monkeypatch.setattr(tasks, "async_task", refuse)
    assert tasks.enqueue(draft, draft.submit)
    assert Generation.objects.queued().count() == 1


def test_one_message_runs_one_film(runs):
    make_generation()
    tasks.work_one()
    assert [generation.lease for generation in runs] == [1]
    assert Generation.objects.get().status == "succeeded"


def test_the_same_message_fifty_times_runs_it_once(runs):
    make_generation()
    for _ in range(50):
        tasks.work_one()
    assert len(runs) == 1


def test_a_worker_that_takes_one_wakes_another_and_again_when_it_has_ended(monkeypatch, alice):
    for _ in range(2):
        make_generation(alice)
    meanwhile = []
    monkeypatch.setattr(pipeline, "run", lambda *args, **options: meanwhile.append(OrmQ.objects.count()))
    tasks.work_one()
    assert (meanwhile, OrmQ.objects.count()) == ([1], 2)


def test_a_worker_that_takes_the_last_wakes_no_other(runs):
    make_generation()
    tasks.work_one()
    assert OrmQ.objects.count() == 0


def test_a_message_that_is_there_already_is_not_sent_again(monkeypatch, alice):
    for _ in range(2):
        make_generation(alice)
    tasks.wake_worker()
    meanwhile = []
    monkeypatch.setattr(pipeline, "run", lambda *args, **options: meanwhile.append(OrmQ.objects.count()))
    tasks.work_one()
    assert meanwhile == [1]


def test_a_queue_that_does_not_answer_does_not_keep_a_film_from_being_made(runs, monkeypatch, alice, caplog):
    def refuse(*args, **options):
        raise ConnectionError("at 10.0.0.7")

    for _ in range(2):
        make_generation(alice)
    monkeypatch.setattr(tasks, "get_broker", refuse)
    monkeypatch.setattr(tasks, "wake_worker", lambda: None)
    tasks.work_one()
    assert len(runs) == 1
    assert "The queue does not answer (ConnectionError)" in caplog.text
    assert "10.0.0.7" not in caplog.text


def test_a_draining_worker_takes_nothing(runs, drained):
    make_generation()
    tasks.work_one()
    assert runs == []
    assert Generation.objects.get().status == "queued"


def test_a_lost_message_is_repeated_but_only_once(alice):
    make_generation(alice)
    make_generation(alice)
    for _ in range(5):
        tasks.maintain_queue()
    assert OrmQ.objects.count() == 1


def test_no_worker_is_woken_if_nothing_waits():
    make_generation(status="succeeded")
    tasks.maintain_queue()
    assert OrmQ.objects.count() == 0


def test_a_picture_is_described_while_the_host_makes_as_many_films_as_it_may(
    runs, described, alice, settings
):
    settings.GENERATOR_WORKERS = 2
    make_generation(alice, status="running", worker=f"{settings.WORKER_NAME}:1")
    film = make_generation(alice)
    picture = make_generation(alice, kind="image", status="draft")
    tasks.work_one()
    tasks.work_one()
    assert (runs, described) == ([], [picture])
    film.refresh_from_db()
    assert film.status == "queued"


def test_slow_pictures_let_a_film_begin_where_one_process_does_everything(
    runs, described, alice, bob, settings, monkeypatch
):
    settings.GENERATOR_WORKERS = 1
    film = make_generation(bob)
    pictures = [make_generation(alice, kind="image", status="draft") for _ in range(3)]
    tasks.work_one()
    tasks.work_one()
    assert (len(described), runs) == (2, [])
    monkeypatch.setattr(tasks, "LONG_DESCRIBING", 0.0)
    tasks.work_one()
    assert (len(described), runs) == (3, [])
    again = make_generation(alice, kind="image", status="draft")
    tasks.work_one()
    assert (len(described), runs) == (3, [film])
    tasks.work_one()
    tasks.work_one()
    assert described == [*pictures, again]


@pytest.mark.parametrize(("workers", "films"), [(1, 1), (2, 1), (3, 2), (8, 7)])
def test_films_and_drafts_leave_one_process_free_where_there_are_several(settings, workers, films):
    settings.GENERATOR_WORKERS = workers
    assert tasks.slots_per_kind() == films


def test_a_lost_message_for_a_picture_is_repeated_too(alice):
    make_generation(alice, kind="image", status="draft")
    tasks.maintain_queue()
    assert OrmQ.objects.count() == 1


def test_a_draft_in_its_owners_hands_is_no_work(alice):
    make_generation(alice, kind="image", status="draft", description_fingerprint="seen")
    tasks.maintain_queue()
    assert OrmQ.objects.count() == 0


def test_maintenance_drops_drafts_of_the_day_before(alice):
    make_generation(alice, kind="image", status="draft")
    Generation.objects.update(created_at=timezone.now() - timedelta(hours=25))
    tasks.maintain_queue()
    assert not Generation.objects.exists()


def test_maintenance_is_scheduled_once_in_place_of_that_of_an_earlier_version():
    Schedule.objects.create(
        name="tend the queue", func="generator.tasks.tend", schedule_type=Schedule.MINUTES
    )
    tasks.schedule_maintenance()
    tasks.schedule_maintenance()
    assert Schedule.objects.get(name="tend the queue").func == "generator.tasks.maintain_queue"


def test_a_worker_is_alive_when_it_said_so():
    assert not tasks.worker_is_alive()
    tasks.report_alive()
    assert tasks.worker_is_alive()
