"""The state of the site, for supervisors."""

from __future__ import annotations

import threading
import time

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from generator import tasks
from generator.models import Generation
from generator.views import health
from tests.factories import make_generation

pytestmark = pytest.mark.django_db
ADDRESS = reverse("health")
WELL = {"healthy": True, "database": True, "cache": True, "storage": True, "worker": True, "queue": True}


def test_all_is_well_while_a_worker_lives(client: Client, own_media):
    tasks.say_alive()
    response = client.get(ADDRESS)
    assert (response.status_code, response.json()) == (200, WELL)
    assert "no-store" in response["Cache-Control"]
    assert [path for path in own_media.rglob("*") if path.is_file()] == []


def test_a_missing_worker_is_told(client: Client):
    response = client.get(ADDRESS)
    assert response.status_code == 503
    assert response.json() == {**WELL, "healthy": False, "worker": False}


def test_work_that_nobody_takes_is_told_after_half_a_minute(client: Client, monkeypatch):
    tasks.say_alive()
    make_generation()
    assert client.get(ADDRESS).json() == WELL
    now = time.time()
    monkeypatch.setattr(tasks.time, "time", lambda: now + 29)
    tasks.say_alive()
    assert client.get(ADDRESS).json() == {**WELL, "healthy": False, "queue": False}
    assert Generation.objects.claim("host:1")
    assert client.get(ADDRESS).json() == WELL


def test_a_storage_that_takes_no_files_is_told_without_saying_why(client: Client, monkeypatch, caplog):
    def refuse(*args):
        raise PermissionError("/srv/secret/place")

    tasks.say_alive()
    monkeypatch.setattr(default_storage, "save", refuse)
    response = client.get(ADDRESS)
    assert response.status_code == 503
    assert response.json() == {**WELL, "healthy": False, "storage": False}
    assert b"secret" not in response.content
    assert "storage does not work" in caplog.text


def test_a_storage_that_hangs_holds_up_nobody_and_is_asked_once(client: Client, monkeypatch, own_media):
    tasks.say_alive()
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
