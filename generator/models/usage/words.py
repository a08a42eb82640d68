"""What was used of outside services, in words: units, money, and whatever has no price."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.models.usage.usage import Figures, UsageQuerySet, total

# What each kind of work is called where its use is told.
WORK = {
    "text": "Texts",
    "vision": "Looking at pictures",
    "image": "Pictures",
    "speech": "Voice",
    "photo": "Photos",
    "clip": "Clips",
    "motion": "Moving pictures",
}
CENT = Decimal("0.01")
UNKNOWN = "price not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One service and kind of work: what was used, and what it cost."""

    service: str
    work: str
    used: str
    cost: str
    by_own_key: bool = False


@dataclass(frozen=True, slots=True)
class Spent:
    """What was used, line by line, and the sum of it in words."""

    lines: tuple[Line, ...]
    sum: str


def spent(rows: UsageQuerySet) -> Spent:
    """Return what rows tell of, by service and kind of work; without lines if no service was asked."""
    sums = rows.by("service", "kind", "by_own_key")
    lines = [_line(about, figures) for about, figures in sums]
    return Spent(tuple(lines), cost_in_words(total(figures for _, figures in sums)))


def _line(about: dict[str, Any], figures: Figures) -> Line:
    return Line(
        service=about["service"],
        work=WORK.get(about["kind"], about["kind"]),
        used=used_in_words(figures),
        cost=cost_in_words(figures),
        by_own_key=about["by_own_key"],
    )


def used_in_words(figures: Figures) -> str:
    """Return what was used: "4 calls, 1 without success; 3 pictures"."""
    failed = f" ({figures.failures} without success)" if figures.failures else ""
    tokens = figures.tokens_in + figures.tokens_out
    units = (
        (tokens, "token"),
        (figures.pictures, "picture"),
        (figures.characters, "character"),
        (round(figures.seconds), "second"),
    )
    return ", ".join(
        [counted(figures.calls, "call") + failed, *(counted(count, unit) for count, unit in units if count)]
    )


def counted(count: int, unit: str) -> str:
    return f"{count:,} {unit}{'' if count == 1 else 's'}"


def cost_in_words(figures: Figures) -> str:
    """Return what it cost: "$0.31", and for how many calls nobody knows."""
    if not figures.unpriced:
        return money_in_words(figures.money)
    if not figures.money:
        return UNKNOWN
    return (
        f"{money_in_words(figures.money)}, and {counted(figures.unpriced, 'call')} whose price is not known"
    )


def money_in_words(money: Decimal) -> str:
    """Return US dollars in words; what is less than a cent is told as that."""
    if 0 < money < CENT:
        return "less than $0.01"
    return f"${money:,.2f}" if money else "nothing"


def names_of(services: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(services))
