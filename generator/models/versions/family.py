"""Videos that are one in several shapes or languages."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.functional import cached_property

from generator.models.scene import Cutaway, Scene
from generator.models.versions.told import noted, take

# What a relative begins anew: its life, its films, and what belongs to the form of the other.
_OF_ONE = frozenset(
    (
        *("id", "status", "stage", "progress", "attempt", "lease", "lease_until", "worker", "not_before"),
        *("error", "created_at", "changed_at", "waiting_since", "started_at", "finished_at", "revision"),
        *("review", "film", "copied_from", "copy_number", "stored_bytes", "reserved_bytes"),
        *("upload", "miniature", "family", "binned_at", "duplicate_of"),
    )
)


class HasFamily(models.Model):
    """A video that may have relatives: the same scenes in another shape or language.

    They share stored files by name until one of them makes its own; see `models/files/stored.py`.
    """

    # Fields of the generation.
    pk: Any
    owner: Any

    family = models.UUIDField(
        null=True,
        blank=True,
        editable=False,
        db_index=True,
        help_text="What videos have in common that are one in several shapes or languages.",
    )

    class Meta:
        abstract = True

    @cached_property
    def _relatives(self) -> list[Any]:
        if self.family is None:
            return []
        rows = (
            self._manager().filter(owner=self.owner, family=self.family, binned_at=None).exclude(pk=self.pk)
        )
        return list(rows.exclude(status="draft").select_related("film").order_by("created_at"))

    def _manager(self) -> Any:
        return type(self)._default_manager

    def relatives(self) -> list[Any]:
        """Return the other videos of its family, in the order in which they were made."""
        return self._relatives

    def beget(self, **chosen: Any) -> Any:
        """Return a draft with the same scenes, pictures and recordings, in which only what is `chosen` is different.

        None if it is not finished at this moment. Call it within a transaction that queues the draft.
        """
        manager = self._manager()
        with transaction.atomic():
            # Locked, so that no run replaces a file before the new rows name it.
            stands = manager.filter(pk=self.pk, status="succeeded").select_for_update()
            if not stands.exists():
                return None
            manager.filter(pk=self.pk, family=None).update(family=self.pk)
            self.family = self.family or self.pk
            values = {
                field.attname: getattr(self, field.attname)
                for field in self._meta.concrete_fields
                if field.name not in _OF_ONE
            }
            new = type(self)(**{**values, "status": "draft", "family": self.family, **chosen})
            new.save(force_insert=True)
            self._hand_down(new)
        return new

    def _hand_down(self, new: Any) -> None:
        scenes = Scene.objects.filter(generation=self.pk).prefetch_related("cutaways")
        for scene in scenes:
            copy = Scene(generation=new)
            take(copy, noted(scene))
            copy.save()
            for cutaway in scene.cutaways.all():
                further = Cutaway(scene=copy)
                take(further, noted(cutaway))
                further.save()
        new.index_words()
