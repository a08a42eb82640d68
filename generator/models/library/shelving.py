"""Rules about many films of a library: which are in it and which in the bin, their order, and their counts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, F, Window
from django.db.models.functions import Coalesce, FirstValue, Lag, Lead, Now
from django.utils import timezone

if TYPE_CHECKING:
    from generator.models.generation import Generation
    from generator.models.library.folder import Folder
    from generator.models.user import User

# How a library can be sorted: by what, and what decides between equals.
ORDERS: dict[str, tuple[Any, ...]] = {
    "new": ("-created_at", "pk"),
    "old": ("created_at", "-pk"),
    "title": ("sort_title", "-created_at", "pk"),
    "length": (F("film__duration").desc(nulls_last=True), "-created_at", "pk"),
    "size": ("-stored_bytes", "-created_at", "pk"),
}
# Rows whose files are named, and which are deleted, together.
DELETED_AT_ONCE = 50


# Digits to which numbers in a title are filled up, so that "Part 10" comes after "Part 9".
DIGITS = 8
LONGEST_KEY = 160


def sort_key(name: str) -> str:
    """Return by what a name is sorted: without case, accents and signs, and with numbers by their value."""
    parts = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(sign if sign.isalnum() else " " for sign in parts if not unicodedata.combining(sign))
    words = " ".join(letters.split())
    return re.sub(r"\d+", lambda number: number[0].zfill(DIGITS), words)[:LONGEST_KEY]


class Shelving(models.QuerySet["Generation"]):
    """What `GenerationQuerySet` knows of libraries."""

    def all_of(self, user: User) -> Self:
        """Keep all that a user has, with what is in their bin: it is stored and theirs until it is deleted."""
        return self.filter(owner=user)

    def owned_by(self, user: User) -> Self:
        """Keep what a user works with: what is in the bin is not watched, found or changed."""
        return self.filter(owner=user, binned_at=None)

    def in_bin(self) -> Self:
        return self.exclude(binned_at=None)

    def out_of_bin(self) -> Self:
        return self.filter(binned_at=None)

    def in_folder(self, folder: Folder | None) -> Self:
        return self.filter(folder=folder) if folder else self

    def sorted_by(self, order: str) -> Self:
        return self.order_by(*ORDERS[order])

    def beside(self, generation: Generation) -> tuple[Any, Any]:
        """Return the keys of the films before and behind one, in the order that these have; None where there is none."""
        order: list[Any] = list(self.query.order_by)
        places = self.values("pk").annotate(
            before=Window(Lag("pk"), order_by=order),
            behind=Window(Lead("pk"), order_by=order),
            # The key, as a window: by the field itself the others would be left out before they are looked at.
            here=Window(FirstValue("pk"), partition_by="pk"),
        )
        found = places.filter(here=generation.pk).order_by().values_list("before", "behind").first()
        return found or (None, None)

    def counts(self, *fields: str) -> Counter[tuple[Any, ...]]:
        """Count by the values of some fields, with one query."""
        rows = self.order_by().values_list(*fields).annotate(n=Count("pk"))
        return Counter({tuple(values): n for *values, n in rows})

    def throw_away(self) -> datetime | None:
        """Put films into the bin, and cancel what is waiting or made; return the moment by which they are found there.

        A worker that is at one of them finds out at its next heartbeat.
        """
        status = self.model.Status
        now = timezone.now()
        with transaction.atomic():
            stopped = self.filter(binned_at=None, status__in=(status.QUEUED, status.RUNNING))
            stopped.update(
                status=status.CANCELLED, finished_at=Now(), lease_until=None, error="", binned_at=now
            )
            self.filter(binned_at=None).update(binned_at=now)
        return now if self.filter(binned_at=now).exists() else None

    def put_back(self) -> int:
        """Take films out of the bin; return how many there were. A draft's life begins anew."""
        return self.in_bin().update(binned_at=None, changed_at=Now())

    def overdue_in_bin(self) -> Self:
        """Keep what has been in the bin for as long as it is kept."""
        return self.filter(binned_at__lt=timezone.now() - timedelta(days=settings.GENERATOR_BIN_DAYS))

    def delete_by_and_by(self) -> int:
        """Delete films with their files, some at a time; return how many there were."""
        count = 0
        while keys := list(self.order_by().values_list("pk", flat=True)[:DELETED_AT_ONCE]):
            with transaction.atomic():
                count += len(keys)
                self.model._default_manager.filter(pk__in=keys).delete()
        return count

    def total_bytes(self) -> int:
        return int(self.aggregate(size=Coalesce(models.Sum("stored_bytes"), 0))["size"])
