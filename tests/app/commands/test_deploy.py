"""The deployment speaks of settings that there are, and runs nothing as root."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = settings.BASE_DIR
EXAMPLE = (ROOT / ".env.example").read_text()
COMPOSE = (ROOT / "compose.yaml").read_text()
GUIDE = (ROOT / "docs" / "deploy.md").read_text()
SITE = COMPOSE[: COMPOSE.index("\nservices:")]


@pytest.mark.parametrize("name", re.findall(r"^    ([A-Z0-9_]+):", SITE, re.MULTILINE))
def test_compose_gives_the_site_only_settings_that_it_knows(name):
    assert f"\n#{name}=" in EXAMPLE


def test_what_compose_asks_for_is_told_in_the_guide():
    for name in re.findall(r"\$\{(\w+):\?", COMPOSE):
        assert f"\n{name}=" in GUIDE


def test_units_and_containers_run_commands_that_there_are():
    named = re.findall(r'command: \["(\w+)"\]', COMPOSE) + re.findall(r"manage\.py (\w+)", GUIDE)
    assert {"setup", "web", "worker", "sweep"} <= set(named) <= set(get_commands())


def test_the_image_runs_as_nobody_who_owns_the_program():
    last = (ROOT / "Dockerfile").read_text().rpartition("FROM ")[2]
    assert re.search(r"^USER [1-9]\d*$", last, re.MULTILINE)
    assert "chown" not in last


def test_the_image_is_given_no_secret_and_no_data():
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".env", ".git", "var"} <= set(ignored)
