"""Where mails lead: to SITE_URL, whatever the request that caused them called this site."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from generator.models import User
from tests.conftest import signed_in
from tests.support.factories import PASSWORD

pytestmark = pytest.mark.django_db
HOME = "https://films.example.org"
FORGED = "evil.films.example.org:4711"
RESET, SIGNUP, EMAIL = reverse("account_reset_password"), reverse("account_signup"), reverse("account_email")


@pytest.fixture(autouse=True)
def public_site(settings) -> None:
    settings.ALLOWED_HOSTS = [".films.example.org"]
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.CONTACT_EMAIL = "staff@example.org"


def links(letters: list[mail.EmailMessage]) -> Iterator[str]:
    for letter in letters:
        for body in (letter.body, *(part.content for part in getattr(letter, "alternatives", []))):
            yield from re.findall(r"https?://[^\s\"<>]+", str(body))


def send_one_of_each(visitor: Client, member: Client) -> None:
    """Cause every mail that a form can cause."""
    visitor.post(SIGNUP, {"email": "new@example.org", "password1": PASSWORD})
    visitor.post(SIGNUP, {"email": "alice@example.org", "password1": PASSWORD})
    visitor.post(RESET, {"email": "alice@example.org"})
    visitor.post(RESET, {"email": "nobody@example.org"})
    visitor.post(reverse("contact"), {"email": "reader@example.org", "message": "Hello"})
    member.post(EMAIL, {"email": "second@example.org", "action_add": ""})
    member.post(EMAIL, {"email": "second@example.org", "action_remove": ""})
    passwords = {"oldpassword": PASSWORD, "password1": "Trolley-osprey-91", "password2": "Trolley-osprey-91"}
    member.post(reverse("account_change_password"), passwords)


def test_every_mail_leads_to_the_site_whatever_host_was_named(settings, alice):
    settings.SITE_URL = HOME
    visitor, member = Client(headers={"host": FORGED}), signed_in(alice)
    member.defaults["HTTP_HOST"] = FORGED
    send_one_of_each(visitor, member)
    assert len(mail.outbox) >= 8
    assert not [letter.subject for letter in mail.outbox if "evil" in letter.message().as_string()]
    found = set(links(mail.outbox))
    assert {link.split("/", 3)[2] for link in found} == {"films.example.org"}
    assert all(link.startswith(HOME) for link in found)
    assert any("/accounts/password/reset/key/" in link for link in found)


def test_the_link_that_is_mailed_sets_a_new_password(settings, alice):
    settings.SITE_URL = HOME
    Client(headers={"host": FORGED}).post(RESET, {"email": alice.email})
    (link,) = [link for link in links(mail.outbox) if "/reset/key/" in link]
    visitor = Client(SERVER_NAME="films.example.org")
    address = visitor.get(link.removeprefix(HOME))["Location"]
    new = "Trolley-osprey-91"
    visitor.post(address, {"password1": new, "password2": new})
    assert User.objects.get().check_password(new)


def test_without_the_setting_mails_lead_to_where_the_browser_is(alice):
    Client(headers={"host": "films.example.org:8000"}).post(RESET, {"email": alice.email})
    assert {link.split("/", 3)[2] for link in links(mail.outbox)} == {"films.example.org:8000"}


def test_addresses_are_confirmed_by_the_link_that_is_mailed(settings):
    settings.SITE_URL = HOME
    visitor = Client(headers={"host": FORGED})
    visitor.post(SIGNUP, {"email": "new@example.org", "password1": PASSWORD})
    (link,) = [link for link in links(mail.outbox) if "/confirm-email/" in link]
    Client(SERVER_NAME="films.example.org").post(link.removeprefix(HOME))
    assert EmailAddress.objects.get().verified


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ["generator.W008"]),
        ("http://films.example.org", ["generator.W009"]),
        ("https://other.example.org:8443", ["generator.W010"]),
        (HOME, []),
        (f"{HOME}:8443", []),
    ],
)
def test_a_deployment_is_told_what_would_lead_mails_astray(settings, value: str, expected: list[str]):
    settings.SITE_URL = value
    numbers = {"generator.W008", "generator.W009", "generator.W010"}
    found = [one.id for one in run_checks(include_deployment_checks=True) if one.id in numbers]
    assert found == expected
