"""The services on the loopback, and the product's settings pointed at them."""

from __future__ import annotations

import pkgutil
import socket
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from generator.providers.calling import tries
from generator.providers.card import Entry, Kind
from generator.providers.listing import lists as lists_of_services
from generator.providers.vendors import collecting, fetching
from generator.providers.vendors.gemini import wire as gemini
from generator.providers.vendors.google_tts import voice as google_tts
from generator.providers.vendors.huggingface import images as huggingface
from generator.providers.vendors.ollama.card import CARD as OLLAMA
from generator.providers.vendors.openai_compatible.card import CARD as OPENAI_COMPATIBLE
from studio.errors import ProviderFailure
from studio.film.plan import FilmPlan, RenderedFilm
from tests.support.stand_ins import PROVIDERS, log
from tests.support.unrendered import unrendered
from tests.vendors.fakes.openai import OPENAI_KEY
from tests.vendors.fakes.pexels import KEY as PEXELS_KEY
from tests.vendors.fakes.pixabay import KEY as PIXABAY_KEY
from tests.vendors.protocols import GOOD, KEY, TOKEN
from tests.vendors.server import Answering, Services, serving
from tests.vendors.voices.entries import hurry

VENDORS = "generator.providers.vendors"


@pytest.fixture
def services() -> Iterator[Services]:
    with serving({**GOOD, **fakes()}) as services:
        yield services


@pytest.fixture(autouse=True)
def impatient(monkeypatch) -> None:
    """Wait for nothing longer than the tests' server needs."""
    log.reset()
    lists_of_services.forget()
    monkeypatch.setattr(huggingface, "FIRST_BYTE", 0.6)
    monkeypatch.setattr(huggingface, "BODY", 0.6)
    monkeypatch.setattr(collecting, "FIRST_BYTE", 0.6)
    monkeypatch.setattr(collecting, "BODY", 0.6)
    monkeypatch.setattr(fetching, "FIRST_BYTE", 0.6)
    monkeypatch.setattr(gemini, "FIRST_BYTE", 0.6)
    monkeypatch.setattr(gemini, "BODY", 0.6)
    monkeypatch.setattr(google_tts, "TIMEOUTS", (0.6, 0.6))
    monkeypatch.setattr(google_tts, "BODY", 0.6)
    monkeypatch.setattr(google_tts, "BLOCKED", 0.01)
    hurry(monkeypatch)
    quickly = dict.fromkeys((ProviderFailure.RETRY, ProviderFailure.BUSY, ProviderFailure.BAD_ANSWER), 0.01)
    monkeypatch.setattr(tries, "FIRST_WAIT", quickly)


def fakes() -> dict[str, Answering]:
    """Return how the services of `tests/vendors/fakes` answer when they are well: one module each, its name the folder."""
    return {
        found.name: import_module(f"tests.vendors.fakes.{found.name}").answer
        for found in pkgutil.iter_modules([str(Path(__file__).parent / "fakes")])
    }


def closed_port() -> str:
    """Return an address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


def lists(url: str, **addresses: str) -> dict[str, list[dict[str, Any]]]:
    """Return provider lists with the real services first and quick stand-ins last; `addresses` tells who is elsewhere."""
    brain = {"key": KEY, "model": "gemini-test", "base_url": addresses.get("gemini", url)}
    paint = {"token": TOKEN, "base_url": addresses.get("huggingface", url)}
    models = [{**paint, "model": "good/first"}, {**paint, "model": "good/second"}]
    voice = {"base_url": addresses.get("gtts", url), "pause": 0}
    return {
        "text": [
            {
                "BACKEND": f"{VENDORS}.gemini.client.GeminiText",
                "OPTIONS": brain,
                "EXTERNAL": True,
                "AT_ONCE": 2,
            },
            *PROVIDERS["text"],
        ],
        "vision": [
            {
                "BACKEND": f"{VENDORS}.gemini.client.GeminiVision",
                "OPTIONS": brain,
                "EXTERNAL": True,
                "AT_ONCE": 2,
            },
            *PROVIDERS["vision"],
        ],
        "image": [
            *(
                {
                    "BACKEND": f"{VENDORS}.huggingface.images.HuggingFace",
                    "OPTIONS": model,
                    "EXTERNAL": True,
                    "AT_ONCE": 2,
                }
                for model in models
            ),
            *PROVIDERS["image"],
        ],
        "speech": [
            {
                "BACKEND": f"{VENDORS}.google_tts.voice.GoogleSpeech",
                "OPTIONS": voice,
                "EXTERNAL": True,
                "AT_ONCE": 1,
            },
            *PROVIDERS["speech"],
        ],
        "photo": collections(url, addresses.get("collections", url)),
        "clip": clip_collections(url, addresses.get("collections", url)),
    }


def at_own_addresses(url: str) -> dict[Kind, list[Entry]]:
    """Return the entries of services whose addresses operators choose, as settings make them: in `lists` they have no place,
    because they do what others do there.
    """
    keys = {
        "OPENAI_API_KEY": OPENAI_KEY,
        "OPENAI_TEXT_MODELS": ["writer-1"],
        "OPENAI_VISION_MODELS": ["seer-1"],
    }
    sounds = {"OPENAI_SPEECH_MODEL": "mouth-1", "OPENAI_VOICES": ["nova"], "OPENAI_IMAGE_MODELS": ["brush-2"]}
    ollama_models = {"OLLAMA_TEXT_MODELS": ["gemma4:12b"], "OLLAMA_VISION_MODELS": ["gemma4:12b"]}
    places = {"OPENAI_BASE_URL": f"{url}/openai/v1", "OLLAMA_BASE_URL": f"{url}/ollama"}
    return _merged(
        card.entries(
            {
                **{setting.name: setting.default for setting in card.settings},
                **keys,
                **sounds,
                **ollama_models,
                **places,
            }
        )
        for card in (OPENAI_COMPATIBLE, OLLAMA)
    )


def _merged(made: Iterable[Mapping[Kind, list[Entry]]]) -> dict[Kind, list[Entry]]:
    found: dict[Kind, list[Entry]] = {}
    for entries in made:
        for kind, some in entries.items():
            found.setdefault(kind, []).extend(some)
    return found


def collections(url: str, elsewhere: str = "") -> list[dict[str, Any]]:
    """Return the collections, each below the folder of its name."""
    options: dict[str, dict[str, Any]] = {
        "openverse.photos.Openverse": {},
        "wikimedia.photos.Commons": {"contact": "ops@example.org"},
        "pexels.photos.Pexels": {"key": PEXELS_KEY},
        "pixabay.photos.Pixabay": {"key": PIXABAY_KEY},
    }
    return _entries_of(options, elsewhere or url)


def clip_collections(url: str, elsewhere: str = "") -> list[dict[str, Any]]:
    """Return the collections of clips, likewise."""
    options: dict[str, dict[str, Any]] = {
        "wikimedia.clips.CommonsClips": {"contact": "ops@example.org"},
        "pexels.clips.PexelsClips": {"key": PEXELS_KEY},
        "pixabay.clips.PixabayClips": {"key": PIXABAY_KEY},
        "internet_archive.clips.InternetArchive": {},
    }
    return _entries_of(options, elsewhere or url)


def _entries_of(options: dict[str, dict[str, Any]], url: str) -> list[dict[str, Any]]:
    return [
        {
            "BACKEND": f"{VENDORS}.{name}",
            "OPTIONS": {**given, "base_url": f"{url}/{name.partition('.')[0]}"},
            "EXTERNAL": True,
            "AT_ONCE": 2,
        }
        for name, given in options.items()
    ]


def rendered_at_once(plan: FilmPlan, folder: Path, *others: object) -> RenderedFilm:
    """Take the place of the renderer, which has its own tests."""
    return unrendered(plan, folder)
