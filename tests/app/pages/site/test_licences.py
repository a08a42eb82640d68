"""The page of the licences."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from generator.views.licences import programs
from studio.assets.licences import licences

pytestmark = pytest.mark.django_db


def requirements() -> list[str]:
    lines = (settings.BASE_DIR / "requirements.in").read_text().splitlines()
    return [re.split(r"[\[=<>~]", line)[0] for line in lines if line and not line.startswith("#")]


@pytest.fixture
def shown(client: Client) -> str:
    response = client.get(reverse("licences"))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_names_each_work_with_its_author_and_licence(shown: str):
    assert len(licences()) > 10
    for work in licences():
        assert f"<h3>{escape(work.title)}</h3>" in shown
        assert escape(work.author) in shown
        assert f'<span class="pill">{work.licence}</span> {work.package} {work.version}' in shown


def test_it_tells_how_the_voice_was_trained(shown: str):
    assert "the voice was trained on top of the voice Lessac" in shown


def test_no_package_is_left_out():
    named = {work.package for work in licences()} | {program.package for program in programs()}
    assert {package.lower() for package in requirements()} <= {name.lower() for name in named}


def test_every_page_leads_to_it(client: Client):
    assert f'href="{reverse("licences")}"' in client.get(reverse("help")).content.decode()
