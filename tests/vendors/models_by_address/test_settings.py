"""What settings make of services at an operator's own addresses, and what pages and commands say of them."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from generator import checks
from generator.providers.addresses import firm_at, is_own
from generator.providers.card import load_cards
from generator.providers.factory import card_of, get_health, get_voices
from studio.errors import ProviderFailure
from tests.support.stand_ins import PROVIDERS
from tests.vendors.conftest import at_own_addresses
from tests.vendors.fakes.openai import OPENAI_KEY
from tests.vendors.server import Services, in_json
from videogen_site.discreet import secret_words
from videogen_site.environment import Environment
from videogen_site.providers import VENDORS, provider_lists

pytestmark = pytest.mark.django_db
NAMES = ("OPENAI_", "OLLAMA_")


@pytest.fixture
def read(monkeypatch, tmp_path, settings):
    """Return the provider lists that these variables make, and use them."""

    def read(**variables: str) -> dict[str, list[dict]]:
        for card in load_cards(VENDORS):
            for setting in card.settings:
                for name in (setting.name, *setting.also):
                    monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        env = Environment(tmp_path / ".env")
        found = provider_lists(env, tmp_path)
        env.refuse_wrong_values()
        settings.GENERATOR_PROVIDERS = {kind: [*found[kind][:-1], *PROVIDERS[kind]] for kind in found}
        return {kind: [entry for entry in entries if "EXTERNAL" in entry] for kind, entries in found.items()}

    return read


def made(found: dict[str, list[dict]]) -> dict[str, list[str]]:
    return {
        kind: [f"{entry['BACKEND'].rpartition('.')[2]} {entry['OPTIONS']['model']}" for entry in entries]
        for kind, entries in found.items()
        if entries
    }


def test_nothing_is_on_without_an_address(read):
    assert made(read(OPENAI_API_KEY="sk-lies-around-on-many-machines", OPENAI_TEXT_MODELS="x")) == {}
    assert made(read(OLLAMA_TEXT_MODELS="x")) == {}


def test_each_model_is_asked_for_the_work_that_it_is_named_for(read):
    found = read(
        OPENAI_BASE_URL="https://openrouter.ai/api/v1",
        OPENAI_API_KEY=OPENAI_KEY,
        OPENAI_TEXT_MODELS="meta-llama/llama-4:free, qwen/qwen3",
        OPENAI_VISION_MODELS="@cf/google/gemma",
        OPENAI_IMAGE_MODELS="black-forest-labs/flux.2",
        OPENAI_IMAGE_ROUTE="chat",
        OPENAI_IMAGE_SIZES="1536x1024,1024x1024",
        OPENAI_SPEECH_MODEL="hexgrad/kokoro-82m",
        OPENAI_VOICES="en=af_heart,es=ef_dora",
        OLLAMA_BASE_URL="http://localhost:11434",
        OLLAMA_VISION_MODELS="llava:7b",
    )
    assert made(found) == {
        "text": ["OpenAIText meta-llama/llama-4:free", "OpenAIText qwen/qwen3"],
        "vision": ["OpenAIVision @cf/google/gemma", "OllamaVision llava:7b"],
        "image": ["OpenAIImages black-forest-labs/flux.2"],
        "speech": ["OpenAISpeech hexgrad/kokoro-82m"],
    }
    assert found["image"][0]["OPTIONS"]["sizes"] == ["1536x1024", "1024x1024"]
    assert found["vision"][1]["AT_ONCE"] == 1
    assert OPENAI_KEY in secret_words()
    assert [message for message in checks.check_providers(None) if message.is_serious()] == []
    assert checks.check_services(None) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("OPENAI_IMAGE_SIZES", "large"), ("OPENAI_VOICES", "english=nova=x"), ("OPENAI_TEXT_MODELS", "a b")],
)
def test_a_value_that_cannot_be_meant_is_told_in_a_sentence(read, name, value):
    with pytest.raises(Exception, match=f"{name} must be"):
        read(**{"OPENAI_BASE_URL": "http://localhost:1234/v1", name: value})


def test_an_address_alone_looks_for_a_model_that_writes(read):
    assert made(read(OPENAI_BASE_URL="http://localhost:1234/v1")) == {"text": ["OpenAIText "]}
    assert made(read(OPENAI_BASE_URL="http://localhost:1234/v1", OPENAI_IMAGE_MODELS="x")) == {
        "image": ["OpenAIImages x"]
    }
    assert made(read(OLLAMA_BASE_URL="http://gpu:11434")) == {"text": ["OllamaText "]}


def test_a_key_goes_to_the_address_that_it_was_given_with(read):
    found = read(
        OPENAI_BASE_URL="https://api.openai.com/v1",
        OPENAI_API_KEY=OPENAI_KEY,
        OPENAI_TEXT_MODELS="x",
        OPENAI_SPEECH_BASE_URL="http://kokoro:8880/v1",
        OPENAI_SPEECH_MODEL="kokoro",
        OPENAI_VOICES="af_heart",
        OPENAI_IMAGE_BASE_URL="https://painter.example.com/v1",
        OPENAI_IMAGE_API_KEY="another",
        OPENAI_IMAGE_MODELS="brush",
    )
    keys = {kind: entries[0]["OPTIONS"]["key"] for kind, entries in found.items() if entries}
    assert keys == {"text": OPENAI_KEY, "image": "another", "speech": ""}


def test_the_page_on_privacy_names_who_is_at_each_address(read, client: Client):
    read(
        OPENAI_BASE_URL="https://openrouter.ai/api/v1",
        OPENAI_TEXT_MODELS="x",
        OPENAI_SPEECH_BASE_URL="http://kokoro:8880/v1",
        OPENAI_SPEECH_MODEL="kokoro",
        OPENAI_VOICES="af_heart",
        GEMINI_API_KEY="k",
        GEMINI_BASE_URL="https://relay.example.org",
    )
    page = client.get(reverse("privacy")).content.decode().replace("&#x27;", "'")
    assert "<strong>openrouter.ai</strong> is told your text, to write a storyboard." in page
    assert (
        "<strong>A server of this site's operator</strong> is told the words that the narrator says." in page
    )
    assert "<strong>Google Gemini, by way of relay.example.org,</strong> is told your text" in page
    help = client.get(reverse("help")).content.decode().replace("&#x27;", "'")
    assert "<strong>OpenRouter</strong>: plans scenes" in help
    assert "<strong>This site's model server</strong>: plans scenes" in help


@pytest.mark.parametrize(
    ("address", "firm"),
    [
        ("https://api.groq.com/openai/v1", "api.groq.com"),
        ("http://localhost:1234/v1", ""),
        ("http://192.168.1.20:8000/v1", ""),
        ("http://[::1]:8000/v1", ""),
        ("http://gpu-box/v1", ""),
        ("http://gpu.lan./v1", ""),
        ("http://models.home.arpa", ""),
        ("https://8.8.8.8/v1", "8.8.8.8"),
        ("https://localhost.example.com", "localhost.example.com"),
    ],
)
def test_whose_server_an_address_is_is_read_from_its_text(address, firm):
    assert is_own(address) is not bool(firm)
    assert firm_at(address) == (firm or "A server of this site's operator")


def test_voices_can_be_chosen_and_services_are_known_by_their_names(read):
    read(
        OPENAI_BASE_URL="https://openrouter.ai/api/v1",
        OPENAI_SPEECH_MODEL="kokoro",
        OPENAI_VOICES="en=af_heart",
    )
    assert ("openai-af_heart", "af_heart (OpenRouter)", "en") in [
        (voice.value, voice.label, voice.language) for voice in get_voices()
    ]
    (report,) = get_health()
    assert (report.service, report.model) == ("OpenRouter", "kokoro")
    assert report.cost.startswith("nothing on your own machine")
    assert card_of("OpenRouter") is card_of("OpenAI-compatible")
    assert card_of("Nobody") is None


def run() -> str:
    out = io.StringIO()
    with suppress(SystemExit):
        call_command("check_providers", stdout=out)
    return out.getvalue()


def test_the_operators_look_calls_each_model_once(settings, services: Services):
    settings.GENERATOR_PROVIDERS = at_own_addresses(services.url)
    table = run()
    assert table.count("works") == 6
    assert (services.count("openai"), services.count("ollama")) == (4, 2)
    assert OPENAI_KEY not in table


def test_who_has_named_no_model_is_told_which_there_are(read, services: Services):
    names = [f"owner/model-{n}" for n in range(70)]
    services.on("openai", in_json({"data": [{"id": name} for name in names]}))
    read(OPENAI_BASE_URL=f"{services.url}/openai/v1")
    table = run()
    assert "has 70 models, and none of them is chosen" in table
    assert "has these models: owner/model-0, owner/model-1" in table
    assert "and 10 more" in table
    assert "OPENAI_BASE_URL" in table


def test_who_names_a_model_that_is_gone_is_told_which_there_are(settings, services: Services):
    settings.GENERATOR_PROVIDERS = {**PROVIDERS, "text": at_own_addresses(services.url)["text"]}
    missing = in_json({"error": "model 'gemma4:12b' not found"}, 404)
    services.on("ollama", lambda call: services.good["ollama"](call) if call.method == "GET" else missing)
    table = run()
    assert "`ollama pull gemma4:12b` fetches it" in table
    assert "Ollama has these models: gemma4:12b" in table


def test_there_is_advice_for_each_failure_in_the_words_of_these_settings():
    for name in ("OpenAI-compatible", "Ollama"):
        card = card_of(name)
        assert card
        for kind in ProviderFailure:
            assert "{" not in card.advise(kind)
