"""The provider chains of the six contracts, built from the settings by `get_provider`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from typing import Any, Literal, get_args, overload

from django.conf import settings
from django.core.cache import cache, caches
from django.utils.module_loading import import_string

from generator.models.services.setup import FURTHER
from generator.providers.calling.breaker import Breaker, Health
from generator.providers.calling.chain import Chain, Link, Memory
from generator.providers.calling.errands import Errands
from generator.providers.calling.limiter import Limiter
from generator.providers.calling.quota import Quota
from generator.providers.calling.tries import Guard
from generator.providers.card import FOUND, Card, Entry, Kind, load_cards
from generator.providers.costs.counting import Counter
from generator.providers.costs.tariffs import is_free
from generator.providers.setup.known import known_now
from generator.providers.setup.lists import Lists, lists_in_force
from studio import contracts as base
from studio.contracts import (
    ClipProvider,
    Collection,
    ImageProvider,
    SpeechProvider,
    TextProvider,
    VisionProvider,
)
from studio.speech.piper.installed import fetched_voices, find_fetched
from studio.speech.voices import VOICES, Voice, is_english
from studio.text.words.runs import count_letters

__all__ = [
    "can_speak",
    "get_health",
    "get_provider",
    "get_voices",
    "has_service",
    "main_unspoken_language",
    "unspoken_languages",
    "writing_services",
]

# If more than this share of its letters has no voice, a text counts as unspeakable as a whole.
MOSTLY_UNSPOKEN = 0.8

# Seconds that outside services may take for one script, picture or passage, over all tries and models. A script of 20,000
# characters is asked for in four parts, one after the other.
DEADLINES: dict[Kind, float] = {"text": 180.0, "vision": 90.0, "image": 120.0, "speech": 90.0}
DEADLINES |= {"photo": 45.0, "clip": 60.0, "motion": 600.0}
# Answers of collections are remembered for a day, whatever the setting says: their rules ask for that.
SEARCHES_KEPT = 24 * 3600.0


@overload
def get_provider(kind: Literal["text"]) -> Chain[TextProvider]: ...
@overload
def get_provider(kind: Literal["vision"]) -> Chain[VisionProvider]: ...
@overload
def get_provider(kind: Literal["image"]) -> Chain[ImageProvider]: ...
@overload
def get_provider(kind: Literal["speech"]) -> Chain[SpeechProvider]: ...
@overload
def get_provider(kind: Literal["photo", "clip"]) -> Chain[Collection]: ...
@overload
def get_provider(kind: Literal["motion"]) -> Chain[ClipProvider]: ...
def get_provider(kind: Kind) -> Chain[Any]:
    """Return the chain of providers of a kind in their order, for the owner whose films they are asked for (`films_of`)."""
    kept = SEARCHES_KEPT if kind in FOUND else settings.GENERATOR_REUSE_DAYS * 24 * 3600
    if kind == "motion":
        # A clip is too large for a cache; until it is stored, its errand is known.
        kept = 0.0
    return Chain(
        (link_of(kind, entry) for entry in lists_in_force().get(kind, [])),
        seconds=DEADLINES[kind],
        memory=Memory(caches["answers"], kept, _shape()) if kept else None,
    )


def _shape() -> str:
    """Return a digest of where the values that cross the contracts are defined, and of their fields.

    Remembered answers are pickled, and name their classes by module.
    """
    values = [value for value in vars(base).values() if isinstance(value, type) and is_dataclass(value)]
    named = sorted(
        (f"{value.__module__}.{value.__name__}", [field.name for field in fields(value)]) for value in values
    )
    return hashlib.sha256(repr(named).encode()).hexdigest()[:16]


def link_of(kind: Kind, entry: Entry) -> Link[Any]:
    """Return the link for an entry of the lists; an external one allows AT_ONCE calls in flight."""
    module, name = entry["BACKEND"].rsplit(".", 1)
    factory = import_string(entry["BACKEND"])
    setup, owner = entry.get("SETUP", ""), entry.get("OWNER")
    link: Link[Any] = Link(name, factory, entry.get("OPTIONS", {}), setup=setup, owner=owner)
    if not is_external(entry):
        return link
    # A service at another address, or asked with another key, has limits of its own.
    apart = "".join((f":{setup}" if FURTHER in setup else "", f":of-{owner}" if owner else ""))
    seconds = max(entry.get("SECONDS", 0), DEADLINES[kind])
    # A service whose rules say how often it may be asked is one, whatever it is asked for.
    together = module.rpartition(".")[0] if entry.get("RATES") else module
    guard = Guard(
        # At an address of the operator's choice, a service is called by who is there.
        service=link.options.get("service") or getattr(factory, "service", name),
        breaker=Breaker(cache, link.identity()),
        # By module: all calls from one file are to one service, whatever their kind. Twice the deadline, because an
        # abandoned call may still last.
        limiter=Limiter(cache, f"{together}{apart}", slots=entry["AT_ONCE"], hold=2 * seconds),
        # As long as a film may be made: a worker that takes up what another has left asks for the same.
        errands=Errands(cache, link.identity(), settings.GENERATOR_RUN_SECONDS),
        seconds=entry.get("SECONDS"),
        # By set-up: what staff allow is for all kinds of work together.
        quota=Quota(cache, f"{setup or together}{apart}", entry["RATES"]) if entry.get("RATES") else None,
        is_wanted=partial(is_in_force, setup, owner),
        is_own_key=owner is not None,
        meter=_meter(kind, entry, link),
    )
    return replace(link, guard=guard)


def is_in_force(setup: str, owner: int | None) -> bool:
    """Return whether a service is still switched on, and the key of an owner still there: a film may be on its way."""
    known = known_now()
    of_site = known.site.get(setup)
    return (of_site is None or of_site.is_on) and (owner is None or setup in known.of(owner))


def takes_own_keys() -> bool:
    """Return whether members may use services with keys of their own."""
    return bool(settings.GENERATOR_OWN_KEYS and settings.GENERATOR_STORED_SERVICES)


def _meter(kind: Kind, entry: Entry, link: Link[Any]) -> Counter:
    """Return who counts the calls of a link."""
    card = next((card for card in get_cards() if card.speaks_for(entry)), None)
    return Counter(
        vendor=card.module.rpartition(".")[2] if card else link.name,
        service=card.name_of(entry) if card else link.name,
        kind=kind,
        model=model_of(link),
        # The entry of a key that is a person's own says whose it is.
        by_own_key=bool(entry.get("OWNER")),
        is_free=is_free(kind, entry, card),
    )


def get_cards() -> tuple[Card, ...]:
    """Return the cards of all vendors in the settings, switched on or not."""
    return load_cards(settings.GENERATOR_VENDORS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A vendor at one address as this site uses it: its name and firm for people, and the kinds of work."""

    card: Card
    name: str
    firm: str
    kinds: tuple[Kind, ...]


def services_in_use(lists: Lists | None = None) -> list[Service]:
    """Return the services that this site may call; a vendor that is reached at several addresses is several.

    `lists` are those in force, unless others are given.
    """
    lists = lists_in_force() if lists is None else lists
    found: dict[tuple[Card, str, str], dict[Kind, None]] = {}
    for card in get_cards():
        for kind, entries in lists.items():
            for entry in filter(card.speaks_for, entries):
                found.setdefault((card, card.name_of(entry), card.firm_of(entry)), {})[kind] = None
    return [
        Service(card=card, name=name, firm=firm, kinds=tuple(kinds))
        for (card, name, firm), kinds in found.items()
    ]


def card_of(service: str) -> Card | None:
    """Return the card of the vendor whose service is called so on pages; None if there is none."""
    used = [one.card for one in services_in_use() if one.name == service]
    return next(iter([*used, *(card for card in get_cards() if card.name == service)]), None)


def is_external(entry: Entry) -> bool:
    """Return whether an entry of the settings is an outside service."""
    return bool(entry.get("EXTERNAL"))


def has_service(kind: Kind) -> bool:
    """Return whether an outside service is set up for this kind of work."""
    return any(map(is_external, lists_in_force().get(kind, [])))


def writing_services() -> list[str]:
    """Return the names of the services that write what an owner then corrects, in the order of the settings."""
    links = [link for link in get_provider("text").links if link.guard]
    return list(
        dict.fromkeys(
            link.guard.service for link in links if link.guard and getattr(link.factory, "writes", False)
        )
    )


def can_speak(language: str, voice: str = "") -> bool:
    """Return whether a provider speaks a language, with a certain voice if one is named."""
    providers = (link.factory(**link.options) for link in get_provider("speech").links)
    return any(provider.speaks(language=language, voice=voice) for provider in providers)


def unspoken_languages(text: str, language: str) -> list[str]:
    """Return the languages in a text of `language` that no provider speaks. They are found by script, which is fast."""
    return [found for found in count_letters(text, language) if not can_speak(found)]


def main_unspoken_language(text: str) -> str:
    """Return the language of a text if next to nothing of it can be spoken, else an empty string."""
    letters = count_letters(text)
    unspoken = [language for language, _ in letters.most_common() if not can_speak(language)]
    silent = sum(letters[language] for language in unspoken)
    return unspoken[0] if unspoken and silent > MOSTLY_UNSPOKEN * letters.total() else ""


def get_voices() -> tuple[Voice, ...]:
    """Return the voices that can be chosen: those of services, then those that were fetched, then the built-in ones."""
    entries = lists_in_force()["speech"]
    spoken = [
        voice
        for card in get_cards()
        if card.voices and (own := list(filter(card.speaks_for, entries)))
        for voice in card.voices(own)
    ]
    fetched = [choice for voice in fetched_voices(settings.VOICES_DIR) for choice in voice.choices()]
    # The same voices may be there for a key of the owner's and for the site's.
    named = {(voice.value, voice.language): voice for voice in reversed((*spoken, *fetched, *VOICES))}
    return tuple(reversed(named.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks a text: the voice's name, the service it comes from (empty for a built-in one), how it sounds."""

    name: str
    service: str = ""
    is_robotic: bool = False


def speaker_of(language: str, voice: str = "") -> Speaker | None:
    """Return who will speak a language if nothing fails, with a certain voice if one is named; None if nobody."""
    chain = get_provider("speech")
    asked = chain.only(lambda provider: provider.speaks(language=language, voice=voice))
    links = asked.those_that(lambda provider: provider.speaks(language=language, voice=voice)).links
    if not links:
        return None
    named = next((one for one in get_voices() if one.value == voice and one.language == language), None)
    if links[0].guard:
        return Speaker(name=named.label if named else "", service=links[0].guard.service)
    if fetched := find_fetched(settings.VOICES_DIR, language, voice):
        return Speaker(name=named.label if named else fetched[0].choices()[0].label)
    is_robotic = not is_english(language) or voice.startswith("robot-")
    usual = VOICES[0].label if is_english(language) and not is_robotic else ""
    return Speaker(name=named.label if named and not is_robotic else usual, is_robotic=is_robotic)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The health of one outside provider."""

    kind: Kind
    service: str
    model: str
    cost: str
    health: Health


def model_of(link: Link[Any]) -> str:
    """Return the model of a link, with its route if it has one; empty if there is no choice of models."""
    return ": ".join(filter(None, (link.options.get("route", ""), link.options.get("model", ""))))


def get_health() -> list[Report]:
    """Return the health of each outside provider, in the order of the settings."""
    return [
        Report(
            kind=kind,
            service=link.guard.service,
            model=model_of(link),
            cost=card.cost if (card := card_of(link.guard.service)) else "",
            health=link.guard.breaker.health(),
        )
        for kind in get_args(Kind)
        for link in get_provider(kind).links
        if link.guard
    ]
