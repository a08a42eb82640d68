"""The page of the outside services' health."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.urls import reverse
from django.utils.html import strip_tags

from generator import tasks
from generator.models import User
from generator.providers.calling.breaker import Breaker
from generator.providers.factory import get_provider
from studio.errors import ProviderError, ProviderFailure
from tests.conftest import signed_in
from tests.support.factories import make_generation, make_user

ADDRESS = "/admin/services/"
KEY, BASE_URL = "a-key-that-nobody-may-read", "https://service.invalid"
BUSY = ProviderError("Hugging Face is overloaded.", ProviderFailure.BUSY)


def entry(model: str) -> dict[str, Any]:
    options = {"token": KEY, "model": model, "route": "hf-inference", "base_url": BASE_URL}
    return {
        "BACKEND": "generator.providers.vendors.huggingface.images.HuggingFace",
        "OPTIONS": options,
        "EXTERNAL": True,
        "AT_ONCE": 2,
    }


@pytest.fixture
def painters(settings) -> None:
    """Have two models of an outside service for pictures, and nothing else outside."""
    lists = settings.GENERATOR_PROVIDERS
    settings.GENERATOR_PROVIDERS = {
        **lists,
        "image": [entry("fast/model"), entry("slow/model"), *lists["image"][-1:]],
    }


@pytest.fixture
def viewer(db) -> User:
    user = make_user("viewer@example.org", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_generation"))
    return user


def breaker(number: int, *, seconds_ago: float = 0.0) -> Breaker:
    link = get_provider("image").links[number]
    return Breaker(cache, link.identity(), clock=lambda: time.time() - seconds_ago)


def rows(client) -> list[list[str]]:
    """Return the words in the cells of all services."""
    html = client.get(ADDRESS).content.decode()
    found = re.findall(r"<tr>\s*(<th scope=\"row\">.*?)</tr>", html, re.DOTALL)
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in found)
    return [[strip_tags(cell.replace("<small>", ": ")) for cell in row] for row in cells]


def test_a_service_is_shown_with_its_figures(as_staff, painters):
    for seconds in (1.0, 2.0, 3.0):
        breaker(0).note(seconds)
    breaker(0).note(9.0, BUSY)

    first, second = rows(as_staff)

    assert first == [
        "Hugging Face: hf-inference: fast/model: $0.10 a month free, then credits; one call a picture; a clip costs more than that",
        "Closed: It is asked.",
        "75%: of 4 calls",
        "2.0 s",
        "3.0 s",
        "Hugging Face is overloaded.: 0\xa0minutes ago",
    ]
    assert second[1:] == ["Not asked yet: No worker has called it lately.", "-", "-", "-", "-"]


def test_an_open_breaker_stands_out(as_staff, painters):
    breaker(1).note(0.3, ProviderError("This model is gone.", ProviderFailure.GONE))

    row = rows(as_staff)[1]

    assert row[1].startswith("Open: It failed and is left alone")
    assert row[2:] == ["0%: of 1 call", "-", "-", "This model is gone.: 0\xa0minutes ago"]
    assert '<strong class="stand-in">Open</strong>' in as_staff.get(ADDRESS).content.decode()


def test_a_breaker_whose_pause_is_over_waits_for_a_probe(as_staff, painters):
    breaker(0, seconds_ago=7200).note(0.3, ProviderError("The key is wrong.", ProviderFailure.CONFIG))

    row = rows(as_staff)[0]
    assert row[1] == "Half open: It failed; the next call decides whether it is asked again."
    assert row[5] == "The key is wrong.: 2\xa0hours ago"


def test_kinds_without_an_outside_service_say_so(as_staff, painters):
    html = as_staff.get(ADDRESS).content.decode()

    assert html.count("No outside service is set up for this: it is made on this machine.") == 3
    assert html.count("No collection of photos is set up: pictures are painted.") == 1


def test_without_any_outside_service_a_sentence_says_so(as_staff):
    html = as_staff.get(ADDRESS).content.decode()

    assert "No outside service is set up: storyboards, pictures and voices" in html
    assert "<table" not in html


def test_the_page_tells_no_key_and_no_address(as_staff, painters):
    breaker(0).note(1.0, BUSY)
    html = as_staff.get(ADDRESS).content.decode()

    assert "fast/model" in html
    assert KEY not in html
    assert BASE_URL.removeprefix("https://") not in html


def test_what_a_service_is_blamed_for_is_escaped(as_staff, painters):
    breaker(0).note(1.0, ProviderError("<script>alert(1)</script>", ProviderFailure.RETRY))

    assert "<script>alert" not in as_staff.get(ADDRESS).content.decode()


def test_the_page_holds_no_inline_style_or_script(as_staff, painters):
    for address in (ADDRESS, reverse("admin:index")):
        html = as_staff.get(address).content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
        assert not re.search(r"<script(?![^>]*\bsrc=)", html)


def test_who_may_see_films_may_see_the_services(viewer):
    assert reverse("admin:services") == ADDRESS
    assert f'href="{ADDRESS}"' in signed_in(viewer).get(reverse("admin:index")).content.decode()
    assert signed_in(viewer).get(ADDRESS).status_code == 200


def test_other_staff_neither_see_nor_find_the_page(db):
    client = signed_in(make_user("helper@example.org", is_staff=True))

    assert ADDRESS not in client.get(reverse("admin:index")).content.decode()
    assert client.get(ADDRESS).status_code == 403


def test_nobody_else_comes_in(client, as_alice):
    assert client.get(ADDRESS, follow=True).redirect_chain[-1][0].startswith(reverse("account_login"))
    assert as_alice.get(ADDRESS, follow=True).status_code == 403


@pytest.mark.parametrize(
    ("alive", "taken", "sentence"),
    [
        (True, True, "A worker is on duty. 1 film waits, 0 are being made."),
        (
            False,
            True,
            "No worker is on duty: films wait until one is started. 1 film waits, 0 are being made.",
        ),
        (True, False, "The worker is stuck: films wait, and none is taken. 1 film waits, 0 are being made."),
    ],
)
def test_it_says_whether_films_are_made(as_staff, monkeypatch, alive, taken, sentence):
    make_generation()
    monkeypatch.setattr(tasks, "worker_is_alive", lambda: alive)
    monkeypatch.setattr(tasks, "films_are_taken", lambda: taken)
    page = " ".join(strip_tags(as_staff.get(ADDRESS).content.decode()).split())
    assert sentence in page
