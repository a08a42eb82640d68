"""A wrong set-up is told in sentences before it does harm."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys

import pytest
from django.conf import settings as django_settings

from generator import checks
from tests.stand_ins import PROVIDERS


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


@pytest.mark.parametrize(
    ("delivery", "expected"),
    [("django", []), ("x-accel", []), ("ftp", ["generator.E004"]), ("s3", ["generator.E005"])],
)
def test_it_knows_wrong_deliveries(settings, delivery, expected):
    settings.FILE_DELIVERY = delivery
    assert ids(checks.check_delivery(None)) == expected


def test_it_warns_of_a_public_site_that_nobody_could_join(settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.EMAIL_HOST = ""
    assert ids(checks.check_mail(None)) == ["generator.W002"]
    settings.EMAIL_HOST = "mail.example.org"
    assert checks.check_mail(None) == []


def test_production_settings_pass_the_deployment_check(tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "videogen_site.settings",
        "DATA_DIR": str(tmp_path),
        "DEBUG": "false",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "example.org",
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_VERIFICATION": "mandatory",
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
