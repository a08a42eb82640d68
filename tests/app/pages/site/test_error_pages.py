"""What people see when something is wrong: a sentence, and never a trace."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults

from generator.models.generation_queryset import GenerationQuerySet


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/nowhere/", "/videos/not-an-id/", "/videos/00000000-0000-0000-0000-000000000000/"]
)
def test_an_address_that_is_none(as_alice: Client, address: str):
    response = as_alice.get(address)
    assert response.status_code == 404
    assert b"There is nothing here" in response.content


@pytest.mark.django_db
def test_a_right_that_is_missing(as_alice: Client, monkeypatch):
    def refuse(*args):
        raise PermissionDenied

    monkeypatch.setattr(GenerationQuerySet, "owned_by", refuse)
    response = as_alice.get(reverse("library"))
    assert response.status_code == 403
    assert b"This is not for your account" in response.content


@pytest.mark.django_db
def test_a_fault_of_ours_shows_nothing_of_its_cause(as_alice: Client, monkeypatch):
    def break_down(*args):
        raise RuntimeError("the secret is in /srv/key")

    as_alice.raise_request_exception = False
    monkeypatch.setattr(GenerationQuerySet, "owned_by", break_down)
    response = as_alice.get(reverse("library"))
    assert response.status_code == 500
    assert b"Something went wrong on our side" in response.content
    assert b"secret" not in response.content
    assert b"Traceback" not in response.content


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError, InterfaceError, ConnectionError, TimeoutError])
def test_a_server_that_is_away_is_told_as_such(as_alice: Client, monkeypatch, error):
    def wait_in_vain(*args):
        raise error("no answer from 10.0.0.7")

    as_alice.raise_request_exception = False
    monkeypatch.setattr(GenerationQuerySet, "owned_by", wait_in_vain)
    response = as_alice.get(reverse("library"))
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert b"We are back in a moment" in response.content
    assert b"10.0.0.7" not in response.content


def test_the_page_of_a_fault_needs_no_database():
    # Without the database's mark, any query fails this test.
    response = defaults.server_error(RequestFactory().get("/"))
    assert b"Something went wrong on our side" in response.content
    assert b"css/app.css" in response.content


def test_a_request_that_cannot_be_understood():
    response = defaults.bad_request(RequestFactory().get("/"), SuspiciousOperation("inside"))
    assert response.status_code == 400
    assert b"We did not understand that" in response.content
    assert b"inside" not in response.content


def test_a_request_beyond_the_limit_needs_no_session(settings):
    settings.MAX_REQUEST_BYTES = 10
    response = Client().post("/contact/", {"message": "x" * 100})
    assert response.status_code == 413
    assert b"That file is too large" in response.content


NOWHERE = """
import django; django.setup()
from django.test import Client
print(Client(SERVER_NAME="localhost").get("/nowhere/", secure=True).content.decode())
"""


@pytest.mark.parametrize(
    ("environment", "is_ours"),
    [
        ({}, True),
        pytest.param({"DEBUG": "true"}, True, marks=pytest.mark.long),
        ({"DEBUG_PAGES": "true"}, False),
        # A public site never shows a trace.
        ({"DEBUG": "false", "DEBUG_PAGES": "true", "ALLOWED_HOSTS": "localhost"}, True),
    ],
)
def test_only_who_asks_for_it_sees_djangos_page(tmp_path, environment: dict[str, str], is_ours: bool):
    own = {name: value for name, value in os.environ.items() if name not in ("DEBUG", "DEBUG_PAGES")}
    given = {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "videogen_site.settings", **environment}
    page = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", NOWHERE],
        cwd=django_settings.BASE_DIR,
        env=own | {"SECRET_KEY": "only-for-tests-0123456789abcdefghijklmnopqrstuvwxyz"} | given,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout
    assert ("There is nothing here" in page, "DEBUG = True" in page) == (is_ours, not is_ours)
