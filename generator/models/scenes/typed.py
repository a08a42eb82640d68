"""Changes to a film's scenes and settings that their owner is still typing: kept beside the film that is shown."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Now


class TypedScenesQuerySet(models.QuerySet["TypedScenes"]):
    def type_in(self, generation: Any, changes: dict[str, Any], *, known: int) -> TypedScenes | None:
        """Keep what is typed; None if another window has typed since revision `known`, or has let go of it."""
        with transaction.atomic():
            mine = self.filter(generation=generation, revision=known)
            if mine.update(changes=changes, revision=F("revision") + 1, saved_at=Now()):
                return self.get(generation=generation)
            if known or self.filter(generation=generation).exists():
                return None
            typed, is_new = self.get_or_create(generation=generation, defaults={"changes": changes})
            return typed if is_new else None


class TypedScenes(models.Model):
    """What stands on the page "Edit" and is not made yet, as its script says it."""

    generation = models.OneToOneField(
        "generator.Generation", on_delete=models.CASCADE, related_name="typed_scenes"
    )
    changes = models.JSONField(help_text="The order of the scenes, and the fields of those that are changed.")
    revision = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="Rises with each time that it is kept: windows name the one they know.",
    )
    saved_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TypedScenesQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Changes to {self.generation}"
