"""Signing up, in and out, in our clothes."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from generator.models import User
from tests.support.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOGIN, SIGNUP = reverse("account_login"), reverse("account_signup")


def test_who_signs_up_is_in_and_finds_an_empty_library(client: Client):
    response = client.post(SIGNUP, {"email": "new@example.org", "password1": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("library")
    assert "Your first video is a few words away" in response.content.decode()
    assert User.objects.get().email == "new@example.org"


def test_where_addresses_must_be_confirmed_the_link_in_the_mail_does_it(client: Client, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    client.post(SIGNUP, {"email": "new@example.org", "password1": PASSWORD})
    assert client.get(reverse("library")).status_code == 302
    (letter,) = mail.outbox
    assert letter.subject.startswith("[Video Generator]")
    assert "an account at Video Generator" in letter.body
    assert "http://testserver" in letter.body
    (link,) = re.findall(r"https?://[^/]+(/accounts/confirm-email/\S+)", str(letter.body))
    assert client.get(link).status_code == 200
    client.post(link)
    client.post(LOGIN, {"login": "new@example.org", "password": PASSWORD})
    assert client.get(reverse("library")).status_code == 200


def test_one_signs_in_by_address_and_goes_on_where_one_wanted_to(client: Client):
    make_user("alice@example.org")
    wanted = reverse("text_to_video")
    response = client.post(
        f"{LOGIN}?next={wanted}", {"login": "alice@example.org", "password": PASSWORD, "next": wanted}
    )
    assert response["Location"] == wanted


def test_a_wrong_password_is_told_and_the_address_stays(client: Client):
    make_user("alice@example.org")
    page = client.post(LOGIN, {"login": "alice@example.org", "password": "wrong"}).content.decode()
    assert "are not correct" in page
    assert 'value="alice@example.org"' in page


def test_guessing_passwords_ends_soon(client: Client):
    make_user("alice@example.org")
    for _ in range(6):
        response = client.post(LOGIN, {"login": "alice@example.org", "password": "wrong"})
    assert response.status_code == 429
    assert "You can go on in about 5 minutes." in response.content.decode()


def test_signing_out_takes_a_form_and_ends_the_visit(as_alice: Client):
    as_alice.get(reverse("account_logout"))
    assert as_alice.get(reverse("library")).status_code == 200
    assert as_alice.post(reverse("account_logout"))["Location"] == reverse("home")
    assert as_alice.get(reverse("library")).status_code == 302


@pytest.mark.parametrize(
    "name",
    ["account_email", "account_change_password", "account_reset_password", "mfa_index", "account_logout"],
)
def test_each_page_wears_our_frame(as_alice: Client, name: str):
    response = as_alice.get(reverse(name), follow=True)
    page = response.content.decode()
    assert response.status_code == 200
    assert "css/app.css" in page
    assert "· Video Generator</title>" in " ".join(page.split())
