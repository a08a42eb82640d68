"""What the form from a picture asks every half second: was the picture described?"""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from generator import tasks
from generator.models import Generation
from tests.support.factories import make_generation
from tests.support.media import photo

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


@pytest.fixture(autouse=True)
def a_living_worker():
    tasks.report_alive()


@pytest.fixture
def draft(alice) -> Generation:
    return make_generation(alice, kind="image", status="draft", input_text="", upload=photo())


def ask(client: Client, draft: Generation):
    return client.get(reverse("seen", args=[draft.pk]), headers=HTMX)


def test_as_long_as_there_is_nothing_new_the_page_stays_as_it_is(as_alice: Client, draft):
    response = ask(as_alice, draft)
    assert (response.status_code, response.content) == (204, b"")


def test_it_says_when_no_worker_is_there_to_describe(as_alice: Client, draft, monkeypatch):
    monkeypatch.setattr(tasks, "worker_is_alive", lambda: False)
    page = ask(as_alice, draft).content.decode()
    assert "No worker is on duty just now" in page
    assert "hx-get" in page


def test_what_was_seen_comes_as_fields(as_alice: Client, draft):
    Generation.objects.update(
        keywords="dog", description="A dog.", description_fingerprint="seen", input_image=draft.upload.name
    )
    page = ask(as_alice, draft).content.decode()
    assert 'name="keywords" value="dog"' in page
    assert "A dog.</textarea>" in page
    assert f'data-picture="{reverse("picture", args=[draft.pk])}' in page
    assert "hx-get" not in page


def test_a_failure_comes_as_its_sentence(as_alice: Client, draft):
    Generation.objects.update(error="This picture is damaged.")
    page = ask(as_alice, draft).content.decode()
    assert "This picture is damaged." in page
    assert "Look again" in page
    assert "hx-get" not in page


def test_a_draft_that_was_sent_on_leads_to_its_video(as_alice: Client, draft):
    draft.submit()
    assert ask(as_alice, draft)["HX-Redirect"] == reverse("watch", args=[draft.pk])


def test_without_scripts_it_leads_to_the_form(as_alice: Client, draft):
    response = as_alice.get(reverse("seen", args=[draft.pk]))
    assert response["Location"] == reverse("draft", args=[draft.pk])
