"""What is written down about who came in, who was kept out, and what protects an account."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.urls import reverse

from generator.models import User
from tests.conftest import signed_in
from tests.support.factories import PASSWORD

pytestmark = pytest.mark.django_db
NEW, WRONG = "Trolley-osprey-91", "a-wrong-password-0"
LOGIN, SIGNUP, EMAIL = reverse("account_login"), reverse("account_signup"), reverse("account_email")
RESET, LOGOUT = reverse("account_reset_password"), reverse("account_logout")
LINE = re.compile(r"event=\w+ outcome=\w+( (account|address|by|network)=[\w.:/]+)+")
Lines = Callable[[], list[str]]


@pytest.fixture
def lines(caplog) -> Lines:
    caplog.set_level(logging.INFO, "generator.security")

    def written() -> list[str]:
        found = [record.getMessage() for record in caplog.records if record.name == "generator.security"]
        assert all(
            record.levelno == logging.INFO for record in caplog.records if record.name == "generator.security"
        )
        caplog.clear()
        assert all(LINE.fullmatch(line) for line in found), found
        return [line.replace(" network=127.0.0.1", "") for line in found]

    return written


def test_signing_in_and_out(client: Client, alice, lines: Lines):
    client.post(LOGIN, {"login": alice.email, "password": WRONG})
    client.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    client.post(LOGOUT)
    assert lines() == [
        f"event=sign_in outcome=failed account={alice.pk} by=password",
        f"event=sign_in outcome=done account={alice.pk}",
        f"event=sign_out outcome=done account={alice.pk}",
    ]


def test_an_address_without_an_account_is_a_digest_that_only_the_site_can_make(
    client: Client, settings, lines: Lines
):
    for address in ("nobody@example.org", "Nobody@Example.org", "another@example.org"):
        client.post(LOGIN, {"login": address, "password": WRONG})
    settings.SECRET_KEY = "another-key-0123456789" * 3
    client.post(LOGIN, {"login": "nobody@example.org", "password": WRONG})
    first, second, third, other_key = (
        re.search("address=([0-9a-f]{16}) ", line + " ")[1] for line in lines()
    )
    assert first == second
    assert len({first, third, other_key}) == 3


def test_being_locked_out(client: Client, alice, settings, lines: Lines):
    for _ in range(6):
        client.post(LOGIN, {"login": alice.email, "password": WRONG})
    assert lines()[-1] == f"event=sign_in outcome=locked account={alice.pk} by=account"
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "sign_in": "0/m"}
    client.post(LOGIN, {"login": alice.email, "password": WRONG})
    assert lines() == [f"event=sign_in outcome=locked account={alice.pk} by=often"]


def test_signing_up(client: Client, settings, lines: Lines):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    for _ in range(2):
        client.post(SIGNUP, {"email": "new@example.org", "password1": PASSWORD})
        mail.outbox.clear()
    user = User.objects.get()
    assert lines()[0] == f"event=sign_up outcome=done account={user.pk}"


def test_signing_up_with_an_address_that_has_an_account(client: Client, alice, settings, lines: Lines):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    client.post(SIGNUP, {"email": alice.email, "password1": PASSWORD})
    assert lines() == [f"event=sign_up outcome=exists account={alice.pk}"]


def test_changing_the_password(as_alice: Client, alice, lines: Lines):
    address = reverse("account_change_password")
    as_alice.post(address, {"oldpassword": WRONG, "password1": NEW, "password2": NEW})
    as_alice.post(address, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert lines() == [
        f"event=reauthentication outcome=failed account={alice.pk} by=password",
        f"event=password_change outcome=done account={alice.pk}",
    ]


def test_a_new_password_by_mail(client: Client, alice, lines: Lines):
    client.post(RESET, {"email": alice.email})
    link = str(mail.outbox[0].body).partition("http://testserver")[2].split()[0]
    client.post(client.get(link)["Location"], {"password1": NEW, "password2": NEW})
    client.post(RESET, {"email": "nobody@example.org"})
    asked, done, unknown = lines()
    assert asked == f"event=password_reset outcome=asked account={alice.pk}"
    assert done == f"event=password_reset outcome=done account={alice.pk}"
    assert unknown.startswith("event=password_reset outcome=unknown address=")


def test_addresses(as_alice: Client, alice, lines: Lines):
    as_alice.post(EMAIL, {"email": "second@example.org", "action_add": ""})
    link = str(mail.outbox[0].body).partition("http://testserver")[2].split()[0]
    as_alice.post(link)
    as_alice.post(EMAIL, {"email": "second@example.org", "action_primary": ""})
    as_alice.post(EMAIL, {"email": "third@example.org", "action_add": ""})
    as_alice.post(EMAIL, {"email": "third@example.org", "action_remove": ""})
    assert lines() == [
        f"event=address_{what} outcome=done account={alice.pk}"
        for what in ("add", "confirm", "make_primary", "add", "remove")
    ]


@pytest.mark.django_db(transaction=True)
def test_second_factors(as_alice: Client, alice, lines: Lines):
    again = reverse("account_reauthenticate")
    as_alice.post(again, {"password": WRONG})
    as_alice.post(again, {"password": PASSWORD})
    as_alice.get(reverse("mfa_activate_totp"))
    secret = as_alice.session["mfa.totp.secret"]

    def code(number: int) -> str:
        return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()) + number))

    as_alice.post(reverse("mfa_activate_totp"), {"code": code(0)})
    about = f"account={alice.pk}"
    assert lines() == [
        f"event=reauthentication outcome=failed {about} by=password",
        f"event=reauthentication outcome=done {about} by=password",
        f"event=factor_add outcome=done {about} by=totp",
        f"event=factor_add outcome=done {about} by=recovery_codes",
    ]
    visitor = Client()
    visitor.post(LOGIN, {"login": alice.email, "password": PASSWORD})
    visitor.post(reverse("mfa_authenticate"), {"code": "nothing"})
    visitor.post(reverse("mfa_authenticate"), {"code": code(0)})
    as_alice.post(reverse("mfa_reauthenticate"), {"code": "nothing"})
    as_alice.post(reverse("mfa_generate_recovery_codes"))
    as_alice.post(reverse("mfa_deactivate_totp"))
    assert lines() == [
        f"event=second_factor outcome=failed {about} by=totp",
        f"event=second_factor outcome=done {about} by=totp",
        f"event=sign_in outcome=done {about}",
        f"event=reauthentication outcome=failed {about} by=totp",
        f"event=factor_renew outcome=done {about} by=recovery_codes",
        f"event=factor_remove outcome=done {about} by=totp",
        f"event=factor_remove outcome=done {about} by=recovery_codes",
    ]


def test_a_passkey_that_is_none(client: Client, lines: Lines):
    client.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "none"}'})
    assert lines() == ["event=sign_in outcome=failed by=webauthn"]


def test_no_line_says_what_was_typed(client: Client, alice, caplog):
    caplog.set_level(logging.INFO)
    forged = "x@example.org event=sign_in\noutcome=done account=1"
    for address in (alice.email, "nobody@example.org", forged):
        client.post(LOGIN, {"login": address, "password": WRONG})
        client.post(RESET, {"email": address})
        client.post(SIGNUP, {"email": address, "password1": PASSWORD})
    signed_in(alice).post(EMAIL, {"email": "second@example.org", "action_add": ""})
    assert any(record.name == "generator.security" for record in caplog.records)
    for typed in ("alice", "nobody", "second", "@", WRONG, PASSWORD):
        assert typed not in "\n".join(
            r.getMessage() for r in caplog.records if r.name.startswith("generator")
        )
    assert not [r for r in caplog.records if r.name == "generator.security" and "\n" in r.getMessage()]
