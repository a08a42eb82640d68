"""The secrets of second factors: sealed in the database, opened with the keys of today and of before."""

from __future__ import annotations

import json
import re
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from generator.accounts import sealing
from tests.support.factories import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN, CODE, LIBRARY = reverse("account_login"), reverse("mfa_authenticate"), reverse("library")
SECRET, SEED = "JBSWY3DPEHPK3PXP", "5eed" * 20
OTHER, THIRD = "another-key-0123456789" * 3, "third-key-0123456789" * 3
GONE = "can no longer be read, because the site's key was changed"
Type = Authenticator.Type


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator ORDER BY id")
        return " ".join(row[0] for row in cursor.fetchall())


def right_code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def sign_in(client: Client, code: str) -> Any:
    client.post(LOGIN, {"login": "alice@example.org", "password": PASSWORD})
    return client.post(CODE, {"code": code})


def is_in(client: Client) -> bool:
    return client.get(LIBRARY).status_code == 200


def reauthenticated(user) -> Client:
    client = Client()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.fixture
def factors(alice) -> tuple[TOTP, RecoveryCodes]:
    return TOTP.activate(alice, SECRET), RecoveryCodes.activate(alice)


@pytest.fixture
def plain(alice) -> list[Authenticator]:
    """Second factors as they were kept before anything was sealed."""
    return [
        Authenticator.objects.create(user=alice, type=Type.TOTP, data={"secret": SECRET}),
        Authenticator.objects.create(
            user=alice, type=Type.RECOVERY_CODES, data={"seed": SEED, "used_mask": 5}
        ),
    ]


def change_key(settings, key: str, *before: str) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = key, list(before)


def test_the_database_holds_no_secret(factors):
    seed = factors[1].instance.data["seed"]
    assert SECRET not in stored()
    assert sealing.unseal(seed) not in stored()
    assert json.loads(stored().split("} ")[0] + "}")["secret"].startswith("sealed:")


def test_the_same_secret_is_sealed_differently_each_time():
    assert sealing.seal(SECRET) != sealing.seal(SECRET)


def test_codes_of_app_and_paper_let_their_owner_in(factors):
    codes = factors[1].get_unused_codes()
    assert len(codes) == 10
    for code in (right_code(), codes[0]):
        client = Client()
        sign_in(client, code)
        assert is_in(client)
    assert len(RecoveryCodes(Authenticator.objects.get(type=Type.RECOVERY_CODES)).get_unused_codes()) == 9


def test_an_app_that_is_added_in_the_browser_is_sealed(alice):
    client = reauthenticated(alice)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    assert Authenticator.objects.count() == 2
    assert secret not in stored()
    assert stored().count("sealed:") == 2


def test_what_was_kept_before_goes_on_working(plain):
    client = Client()
    sign_in(client, right_code())
    assert is_in(client)


@pytest.mark.parametrize("way", ["migration", "setup"])
def test_what_was_kept_before_is_sealed(plain, settings, tmp_path, way: str):
    if way == "setup":
        settings.DATA_DIR, settings.SECRET_KEY_FILE = tmp_path, tmp_path / "secret_key"
        call_command("setup")
    else:
        import_module("generator.migrations.0019_sealed_factors").seal(
            apps, SimpleNamespace(connection=connection)
        )
    assert SECRET not in stored()
    assert SEED not in stored()
    totp, recovery = Authenticator.objects.order_by("pk")
    assert sealing.unseal(totp.data["secret"]) == SECRET
    assert (sealing.unseal(recovery.data["seed"]), recovery.data["used_mask"]) == (SEED, 5)
    client = Client()
    sign_in(client, right_code())
    assert is_in(client)


def test_codes_that_came_from_another_program_are_sealed_too(alice):
    data = {"migrated_codes": ["11112222", "33334444"]}
    Authenticator.objects.create(user=alice, type=Type.RECOVERY_CODES, data=data)
    TOTP.activate(alice, SECRET)
    assert sealing.seal_all(Authenticator.objects) == 1
    assert "11112222" not in stored()
    client = Client()
    sign_in(client, "33334444")
    assert is_in(client)


def test_sealing_again_changes_nothing(factors, alice):
    passkey = Authenticator.objects.create(
        user=alice, type=Type.WEBAUTHN, data={"name": "Key", "credential": {}}
    )
    before = stored()
    assert sealing.seal_all(Authenticator.objects) == 0
    assert stored() == before
    assert passkey.data == {"name": "Key", "credential": {}}


def test_a_set_up_without_a_key_seals_nothing_that_nobody_could_open(plain, settings):
    settings.SECRET_KEY = "not-set-up-yet: run manage.py setup"
    assert sealing.seal_all(Authenticator.objects) == 0
    assert SECRET in stored()


class TestChangedKey:
    def test_what_the_key_of_before_sealed_is_opened_while_it_stands(self, factors, settings):
        change_key(settings, OTHER, settings.SECRET_KEY)
        client = Client()
        sign_in(client, right_code())
        assert is_in(client)

    def test_once_sealed_anew_the_key_of_before_can_go(self, factors, settings, tmp_path):
        old = settings.SECRET_KEY
        change_key(settings, OTHER, THIRD, old)
        settings.DATA_DIR, settings.SECRET_KEY_FILE = tmp_path, tmp_path / "secret_key"
        call_command("setup")
        change_key(settings, OTHER)
        client = Client()
        sign_in(client, right_code())
        assert is_in(client)
        change_key(settings, old)
        assert GONE in sign_in(Client(), right_code()).content.decode().replace("&#x27;", "'")

    def test_what_no_key_opens_stays_as_it_is(self, factors, settings):
        before, old = stored(), settings.SECRET_KEY
        change_key(settings, OTHER)
        assert sealing.seal_all(Authenticator.objects) == 0
        assert stored() == before
        change_key(settings, old)
        client = Client()
        sign_in(client, right_code())
        assert is_in(client)


class TestUnreadable:
    @pytest.fixture(autouse=True)
    def lost(self, factors, settings) -> None:
        change_key(settings, OTHER)

    def test_signing_in_says_so_in_a_sentence(self):
        client = Client()
        response = sign_in(client, right_code())
        assert response.status_code == 200
        assert GONE in response.content.decode().replace("&#x27;", "'")
        assert not is_in(client)

    @pytest.mark.parametrize(
        "name",
        [
            "mfa_index",
            "mfa_view_recovery_codes",
            "mfa_download_recovery_codes",
            "mfa_generate_recovery_codes",
        ],
    )
    def test_no_page_breaks(self, alice, name: str):
        response = reauthenticated(alice).get(reverse(name), follow=True)
        assert response.status_code == 200
        if name != "mfa_index":
            assert GONE in response.content.decode().replace("&#x27;", "'")

    def test_giving_a_code_again_says_so(self, alice):
        client = Client()
        client.force_login(alice)
        response = client.post(reverse("mfa_reauthenticate"), {"code": right_code()})
        assert GONE in response.content.decode().replace("&#x27;", "'")

    def test_the_app_can_be_removed_and_added_again(self, alice):
        client = reauthenticated(alice)
        client.post(reverse("mfa_deactivate_totp"))
        assert not Authenticator.objects.exists()
        page = client.get(reverse("mfa_activate_totp")).content.decode()
        assert re.search(r"[A-Z2-7]{32}", page)

    def test_codes_on_paper_that_can_be_read_still_let_their_owner_in(self, alice):
        Authenticator.objects.filter(type=Type.RECOVERY_CODES).delete()
        code = RecoveryCodes.activate(alice).get_unused_codes()[0]
        assert GONE in sign_in(Client(), "00000000").content.decode().replace("&#x27;", "'")
        client = Client()
        sign_in(client, code)
        assert is_in(client)


NONSENSE = [
    "7",
    '"text"',
    '{"id": "none"}',
    '{"rawId": "AA", "id": "AA", "type": "public-key", "response": []}',
    '{"rawId": "AA", "id": "AA", "type": "public-key", "response": {"userHandle": "enp6enp6enp6enp6"}}',
    '{"rawId": "AA", "response": {"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA"}}',
    '{"rawId": "AA", "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"}}',
    '{"rawId": "AA", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}',
]


@pytest.mark.parametrize("answer", NONSENSE)
def test_what_only_looks_like_the_answer_of_a_passkey_is_refused(alice, answer: str):
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    response = client.post(reverse("mfa_login_webauthn"), {"credential": answer}, follow=True)
    assert "Incorrect code." in response.content.decode()
    member = reauthenticated(alice)
    member.get(reverse("mfa_add_webauthn"))
    assert member.post(reverse("mfa_add_webauthn"), {"credential": answer}).status_code == 200
    assert not Authenticator.objects.exists()
