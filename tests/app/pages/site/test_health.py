"""The state of the site, for supervisors."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from generator import tasks
from generator.models import Generation, User
from generator.views import health
from tests.support.factories import make_generation

pytestmark = pytest.mark.django_db
ADDRESS = reverse("health")
PARTS = {"database": True, "cache": True, "storage": True, "worker": True, "queue": True}
WELL = {"healthy": True, **PARTS, "waiting_seconds": {"look": 0.0, "film": 0.0}}


def told(client: Client, **asked) -> dict:
    """Return what is answered but for how long films and drafts have waited, which is never the same."""
    answer = client.get(ADDRESS, asked).json()
    answer.pop("waiting_seconds")
    return answer


def have_waited(seconds: float) -> None:
    Generation.objects.update(waiting_since=Now() - timedelta(seconds=seconds))


def test_all_is_well_while_a_worker_lives(client: Client, own_media):
    tasks.report_alive()
    response = client.get(ADDRESS)
    assert (response.status_code, response.json()) == (200, WELL)
    assert "no-store" in response["Cache-Control"]
    assert [path for path in own_media.rglob("*") if path.is_file()] == []


def test_a_missing_worker_is_told(client: Client):
    response = client.get(ADDRESS)
    assert response.status_code == 503
    assert response.json() == {**WELL, "healthy": False, "worker": False}


def test_work_that_nobody_takes_is_told_after_half_a_minute(client: Client, monkeypatch):
    tasks.report_alive()
    make_generation()
    assert told(client) == {"healthy": True, **PARTS}
    now = time.time()
    monkeypatch.setattr(tasks.time, "time", lambda: now + 29)
    tasks.report_alive()
    assert told(client) == {**PARTS, "healthy": False, "queue": False}
    assert Generation.objects.claim("host:1")
    assert client.get(ADDRESS).json() == WELL


def test_films_that_nobody_takes_are_told_although_pictures_are_described(
    client: Client, monkeypatch, alice, bob
):
    tasks.report_alive()
    make_generation(alice)
    make_generation(bob, kind="image", status="draft")
    assert Generation.objects.claim("host:1", films=0)
    assert told(client) == {"healthy": True, **PARTS}
    now = time.time()
    monkeypatch.setattr(tasks.time, "time", lambda: now + 29)
    tasks.report_alive()
    assert told(client)["queue"] is False


def test_pictures_that_wait_in_vain_to_be_described_are_told_with_the_seconds(client: Client, alice, bob):
    tasks.report_alive()
    make_generation(alice, status="running", worker="host:1", lease_until=timezone.now() + timedelta(hours=1))
    make_generation(bob, kind="image", status="draft")
    have_waited(10)
    assert told(client) == {"healthy": True, **PARTS}
    have_waited(16)
    response = client.get(ADDRESS)
    assert response.status_code == 503
    waits = response.json()
    assert 16 <= waits.pop("waiting_seconds")["look"] < 60
    assert waits == {**PARTS, "healthy": False, "queue": False}


def test_films_that_wait_their_turn_are_told_and_in_order(client: Client, alice, bob):
    tasks.report_alive()
    make_generation(alice, status="running", worker="host:1", lease_until=timezone.now() + timedelta(hours=1))
    make_generation(bob)
    have_waited(3600)
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert 3600 <= response.json()["waiting_seconds"]["film"] < 3700


def test_who_sends_many_pictures_cannot_make_the_site_look_ill(client: Client, alice):
    tasks.report_alive()
    for _ in range(3):
        make_generation(alice, kind="image", status="draft")
    have_waited(60)
    draft = Generation.objects.claim("host:1")
    assert client.get(ADDRESS).json() == WELL
    User.objects.update(described_at=Now() - timedelta(seconds=60))
    draft.hand_over("It takes too long.")
    # The next of hers has waited only since then.
    assert told(client) == {"healthy": True, **PARTS}


def test_a_load_balancer_asks_for_the_part_that_it_minds(client: Client):
    assert client.get(ADDRESS).status_code == 503
    response = client.get(ADDRESS, {"part": "database"})
    assert (response.status_code, response.json()) == (200, {"healthy": True, "database": True})
    response = client.get(ADDRESS, {"part": ["cache", "worker"]})
    assert (response.status_code, response.json()) == (
        503,
        {"healthy": False, "cache": True, "worker": False},
    )
    assert client.get(ADDRESS, {"part": "nonsense"}).json().keys() == WELL.keys()


def test_the_waits_cost_few_questions(client: Client, django_assert_max_num_queries, alice, bob):
    for owner in (alice, bob):
        for _ in range(20):
            make_generation(owner, kind="image", status="draft")
            make_generation(owner)
    with django_assert_max_num_queries(10):
        client.get(ADDRESS)


def test_a_storage_that_takes_no_files_is_told_without_saying_why(client: Client, monkeypatch, caplog):
    def refuse(*args):
        raise PermissionError("/srv/secret/place")

    tasks.report_alive()
    monkeypatch.setattr(default_storage, "save", refuse)
    response = client.get(ADDRESS)
    assert response.status_code == 503
    assert response.json() == {**WELL, "healthy": False, "storage": False}
    assert b"secret" not in response.content
    assert "storage does not work" in caplog.text


def test_a_storage_that_hangs_holds_up_nobody_and_is_asked_once(client: Client, monkeypatch, own_media):
    tasks.report_alive()
    answers, asked = threading.Event(), []
    save = default_storage.save

    def hang(*args):
        asked.append(args)
        assert answers.wait(60)
        return save(*args)

    monkeypatch.setattr(default_storage, "save", hang)
    monkeypatch.setattr(health.writing, "patience", 0.3)
    for _ in range(5):
        assert client.get(ADDRESS).json() == {**WELL, "healthy": False, "storage": False}
    assert len(asked) == 1
    answers.set()
    until = time.monotonic() + 20
    while client.get(ADDRESS).json() != WELL:
        assert time.monotonic() < until
    assert [path for path in own_media.rglob("*") if path.is_file()] == []


def test_a_cache_that_keeps_nothing_is_told(client: Client, monkeypatch):
    monkeypatch.setattr(type(cache._connections[cache._alias]), "get", lambda *args, **options: None)
    assert client.get(ADDRESS).json()["cache"] is False


def test_many_questions_write_one_file(client: Client, monkeypatch):
    saved = []
    save = default_storage.save
    monkeypatch.setattr(default_storage, "save", lambda *args: saved.append(args) or save(*args))
    for _ in range(3):
        client.get(ADDRESS)
    assert len(saved) == 1
