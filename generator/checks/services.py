"""System checks of the providers: their faults, and which vendors are in use."""

from __future__ import annotations

import inspect
from typing import Any, get_args
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning, register
from django.utils.module_loading import import_string

from generator.providers.card import ONLY_OUTSIDE, Card, Kind
from generator.providers.factory import get_cards, is_external, services_in_use
from studio.errors import ProviderError

KINDS: tuple[Kind, ...] = get_args(Kind)
# Number of the message on the first vendor.
FIRST_CARD = 10


@register()
def check_providers(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Check that every provider can be imported and takes its options, before the first film needs it."""
    found: list[CheckMessage] = []
    for kind in KINDS:
        entries = settings.GENERATOR_PROVIDERS.get(kind, [])
        if not entries and kind not in ONLY_OUTSIDE:
            found.append(Error(f"GENERATOR_PROVIDERS names no provider of kind {kind}.", id="generator.E001"))
        for entry in entries:
            found += _check_entry(kind, entry)
        if entries and is_external(entries[-1]) and kind not in ONLY_OUTSIDE:
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
    """Find settings with which an outside service could never work."""
    found: list[CheckMessage] = []
    choices = ["embedded", *(card.choice for card in get_cards() if card.choice)]
    if settings.SPEECH_SERVICE not in choices:
        names = " or ".join(choices)
        message = f"SPEECH_SERVICE is {settings.SPEECH_SERVICE!r}, but must be {names}."
        found.append(Error(message, id="generator.E006"))
    entries = [entry for kind in KINDS for entry in settings.GENERATOR_PROVIDERS.get(kind, [])]
    for entry in entries:
        if is_external(entry):
            # The models of one service share its faults.
            found += [message for message in check_service(entry) if message not in found]
    return found


def check_service(entry: dict[str, Any]) -> list[CheckMessage]:
    """Return what is wrong with the options of an outside service."""
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
        # Reported by check_providers.
        return []
    if entry["AT_ONCE"] < 1:
        return [Error("A service that may have no call in flight never serves.", id="generator.E008")]
    if entry.get("SECONDS", 0) >= settings.GENERATOR_STALL_SECONDS:
        message = "A service may take as long for one picture as a film may stand still, and the film is given up then."
        hint = "Let it take less, or set a larger GENERATOR_STALL_SECONDS."
        return [Warning(message, hint=hint, id="generator.W011")]
    address = urlsplit(options.get("base_url", ""))
    if address.scheme == "http" and address.hostname not in ("localhost", "127.0.0.1", "::1"):
        message = "A service is reached without encryption: its key and the texts can be read on the way."
        return [Warning(message, hint="Use an address that begins with https.", id="generator.W004")]
    return []


def describe_services(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Report for each vendor whether the environment uses it and what would change that; `manage.py check` registers it.

    What staff have stored is not asked for: the database may be missing.
    """
    used = {service.card for service in services_in_use(settings.GENERATOR_PROVIDERS)}
    return [
        _describe(card, card in used, f"generator.I{number:03}")
        for number, card in enumerate(get_cards(), start=FIRST_CARD)
    ]


def _describe(card: Card, is_used: bool, number: str) -> CheckMessage:
    message, hint = card.serving if is_used else card.absent
    entries = [entry for kind in KINDS for entry in settings.GENERATOR_PROVIDERS.get(kind, [])]
    models = dict.fromkeys(
        entry["OPTIONS"]["model"]
        for entry in entries
        if card.speaks_for(entry) and entry.get("OPTIONS", {}).get("model")
    )
    return Info(message.format(models=", then ".join(models) or "whichever it has"), hint=hint, id=number)
