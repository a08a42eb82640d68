"""Orders for takes: pictures that were asked for and are still to be made."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models, transaction

from generator.models.scenes.order import Order, OrderQuerySet
from generator.models.scenes.take import Take

# As many are made for one owner, or wait, at a time.
MOST_ON_THE_WAY: Final = 12


class TakeOrder(Order):
    """A picture that is on its way. When it has come the row goes, and a take is there instead."""

    FILM: ClassVar[str] = "scene__generation"
    GIVEN_UP: ClassVar[str] = "We tried three times and could not make this picture. Please ask for another."

    scene = models.ForeignKey("generator.Scene", on_delete=models.CASCADE, related_name="take_orders")
    prompt = models.TextField()
    style = models.CharField(max_length=20, blank=True, help_text="Empty: the style of the scene.")
    is_painted = models.BooleanField(default=False, help_text="As in scenes.")
    pictures = models.CharField(max_length=10, blank=True, help_text="As in scenes.")
    variant = models.PositiveIntegerField()

    objects = OrderQuerySet["TakeOrder"].as_manager()

    class Meta:
        ordering = ("asked_at", "pk")

    def __str__(self) -> str:
        return f"A take to come of {self.scene}"

    def fulfil(self, take: Take) -> bool:
        """Put the take, whose files are stored, in its place; say whether this worker still held the lease."""
        with transaction.atomic():
            if not self.mine().delete()[0]:
                return False
            take.save()
        take.count_more(take.measure())
        return True
