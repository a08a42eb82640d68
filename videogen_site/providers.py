"""Providers chosen by the environment: outside services first, with a built-in one at the end of each list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, get_args

from generator.providers.card import ONLY_OUTSIDE, Card, Entry, Kind, Variable, load_cards
from generator.providers.setup.values import (
    BINDINGS,
    FIELDS,
    HEADERS,
    LOGIN,
    MODELS,
    NAMES,
    POSITIVE,
    READABLE,
    ROUTED_MODELS,
    SIZES,
    VOICES,
    WEB_ADDRESS,
)
from videogen_site.environment import Environment

# In the order in which they are called if several do the same kind of work.
VENDORS = [
    f"generator.providers.vendors.{name}"
    for name in (
        "gemini",
        "huggingface",
        "kokoro",
        "elevenlabs",
        "google_tts",
        "microsoft_edge",
        "openai_compatible",
        "ollama",
        "sdapi",
        "comfyui",
    )
]
VENDORS += [
    f"generator.providers.vendors.{name}"
    for name in ("openverse", "wikimedia", "pexels", "pixabay", "internet_archive")
]


def provider_lists(
    env: Environment, data_dir: Path, vendors: Iterable[str] = VENDORS
) -> dict[Kind, list[Entry]]:
    """Return an ordered list of entries for each kind of provider, from the environment."""
    vision = {"cache_dir": data_dir / "models", "assets_dir": data_dir / "assets"}
    outside: dict[Kind, list[Entry]] = {kind: [] for kind in get_args(Kind)}
    for card in load_cards(vendors):
        for kind, entries in card.entries(_values(env, card)).items():
            outside[kind] += entries
    speaker = {"voices_dir": voices_dir(env, data_dir)}
    painter = {"assets_dir": data_dir / "assets"}
    return {
        "text": [*outside["text"], {"BACKEND": "studio.text.provider.EmbeddedText"}],
        "vision": [*outside["vision"], {"BACKEND": "studio.vision.EmbeddedVision", "OPTIONS": vision}],
        "image": [*outside["image"], {"BACKEND": "studio.painter.EmbeddedIllustrator", "OPTIONS": painter}],
        "speech": [*outside["speech"], {"BACKEND": "studio.speech.EmbeddedSpeech", "OPTIONS": speaker}],
        # The painter stands in where nothing is found, and a picture that stands still where nothing moves it.
        **{kind: outside[kind] for kind in ONLY_OUTSIDE},
    }


def voices_dir(env: Environment, data_dir: Path) -> Path:
    """Return the folder of the voices that `manage.py voices` has fetched."""
    return Path(env.str("VOICES_DIR", "") or data_dir / "voices").resolve()


def content(path: str) -> str:
    """Return the text of a file that a setting names; empty if it names none."""
    return Path(path.strip()).read_text("utf-8-sig") if path.strip() else ""


def _values(env: Environment, card: Card) -> dict[str, Any]:
    return {setting.name: _read(env, setting) for setting in card.settings}


def set_values(env: Environment, vendors: Iterable[str] = VENDORS) -> dict[str, dict[str, Any]]:
    """Return the values that the environment gives to vendors' settings, by the modules of the vendors.

    One that is as it is without a line in the environment is left out.
    """
    return {
        card.module: {
            setting.name: value
            for setting in card.settings
            if (value := _read(env, setting)) != setting.default
        }
        for card in load_cards(vendors)
    }


def _read(env: Environment, setting: Variable) -> Any:
    readers: dict[str, Callable[[str], Any]] = {
        # The format of keys is not checked: services change it without notice.
        **dict.fromkeys(("text", "key"), lambda name: env.str(name, "").strip()),
        "models": lambda name: env.list(name, [], validate=MODELS),
        "routed models": lambda name: env.list(name, [], validate=ROUTED_MODELS),
        "names": lambda name: [one.strip() for one in env.list(name, [], validate=NAMES)],
        "sizes": lambda name: [one.strip() for one in env.list(name, [], validate=SIZES)],
        "voices": lambda name: [one.strip() for one in env.list(name, [], validate=VOICES)],
        "address": lambda name: env.str(name, "", validate=WEB_ADDRESS),
        "count": lambda name: env.int(name, 0, validate=POSITIVE),
        "login": lambda name: env.str(name, "", validate=LOGIN).strip(),
        "fields": lambda name: env.json(name, {}, validate=FIELDS),
        "headers": lambda name: env.json(name, {}, validate=HEADERS),
        "bindings": lambda name: env.json(name, [], validate=BINDINGS),
        "file": lambda name: content(env.str(name, "", validate=READABLE)),
        "flag": lambda name: env.bool(name, False),
    }
    names = (setting.name, *setting.also)
    return next((value for name in names if (value := readers[setting.form](name))), setting.default)
