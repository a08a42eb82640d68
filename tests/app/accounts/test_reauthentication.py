"""An open visit alone changes nothing of an account's security: who has not proved who it is lately is asked first."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.urls import reverse

from generator.models import User
from tests.conftest import prove, signed_in
from tests.support.factories import PASSWORD, make_user
from tests.support.pages.access_rules import RULES, SIGN_IN
from tests.support.pages.routes import all_routes

pytestmark = pytest.mark.django_db
ASK, EMAIL, RESET = (
    reverse("account_reauthenticate"),
    reverse("account_email"),
    reverse("account_reset_password"),
)
NEW = "thief@example.net"
# Where one proves who one is, some of it before one is signed in.
PROVING = {
    "account_confirm_login_code",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
OURS = ("delete_account", "export")
ADMIN = re.compile(
    "admin:(password_change|auth_user_password_change"
    "|(generator_user|auth_group|account_emailaddress|mfa_authenticator)_(add|change|delete))$"
)
ROUTES = {route.name: route for route in all_routes()}
OF_ACCOUNTS = {name for name, route in ROUTES.items() if route.pattern.startswith("accounts/")}
# Besides those and what is open to everybody, each address of accounts asks first.
FREE = PROVING | {name for name in OF_ACCOUNTS if RULES[name][0]["anonymous"] != SIGN_IN}
ASKING = sorted((OF_ACCOUNTS - FREE) | set(OURS))
ADMIN_ASKING = sorted(name for name in ROUTES if ADMIN.match(name))
# All that the page of addresses takes.
SENT: list[dict[str, str]] = [
    {"action_add": "", "email": NEW},
    {"action_primary": "", "email": "second@example.org"},
    {"action_remove": "", "email": "second@example.org"},
    {"action_send": "", "email": "waiting@example.org"},
]
AJAX: list[dict[str, Any]] = [
    {},
    {"headers": {"x-requested-with": "XMLHttpRequest"}},
    {"headers": {"accept": "application/json"}},
    {"headers": {"hx-request": "true"}},
]


@pytest.fixture
def alice(alice: User) -> User:
    """Alice with all that an account can have: three addresses, an app for codes, and recovery codes."""
    EmailAddress.objects.create(user=alice, email="second@example.org", verified=True)
    EmailAddress.objects.create(user=alice, email="waiting@example.org")
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(alice)
    return alice


def state(user: User) -> tuple[Any, ...]:
    user.refresh_from_db()
    return (
        user.password,
        user.email,
        list(EmailAddress.objects.order_by("pk").values_list("email", "verified", "primary")),
        list(Authenticator.objects.order_by("pk").values_list("type", "data")),
    )


def asked(response: Any) -> bool:
    return response.status_code == 302 and response["Location"].startswith(ASK)


@pytest.mark.parametrize("proved", [None, 301])
def test_every_address_about_security_asks_who_has_not_proved_it_in_five_minutes(alice, proved):
    visit = signed_in(alice, proved)
    before = state(alice)
    passed = [
        (name, method)
        for name in ASKING
        for method in ("get", "head", "post", "put", "delete", "options")
        if not asked(getattr(visit, method)(ROUTES[name].address()))
    ]
    assert passed == []
    assert state(alice) == before
    assert mail.outbox == []


def test_who_has_just_proved_it_is_not_asked(alice):
    visit = signed_in(alice, 290)
    assert [name for name in ASKING if asked(visit.get(ROUTES[name].address()))] == []


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: next(iter(sent)))
def test_nothing_is_done_to_addresses_however_it_is_asked(alice, sent):
    visit = signed_in(alice, 301)
    before = state(alice)
    for options in AJAX:
        assert asked(visit.post(EMAIL, sent, **options))
    assert state(alice) == before
    assert mail.outbox == []


def test_what_was_sent_too_late_is_not_kept_to_be_done_at_the_next_proof(alice):
    """Whoever left a form behind would have the owner set it off."""
    visit = signed_in(alice, None)
    before = state(alice)
    page = visit.post(EMAIL, SENT[0], follow=True).content.decode()
    assert "Nothing is changed yet" in page
    assert visit.post(f"{ASK}?next={EMAIL}", {"password": PASSWORD})["Location"] == EMAIL
    assert visit.get(EMAIL).status_code == 200
    assert state(alice) == before
    visit.post(EMAIL, SENT[2])
    assert not EmailAddress.objects.filter(email="second@example.org").exists()


def test_a_form_that_comes_while_the_proof_runs_out_is_not_kept_either(alice, monkeypatch):
    visit = signed_in(alice, 0)
    monkeypatch.setattr("generator.accounts.reauthentication._has_proved", lambda request: True)
    prove(visit, alice, 301)
    assert asked(visit.post(EMAIL, SENT[2]))
    assert "account_reauthentication_state" not in visit.session
    assert EmailAddress.objects.filter(email="second@example.org").exists()


def test_a_wrong_password_proves_nothing(alice):
    visit = signed_in(alice, None)
    assert "Incorrect password" in visit.post(ASK, {"password": "wrong"}).content.decode()
    assert asked(visit.get(EMAIL))


def test_one_comes_back_to_where_one_wanted_to_go(alice):
    visit = signed_in(alice, None)
    wanted = f"{reverse('mfa_index')}?a=b"
    question = visit.get(wanted)["Location"]
    assert "Is it you?" in visit.get(question).content.decode()
    assert visit.post(question, {"password": PASSWORD})["Location"] == wanted


def test_who_wanted_the_download_comes_back_to_the_page_that_offers_it(alice):
    visit = signed_in(alice, None)
    response = visit.get(reverse("export"), follow=True)
    assert "press Download once more" in response.content.decode()
    address = response.redirect_chain[-1][0]
    assert visit.post(address, {"password": PASSWORD})["Location"] == reverse("account")
    assert visit.get(reverse("export")).status_code == 200


def test_who_has_only_a_passkey_proves_it_by_that_before_a_password_is_set(alice):
    alice.set_unusable_password()
    alice.save()
    Authenticator.objects.all().delete()
    Authenticator.objects.create(user=alice, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"})
    visit = signed_in(alice, None)
    passwords = {"password1": "another-Long-phrase-8", "password2": "another-Long-phrase-8"}
    for address in (reverse("account_set_password"), EMAIL, reverse("delete_account")):
        for response in (visit.get(address), visit.post(address, passwords)):
            assert response["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))
    alice.refresh_from_db()
    assert not alice.has_usable_password()


def test_who_has_nothing_to_prove_it_by_is_sent_to_the_mailbox(alice):
    alice.set_unusable_password()
    alice.save()
    Authenticator.objects.all().delete()
    visit = signed_in(alice)
    before = state(alice)
    for name in ASKING:
        for send in (visit.get, visit.post):
            assert send(ROUTES[name].address())["Location"] == RESET
    assert "Ask for a link by mail" in visit.get(RESET).content.decode()
    assert state(alice) == before


@pytest.mark.parametrize("proved", [None, 301])
def test_staff_are_asked_before_they_change_who_can_do_what(staff, proved):
    visit = signed_in(staff, proved)
    objects = {"object_id": staff.pk, "id": staff.pk}
    passed = [
        (name, method)
        for name in ADMIN_ASKING
        for method in ("get", "post")
        if not asked(getattr(visit, method)(ROUTES[name].address(**objects)))
    ]
    people = reverse("admin:generator_user_changelist")
    assert passed == []
    assert len(ADMIN_ASKING) == 14
    assert visit.get(people).status_code == 200
    assert asked(visit.post(people, {"action": "delete_selected", "_selected_action": [staff.pk]}))


def test_staff_change_their_own_password_where_everybody_does(as_staff: Client):
    response = as_staff.post(reverse("admin:password_change"), {"new_password1": "another-Long-phrase-8"})
    assert response["Location"] == reverse("account_change_password")


class TestTakeOver:
    """All that an open visit once sufficed for, step by step."""

    steps = (
        (EMAIL, {"action_add": "", "email": NEW}),
        (EMAIL, {"action_primary": "", "email": NEW}),
        (EMAIL, {"action_remove": "", "email": "alice@example.org"}),
    )

    @pytest.fixture
    def alice(self, db) -> User:
        return make_user("alice@example.org")

    def test_without_the_password_it_ends_at_its_first_step(self, alice):
        visit = signed_in(alice, None)
        before = state(alice)
        for address, sent in self.steps:
            assert asked(visit.post(address, sent))
        visit.post(RESET, {"email": NEW})
        assert state(alice) == before
        # The one letter says that no account has this address.
        assert [letter.to for letter in mail.outbox] == [[NEW]]
        assert "password/reset/key" not in str(mail.outbox[0].body)

    def test_with_the_password_the_old_address_hears_of_each_step(self, client: Client, alice):
        client.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
        client.post(ASK, {"password": PASSWORD})
        assert self.heard() == []
        client.post(*self.steps[0])
        (link,) = re.findall(r"https?://[^/]+(/accounts/confirm-email/\S+)", self.letters_to(NEW)[0])
        assert self.heard() == ["An address was added"]
        client.post(link)
        assert self.heard() == ["An address was confirmed"]
        client.post(RESET, {"email": NEW})
        assert "password/reset/key" not in "".join(self.letters_to(NEW))
        assert self.heard() == []
        client.post(*self.steps[1])
        assert self.heard() == ["Your main address was changed"]
        page = client.post(*self.steps[2], follow=True).content.decode()
        assert "alice@example.org stays for now" in page
        assert EmailAddress.objects.filter(email="alice@example.org", verified=True).exists()
        # So the owner gets back in, and the other one does not.
        Client().post(RESET, {"email": "alice@example.org"})
        Client().post(RESET, {"email": NEW})
        assert "password/reset/key" in "".join(self.letters_to("alice@example.org"))
        assert "password/reset/key" not in "".join(self.letters_to(NEW))

    def heard(self) -> list[str]:
        """Take the subjects of what came to the old address since the last time."""
        found = [one for one in mail.outbox if one.to == ["alice@example.org"]]
        mail.outbox[:] = [one for one in mail.outbox if one not in found]
        return [letter.subject.removeprefix("[Video Generator] ") for letter in found]

    def letters_to(self, address: str) -> list[str]:
        return [str(letter.body) for letter in mail.outbox if letter.to == [address]]
