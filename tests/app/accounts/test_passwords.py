"""Which passwords are taken, wherever one is chosen."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.models import User
from tests.support.factories import make_user

LOGIN, SIGNUP = reverse("account_login"), reverse("account_signup")
MAREN = User(email="maren.lindqvist@lighthouse.example")
GOOD = [
    "correct horse battery staple",
    "Trolley-osprey-91",
    "the sea was calm that evening",
    "x7#Kp2!vQ9zR",
    "839174620583",
    "пароль на каждый день недели",
    "毎朝六時に灯台まで歩いて行く人",
    "🦊🌊🗼🎷🧀🚲🌵🎲🐙🍋🔭🪁",
    "my cat maren likes herring on Tuesdays",
    "kVw3r9 T1nfish",
    "Every evening she climbed the hundred and nine steps. " * 3,
    "j7Qw-" + "lighthouse keeper and the storm " * 40,
]
SHORT = ["", "x7#Kp2!vQ9z", "Summer24", "🦊🌊🗼", "e\u0301" * 11]
GUESSABLE = [
    "aaaaaaaaaaaa",
    "            ",
    "abababababab",
    "abcabcabcabcabc",
    "hX3!hX3!hX3!hX3!",
    "aabbccddeeff",
    "111111222222",
    "123456789012",
    "098765432109",
    "abcdefghijklmn",
    "zyxwvutsrqpon",
    "qwertyuiop[]",
    "QWERTYuiop123",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc4rfv",
    "qazwsxedcrfv",
    "йцукенгшщзхъ",
    "passwordpassword",
    "password1234",
    "P@ssw0rd2024!",
    "iloveyou12345",
    "letmeinletmein",
    "Summer2024!!",
    "welcome12345",
    "administrator",
    "".join(chr(ord(sign) + 0xFEE0) for sign in "password1234"),
    "videogenerator",
    "Video Generator 1",
    "VideoGenerator2026!",
    "maren.lindqvist@lighthouse.example",
    "marenlindqvist",
    "Lindqvist2024",
    "lighthouse1234",
    "a" * 200,
    "1990199119921993",
    "baseball123456",
    "football-football",
    "princess-sparkle",
    "starwars1977!",
    "chocolate2023!",
    "asdf;lkjasdf",
]


def refusals(password: str) -> list[str]:
    try:
        validate_password(password, MAREN)
    except ValidationError as refused:
        return refused.messages
    return []


@pytest.mark.parametrize("password", GOOD)
def test_what_nobody_guesses_is_taken_in_any_script_and_length(password: str):
    validate_password(password, MAREN)


@pytest.mark.parametrize("password", SHORT)
def test_what_is_short_is_refused(password: str):
    with pytest.raises(ValidationError, match="at least 12 characters"):
        validate_password(password, MAREN)


@pytest.mark.parametrize("password", GUESSABLE)
def test_what_is_long_and_easy_to_guess_is_refused(password: str):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, MAREN)
    assert refused.value.error_list
    assert "password_too_short" not in [error.code for error in refused.value.error_list]


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_any_text_is_judged_without_a_fault(password: str):
    messages = refusals(password)
    assert all(message.endswith(".") for message in messages)


@settings(max_examples=40)
@given(st.lists(st.sampled_from("bdfhkmpsuvxz357\u00e9ß語"), min_size=12, max_size=30, unique=True))
def test_signs_without_an_order_are_taken(signs: list[str]):
    shuffled = signs[::2] + signs[1::2][::-1]
    validate_password("-".join(shuffled), MAREN)


@pytest.mark.django_db
class TestForms:
    def test_signing_up_says_the_rule_before_one_types(self, client: Client):
        page = client.get(SIGNUP).content.decode()
        assert "At least 12 characters" in page

    @pytest.mark.parametrize("password", ["eleven-char", "passwordpassword", "new.person@example.org"])
    def test_signing_up_takes_no_other(self, client: Client, password: str):
        client.post(SIGNUP, {"email": "new.person@example.org", "password1": password})
        assert not User.objects.exists()

    def test_a_change_takes_no_other(self, as_alice: Client, alice):
        address, old = reverse("account_change_password"), alice.password
        assert "At least 12 characters" in as_alice.get(address).content.decode()
        given = {
            "oldpassword": "a-Long-pass-phrase-7",
            "password1": "eleven-char",
            "password2": "eleven-char",
        }
        assert "at least 12 characters" in as_alice.post(address, given).content.decode()
        alice.refresh_from_db()
        assert alice.password == old

    def test_staff_cannot_give_away_another(self, as_staff: Client):
        address = reverse("admin:generator_user_add")
        assert "At least 12 characters" in as_staff.get(address).content.decode()
        data = {"email": "new@example.org", "usable_password": "true"}
        for password in ("eleven-char", "passwordpassword"):
            as_staff.post(address, {**data, "password1": password, "password2": password})
            assert not User.objects.filter(email="new@example.org").exists()
        as_staff.post(address, {**data, "password1": "Trolley-osprey-91", "password2": "Trolley-osprey-91"})
        assert User.objects.filter(email="new@example.org").exists()

    def test_passwords_of_before_go_on_working(self, client: Client):
        make_user("old@example.org", "short")
        client.post(LOGIN, {"login": "old@example.org", "password": "short"})
        assert client.get(reverse("library")).status_code == 200

    @pytest.mark.parametrize(
        "typed", ["cre\u0301pe-and-ﬁsh-supper", "crêpe"[:2] + "\u00e9pe-and-fish-supper"]
    )
    def test_a_password_is_the_same_from_every_keyboard(self, client: Client, typed: str):
        make_user("old@example.org", "cr\u00e9pe-and-fish-supper")
        client.post(LOGIN, {"login": "old@example.org", "password": typed})
        assert client.get(reverse("library")).status_code == 200

    def test_a_password_that_was_kept_as_it_had_been_typed_goes_on_working(self, client: Client):
        user = make_user("old@example.org")
        User.objects.filter(pk=user.pk).update(password=make_password("cre\u0301pe-and-ﬁsh"))
        client.post(LOGIN, {"login": "old@example.org", "password": "cre\u0301pe-and-ﬁsh"})
        assert client.get(reverse("library")).status_code == 200


@pytest.mark.django_db
def test_set_up_makes_no_staff_account_with_another(settings, tmp_path, monkeypatch):
    settings.DATA_DIR, settings.SECRET_KEY_FILE = tmp_path, tmp_path / "secret_key"
    settings.STAFF_EMAIL, settings.STAFF_PASSWORD = "boss@example.org", "passwordpassword"
    with pytest.raises(CommandError, match=r"^STAFF_PASSWORD is refused\. ") as refused:
        call_command("setup")
    assert "passwordpassword" not in str(refused.value)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_set_up_goes_on_where_the_staff_account_is_there_already(settings, tmp_path):
    settings.DATA_DIR, settings.SECRET_KEY_FILE = tmp_path, tmp_path / "secret_key"
    make_user("boss@example.org", "short", is_staff=True)
    settings.STAFF_EMAIL, settings.STAFF_PASSWORD = "boss@example.org", "short"
    call_command("setup")
    assert User.objects.get().check_password("short")
