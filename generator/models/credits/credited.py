"""What a row knows of the work that it shows: kept in the row, so that it goes where the picture goes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import models

from studio.contracts import Credit


class HasCredit(models.Model):
    """A picture, or later a voice or a music, that may be somebody's work.

    It is a column and no row of its own: films note it with their scenes, takes and copies carry it, going back brings
    it back, and with the picture it goes.
    """

    credit = models.JSONField(
        default=dict,
        blank=True,
        help_text="Whose work the picture is: source, page, title, author, licence, address, day. Empty: nobody's.",
    )

    class Meta:
        abstract = True

    @property
    def credited(self) -> Credit | None:
        return read_credit(self.credit)


def told_credit(credit: Credit | None) -> dict[str, Any]:
    """Return a credit as a row stores it; an empty one if there is none."""
    return asdict(credit) if credit else {}


def read_credit(stored: Any) -> Credit | None:
    """Return a stored credit; None if there is none, or not enough of it. What is not known of it is left out."""
    if not isinstance(stored, dict) or not (stored.get("page") and stored.get("licence")):
        return None
    names = {name for name in Credit.__slots__ if name in stored}
    return Credit(**{name: stored[name] for name in names} | {"source": str(stored.get("source", ""))})
