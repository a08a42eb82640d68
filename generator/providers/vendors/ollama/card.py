"""The card of Ollama."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.providers.card import Card, Entry, Kind, Variable
from generator.providers.vendors.ollama.room import SMALLEST
from studio.errors import ProviderFailure

MOST_CONTEXT = 16384


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    """Return an entry for each model; without any model's name, one for words that looks for the only one there is."""
    if not values["OLLAMA_BASE_URL"]:
        return {}
    looks = values["OLLAMA_VISION_MODELS"]
    writes = values["OLLAMA_TEXT_MODELS"] or ([] if looks else [""])
    made: dict[Kind, list[Entry]] = {
        "text": [_entry(values, "OllamaText", model) for model in writes],
        "vision": [_entry(values, "OllamaVision", model) for model in looks],
    }
    return {kind: entries for kind, entries in made.items() if entries}


def _entry(values: Mapping[str, Any], adapter: str, model: str) -> Entry:
    return {
        "BACKEND": f"{__package__}.client.{adapter}",
        "OPTIONS": {
            "base_url": values["OLLAMA_BASE_URL"],
            "key": values["OLLAMA_API_KEY"],
            "model": model,
            "most_context": max(SMALLEST, values["OLLAMA_MOST_CONTEXT"]),
        },
        "EXTERNAL": True,
        # It answers one after the other: a second question would only wait, and might wait for too long.
        "AT_ONCE": 1,
    }


CARD = Card(
    module=str(__package__),
    name="Ollama",
    # Whoever is at the address.
    firm="",
    told={
        "text": "your text, to write a storyboard, and what you have it write, rewrite or translate",
        "vision": "your cleaned picture, to describe it",
    },
    settings=(
        Variable(name="OLLAMA_BASE_URL", form="address"),
        Variable(name="OLLAMA_API_KEY", form="key"),
        Variable(name="OLLAMA_TEXT_MODELS", default=[], form="names"),
        Variable(name="OLLAMA_VISION_MODELS", default=[], form="names"),
        Variable(name="OLLAMA_MOST_CONTEXT", default=MOST_CONTEXT, form="count"),
    ),
    entries=_entries,
    switch="OLLAMA_BASE_URL",
    models="OLLAMA_TEXT_MODELS or OLLAMA_VISION_MODELS",
    gives="plans scenes and describes pictures on a machine of your own",
    cost="nothing but the machine; one call for each 5,000 characters of a text, one a picture",
    otherwise="texts are cut and pictures described by what is built in",
    serving=(
        "Ollama plans the scenes of texts or describes pictures ({models}).",
        "The texts and pictures of all users are sent to it. `manage.py check_providers` calls it once.",
    ),
    absent=(
        "No address of Ollama is set.",
        "With OLLAMA_BASE_URL in .env, a model on your own machine plans scenes and describes pictures.",
    ),
    advice={
        ProviderFailure.CONFIG: "look at OLLAMA_BASE_URL and at the names of models in .env",
        ProviderFailure.GONE: "run `ollama pull` with the model's name on its machine, or name another in {models}",
        ProviderFailure.INPUT: "raise OLLAMA_MOST_CONTEXT as far as the machine's memory allows",
        ProviderFailure.RETRY: "look whether `ollama serve` runs, and whether the model is small enough for the machine",
    },
    secrets=("key",),
    loggers=("urllib3",),
)
