"""Passkeys in a real browser: one is added with proof only, is told of by mail, and proves who somebody is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.visits import sign_in
from tests.support.factories import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("complaints")]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def passkeys(page: Page) -> Iterator[CDPSession]:
    """A device that keeps passkeys and says yes to everything."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield session
    session.detach()


def test_a_passkey_is_added_with_proof_and_is_the_proof_later(page: Page, live_server, alice, passkeys):
    # Devices know sites by their names, not by numbers.
    site = live_server.url.replace("127.0.0.1", "localhost")
    sign_in(page, site, alice, proved=None)
    page.goto(site + reverse("mfa_add_webauthn"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Add").click()
    expect(page).to_have_url(site + reverse("mfa_view_recovery_codes"))
    assert sorted(Authenticator.objects.values_list("type", flat=True)) == ["recovery_codes", "webauthn"]
    told = [(letter.to, letter.subject.removeprefix("[Video Generator] ")) for letter in mail.outbox]
    assert sorted(told) == [
        ([alice.email], "A passkey was added"),
        ([alice.email], "Recovery codes were made"),
    ]

    alice.set_unusable_password()
    alice.save()
    sign_in(page, site, alice, proved=None)
    page.goto(site + reverse("account_set_password"))
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_role("link", name="Use a security key").click()
    page.get_by_role("button", name="Use a security key").click()
    expect(page).to_have_url(site + reverse("account_set_password"))
    expect(page.get_by_role("heading", name="Password")).to_be_visible()
