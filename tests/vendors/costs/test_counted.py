"""What each vendor's answers say of their use, on the wire, comes into rows; and a film's calls are all there."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from generator.models import Generation, Usage
from generator.models.usage.usage import Figures
from generator.pipeline import run as pipeline
from generator.providers.factory import get_provider
from studio.film import plan as timeline
from tests.support.factories import make_generation
from tests.support.media import photo
from tests.support.stand_ins import PROVIDERS
from tests.vendors.conftest import at_own_addresses, collections, lists, rendered_at_once
from tests.vendors.fakes.openai import says
from tests.vendors.own_gpus.entries import comfyui, sdapi
from tests.vendors.server import Answer, in_json
from tests.vendors.voices.entries import voice_entries

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "The sea was very calm today. A small boat came in. Nobody at all was on it."
SENTENCE = "The sea was calm."
ASKED: dict[str, Any] = {
    "text": lambda one: one.write_storyboard(text=TEXT, language="en"),
    "vision": lambda one: one.describe(picture=photo(), language="en"),
    "image": lambda one: one.illustrate(
        prompt="A boat", style="plain", width=320, height=180, seed=1, variant=0
    ),
    "speech": lambda one: one.speak(text=SENTENCE, language="en"),
    "photo": lambda one: one.search(words="fox", shape="wide"),
}


@pytest.fixture(autouse=True)
def site(settings) -> None:
    settings.GENERATOR_PROVIDERS = {kind: [] for kind in PROVIDERS}


def asked(settings, kind: str, entry: dict[str, Any]) -> Usage:
    """Ask one service once, and return the row of it."""
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, kind: [entry, *PROVIDERS[kind]]}
    get_provider(kind).call(ASKED[kind])
    row: Usage = Usage.objects.get(calls=1)
    return row


def test_gemini_tells_its_tokens(settings, services):
    row = asked(settings, "text", lists(services.url)["text"][0])
    assert (row.vendor, row.service, row.kind, row.model) == ("gemini", "Gemini", "text", "gemini-test")
    assert (row.tokens_in, row.tokens_out, row.failures) == (90, 50, 0)
    # It bills, and nobody has said what: also at an address of the operator's, as here.
    assert (row.money, row.unpriced) == (0, 1)


def test_so_it_does_through_its_other_package_with_its_thoughts(settings, services):
    entry = lists(services.url)["vision"][0]
    entry["OPTIONS"] = {**entry["OPTIONS"], "package": "google-genai"}
    well = services.good["gemini"]

    def thinking(call) -> Answer:
        told = well(call)
        body = told.body.replace(b'"totalTokenCount"', b'"thoughtsTokenCount": 40, "totalTokenCount"')
        return Answer(body.replace(b'"finishReason": 1', b'"finishReason": "STOP"'))

    services.on("gemini", thinking)
    row = asked(settings, "vision", entry)
    assert (row.tokens_in, row.tokens_out) == (90, 90)


def test_a_model_by_openais_protocol_tells_its_tokens(settings, services):
    row = asked(settings, "text", at_own_addresses(services.url)["text"][0])
    assert (row.tokens_in, row.tokens_out) == (1200, 300)
    # A server of the operator's own.
    assert (row.money, row.unpriced) == (0, 0)


def test_openrouter_tells_its_price_also_of_pictures(settings, services):
    entry = at_own_addresses(services.url)["image"][0]
    well = services.good["openai"]

    def priced(call) -> Answer:
        told = well(call)
        usage = b'"usage": {"input_tokens": 12, "output_tokens": 900, "cost": 0.03871}, "data"'
        return Answer(told.body.replace(b'"data"', usage, 1), told.status)

    services.on("openai", priced)
    row = asked(settings, "image", entry)
    assert (row.pictures, row.tokens_in, row.tokens_out) == (1, 12, 900)
    assert row.money == Decimal("0.03871")


@pytest.mark.parametrize("usage", [None, [], "none", {"prompt_tokens": "many"}, {"cost": {}}, {"cost": -3}])
def test_odd_words_on_use_are_no_fault(settings, services, usage):
    told = says('{"description": "A dog.", "objects": []}')
    found = {**json.loads(told.body), "usage": usage}
    services.on("openai", in_json(found))
    row = asked(settings, "vision", at_own_addresses(services.url)["vision"][0])
    assert (row.calls, row.failures, row.tokens_in, row.money) == (1, 0, 0, 0)


def test_ollama_tells_its_tokens(settings, services):
    entries = at_own_addresses(services.url)["vision"]
    row = asked(settings, "vision", next(entry for entry in entries if "ollama" in entry["BACKEND"]))
    assert row.service == "Ollama"
    assert row.tokens_in > 0
    assert row.tokens_out == 300


@pytest.mark.parametrize("make", [sdapi, comfyui])
def test_own_graphics_cards_make_pictures_for_nothing(settings, services, make):
    row = asked(settings, "image", make(services.url))
    assert (row.pictures, row.money, row.unpriced) == (1, 0, 0)


@pytest.mark.parametrize(("name", "unpriced"), [("kokoro", 0), ("elevenlabs", 1), ("edge", 0)])
def test_voices_are_counted_by_characters_and_seconds(settings, services, name, unpriced):
    row = asked(settings, "speech", voice_entries(services.url)[name][0])
    assert (row.characters, row.unpriced) == (len(SENTENCE), unpriced)
    assert row.seconds > 0.5


def test_so_are_those_by_openais_protocol_and_googles(settings, services):
    row = asked(settings, "speech", at_own_addresses(services.url)["speech"][0])
    assert row.characters == len(SENTENCE)
    Usage.objects.all().delete()
    row = asked(settings, "speech", lists(services.url)["speech"][0])
    assert (row.characters, row.unpriced) == (len(SENTENCE), 0)


@pytest.mark.parametrize("place", range(4))
def test_collections_are_counted_and_cost_nothing(settings, services, place):
    row = asked(settings, "photo", collections(services.url)[place])
    assert (row.kind, row.money, row.unpriced) == ("photo", 0, 0)


def test_every_call_of_a_film_is_counted_for_it_and_its_owner(settings, services, monkeypatch, alice):
    settings.GENERATOR_PROVIDERS = lists(services.url)
    settings.SERVICE_PRICES = {"Hugging Face": {"picture": 0.01}, "Gemini": {"million_tokens_out": 2}}
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)
    services.on("huggingface", Answer(b"", 503), times=1)
    film = run(make_generation(alice, input_text=TEXT, title="", music=""))
    assert film.status == "succeeded"
    rows = {row.kind: row for row in Usage.objects.all()}
    assert {(row.generation, row.person) for row in rows.values()} == {(film, alice)}
    assert sum(row.calls for row in rows.values()) == 8
    assert (rows["text"].calls, rows["text"].money) == (1, Decimal("0.0001"))
    assert (rows["image"].calls, rows["image"].failures, rows["image"].pictures) == (4, 1, 3)
    assert rows["image"].money == Decimal("0.03")
    assert (rows["speech"].calls, rows["speech"].money) == (3, 0)
    assert rows["speech"].characters == sum(len(scene.narration) for scene in film.scenes.all())
    # What is remembered costs nothing.
    before = Usage.objects.figures()
    assert run(make_generation(alice, input_text=TEXT, title="", music="")).status == "succeeded"
    assert Usage.objects.figures() == before != Figures()


def test_a_film_comes_although_a_service_has_cost_enough_and_its_page_says_so(
    settings, services, monkeypatch, alice, as_alice
):
    settings.GENERATOR_PROVIDERS = lists(services.url)
    settings.SERVICE_BUDGETS = {"Hugging Face": {"money_per_day": 0}, "all": {"money_per_month": 100}}
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    monkeypatch.setattr("generator.pipeline.stages.render.render_film", rendered_at_once)
    film = run(make_generation(alice, input_text=TEXT, title="", music=""))
    assert (film.status, services.counts()) == ("succeeded", (1, 0, 3))
    note = "Hugging Face is not asked before tomorrow: what Hugging Face may be asked here is used up."
    assert {(scene.image_fell_back, scene.error) for scene in film.scenes.all()} == {(True, note)}
    assert note in as_alice.get(film.get_absolute_url()).content.decode()


def run(film: Generation) -> Generation:
    taken = Generation.objects.take(film.pk, film.lease, "test")
    assert taken
    pipeline.run(taken)
    film.refresh_from_db()
    return film
