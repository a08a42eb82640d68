"""The card of Gemini."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable

# Models in the order in which they are tried; one that no longer exists is skipped for an hour.
MODELS = ["gemini-3.5-flash-lite"]


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    if not (key := values["GEMINI_API_KEY"]):
        return {}
    made: dict[Kind, list[Entry]] = {
        kind: [
            {
                "BACKEND": f"{__package__}.client.{adapter}",
                "OPTIONS": {
                    "key": key,
                    "model": model,
                    "base_url": values["GEMINI_BASE_URL"],
                    "package": values["GEMINI_PACKAGE"],
                },
                "EXTERNAL": True,
                "AT_ONCE": values["GEMINI_CALLS_AT_ONCE"],
            }
            for model in values["GEMINI_MODELS"]
        ]
        for kind, adapter in _ADAPTERS.items()
    }
    return {**made, "motion": [_clip_entry(values, model) for model in values["GEMINI_CLIP_MODELS"]]}


def _clip_entry(values: Mapping[str, Any], model: str) -> Entry:
    options = {
        "key": values["GEMINI_API_KEY"],
        "model": model,
        "base_url": values["GEMINI_BASE_URL"],
        "seconds": values["GEMINI_CLIP_SECONDS"],
    }
    return {
        "BACKEND": f"{__package__}.veo.Veo",
        "OPTIONS": options,
        "EXTERNAL": True,
        "AT_ONCE": values["GEMINI_CALLS_AT_ONCE"],
        "SECONDS": values["GEMINI_CLIP_SECONDS"],
    }


_ADAPTERS: Mapping[Kind, str] = {"text": "GeminiText", "vision": "GeminiVision"}

CARD = Card(
    module=str(__package__),
    name="Gemini",
    firm="Google Gemini",
    told={
        "text": "your text, to write a storyboard, and what you have it write, rewrite or translate",
        "vision": "your cleaned picture, to describe it",
        "motion": "the picture and the description of each scene that is to be set in motion",
    },
    settings=(
        Variable(name="GEMINI_API_KEY", form="key", also=("GOOGLE_API_KEY",)),
        Variable(name="GEMINI_MODELS", default=MODELS, form="models"),
        Variable(name="GEMINI_BASE_URL", default="https://generativelanguage.googleapis.com", form="address"),
        Variable(name="GEMINI_CLIP_MODELS", default=[], form="models"),
        Variable(name="GEMINI_CLIP_SECONDS", default=600, form="count"),
        Variable(name="GEMINI_PACKAGE", default="google-generativeai"),
        Variable(name="GEMINI_CALLS_AT_ONCE", default=2, form="count"),
    ),
    entries=_entries,
    switch="GEMINI_API_KEY",
    models="GEMINI_MODELS",
    gives="describes pictures, plans scenes that share a subject and a look; by Veo, sets pictures in motion",
    cost="a small free quota a day, then by token; one call for each 5,000 characters of a film from text, two from a picture; Veo is paid by the second",
    otherwise="texts are cut and pictures described on your machine",
    serving=(
        "Gemini plans the scenes of texts and describes pictures ({models}).",
        "The texts and pictures of all users are sent to it. `manage.py check_providers` calls it once.",
    ),
    absent=(
        "No key for Gemini is set, and it is told nothing.",
        "With GEMINI_API_KEY in .env, Gemini does both, and writes whole texts about a topic.",
    ),
    packages=(
        Package(
            name="google-generativeai",
            purpose="asks Google Gemini, where it is set up",
            licence="Apache-2.0",
        ),
        Package(
            name="google-genai", purpose="the package that follows it, by a setting", licence="Apache-2.0"
        ),
    ),
    secrets=("key",),
)
