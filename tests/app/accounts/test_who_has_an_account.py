"""Nothing that a stranger can send, or measure, tells who has an account."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from generator.models import User
from tests.support.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOGIN, SIGNUP, RESET = reverse("account_login"), reverse("account_signup"), reverse("account_reset_password")
KNOWN, UNKNOWN = "alice@example.org", "nobody@example.org"
# The ligature is another sign in the one form of Unicode.
OTHER_FORM = "ﬁshing-for-compliments"


@pytest.fixture(autouse=True)
def public_site(settings) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


@pytest.fixture
def hashed(monkeypatch) -> list[str]:
    """Write down each password that is hashed, which is what takes the time."""
    passwords: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self, password, salt, *args):
        passwords.append(password)
        return encode(self, password, salt, *args)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return passwords


def work(address: str, data: dict[str, str], hashed: list[str]) -> dict[str, Any]:
    """Return what a form costs, and what its sender sees of it."""
    hashed.clear()
    mail.outbox.clear()
    client = Client()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.post(address, data)
    words = Counter(query["sql"].split()[0] for query in queries)
    page = response.content.decode().replace(KNOWN, "").replace(UNKNOWN, "")
    return {
        "hashes": len(hashed),
        "mails": len(mail.outbox),
        "rows": words["INSERT"],
        "changed": words["UPDATE"],
        "answer": (response.status_code, response.headers.get("Location"), sorted(client.cookies), len(page)),
    }


def test_signing_up_is_as_much_work_for_an_address_that_has_an_account(hashed):
    make_user(KNOWN)
    known = work(SIGNUP, {"email": KNOWN, "password1": PASSWORD}, hashed)
    assert User.objects.count() == 1
    unknown = work(SIGNUP, {"email": UNKNOWN, "password1": PASSWORD}, hashed)
    assert User.objects.count() == 2
    assert known["hashes"] == unknown["hashes"] == 1
    assert known["mails"] == unknown["mails"] == 1
    assert known["rows"] == unknown["rows"]
    assert known["answer"] == unknown["answer"]


def test_what_is_saved_in_vain_leaves_nothing_behind(client: Client):
    make_user(KNOWN)
    before = (User.objects.values().get(), list(User.objects.get().emailaddress_set.values()))
    client.post(SIGNUP, {"email": KNOWN, "password1": "another-Long-phrase-8"})
    assert (User.objects.values().get(), list(User.objects.get().emailaddress_set.values())) == before


@pytest.mark.parametrize("password", ["a-wrong-password", OTHER_FORM])
def test_signing_in_is_as_much_work_for_an_address_without_an_account(hashed, password: str):
    make_user(KNOWN)
    known = work(LOGIN, {"login": KNOWN, "password": password}, hashed)
    unknown = work(LOGIN, {"login": UNKNOWN, "password": password}, hashed)
    assert known["hashes"] >= 1
    assert known == unknown


def test_signing_in_is_as_much_work_where_no_password_is_set(hashed):
    user = make_user(KNOWN)
    user.set_unusable_password()
    user.save()
    known = work(LOGIN, {"login": KNOWN, "password": "a-wrong-password"}, hashed)
    assert known == work(LOGIN, {"login": UNKNOWN, "password": "a-wrong-password"}, hashed)


def test_asking_for_a_new_password_is_answered_alike(hashed):
    make_user(KNOWN)
    known = work(RESET, {"email": KNOWN}, hashed)
    assert known["mails"] == 1
    assert known == work(RESET, {"email": UNKNOWN}, hashed)


def test_adding_an_address_of_somebody_else_is_answered_alike(as_bob: Client, alice):
    seen = []
    for address in (KNOWN, "fresh@example.org"):
        mail.outbox.clear()
        response = as_bob.post(reverse("account_email"), {"email": address, "action_add": ""})
        page = as_bob.get(reverse("account_email")).content.decode()
        assert address in page
        seen.append((response.status_code, response["Location"], len(mail.outbox), page.count("Unverified")))
        as_bob.post(reverse("account_email"), {"email": address, "action_remove": ""})
    assert seen[0] == seen[1]


def test_too_many_guesses_are_told_of_an_address_without_an_account_too(client: Client):
    make_user(KNOWN)
    answers = []
    for address in (KNOWN, UNKNOWN):
        visitor = Client(REMOTE_ADDR=f"10.0.0.{len(answers) + 1}")
        sent = [visitor.post(LOGIN, {"login": address, "password": "wrong"}) for _ in range(6)]
        answers.append([response.status_code for response in sent])
    assert answers[0] == answers[1] == [200] * 5 + [429]
