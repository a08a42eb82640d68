"""A wrong set-up is told in sentences before it does harm."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.checks import run_checks
from django.core.management import call_command

from generator import checks
from studio.assets import ASSETS
from tests.support.stand_ins import PROVIDERS


def ids(messages) -> list[str]:
    return [message.id for message in messages]


def test_the_default_set_up_is_right(settings):
    assert checks.check_providers(None) == []
    assert checks.check_delivery(None) == []


def test_it_misses_the_secret_key_before_setup(settings, tmp_path):
    settings.SECRET_KEY = "not-set-up-yet: run manage.py setup"
    settings.SECRET_KEY_FILE = tmp_path / "secret_key"
    (found,) = checks.check_secret_key(None)
    assert "setup" in found.hint


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ([], ["generator.E001"]),
        ([{"BACKEND": "generator.providers.nobody.Nobody"}], ["generator.E002"]),
        ([{**PROVIDERS["image"][0], "OPTIONS": {"colour": "red"}}], ["generator.E003"]),
    ],
)
def test_it_knows_providers_that_cannot_work(settings, image, expected):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "image": image}
    assert ids(checks.check_providers(None)) == expected


OUTSIDE = {
    "gemini": ("text", "gemini.client.GeminiText", {"key": "x", "model": "some-model"}),
    "pictures": ("image", "huggingface.images.HuggingFace", {"token": "x", "model": "owner/name"}),
    "voice": ("speech", "google_tts.voice.GoogleSpeech", {}),
}


def use(settings, name: str, **options) -> None:
    kind, backend, usual = OUTSIDE[name]
    entry = {
        "BACKEND": f"generator.providers.vendors.{backend}",
        "OPTIONS": {**usual, **options},
        "EXTERNAL": True,
        "AT_ONCE": 2,
    }
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, kind: [entry, *PROVIDERS[kind]]}


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_service_that_is_set_up_is_right_whatever_its_key_looks_like(settings, name):
    use(settings, name)
    assert checks.check_providers(None) == checks.check_services(None) == []


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("pictures", {"route": "no-such-firm"}, "generator.E007"),
        ("voice", {"tld": "evil.example"}, "generator.E007"),
        ("gemini", {"base_url": "http://198.51.100.7"}, "generator.W004"),
    ],
)
def test_it_knows_services_that_could_never_serve_or_not_safely(settings, name, options, expected):
    use(settings, name, **options)
    assert ids(checks.check_services(None)) == [expected]


def test_it_knows_wrong_speech_services(settings):
    settings.SPEECH_SERVICE = "gTTS please"
    assert ids(checks.check_services(None)) == ["generator.E006"]


def test_it_warns_of_a_list_that_ends_with_a_service_that_may_fail(settings):
    use(settings, "voice")
    settings.GENERATOR_PROVIDERS["speech"].pop()
    assert ids(checks.check_providers(None)) == ["generator.W003"]


@pytest.mark.parametrize(
    ("name", "place", "without", "with_it"),
    [
        ("gemini", 0, "No key for Gemini", "(some-model)"),
        ("pictures", 1, "No token for Hugging Face", "(owner/name)"),
        ("voice", 4, "no narration is sent to it", "sent to Google"),
    ],
)
def test_it_says_who_serves_and_what_that_means(settings, name, place, without, with_it):
    assert without in checks.describe_services(None)[place].msg
    use(settings, name)
    assert with_it in checks.describe_services(None)[place].msg


def test_only_the_check_itself_tells_who_serves(capsys):
    call_command("check")
    assert "generator.I010" in capsys.readouterr().err
    assert not any(message.id == "generator.I010" for message in run_checks())


@pytest.mark.parametrize(
    ("delivery", "expected"),
    [("django", []), ("x-accel", []), ("ftp", ["generator.E004"]), ("s3", ["generator.E005"])],
)
def test_it_knows_wrong_deliveries(settings, delivery, expected):
    settings.FILE_DELIVERY = delivery
    assert ids(checks.check_delivery(None)) == expected


def test_it_tells_what_the_art_and_the_detector_would_add(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (found,) = checks.check_assets(None)
    assert "people in photos are not seen" in found.msg
    assert "setup" in found.hint
    (tmp_path / "assets").mkdir()
    for asset in ASSETS:
        (tmp_path / "assets" / asset.product).touch()
    assert checks.check_assets(None) == []


def test_it_warns_where_letters_cannot_be_joined(monkeypatch):
    monkeypatch.setattr(checks, "is_shaped", lambda: False)
    assert ids(checks.check_shaping(None)) == ["generator.W007"]
    monkeypatch.setattr(checks, "is_shaped", lambda: True)
    assert checks.check_shaping(None) == []


def test_it_warns_of_a_public_site_that_nobody_could_join(settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.EMAIL_HOST = ""
    assert ids(checks.check_mail(None)) == ["generator.W002"]
    settings.EMAIL_HOST = "mail.example.org"
    assert checks.check_mail(None) == []


def test_production_settings_pass_the_deployment_check(tmp_path):
    environment = {
        # The browser tests allow what a deployment must not.
        **{name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"},
        "DJANGO_SETTINGS_MODULE": "videogen_site.settings",
        "DATA_DIR": str(tmp_path),
        "DEBUG": "false",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "example.org",
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_VERIFICATION": "mandatory",
        "SITE_URL": "https://example.org",
    }
    result = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=django_settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
