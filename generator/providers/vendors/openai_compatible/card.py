"""The card of all that speaks the protocol of OpenAI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.providers.addresses import host_of, is_own
from generator.providers.card import Card, Entry, Kind, Package, Variable
from generator.providers.vendors.openai_compatible.voices import offered, read_voices
from studio.errors import ProviderFailure
from studio.speech.voices import Voice

NAME = "OpenAI-compatible"
# What is at the known addresses, for people; what is elsewhere has no name that we know.
_NAMES = {
    "api.openai.com": "OpenAI",
    "openrouter.ai": "OpenRouter",
    "api.groq.com": "Groq",
    "api.mistral.ai": "Mistral",
    "api.deepseek.com": "DeepSeek",
    "api.together.xyz": "Together",
    "api.together.ai": "Together",
}


def name_at(address: str) -> str:
    """Return what the service at an address is called on pages and in messages."""
    return _NAMES.get(
        host_of(address), "This site's model server" if is_own(address) else "The model service"
    )


def _entries(values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    """Return an entry for each model; without any model's name, one for words that looks for the model itself.

    Pictures and voices may be made at addresses of their own, which get keys of their own.
    """
    usual, paints, speaks, moves = (_place(values, part) for part in ("", "IMAGE_", "SPEECH_", "CLIP_"))
    looks, pictures = values["OPENAI_VISION_MODELS"], values["OPENAI_IMAGE_MODELS"]
    is_for_others = looks or pictures or values["OPENAI_SPEECH_MODEL"] or values["OPENAI_CLIP_MODELS"]
    length = {"seconds": values["OPENAI_CLIP_SECONDS"]}
    writes = values["OPENAI_TEXT_MODELS"] or ([] if is_for_others else [""])
    route = {"route": values["OPENAI_IMAGE_ROUTE"], "sizes": values["OPENAI_IMAGE_SIZES"]}
    voices = {"voices": values["OPENAI_VOICES"]}
    spoken = [values["OPENAI_SPEECH_MODEL"]] if values["OPENAI_SPEECH_MODEL"] else []
    made: dict[Kind, list[Entry]] = {
        "text": [_entry(values, "chat.OpenAIText", usual, model) for model in writes],
        "vision": [_entry(values, "chat.OpenAIVision", usual, model) for model in looks],
        "image": [_entry(values, "images.OpenAIImages", paints, model, **route) for model in pictures],
        "speech": [_entry(values, "speech.OpenAISpeech", speaks, model, **voices) for model in spoken],
    }
    made["motion"] = [
        {
            **_entry(values, "clips.OpenAIClips", moves, model, **length),
            "SECONDS": values["OPENAI_CLIP_SECONDS"],
        }
        for model in values["OPENAI_CLIP_MODELS"]
    ]
    return {
        kind: entries
        for kind, listed in made.items()
        if (entries := [entry for entry in listed if entry["OPTIONS"]["base_url"]])
    }


def _place(values: Mapping[str, Any], part: str) -> tuple[str, str]:
    """Return address and key of a kind of work: a key goes to the address that it was given with, and nowhere else."""
    own = values[f"OPENAI_{part}BASE_URL"]
    if own:
        return own, values[f"OPENAI_{part}API_KEY"]
    return values["OPENAI_BASE_URL"], values["OPENAI_API_KEY"]


def _entry(values: Mapping[str, Any], adapter: str, place: tuple[str, str], model: str, **more: Any) -> Entry:
    address, key = place
    options = {"base_url": address, "key": key, "model": model, "service": name_at(address), **more}
    return {
        "BACKEND": f"{__package__}.{adapter}",
        "OPTIONS": options,
        "EXTERNAL": True,
        "AT_ONCE": values["OPENAI_CALLS_AT_ONCE"],
    }


def _voices(entries: Sequence[Entry]) -> tuple[Voice, ...]:
    return tuple(
        voice
        for entry in entries
        for voice in offered(
            read_voices(entry.get("OPTIONS", {}).get("voices", ())), entry["OPTIONS"]["service"]
        )
    )


CARD = Card(
    module=str(__package__),
    name=NAME,
    # Whoever is at the address.
    firm="",
    told={
        "text": "your text, to write a storyboard, and what you have it write, rewrite or translate",
        "vision": "your cleaned picture, to describe it",
        "image": "the description of each scene, which is taken from your text, to paint its picture",
        "speech": "the words that the narrator says",
        "motion": "the picture and the description of each scene that is to be set in motion",
    },
    settings=(
        Variable(name="OPENAI_BASE_URL", form="address"),
        Variable(name="OPENAI_API_KEY", form="key"),
        Variable(name="OPENAI_TEXT_MODELS", default=[], form="names"),
        Variable(name="OPENAI_VISION_MODELS", default=[], form="names"),
        Variable(name="OPENAI_IMAGE_MODELS", default=[], form="names"),
        Variable(name="OPENAI_IMAGE_ROUTE", default="images"),
        Variable(name="OPENAI_IMAGE_SIZES", default=[], form="sizes"),
        Variable(name="OPENAI_IMAGE_BASE_URL", form="address"),
        Variable(name="OPENAI_IMAGE_API_KEY", form="key"),
        Variable(name="OPENAI_SPEECH_MODEL"),
        Variable(name="OPENAI_VOICES", default=[], form="voices"),
        Variable(name="OPENAI_SPEECH_BASE_URL", form="address"),
        Variable(name="OPENAI_SPEECH_API_KEY", form="key"),
        Variable(name="OPENAI_CLIP_MODELS", default=[], form="names"),
        Variable(name="OPENAI_CLIP_SECONDS", default=600, form="count"),
        Variable(name="OPENAI_CLIP_BASE_URL", form="address"),
        Variable(name="OPENAI_CLIP_API_KEY", form="key"),
        Variable(name="OPENAI_CALLS_AT_ONCE", default=2, form="count"),
    ),
    entries=_entries,
    switch="OPENAI_BASE_URL",
    models="OPENAI_TEXT_MODELS, OPENAI_VISION_MODELS, OPENAI_IMAGE_MODELS, OPENAI_CLIP_MODELS or OPENAI_SPEECH_MODEL",
    gives="plans scenes, describes pictures, paints, sets pictures in motion and speaks, each by a model that you choose",
    cost="nothing on your own machine, else by token, picture or letter; one call for each 5,000 characters of a text, one a picture, one a scene that is spoken",
    otherwise="what is built in",
    serving=(
        "A service that speaks OpenAI's protocol is in use ({models}).",
        "What it is told is on the page on privacy. `manage.py check_providers` calls each model once.",
    ),
    absent=(
        "No address that speaks OpenAI's protocol is set.",
        "With OPENAI_BASE_URL in .env, OpenAI, OpenRouter, Groq, Mistral, DeepSeek, Together, LM Studio, llama.cpp, vLLM or LocalAI writes, looks, paints and speaks.",
    ),
    advice={
        ProviderFailure.CONFIG: "look at OPENAI_BASE_URL (it often ends in /v1), at OPENAI_API_KEY, and at the names of models and voices in .env",
        ProviderFailure.QUOTA: "buy credit, or wait until tomorrow",
    },
    packages=(
        Package(
            name="requests",
            purpose="asks services that speak OpenAI's protocol, and Ollama, where they are set up",
            licence="Apache-2.0",
        ),
    ),
    secrets=("key",),
    loggers=("urllib3",),
    voices=_voices,
)
