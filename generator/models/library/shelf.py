"""Where a film stands in its owner's library, and by what name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Max

from generator.models.library.folder import Folder
from generator.models.library.shelving import LONGEST_KEY
from generator.models.life_cycle import LifeCycle


class Shelved(LifeCycle):
    """A film in a library: its folder, its place by title, and what it is a copy of."""

    # Of the film.
    title: Any
    title_card: Any
    title_card_text: Any
    film: Any
    owner_id: Any
    directory: Any
    copies: Any
    index_words: Callable[[], None]
    review_again: Callable[[], None]

    folder = models.ForeignKey(
        Folder,
        on_delete=models.SET_NULL,
        related_name="films",
        null=True,
        blank=True,
        editable=False,
        help_text="Empty: in none.",
    )
    sort_title = models.CharField(
        max_length=LONGEST_KEY, blank=True, editable=False, help_text="What its name is sorted by."
    )
    duplicate_of = models.UUIDField(
        null=True,
        blank=True,
        editable=False,
        help_text="The film whose files it has copies of, which may be gone. Fingerprints know them by its names.",
    )

    copied_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        related_name="copies",
        null=True,
        blank=True,
        editable=False,
        help_text="The video that this one started from, or that one started from.",
    )
    copy_number = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="Among the copies of a video; 0: it is no copy."
    )

    class Meta:
        abstract = True

    def copy(self, source: Any) -> None:
        """Note that this one starts from another: copies of a copy are copies of the first, numbered with the rest."""
        first = self.copied_from = source.copied_from or source
        last = first.copies.aggregate(last=Max("copy_number"))["last"]
        self.copy_number = (last or 0) + 1

    @property
    def binned_until(self) -> datetime | None:
        """When it is deleted for good."""
        return self.binned_at and self.binned_at + timedelta(days=settings.GENERATOR_BIN_DAYS)

    def first_name(self, name: str | None) -> str | None:
        """Return what a stored file was called in the film that this one is a duplicate of.

        What was made of an upload has the upload's name in its fingerprint, and is as good for the duplicate.
        """
        if not (name and self.duplicate_of and name.startswith(f"{self.directory}/")):
            return name
        return f"users/{self.owner_id}/{self.duplicate_of}/{name.removeprefix(self.directory + '/')}"

    def rename(self, title: str) -> bool:
        """Take another title, and nothing else: what the film shows stays. Say whether it was taken.

        Not while it is made, because the run knows the title already. An opening that shows the title so far keeps
        its words.
        """
        before: dict[str, Any] = {"title": self.title, "title_card_text": self.title_card_text}
        values: dict[str, Any] = {"title": title, "revision": F("revision") + 1}
        if self.title_card and not self.title_card_text and self.film and self.title:
            values["title_card_text"] = self.title
        with transaction.atomic():
            rows = self._row().filter(binned_at=None, **before)
            if rows.exclude(status__in=(self.Status.QUEUED, self.Status.RUNNING)).update(**values) != 1:
                return False
            if self.film:
                # Whoever goes back to this film goes back to its name as it is now.
                self.film.settings |= {name: values[name] for name in before.keys() & values.keys()}
                self.film.save(update_fields=["settings"])
            if title != before["title"]:
                self.review_again()
            self.refresh_from_db()
            self.index_words()
        return True
