"""The pages on which services are set up, with something set up, switched off, refused and tested."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from generator.models import ServiceSetup
from generator.providers.factory import get_provider
from generator.providers.setup.known import note_change
from studio.errors import ProviderError, ProviderFailure
from tests.browser.accessibility.faults import find_faults, find_faults_here
from tests.browser.visits import sign_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints"),
    pytest.mark.long,
]
# Where nobody answers.
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def several(settings, alice) -> Iterator[None]:
    settings.GENERATOR_STORED_SERVICES = settings.GENERATOR_OWN_KEYS = True
    gemini = {"GEMINI_API_KEY": "a-key-of-the-site-0123", "GEMINI_BASE_URL": NOWHERE}
    for name, texts, is_on in (
        ("gemini", gemini, True),
        ("openai_compatible", {"OPENAI_BASE_URL": NOWHERE, "OPENAI_TEXT_MODELS": "one, two"}, False),
        ("openai_compatible-2", {"OPENAI_BASE_URL": "http://gpu.lan", "OPENAI_IMAGE_MODELS": "b"}, True),
    ):
        row = ServiceSetup(name=name, is_on=is_on)
        row.take_texts(texts)
        row.save()
    own = ServiceSetup(name="pexels", owner=alice)
    own.take_texts({"PEXELS_KEY": "a-key-of-alice-0123"})
    own.save()
    note_change()
    failed = ProviderError("Gemini is overloaded.", ProviderFailure.CONFIG)
    get_provider("text").links[0].guard.breaker.note(0.5, failed)
    yield
    note_change()


def test_services_that_are_set_up(page: Page, live_server, staff):
    sign_in(page, live_server.url, staff)
    for name in ("gemini", "openai_compatible", "openai_compatible-2"):
        assert find_faults(page, live_server.url + reverse("service", args=[name])) == []
    assert find_faults(page, live_server.url + reverse("services")) == []
    for summary in page.locator("summary").all():
        summary.click()
    assert find_faults_here(page) == []


def test_a_set_up_that_was_refused_and_a_test_that_failed(page: Page, live_server, staff):
    sign_in(page, live_server.url, staff)
    page.goto(live_server.url + reverse("service", args=["gemini"]))
    page.get_by_label("Address").fill("nowhere")
    page.get_by_role("button", name="Save").click()
    page.locator("[aria-invalid=true]").first.wait_for()
    assert find_faults_here(page) == []
    page.get_by_role("button", name="Test texts").click()
    page.get_by_text("What to do:").wait_for()
    assert find_faults_here(page) == []


def test_a_members_own_key(page: Page, live_server, alice):
    sign_in(page, live_server.url, alice)
    for address in (reverse("own_services"), reverse("own_service", args=["pexels"])):
        assert find_faults(page, live_server.url + address) == []
    page.goto(live_server.url + reverse("own_service", args=["gemini"]))
    page.get_by_role("button", name="Save").click()
    page.locator("[aria-invalid=true]").first.wait_for()
    assert find_faults_here(page) == []
