"""`manage.py check_providers`: call each outside service once, with advice if one fails."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand
from PIL import Image

from generator.providers.calling.chain import Link
from generator.providers.card import ONLY_OUTSIDE, Kind
from generator.providers.factory import card_of, get_provider, model_of
from generator.providers.offering import Offering
from studio.errors import ProviderError, ProviderFailure, StudioError

# Failures for which it helps to know which models there are.
ABOUT_MODELS = (ProviderFailure.CONFIG, ProviderFailure.GONE)
# As many of a service's models are named.
MOST_NAMED = 60
TEXT = "A lighthouse stands by the sea. A boat comes home."


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one call; `failure` is None if it succeeded, and `by` then names what answered, if it says so."""

    seconds: float
    failure: ProviderError | None
    by: str = ""


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


def try_once(link: Link[Any], call: Callable[[Any], Any]) -> Outcome:
    """Call a provider regardless of its breaker, and close the breaker after a good answer."""
    started = time.monotonic()
    try:
        answer = call(link.factory(**link.options))
    except StudioError as error:
        failed = error if isinstance(error, ProviderError) else ProviderError(str(error))
        return Outcome(time.monotonic() - started, failed)
    if link.guard:
        link.guard.breaker.reset()
    return Outcome(time.monotonic() - started, None, str(getattr(answer, "model", "")))


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
    failed = outcome.failure
    has_model = bool(link.options.get("model"))
    if not link.guard or not failed or failed.kind not in ABOUT_MODELS:
        return {}
    if has_model and failed.kind != ProviderFailure.GONE:
        return {}
    provider = link.factory(**link.options)
    if not isinstance(provider, Offering):
        return {}
    try:
        names = provider.offers()
    except StudioError:
        return {}
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return {link.guard.service: ", ".join(names[:MOST_NAMED]) + more} if names else {}


def advice(service: str, kind: ProviderFailure) -> str:
    """Return what the site's operator can do about a failure of the service of this name."""
    card = card_of(service)
    return card.advise(kind) if card else "look at the settings of this provider"


def sample_picture() -> bytes:
    """Return a small JPEG: a grey gradient from black at the top to white."""
    data = io.BytesIO()
    Image.linear_gradient("L").resize((512, 384)).convert("RGB").save(data, "JPEG")
    return data.getvalue()


CALLS: dict[Kind, Callable[[Any], Any]] = {
    "text": lambda provider: provider.write_storyboard(text=TEXT, language="en"),
    "vision": lambda provider: provider.describe(picture=sample_picture(), language="en"),
    "image": lambda provider: provider.illustrate(
        prompt="A lighthouse by the sea", style="plain", width=512, height=512, seed=1, variant=0
    ),
    "speech": lambda provider: provider.speak(text=TEXT, language="en"),
    "photo": lambda provider: provider.search(words="lighthouse", shape="wide"),
    "clip": lambda provider: provider.search(words="lighthouse", shape="wide"),
    "motion": lambda provider: provider.animate(
        picture=sample_picture(), prompt="Waves", seconds=2.0, width=512, height=384, seed=1
    ),
}
