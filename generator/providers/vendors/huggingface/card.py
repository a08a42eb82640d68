"""The card of Hugging Face."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.providers.card import Card, Entry, Kind, Package, Variable

MODELS = [
    "black-forest-labs/FLUX.1-schnell",
    "stabilityai/stable-diffusion-3-medium-diffusers",
    "nscale:black-forest-labs/FLUX.1-schnell",
]


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    if not values["HF_TOKEN"]:
        return {}
    return {
        "image": [_entry(values, name) for name in values["HF_MODELS"]],
        "motion": [_clip_entry(values, name) for name in values["HF_CLIP_MODELS"]],
    }


def _entry(values: Mapping[str, Any], name: str) -> Entry:
    # A model may name its own route before a colon.
    route, _, model = name.rpartition(":")
    return {
        "BACKEND": f"{__package__}.images.HuggingFace",
        "OPTIONS": {
            "token": values["HF_TOKEN"],
            "model": model,
            "route": route or values["HF_ROUTE"],
            "base_url": values["HF_BASE_URL"],
            "hub_url": values["HF_HUB_URL"],
        },
        "EXTERNAL": True,
        "AT_ONCE": values["HF_CALLS_AT_ONCE"],
    }


def _clip_entry(values: Mapping[str, Any], name: str) -> Entry:
    route, _, model = name.rpartition(":")
    return {
        "BACKEND": f"{__package__}.clips.HuggingFaceClips",
        "OPTIONS": {
            "token": values["HF_TOKEN"],
            "model": model,
            "route": route,
            "base_url": values["HF_BASE_URL"],
            "hub_url": values["HF_HUB_URL"],
            "seconds": values["HF_CLIP_SECONDS"],
        },
        "EXTERNAL": True,
        "AT_ONCE": values["HF_CALLS_AT_ONCE"],
        "SECONDS": values["HF_CLIP_SECONDS"],
    }


CARD = Card(
    module=str(__package__),
    name="Hugging Face",
    firm="Hugging Face",
    told={
        "image": "the description of each scene, which is taken from your text, to paint its picture; it is handed on to the firm that runs the model",
        "motion": (
            "the picture and the description of each scene that is to be set in motion, which it hands on to fal, "
            "Together or WaveSpeed, where the clip lies for a while at an address that is not guarded"
        ),
    },
    settings=(
        Variable(name="HF_TOKEN", form="key", also=("HUG_API_KEY",)),
        Variable(name="HF_MODELS", default=MODELS, form="routed models"),
        Variable(name="HF_ROUTE", default="hf-inference"),
        Variable(name="HF_BASE_URL", default="https://router.huggingface.co", form="address"),
        Variable(name="HF_CLIP_MODELS", default=[], form="routed models"),
        Variable(name="HF_CLIP_SECONDS", default=600, form="count"),
        Variable(name="HF_HUB_URL", default="https://huggingface.co", form="address"),
        Variable(name="HF_CALLS_AT_ONCE", default=2, form="count"),
    ),
    entries=_entries,
    switch="HF_TOKEN",
    models="HF_MODELS",
    gives="pictures by Stable Diffusion or FLUX, and pictures in motion by Wan, LTX and others",
    cost="$0.10 a month free, then credits; one call a picture; a clip costs more than that",
    otherwise="the built-in painter",
    serving=(
        "Hugging Face paints the pictures ({models}).",
        "The picture prompts are sent to it, and pictures that shall move. `manage.py check_providers` calls each model once.",
    ),
    absent=(
        "No token for Hugging Face is set, and it is told nothing.",
        'With HF_TOKEN in .env, a token with the permission "Inference Providers", Stable Diffusion or FLUX paints them there.',
    ),
    packages=(
        Package(name="requests", purpose="asks Hugging Face, where it is set up", licence="Apache-2.0"),
    ),
    secrets=("token",),
    loggers=("urllib3",),
)
