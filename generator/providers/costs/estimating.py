"""What a film will ask of services and what that costs, told before it is made: by what such calls have cost, or by price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from generator.models import Usage
from generator.models.usage.words import UNKNOWN, counted, money_in_words
from generator.providers.calling.chain import Chain, Link
from generator.providers.calling.meter import Used
from generator.providers.card import Kind
from generator.providers.costs.counting import Counter
from generator.providers.costs.tariffs import price
from generator.providers.factory import get_provider

# Days of use from which it is learned what a call costs, and the fewest calls that tell it.
LEARNED_FROM, FEWEST = timedelta(days=60), 3
# Letters of a token, tokens that a question has besides the text, and those that are answered for each scene.
LETTERS, INSTRUCTIONS, ANSWERED = 3, 2500, 120

_UNITS: dict[Kind, str] = {"text": "plan", "image": "picture", "speech": "character"}
_NAMED: dict[Kind, str] = {
    "text": "the plan of its scenes",
    "image": "about {count}",
    "speech": "the voice of about {count}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a film is about to ask for: texts that are planned, pictures, and letters that are spoken in a language."""

    texts: int = 0
    pictures: int = 0
    letters: int = 0
    language: str = "en"
    voice: str = ""


def estimate(plan: Plan) -> str:
    """Say what is going to be asked of services that may cost something, and what it costs; empty if nothing is."""
    speakers: Chain[Any] = get_provider("speech").only(
        lambda one: bool(one.speaks(language=plan.language, voice=plan.voice))
    )
    wanted: list[tuple[Kind, Chain[Any], int]] = [
        ("text", get_provider("text"), plan.texts),
        ("image", get_provider("image"), plan.pictures),
        ("speech", speakers, plan.letters),
    ]
    told = [_asked(kind, chain, count, plan) for kind, chain, count in wanted if count and chain.links]
    named = "; ".join(one for one in told if one)
    return f"Services are asked for {named}." if named else ""


def _asked(kind: Kind, chain: Chain[Any], count: int, plan: Plan) -> str:
    link: Link[Any] = chain.links[0]
    meter = link.guard.meter if link.guard else None
    if not isinstance(meter, Counter):
        return ""
    cost = _cost(kind, meter, count, plan)
    if (cost is None and meter.is_free) or cost == 0:
        return ""
    told = UNKNOWN if cost is None else money_in_words(cost)
    return f"{_NAMED[kind].format(count=counted(count, _UNITS[kind]))} ({meter.service}, {told})"


def _cost(kind: Kind, meter: Counter, count: int, plan: Plan) -> Decimal | None:
    """Return what so many pictures, letters or plans cost: as they did lately, else by the staff's prices."""
    known = (
        Usage.objects.since(timezone.localdate() - LEARNED_FROM)
        .filter(service=meter.service, kind=kind, model=meter.model, unpriced=0)
        .figures()
    )
    units = {"image": known.pictures, "speech": known.characters}.get(kind, known.calls - known.failures)
    if known.calls - known.failures >= FEWEST and units:
        return known.money / units * count
    return price(_expected(kind, count, plan), meter.service, meter.model)


def _expected(kind: Kind, count: int, plan: Plan) -> Used:
    if kind == "image":
        return Used(calls=count, pictures=count)
    if kind == "speech":
        return Used(calls=max(1, plan.pictures), characters=count)
    tokens = plan.letters // LETTERS
    return Used(
        calls=count,
        tokens_in=count * (INSTRUCTIONS + tokens),
        tokens_out=count * (tokens + plan.pictures * ANSWERED),
    )
