"""Guessing: strangers are slowed down, and keep nobody out of an account who has been in it with the same browser."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from generator.models import User
from tests.conftest import signed_in
from tests.support.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOGIN, LIBRARY, CODE = reverse("account_login"), reverse("library"), reverse("mfa_authenticate")
SECRET = "JBSWY3DPEHPK3PXP"
DEVICE = django_settings.DEVICE_COOKIE_NAME


def from_network(number: int, **options: str) -> Client:
    return Client(REMOTE_ADDR=f"10.0.{number // 250}.{number % 250 + 1}", **options)


def sign_in(client: Client, password: str = PASSWORD, login: str = "alice@example.org") -> int:
    return client.post(LOGIN, {"login": login, "password": password}).status_code


def is_in(client: Client) -> bool:
    return client.get(LIBRARY).status_code == 200


def attack(networks: int = 8, tries: int = 2) -> list[int]:
    """Guess alice's password from many networks at once."""
    return [sign_in(from_network(number), "wrong") for number in range(networks) for _ in range(tries)]


@pytest.fixture
def known(alice: User) -> Client:
    """A browser in which alice has been signed in, and is no more."""
    client = Client()
    sign_in(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)
    return client


def test_strangers_from_many_networks_are_slowed_down_together(alice):
    answers = attack()
    assert answers[:5] == [200] * 5
    assert set(answers[5:]) == {429}
    # Even with the right password: a stranger who guesses it at last is not told.
    assert sign_in(from_network(99)) == 429


def test_strangers_do_not_keep_an_owner_out_of_a_known_browser(known: Client):
    attack()
    assert sign_in(known) == 302
    assert is_in(known)


def test_not_even_from_the_owners_own_network(known: Client, alice, bob, settings):
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "sign_in": "12/m"}
    neighbour = Client()
    answers = [sign_in(neighbour, "wrong", f"somebody{number}@example.org") for number in range(14)]
    assert answers[10:] == [429] * 4
    assert sign_in(Client(), login="bob@example.org") == 429
    assert sign_in(known) == 302


def test_a_known_browser_has_a_limit_of_its_own(known: Client):
    assert [sign_in(known, "wrong") for _ in range(7)] == [200] * 5 + [429] * 2
    assert sign_in(known) == 429
    # It holds up nobody else.
    assert sign_in(from_network(1)) == 302


def test_what_is_right_does_not_count(alice):
    for _ in range(12):
        client = Client()
        assert sign_in(client) == 302
        client.post(reverse("account_logout"))


def test_owners_mistakes_in_a_known_browser_hold_up_no_other_of_theirs(known: Client):
    for _ in range(6):
        sign_in(known, "wrong")
    other = from_network(7)
    assert sign_in(other) == 302


def test_the_page_says_when_to_come_back_and_how_to_get_in_at_once(alice):
    attack()
    response = from_network(50).post(LOGIN, {"login": alice.email, "password": "wrong"})
    page = " ".join(response.content.decode().split())
    assert 290 < int(response["Retry-After"]) <= 300
    assert "tried many times to get into this account just now. You can go on in about 5 minutes." in page
    assert reverse("account_reset_password") in page


def test_a_new_browser_gets_in_by_a_mail(alice):
    attack()
    new = from_network(60)
    new.post(reverse("account_reset_password"), {"email": alice.email})
    link = str(mail.outbox[0].body).partition("http://testserver")[2].split()[0]
    address = new.get(link)["Location"]
    new.post(address, {"password1": "Trolley-osprey-91", "password2": "Trolley-osprey-91"})
    attack(2)
    assert sign_in(new, "Trolley-osprey-91") == 302


class TestCookie:
    def test_it_is_read_by_no_script_and_lasts(self, known: Client):
        cookie = known.cookies[DEVICE]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
            True,
            "Lax",
            "/",
            "",
        )
        assert cookie["max-age"] >= 300 * 24 * 3600
        assert "alice" not in cookie.value

    def test_a_browser_that_was_signed_in_before_there_was_one_gets_one(self, as_alice: Client):
        as_alice.get(LIBRARY)
        assert as_alice.cookies[DEVICE].value

    def test_visitors_get_none(self, client: Client, alice):
        client.get("/")
        sign_in(client, "wrong")
        assert DEVICE not in client.cookies

    def test_it_is_not_sent_again_and_again(self, as_alice: Client):
        as_alice.get(LIBRARY)
        assert DEVICE not in as_alice.get(LIBRARY).cookies

    def test_one_of_another_account_helps_nobody(self, bob, alice):
        attacker = Client()
        sign_in(attacker, login="bob@example.org")
        attacker.post(reverse("account_logout"))
        attack()
        assert sign_in(attacker, "wrong") == 429

    def test_adding_the_address_to_ones_own_account_helps_nobody(self, known: Client, bob):
        attacker = signed_in(bob)
        attacker.post(reverse("account_email"), {"email": "alice@example.org", "action_add": ""})
        assert bob.emailaddress_set.filter(email="alice@example.org").exists()
        attacker.post(reverse("account_logout"))
        attack()
        assert sign_in(attacker, "wrong") == 429
        assert sign_in(known) == 302

    def test_not_even_where_addresses_are_not_confirmed(self, known: Client, alice, bob):
        EmailAddress.objects.filter(user=alice).update(verified=False)
        EmailAddress.objects.create(user=bob, email="alice@example.org")
        attacker = Client()
        sign_in(attacker, login="bob@example.org")
        attacker.post(reverse("account_logout"))
        attack()
        assert sign_in(attacker, "wrong") == 429
        assert sign_in(known) == 302

    def test_one_that_was_changed_helps_nobody(self, known: Client):
        known.cookies[DEVICE] = known.cookies[DEVICE].value[:-2] + "xx"
        attack()
        assert sign_in(known, "wrong") == 429

    @pytest.mark.parametrize("nonsense", ["", "x", "a:b:c", "é", "W10:1:1"])
    def test_nonsense_is_nobody(self, alice, nonsense: str):
        client = Client(headers={"cookie": f"{DEVICE}={nonsense}"})
        assert sign_in(client, "wrong") == 200

    def test_a_new_password_makes_those_of_before_worthless(self, known: Client, alice):
        alice.set_password("Trolley-osprey-91")
        alice.save()
        attack()
        assert sign_in(known, "Trolley-osprey-91") == 429

    def test_signing_out_everywhere_makes_them_worthless(self, known: Client, alice):
        User.objects.filter(pk=alice.pk).update(sign_outs=1)
        attack()
        assert sign_in(known) == 429

    def test_a_change_of_the_password_keeps_the_browser_that_made_it(self, as_alice: Client):
        new = "Trolley-osprey-91"
        as_alice.post(
            reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
        )
        as_alice.post(reverse("account_logout"))
        attack()
        assert sign_in(as_alice, new) == 302

    def test_it_holds_while_the_sites_key_is_changed(self, known: Client, settings):
        settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = (
            [settings.SECRET_KEY],
            "another-key-0123456789" * 3,
        )
        attack()
        assert sign_in(known) == 302

    def test_people_who_share_a_browser_are_both_known(self, known: Client, bob):
        sign_in(known, login="bob@example.org")
        known.post(reverse("account_logout"))
        attack()
        assert sign_in(known) == 302
        for number in range(20):
            make_user(f"guest{number}@example.org")
            known.force_login(User.objects.get(email=f"guest{number}@example.org"))
            known.get(LIBRARY)
        assert len(known.cookies[DEVICE].value) < 1000


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def protected(self, alice) -> None:
        TOTP.activate(alice, SECRET)
        RecoveryCodes.activate(alice)

    def right_code(self) -> str:
        return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))

    def test_who_has_stolen_the_password_cannot_keep_the_owner_from_the_code(self, alice):
        known = Client()
        known.force_login(alice)
        known.get(LIBRARY)
        known.post(reverse("account_logout"))
        answers = []
        for number in range(8):
            thief = from_network(number)
            sign_in(thief)
            answers.append(thief.post(CODE, {"code": "000000"}).status_code)
        assert answers == [200] * 5 + [429] * 3
        sign_in(known)
        assert not is_in(known)
        assert known.post(CODE, {"code": self.right_code()}).status_code == 302
        assert is_in(known)

    def test_codes_are_not_guessed_without_end_in_a_known_browser_either(self, alice):
        known = Client()
        known.force_login(alice)
        known.get(LIBRARY)
        known.post(reverse("account_logout"))
        sign_in(known)
        assert [known.post(CODE, {"code": "000000"}).status_code for _ in range(6)] == [200] * 5 + [429]

    def test_wrong_codes_are_told_when_to_come_back(self, alice):
        client = Client()
        sign_in(client)
        for _ in range(6):
            response = client.post(CODE, {"code": "000000"})
        assert int(response["Retry-After"]) > 0

    def test_the_password_alone_makes_no_browser_known(self, alice):
        client = Client()
        sign_in(client)
        assert DEVICE not in client.cookies


def test_strangers_do_not_keep_a_member_from_giving_the_password_again(as_alice: Client):
    attack()
    response = as_alice.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert response.status_code == 302
    answers = [
        as_alice.post(reverse("account_reauthenticate"), {"password": "wrong"}).status_code for _ in range(6)
    ]
    assert answers == [200] * 5 + [429]


@pytest.mark.parametrize("address", ["a\0b@example.org", " Alice@Example.org ", "x" * 300, "é@ß.example"])
def test_whatever_is_typed_as_an_address_is_answered(known: Client, settings, address: str):
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "sign_in": "2/m"}
    assert {sign_in(known, "wrong", address) for _ in range(4)} <= {200, 429}


def test_who_comes_past_the_proxies_is_counted_and_answered(client: Client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    headers = {"x-forwarded-for": "6.6.6.6"}
    response = client.post(reverse("account_reset_password"), {"email": "alice@example.org"}, headers=headers)
    assert response.status_code == 302


def test_passkeys_are_not_counted_by_account_and_a_known_browser_not_by_network(known: Client, settings):
    settings.GENERATOR_RATES = {**settings.GENERATOR_RATES, "sign_in": "3/m"}
    address = reverse("mfa_login_webauthn")
    stranger = from_network(1)
    answers = [stranger.post(address, {"credential": "{}"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    for _ in range(4):
        neighbour = Client().post(address, {"credential": "{}"})
    assert neighbour.status_code == 429
    assert known.post(address, {"credential": "{}"}).status_code == 302
