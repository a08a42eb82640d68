"""A site without a mail server promises no mail."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import signed_in
from tests.support.factories import PASSWORD

pytestmark = pytest.mark.django_db
CONSOLE = "django.core.mail.backends.console.EmailBackend"


@pytest.fixture
def without_mail(settings) -> None:
    settings.EMAIL_BACKEND = CONSOLE


def page(client: Client, name: str) -> str:
    return " ".join(client.get(reverse(name)).content.decode().split())


def sign_up(client: Client) -> str:
    fields = {"email": "carol@example.org", "password1": PASSWORD}
    answer = client.post(reverse("account_signup"), fields, follow=True)
    return " ".join(answer.content.decode().split())


@pytest.mark.usefixtures("without_mail")
class TestWithout:
    def test_signing_up_says_where_the_link_is_instead(self, client: Client):
        told = sign_up(client)
        assert "No mails are sent from here." in told
        assert "was printed where the site was started" in told
        assert "Confirmation email sent" not in told

    def test_signing_up_says_so_too_where_addresses_have_to_be_confirmed(self, client: Client, settings):
        settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
        told = sign_up(client)
        assert "Confirm your address" in told
        assert "sent you an email" not in told

    def test_signing_in_offers_no_reset(self, client: Client):
        told = page(client, "account_login")
        assert reverse("account_reset_password") not in told
        assert "No mails are sent from here" in told

    def test_the_page_for_a_reset_has_no_form_and_says_who_can_help(self, client: Client):
        told = page(client, "account_reset_password")
        assert 'type="email"' not in told
        assert "staff of this site can set a new password" in told
        assert "manage.py changepassword" in told

    def test_nobody_is_told_that_a_link_was_sent(self, client: Client):
        assert "sent you an email" not in page(client, "account_reset_password_done")

    def test_who_has_no_password_is_sent_to_staff(self, alice):
        alice.set_unusable_password()
        alice.save()
        answer = signed_in(alice, proved=None).get(reverse("account_email"), follow=True)
        assert answer.redirect_chain[-1][0] == reverse("contact")
        assert "Write to us: staff can set one." in answer.content.decode()


class TestWith:
    def test_signing_up_says_that_a_mail_was_sent(self, client: Client):
        assert "Confirmation email sent to carol@example.org." in sign_up(client)

    def test_a_reset_is_offered(self, client: Client):
        assert reverse("account_reset_password") in page(client, "account_login")
        assert "Send me a link" in page(client, "account_reset_password")
        assert "sent you an email" in page(client, "account_reset_password_done")
