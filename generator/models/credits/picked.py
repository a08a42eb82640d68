"""The photo of a collection that an owner has chosen for a scene: kept as its collection told of it, to be fetched in any size."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import models

from generator.models.credits.credited import read_credit
from studio.contracts import Candidate


@dataclass(frozen=True, slots=True)
class Pick:
    """A work that a collection offered, and the name of the service that did."""

    service: str
    candidate: Candidate

    def as_stored(self) -> dict[str, Any]:
        """Return it as a row or a page keeps it."""
        told = {name: value for name, value in asdict(self.candidate).items() if value}
        told["credit"] = {name: value for name, value in told["credit"].items() if value}
        return {"service": self.service, **told, "tags": []}


def read_pick(stored: Any) -> Pick | None:
    """Return a stored pick; None if there is none, or not enough of it."""
    if not isinstance(stored, dict) or not (stored.get("service") and stored.get("address")):
        return None
    credit = read_credit(stored.get("credit"))
    if credit is None:
        return None
    known = {name: stored[name] for name in Candidate.__slots__ if name in stored}
    told = {"id": "", "title": "", **known, "credit": credit, "tags": ()}
    return Pick(str(stored["service"]), Candidate(**told))


class HasPick(models.Model):
    """A row whose picture may be a photo that its owner has chosen."""

    picked = models.JSONField(
        default=dict,
        blank=True,
        help_text="The photo of a collection that its owner chose, as the collection told of it. Empty: none.",
    )

    class Meta:
        abstract = True

    @property
    def pick(self) -> Pick | None:
        return read_pick(self.picked)
