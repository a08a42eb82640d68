"""Presets: an owner's choices for films, with a name; without one, those that were remembered last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Now

from generator.models.brands.brand import Brand
from generator.models.presets.ready import READY

if TYPE_CHECKING:
    from generator.models.user import User

MOST_PRESETS = 40
# What the one without a name is called.
REMEMBERED = "Remembered choices"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """A preset as a form takes it: one of an owner's, or one that everybody has. `key` names it in forms."""

    key: str
    name: str
    meaning: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    brand: Brand | None = None
    is_default: bool = False


class PresetQuerySet(models.QuerySet["Preset"]):
    def owned_by(self, user: User) -> PresetQuerySet:
        return self.filter(owner=user)

    def offered_to(self, user: User) -> list[Choices]:
        """Return an owner's presets and then those that everybody has."""
        own = self.owned_by(user).select_related("brand")
        return [preset.as_choices(user.preset) for preset in own] + [
            Choices(key=key, name=name, meaning=meaning, values=values, is_default=key == user.preset)
            for key, (name, meaning, values) in READY.items()
        ]

    def named(self, user: User, key: str) -> Choices | None:
        """Return one of the presets that an owner may choose; None if it is gone."""
        if not key:
            return None
        return next((choices for choices in self.offered_to(user) if choices.key == key), None)

    def keep(self, user: User, name: str, values: dict[str, Any], brand: Brand | None) -> Preset:
        """Write a preset; one of the same name is replaced. Without a name it is the owner's default from now on."""
        with transaction.atomic():
            same = self.select_for_update().owned_by(user).filter(name__iexact=name).first()
            preset = same or Preset(owner=user)
            preset.name, preset.values, preset.brand, preset.changed_at = name, values, brand, Now()
            preset.save()
            if not name:
                user.choose_preset(preset.key)
        return preset


class Preset(models.Model):
    """Choices of one owner."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="presets")
    name = models.CharField(max_length=60, blank=True, help_text="Empty: what was remembered last.")
    values = models.JSONField(default=dict, help_text="What was chosen, by the fields of the form.")
    brand = models.ForeignKey(
        Brand, on_delete=models.SET_NULL, related_name="presets", null=True, blank=True, editable=False
    )
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PresetQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=("owner", "name"), name="one_preset_of_a_name"),)

    def __str__(self) -> str:
        return self.name or REMEMBERED

    @property
    def key(self) -> str:
        return f"own-{self.pk}"

    def as_choices(self, default: str) -> Choices:
        return Choices(
            key=self.key,
            name=str(self),
            values=self.values,
            brand=self.brand,
            is_default=self.key == default,
        )

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it, and its logo and font if no film has them; it is nobody's default any more."""
        brand, key, owner = self.brand_id, self.key, self.owner
        with transaction.atomic():
            result = super().delete(*args, **kwargs)
            if owner.preset == key:
                owner.choose_preset("")
            Brand.objects.filter(pk__in=[brand] if brand else []).unused().delete()
        return result
