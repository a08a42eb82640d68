"""Charges: the films that count against a user's daily limit."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Charge(models.Model):
    """A charge for one film of one owner.

    Whether it counts follows from the film's status, so the two cannot disagree: it counts in advance while the film
    waits and runs, and no longer once it has failed or was cancelled. Without its film it counts: deleting a film does
    not undo the work.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="charges")
    generation = models.OneToOneField(
        "generator.Generation", on_delete=models.SET_NULL, null=True, blank=True
    )
    made_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField(
        default=1, help_text="How many of the day's videos it counts as: a long one as several."
    )

    class Meta:
        indexes = (models.Index(fields=("owner", "made_at"), name="charge_day"),)

    def __str__(self) -> str:
        return f"{self.owner} on {self.made_at:%Y-%m-%d}"
