"""Services as the pages for staff show them: whether they are on and by what, and how they have served."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args

from django.conf import settings

from generator.models.services.setup import FURTHER
from generator.providers.calling.breaker import Health
from generator.providers.calling.chain import Link
from generator.providers.card import Card, Entry, Kind
from generator.providers.factory import link_of, model_of
from generator.providers.setup.known import Known
from generator.providers.setup.lists import by_name, cards_by_name, set_by_environment, sorted_by

TITLES: dict[Kind, tuple[str, str]] = {
    "text": ("Texts", "Plan the scenes of a text, write and translate."),
    "vision": ("Looking at pictures", "Describe the pictures that people send."),
    "image": ("Pictures", "Paint the pictures of scenes."),
    "speech": ("Voices", "Speak the narration."),
    "photo": ("Photos", "Find free photos."),
    "clip": ("Clips", "Find free clips."),
    "motion": ("Moving pictures", "Set the pictures of scenes in motion."),
}
BUILT_IN = "Last of all: what is built in"
LAST: dict[Kind, str] = {
    "photo": "Where nothing is found: the painter",
    "clip": "Where nothing is found: photos, then the painter",
    "motion": "Where nothing moves it: the picture, moved on this machine",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A set-up of a vendor, for one kind of work or for all."""

    name: str
    card: Card
    is_on: bool
    is_stored: bool
    is_of_environment: bool
    is_readable: bool
    links: tuple[tuple[Kind, Link[Any]], ...]

    @property
    def title(self) -> str:
        """Return what it is called: by who is at its address, with a number if the vendor is set up several times."""
        named = next((link.guard.service for _, link in self.links if link.guard), self.card.name)
        number = self.name.partition(FURTHER)[2]
        told = named if named == self.card.name or self.card.firm else f"{named} ({self.card.name})"
        return f"{told} {number}".strip()

    @property
    def is_set_up(self) -> bool:
        return bool(self.links)

    @property
    def is_further(self) -> bool:
        return FURTHER in self.name

    @property
    def state(self) -> str:
        if not self.is_readable:
            return "unreadable"
        if not self.is_set_up:
            return "absent"
        return "on" if self.is_on else "off"

    @property
    def state_in_words(self) -> str:
        return {
            "unreadable": "What is stored cannot be read",
            "absent": "Not set up",
            "on": "On",
            "off": "Switched off",
        }[self.state]

    @property
    def by_whom(self) -> str:
        """Return what has set it up."""
        if not self.is_set_up:
            return ""
        if self.is_of_environment and self.is_stored:
            return "set up by the environment and here"
        return "set up by the environment" if self.is_of_environment else "set up here"

    @property
    def models(self) -> list[str]:
        return list(dict.fromkeys(filter(None, (model_of(link) for _, link in self.links))))

    @property
    def figures(self) -> Figures:
        return Figures.of(link.guard.breaker.health() for _, link in self.links if link.guard)


@dataclass(frozen=True, slots=True)
class Figures:
    """How the last calls of a service went, over all of its models."""

    calls: int = 0
    good: int = 0
    is_left_alone: bool = False
    last_error: str = ""
    last_error_at: datetime | None = None

    @property
    def share(self) -> str:
        return f"{self.good / self.calls:.0%}" if self.calls else ""

    @classmethod
    def of(cls, reports: Iterable[Health]) -> Figures:
        told = list(reports)
        calls = sum(one.calls for one in told)
        good = sum(round((one.success_rate or 0.0) * one.calls) for one in told)
        failed = [one for one in told if one.last_error_at]
        last = max(failed, key=lambda one: one.last_error_at or 0.0, default=None)
        return cls(
            calls=calls,
            good=good,
            is_left_alone=any(one.state == "open" for one in told),
            last_error=last.last_error if last else "",
            last_error_at=datetime.fromtimestamp(last.last_error_at, UTC)
            if last and last.last_error_at
            else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chained:
    """The services of one kind of work: those in the chain in their order, and those that could be set up."""

    kind: Kind
    title: str
    purpose: str
    services: tuple[Service, ...]
    absent: tuple[Service, ...]
    last: str


def chains(known: Known) -> list[Chained]:
    """Return the services of all kinds of work."""
    return [_chain(kind, known) for kind in get_args(Kind)]


def _chain(kind: Kind, known: Known) -> Chained:
    cards = cards_by_name()
    named = by_name(settings.GENERATOR_PROVIDERS, known.site, with_off=True)[kind]
    there = [
        _service(name, card, known, [(kind, entry) for entry in named[name]])
        for name in sorted_by(named, known.order.get(kind, ()))
        if (card := cards.get(name.partition(FURTHER)[0]))
    ]
    absent = [
        _service(name, card, known, [])
        for name, card in cards.items()
        if kind in card.told and name not in named
    ]
    title, purpose = TITLES[kind]
    return Chained(
        kind=kind,
        title=title,
        purpose=purpose,
        services=tuple(there),
        absent=tuple(absent),
        last=LAST.get(kind, BUILT_IN),
    )


def service(name: str, known: Known) -> Service | None:
    """Return one service for all kinds of its work; None if there is no such vendor."""
    card = cards_by_name().get(name.partition(FURTHER)[0])
    if card is None:
        return None
    named = by_name(settings.GENERATOR_PROVIDERS, known.site, with_off=True)
    entries = [(kind, entry) for kind, services in named.items() for entry in services.get(name, ())]
    return _service(name, card, known, entries)


def _service(name: str, card: Card, known: Known, entries: list[tuple[Kind, Entry]]) -> Service:
    stored, is_further = known.site.get(name), FURTHER in name
    return Service(
        name=name,
        card=card,
        is_on=stored is None or stored.is_on,
        is_stored=bool(stored and stored.texts),
        is_of_environment=not is_further
        and (bool(set_by_environment(card)) or not (stored and stored.texts)),
        is_readable=stored is None or stored.texts is not None,
        links=tuple((kind, link_of(kind, entry)) for kind, entry in entries),
    )


def next_name(card_name: str, known: Known) -> str:
    """Return the name under which a vendor is set up once more."""
    number = 2
    while f"{card_name}{FURTHER}{number}" in known.site:
        number += 1
    return f"{card_name}{FURTHER}{number}"
