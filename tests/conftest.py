"""What every test shares: no network, an empty media folder, and the cast."""

from __future__ import annotations

import gc
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.cache import caches
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test import client as client_module
from django.test.client import store_rendered_templates
from hypothesis import settings as hypothesis_settings

from generator.accounts.visits import VISIT
from generator.models import User
from tests.support.databases import copy_migrated, empty
from tests.support.factories import make_user, make_visit

# The same examples in every run: a finding is repeated, and no run fails for another reason than the one before it.
# `pytest --hypothesis-profile=search` looks for new ones.
hypothesis_settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
hypothesis_settings.register_profile("search", deadline=None, max_examples=5000, database=None)
hypothesis_settings.load_profile("repeatable")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """Look for garbage seldom, and never among the tests and modules: Python would spend a fifth of the time on it."""
    gc.disable()
    found = yield
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()
    return found


LOOPBACK = ("localhost", "127.0.0.1", "::1", "0.0.0.0", "", None)
# The tests of the real services, which nobody runs by accident, may go out.
LIVE_FOLDER = "tests/live/"


def _connect_to_loopback_only(connect):
    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"A test tried to reach {address[0]}.")
        return connect(self, address)

    return guarded


def _resolve_loopback_only(resolve):
    def guarded(host, *args, **kwargs):
        if (host.decode() if isinstance(host, bytes) else host) not in LOOPBACK:
            raise AssertionError(f"A test tried to look up {host}.")
        return resolve(host, *args, **kwargs)

    return guarded


@pytest.fixture(scope="session", autouse=True)
def no_network(request) -> Iterator[None]:
    if all(item.nodeid.startswith(LIVE_FOLDER) for item in request.session.items):
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _connect_to_loopback_only(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _connect_to_loopback_only(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", _resolve_loopback_only(socket.getaddrinfo))
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> None:
    """Begin with a database whose migrations have run."""
    copy_migrated(Path(connection.settings_dict["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Have the plug-in use the database that is there; it goes with the folder that it lies in."""
    return True


@pytest.fixture(scope="session", autouse=True)
def emptied_quickly() -> Iterator[None]:
    """Empty the database after a test that wrote into it for good; pytest-django builds on Django's test case."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase,
            "_fixture_teardown",
            lambda case: [empty(alias) for alias in case._databases_names(include_mirrors=False)],
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_remembered() -> Iterator[None]:
    """Keep the contexts of pages, not of the hundreds of small templates that a form's fields are painted with."""

    def store(
        told: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **rest: Any
    ) -> None:
        if not (template.name or "").startswith("django/forms/"):
            store_rendered_templates(told, signal, sender, template, context, **rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client_module, "store_rendered_templates", store)
        yield


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path: Path) -> Path:
    """Give each test an empty storage, and caches that know nothing of other tests."""
    settings.MEDIA_ROOT = tmp_path / "media"
    for cache in caches.all(initialized_only=True):
        cache.clear()
    return settings.MEDIA_ROOT


@pytest.fixture
def alice(db) -> User:
    return make_user("alice@example.org")


@pytest.fixture
def bob(db) -> User:
    return make_user("bob@example.org")


@pytest.fixture
def staff(db) -> User:
    return make_user("staff@example.org", is_staff=True, is_superuser=True)


def signed_in(user: User, proved: float | None = 0) -> Client:
    """Return a visit that proved so many seconds ago who it is; None is one that never did."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[VISIT] = make_visit(user).pk
    session.save()
    if proved is not None:
        prove(client, user, proved)
    return client


def prove(client: Client, user: User, seconds_ago: float = 0) -> None:
    """Write into the session what allauth writes once somebody has confirmed who it is."""
    session = client.session
    at = time.time() - seconds_ago
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": at, "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


@pytest.fixture
def as_alice(alice: User) -> Client:
    return signed_in(alice)


@pytest.fixture
def as_bob(bob: User) -> Client:
    return signed_in(bob)


@pytest.fixture
def as_staff(staff: User) -> Client:
    return signed_in(staff)
