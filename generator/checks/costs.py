"""System checks of what services cost: names that fit nothing, and ceilings that are nearly reached."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

from generator.providers.costs.ceilings import ALL, notes
from generator.providers.factory import get_cards, services_in_use


@register()
def check_costs(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Find prices and budgets of services that nobody knows: a slip of the pen would let them cost what they like."""
    known = {ALL, *(card.name.casefold() for card in get_cards())}
    known |= {service.name.casefold() for service in services_in_use()}
    found: list[CheckMessage] = []
    for setting in ("SERVICE_PRICES", "SERVICE_BUDGETS"):
        for name in getattr(settings, setting):
            service = name.strip() if setting == "SERVICE_BUDGETS" else name.partition(": ")[0].strip()
            if service.casefold() not in known:
                message = f"{setting} names {service}, which is no service here."
                hint = "Use the names that the page of the staff on services has."
                found.append(Warning(message, hint=hint, id="generator.W012"))
    return found


@register(Tags.database)
def check_ceilings(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Tell of budgets that are reached or nearly; run by `manage.py check --database default`."""
    if kwargs.get("databases") is None:
        return []
    try:
        told = notes()
    except Exception:
        # Before the first migration there is no table, and check_connections tells of the rest.
        return []
    return [Warning(note, id="generator.W013") for note in told]
