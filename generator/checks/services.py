"""System checks of the providers: what is wrong with them, and who serves, in sentences."""

from __future__ import annotations

import inspect
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning, register
from django.utils.module_loading import import_string

from studio.errors import ProviderError

KINDS = ("text", "vision", "image", "speech")
SPEECH_SERVICES = ("embedded", "gtts")


@register()
def check_providers(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Make every provider's options known before the first film needs them."""
    found: list[CheckMessage] = []
    for kind in KINDS:
        entries = settings.GENERATOR_PROVIDERS.get(kind, [])
        if not entries:
            found.append(Error(f"GENERATOR_PROVIDERS names no provider of kind {kind}.", id="generator.E001"))
        for entry in entries:
            found += _check_entry(kind, entry)
        if entries and "AT_ONCE" in entries[-1]:
            message = f"The last {kind} provider is an outside service: when it fails, films fail."
            found.append(
                Warning(message, hint="End the list with an embedded provider.", id="generator.W003")
            )
    return found


def _check_entry(kind: str, entry: dict[str, Any]) -> list[CheckMessage]:
    name = entry.get("BACKEND", "")
    try:
        inspect.signature(import_string(name)).bind(**entry.get("OPTIONS", {}))
    except ImportError:
        return [Error(f"The {kind} provider {name!r} cannot be imported.", id="generator.E002")]
    except TypeError as error:
        return [
            Error(f"The {kind} provider {name!r} does not take its OPTIONS: {error}.", id="generator.E003")
        ]
    return []


@register()
def check_services(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Find what would keep an outside service from ever serving."""
    found: list[CheckMessage] = []
    if settings.SPEECH_SERVICE not in SPEECH_SERVICES:
        names = " or ".join(SPEECH_SERVICES)
        message = f"SPEECH_SERVICE is {settings.SPEECH_SERVICE!r}, but must be {names}."
        found.append(Error(message, id="generator.E006"))
    entries = [entry for kind in KINDS for entry in settings.GENERATOR_PROVIDERS.get(kind, [])]
    for entry in entries:
        if "AT_ONCE" in entry:
            # The models of one service share its mistakes.
            found += [message for message in _check_service(entry) if message not in found]
    return found


def _check_service(entry: dict[str, Any]) -> list[CheckMessage]:
    options = entry.get("OPTIONS", {})
    try:
        import_string(entry["BACKEND"])(**options)
    except ProviderError as error:
        return [
            Error(
                str(error),
                hint="The lines on outside services in .env.example tell what is known.",
                id="generator.E007",
            )
        ]
    except (ImportError, TypeError):
        # Told by check_providers.
        return []
    if entry["AT_ONCE"] < 1:
        return [Error("A service that may have no call in flight never serves.", id="generator.E008")]
    address = urlsplit(options.get("base_url", ""))
    if address.scheme == "http" and address.hostname not in ("localhost", "127.0.0.1", "::1"):
        message = "A service is reached without encryption: its key and the texts can be read on the way."
        return [Warning(message, hint="Use an address that begins with https.", id="generator.W004")]
    return []


def describe_services(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Tell of each kind of provider who serves and what would change that. Registered by `manage.py check` alone."""
    return [_texts(), _pictures(), _voices()]


def _outside(kind: str) -> list[dict[str, Any]]:
    return [entry.get("OPTIONS", {}) for entry in settings.GENERATOR_PROVIDERS[kind] if "AT_ONCE" in entry]


def _models(entries: list[dict[str, Any]]) -> str:
    return ", then ".join(entry["model"] for entry in entries if "model" in entry)


def _texts() -> CheckMessage:
    if entries := _outside("text"):
        message = f"Gemini plans the scenes of texts and describes pictures ({_models(entries)})."
        hint = (
            "The texts and pictures of all users are sent to it. `manage.py check_providers` calls it once."
        )
    else:
        message = (
            "No key for Gemini is set: texts are cut into scenes, and pictures described, on this machine."
        )
        hint = "With GEMINI_API_KEY in .env, Gemini does both, and writes whole texts about a topic."
    return Info(message, hint=hint, id="generator.I010")


def _pictures() -> CheckMessage:
    if entries := _outside("image"):
        message = f"Hugging Face paints the pictures ({_models(entries)})."
        hint = "The picture prompts are sent to it. `manage.py check_providers` calls it once."
    else:
        message = "No token for Hugging Face is set: the pictures are painted on this machine."
        hint = "With HF_TOKEN in .env, Stable Diffusion or FLUX paints them there."
    return Info(message, hint=hint, id="generator.I011")


def _voices() -> CheckMessage:
    if _outside("speech"):
        message = (
            "Google's voice speaks: every narration is sent to Google over a connection that is not verified."
        )
        hint = "With SPEECH_SERVICE=embedded in .env, or without that line, nothing is sent."
    else:
        message = "The built-in voices speak, and no narration leaves this machine."
        hint = "With SPEECH_SERVICE=gtts in .env, Google's voice speaks 69 languages; it needs no key."
    return Info(message, hint=hint, id="generator.I012")
