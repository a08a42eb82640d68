"""What calls cost: as a service tells, else by the prices that the staff have set, else nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings

from generator.providers.addresses import is_own
from generator.providers.calling.meter import Used
from generator.providers.card import FOUND, Card, Entry, Kind

# How much of each unit of SERVICE_PRICES a call has used. What fails is not billed by the call.
UNITS: Mapping[str, Callable[[Used], Decimal]] = {
    "call": lambda used: Decimal(used.calls - used.failures),
    "picture": lambda used: Decimal(used.pictures),
    "second": lambda used: Decimal(str(round(used.seconds, 3))),
    "thousand_characters": lambda used: Decimal(used.characters) / 1000,
    "million_tokens_in": lambda used: Decimal(used.tokens_in) / 10**6,
    "million_tokens_out": lambda used: Decimal(used.tokens_out) / 10**6,
}


def prices_of(service: str, model: str = "") -> dict[str, Decimal]:
    """Return the staff's prices by unit in US dollars, those of the model before those of the service; {} if none."""
    given = {name.strip().casefold(): units for name, units in settings.SERVICE_PRICES.items()}
    names = (f"{service}: {model}", service)
    found: Mapping[str, Any] = next((given[name] for name in map(str.casefold, names) if name in given), {})
    return {unit: Decimal(str(price)) for unit, price in found.items()}


def price(used: Used, service: str, model: str = "") -> Decimal | None:
    """Return what was used in US dollars; None if nobody knows."""
    if used.money is not None:
        return used.money
    prices = prices_of(service, model)
    if not prices:
        return None
    return sum((UNITS[unit](used) * each for unit, each in prices.items()), Decimal(0))


def is_free(kind: Kind, entry: Entry, card: Card | None) -> bool:
    """Return whether nobody is billed for calls, as far as is known: collections, own servers, services without a key.

    A vendor with a firm at an address of the operator's own is reached through something there, and bills all the same.
    """
    options = entry.get("OPTIONS", {})
    if kind in FOUND or card is None:
        return kind in FOUND
    is_at_home = not card.firm and bool(options.get("base_url")) and is_own(options["base_url"])
    return is_at_home or not any(options.get(name) for name in card.secrets)
