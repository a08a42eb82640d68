"""`manage.py check_providers`: call each outside service once, with advice if one fails."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from generator.providers.calling.chain import Link
from generator.providers.card import ONLY_OUTSIDE
from generator.providers.factory import card_of, get_provider, model_of
from generator.providers.setup.trial import CALLS, Outcome, offered, try_once
from studio.errors import ProviderFailure

# As many of a service's models are named.
MOST_NAMED = 60


class Command(BaseCommand):
    help = (
        "Calls each outside service once and prints who serves; each call may cost as much as one of a film."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        rows: list[tuple[str, ...]] = [("kind", "service", "model", "seconds", "state", "what to do")]
        outcomes = []
        offered: dict[str, str] = {}
        for kind, call in CALLS.items():
            links: list[Link[Any]] = [link for link in get_provider(kind).links if link.guard]
            if not links:
                here = "none" if kind in ONLY_OUTSIDE else "built in"
                rows.append((kind, here, "", "", "no outside service is set up", ""))
            for link in links:
                outcome = try_once(link, call)
                outcomes.append(outcome)
                rows.append(_row(kind, link, outcome))
                offered.update(_offered(link, outcome))
        self._print(rows)
        for service, names in offered.items():
            self.stdout.write(f"{service} has these models: {names}")
        if any(outcome.failure for outcome in outcomes):
            sys.exit(1)

    def _print(self, rows: list[tuple[str, ...]]) -> None:
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write("  ".join(cells).rstrip())


def _row(kind: str, link: Link[Any], outcome: Outcome) -> tuple[str, ...]:
    service = link.guard.service if link.guard else link.name
    model = model_of(link) or "-"
    # What was chosen by name is told beside it.
    by = f" ({outcome.by})" if outcome.by and not link.options.get("model") else ""
    state = str(outcome.failure) if outcome.failure else f"works{by}"
    todo = advice(service, outcome.failure.kind) if outcome.failure else "nothing"
    return (kind, service, model, f"{outcome.seconds:.1f}", state, todo)


def _offered(link: Link[Any], outcome: Outcome) -> dict[str, str]:
    """Return the models of a service by its name, if the one that was asked for is not there or none is chosen."""
    if not link.guard or not outcome.failure:
        return {}
    names = offered(link, outcome.failure)
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return {link.guard.service: ", ".join(names[:MOST_NAMED]) + more} if names else {}


def advice(service: str, kind: ProviderFailure) -> str:
    """Return what the site's operator can do about a failure of the service of this name."""
    card = card_of(service)
    return card.advise(kind) if card else "look at the settings of this provider"
