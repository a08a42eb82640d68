"""What protects visitors on every page: the content security policy, cookies, transport, and limits on what is sent."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from generator.models import ContactMessage
from tests.support.databases import copy_migrated
from tests.support.factories import PASSWORD

# Asks a site with the settings of a public one for its sign-in page, over TLS and without it, and prints the answers.
PUBLIC_SITE = """
import django, json
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("createcachetable")
from generator.models import User
User.objects.create_user("alice@example.org", "a-Long-pass-phrase-7").emailaddress_set.create(
    email="alice@example.org", verified=True, primary=True)
client = Client(SERVER_NAME="example.org")
plain = client.get("/accounts/login/")
page = client.get("/accounts/login/", secure=True)
client.post("/accounts/login/", {"login": "alice@example.org", "password": "a-Long-pass-phrase-7"}, secure=True)
# What is told on the next page is in a cookie too.
client.post("/contact/", {"email": "alice@example.org", "message": "Good day.", "website": ""}, secure=True)
cookies = {name: {"secure": bool(one["secure"]), "httponly": bool(one["httponly"]), "samesite": one["samesite"],
                  "path": one["path"], "domain": one["domain"]}
           for name, one in client.cookies.items()}
print(json.dumps({"plain": [plain.status_code, plain.headers.get("Location")], "headers": dict(page.headers),
                  "cookies": cookies, "strange": Client(SERVER_NAME="evil.example").get("/", secure=True).status_code}))
"""


@pytest.fixture(scope="module")
def public(tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("public")
    copy_migrated(folder / "db.sqlite3")
    environment = {
        **os.environ,
        "ALLOWED_HOSTS": "example.org",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "DATA_DIR": str(folder),
        "DEBUG": "0",
        "DJANGO_SETTINGS_MODULE": "videogen_site.settings",
        "EMAIL_HOST": "mail.example.org",
    }
    answer = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PUBLIC_SITE],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(answer.stdout.splitlines()[-1])


def test_a_public_site_is_reached_over_tls_alone(public: dict):
    assert public["plain"] == [301, "https://example.org/accounts/login/"]
    assert public["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_cookies_of_a_public_site_leave_the_browser_only_where_they_must(public: dict):
    guarded = {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}
    # Browsers take what begins so over TLS alone, for this host and all of it; a neighbour's site cannot plant one.
    names = ("__Host-sessionid", "__Host-csrftoken", "__Host-device", "messages")
    assert public["cookies"] == dict.fromkeys(names, guarded)


def test_on_a_developers_machine_cookies_have_plain_names_and_come_without_tls(client: Client, alice):
    client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    assert {name for name, one in client.cookies.items() if not one["secure"]} >= {
        "sessionid",
        "csrftoken",
        "device",
    }


def test_a_public_site_answers_to_its_own_name_alone(public: dict):
    assert public["strange"] == 400


def test_pages_cannot_be_framed_sniffed_or_named_to_other_sites(public: dict):
    assert public["headers"]["X-Frame-Options"] == "DENY"
    assert public["headers"]["X-Content-Type-Options"] == "nosniff"
    assert public["headers"]["Referrer-Policy"] == "same-origin"
    assert public["headers"]["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_body_that_names_no_size_is_not_read(db):
    body = b"email=a%40example.org&message=Hello"
    form = "application/x-www-form-urlencoded"
    Client().post("/contact/", data=body, content_type=form, CONTENT_LENGTH="")
    assert not ContactMessage.objects.exists()
    Client().post("/contact/", data=body, content_type=form)
    assert ContactMessage.objects.exists()


def test_a_form_of_too_many_fields_is_refused(db):
    # The storyboard of the longest film has as many.
    most = {f"field-{number}": "1" for number in range(4000)}
    assert Client().post("/contact/", most).status_code == 200
    assert Client().post("/contact/", {**most, "one-more": "1"}).status_code == 400


def test_a_text_beyond_a_megabyte_is_refused(db):
    assert Client().post("/contact/", {"message": "x" * 1_100_000}).status_code in (400, 413)
