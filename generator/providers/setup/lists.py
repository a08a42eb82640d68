"""The lists of providers in force: those of the environment, with what people have stored on pages."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, get_args

from django.conf import settings

from generator.models.services.setup import FURTHER
from generator.providers.card import Card, Entry, Kind, Variable, load_cards
from generator.providers.setup.known import Setup, known_now
from generator.providers.setup.reading import SECRET, read
from generator.providers.setup.whose import owner_now

logger = logging.getLogger(__name__)

Lists = Mapping[Kind, list[Entry]]
MINUTE, DAY = 60, 86400


def lists_in_force() -> Lists:
    """Return the entries of each kind in the order in which they are asked, for the owner whose films they are for.

    An owner's own keys come first, then the site's services in the order that staff chose, then what is built in.
    """
    known, given = known_now(), settings.GENERATOR_PROVIDERS
    owner = owner_now() if settings.GENERATOR_OWN_KEYS else None
    own = known.of(owner)
    if not (known.site or known.order or own):
        return given
    key = (id(given), owner if own else None)
    if key not in known.made:
        made = in_order(by_name(given, known.site), known.order)
        known.made[key] = {
            kind: [*own_entries(own, known.site).get(kind, []), *made.get(kind, []), *_built_in(given, kind)]
            for kind in get_args(Kind)
        }
    found: Lists = known.made[key]
    return found


def name_of(card: Card) -> str:
    """Return the name of a vendor's set-up: that of its folder."""
    return card.module.rpartition(".")[2]


def cards_by_name() -> dict[str, Card]:
    return {name_of(card): card for card in load_cards(settings.GENERATOR_VENDORS)}


def set_by_environment(card: Card) -> Mapping[str, Any]:
    """Return the values of a vendor's settings that the environment has set."""
    values: Mapping[str, Any] = settings.GENERATOR_VENDOR_VALUES.get(card.module, {})
    return values


def values_of(card: Card, setup: Setup | None) -> dict[str, Any]:
    """Return the values of all settings of a vendor: the environment's, else what is stored, else the usual ones.

    A further set-up has nothing of the environment. What can no longer be read counts as not stored.
    """
    stored = _read_all(card.settings, setup) if setup else {}
    if setup and setup.is_further:
        return {**_usual(card), **stored}
    environment, held = set_by_environment(card), addresses_of_environment(card)
    return {
        **_usual(card),
        **{name: value for name, value in stored.items() if name not in held},
        **environment,
    }


def _usual(card: Card) -> dict[str, Any]:
    return {setting.name: setting.default for setting in card.settings}


def addresses_of_environment(card: Card) -> set[str]:
    """Return the settings of addresses that only the environment gives: a key of its goes nowhere else."""
    keys = [one for one in card.settings if one.form in SECRET and one.name in set_by_environment(card)]
    return {address.name for key in keys if (address := card.address_for(key))}


def _read_all(variables: Iterable[Variable], setup: Setup) -> dict[str, Any]:
    """Return the stored values. They were checked when they were stored; what a later version refuses is left out."""
    found = {}
    for setting in variables:
        if text := (setup.texts or {}).get(setting.name):
            with suppress(ValueError):
                found[setting.name] = read(setting.form, text)
    return found


def entries_of(card: Card, setup: Setup) -> dict[Kind, list[Entry]]:
    """Return the entries of a vendor as it is set up, on or off."""
    made = made_by(card, values_of(card, setup))
    return {kind: [_limited(entry, setup) for entry in entries] for kind, entries in made.items()}


def made_by(card: Card, values: Mapping[str, Any]) -> Mapping[Kind, list[Entry]]:
    """Return what a card makes of values; nothing if it cannot, so that the other services go on."""
    try:
        return card.entries(values)
    except Exception as error:
        # The message may hold a value.
        logger.error("%s cannot be used as it is set up: %s", card.name, type(error).__name__)
        return {}


def own_entries(own: Mapping[str, Setup], site: Mapping[str, Setup]) -> dict[Kind, list[Entry]]:
    """Return the entries with an owner's keys, of vendors that staff have not switched off.

    All but what the owner entered is the site's, first of all the address.
    """
    found: dict[Kind, list[Entry]] = {}
    for name, setup in own.items():
        card, of_site = cards_by_name().get(name), site.get(name)
        is_off = not setup.is_on or (of_site is not None and not of_site.is_on)
        if card is None or is_off or not card.takes_own_keys or not setup.texts:
            continue
        for kind, entries in made_by(card, values_with_own(card, of_site, setup)).items():
            marked = ({**entry, "SETUP": name, "OWNER": setup.owner} for entry in entries)
            found.setdefault(kind, []).extend(marked)
    return found


def values_with_own(card: Card, of_site: Setup | None, own: Setup) -> dict[str, Any]:
    """Return the site's values of all settings, with those in their place that an owner may have.

    Addresses are the usual ones or the environment's, whatever staff have stored: nobody on a page sends members' keys
    elsewhere.
    """
    environment, usual = set_by_environment(card), _usual(card)
    fixed = {
        one.name: environment.get(one.name, usual[one.name]) for one in card.settings if one.form == "address"
    }
    return {**values_of(card, of_site), **fixed, **_read_all(card.own_settings(), own)}


def by_name(
    given: Lists, site: Mapping[str, Setup], *, with_off: bool = False
) -> dict[Kind, dict[str, list[Entry]]]:
    """Return the site's outside services of each kind by the names of their set-ups, in their usual order."""
    cards = cards_by_name()
    found: dict[Kind, dict[str, list[Entry]]] = {kind: {} for kind in get_args(Kind)}
    stored = {
        name: entries_of(card, setup)
        for name, setup in site.items()
        if (card := cards.get(setup.vendor)) and (setup.texts or setup.is_further)
    }
    for kind, entries in given.items():
        for entry in filter(_is_external, entries):
            name = next(
                (name for name, card in cards.items() if card.speaks_for(entry)), str(entry["BACKEND"])
            )
            if name not in stored:
                limited = _limited(entry, site[name]) if name in site else {**entry, "SETUP": name}
                found[kind].setdefault(name, []).append(limited)
    for name, made in stored.items():
        for kind, entries in made.items():
            found[kind][name] = entries
    usual = list(cards)
    for kind, named in found.items():
        found[kind] = {
            name: named[name]
            for name in sorted(named, key=lambda name: _place(usual, name))
            if with_off or name not in site or site[name].is_on
        }
    return found


def in_order(
    named: Mapping[Kind, Mapping[str, list[Entry]]], order: Mapping[str, tuple[str, ...]]
) -> dict[Kind, list[Entry]]:
    return {
        kind: [entry for name in sorted_by(services, order.get(kind, ())) for entry in services[name]]
        for kind, services in named.items()
    }


def sorted_by(names: Iterable[str], order: Iterable[str]) -> list[str]:
    """Return names in the order that was chosen, those that it does not name after the others."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(names, key=lambda name: places.get(name, len(places)))


def _place(usual: list[str], name: str) -> tuple[int, str]:
    vendor = name.partition(FURTHER)[0]
    return (usual.index(vendor) if vendor in usual else len(usual), name)


def _limited(entry: Entry, setup: Setup) -> Entry:
    """Return an entry with the limits that staff have set, beside those of the service's rules."""
    rates: dict[float, int] = {}
    own = ((setup.per_minute, MINUTE), (setup.per_day, DAY))
    for most, seconds in (*entry.get("RATES", ()), *((most, seconds) for most, seconds in own if most)):
        rates[seconds] = min(most, rates.get(seconds, most))
    limits = {"RATES": [(most, seconds) for seconds, most in rates.items()]} if rates else {}
    return {**entry, **limits, "SETUP": setup.name}


def _built_in(given: Lists, kind: Kind) -> list[Entry]:
    return [entry for entry in given.get(kind, []) if not _is_external(entry)]


def _is_external(entry: Entry) -> bool:
    return bool(entry.get("EXTERNAL"))
