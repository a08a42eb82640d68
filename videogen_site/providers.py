"""Which providers the environment asks for: outside services first, each list ended by an embedded one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from videogen_site.environment import Environment
from videogen_site.values import MODELS, ROUTED_MODELS, SOME, WEB_ADDRESS

VENDORS = "generator.providers.vendors"
# The order in which models are tried. The first that serves is used; one that is gone is left alone for an hour.
GEMINI_MODELS = ["gemini-3.5-flash-lite"]
HF_MODELS = [
    "black-forest-labs/FLUX.1-schnell",
    "stabilityai/stable-diffusion-3-medium-diffusers",
    "nscale:black-forest-labs/FLUX.1-schnell",
]

Entries = list[dict[str, Any]]


def provider_lists(env: Environment, data_dir: Path) -> dict[str, Entries]:
    """Read the environment into an ordered list for each kind of provider.

    AT_ONCE marks an outside service, and limits its calls in flight over all workers.
    """
    vision = {"cache_dir": data_dir / "models", "assets_dir": data_dir / "assets"}
    return {
        "text": [*_gemini(env, "GeminiText"), {"BACKEND": "studio.text.provider.EmbeddedText"}],
        "vision": [
            *_gemini(env, "GeminiVision"),
            {"BACKEND": "studio.vision.EmbeddedVision", "OPTIONS": vision},
        ],
        "image": [
            *_hugging_face(env),
            {
                "BACKEND": "studio.painter.EmbeddedIllustrator",
                "OPTIONS": {"assets_dir": data_dir / "assets"},
            },
        ],
        "speech": [*_google_speech(env), {"BACKEND": "studio.speech.EmbeddedSpeech"}],
    }


def _key(env: Environment, *names: str) -> str:
    """Take the first key that is set. Its form is never judged: services change it without notice."""
    return next((key for name in names if (key := env.str(name, "").strip())), "")


def _gemini(env: Environment, name: str) -> Entries:
    key = _key(env, "GEMINI_API_KEY", "GOOGLE_API_KEY")
    base_url = env.str("GEMINI_BASE_URL", "https://generativelanguage.googleapis.com", validate=WEB_ADDRESS)
    at_once = env.int("GEMINI_CALLS_AT_ONCE", 2, validate=SOME)
    return [
        {
            "BACKEND": f"{VENDORS}.gemini.client.{name}",
            "OPTIONS": {"key": key, "model": model, "base_url": base_url},
            "AT_ONCE": at_once,
        }
        for model in env.list("GEMINI_MODELS", GEMINI_MODELS, validate=MODELS)
        if key
    ]


def _hugging_face(env: Environment) -> Entries:
    token = _key(env, "HF_TOKEN", "HUG_API_KEY")
    base_url = env.str("HF_BASE_URL", "https://router.huggingface.co", validate=WEB_ADDRESS)
    at_once = env.int("HF_CALLS_AT_ONCE", 2, validate=SOME)
    models = env.list("HF_MODELS", HF_MODELS, validate=ROUTED_MODELS)
    entries = []
    for name in models if token else []:
        # A model may name its own route before a colon.
        route, _, model = name.rpartition(":")
        options = {
            "token": token,
            "model": model,
            "route": route or env.str("HF_ROUTE", "hf-inference"),
            "base_url": base_url,
        }
        entries.append(
            {"BACKEND": f"{VENDORS}.huggingface.images.HuggingFace", "OPTIONS": options, "AT_ONCE": at_once}
        )
    return entries


def _google_speech(env: Environment) -> Entries:
    """Ask Google's voice only where that is said: it needs no key, but it sends the texts away."""
    options = {
        "tld": env.str("GTTS_TLD", "com"),
        "slow": env.bool("GTTS_SLOW", False),
        "base_url": env.str("GTTS_BASE_URL", "", validate=WEB_ADDRESS),
    }
    if env.str("SPEECH_SERVICE", "embedded") != "gtts":
        return []
    return [{"BACKEND": f"{VENDORS}.google_tts.voice.GoogleSpeech", "OPTIONS": options, "AT_ONCE": 1}]
