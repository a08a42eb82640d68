"""A brand: the logo, the colours and the font of an owner's films."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Sum
from django.utils import timezone

from generator.models.files.stored import delete_files, size_of

if TYPE_CHECKING:
    from generator.models.generation import Generation
    from generator.models.user import User

# For how long a brand that no film has is kept: it is stored before its film's row is.
KEPT = timedelta(days=1)


def brand_path(brand: Brand, filename: str) -> str:
    """Return a new, unique path: fingerprints distinguish files by it."""
    return f"users/{brand.owner_id}/brands/{brand.pk.hex}/{uuid.uuid4().hex[:12]}-{filename}"


class BrandQuerySet(models.QuerySet["Brand"]):
    def owned_by(self, user: User) -> BrandQuerySet:
        return self.filter(owner=user)

    def unused(self) -> BrandQuerySet:
        """Keep the brands of films that are gone; one with a name, or of a preset, stays until its owner deletes it."""
        return self.filter(name="", films=None, kept_films=None, presets=None)

    def kits(self) -> BrandQuerySet:
        """Keep those to choose for films, by their names."""
        return self.exclude(name="").order_by("name")

    def drop_unused(self) -> None:
        """Delete the brands that were made for films which never came to be."""
        self.unused().filter(made_at__lt=timezone.now() - KEPT).delete()

    def total_bytes(self) -> int:
        return int(self.aggregate(size=Sum("stored_bytes", default=0))["size"])

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows and, once that is sure, their files."""
        with transaction.atomic():
            names = [name for brand in self for name in brand.file_names()]
            result = super().delete()
            delete_files(names)
        return result

    delete.alters_data = True  # type: ignore[attr-defined]  # Django's mark that keeps templates from calling it.
    delete.queryset_only = True  # type: ignore[attr-defined]  # And its mark against the manager.


class Brand(models.Model):
    """One row of an owner: with a name it is a kit to choose for films, without one it is of a film and its copies.

    The row of a film that was sent is never written again: other choices are another row, so that a film and its copies
    share their files for as long as they look alike.
    """

    class Corner(models.TextChoices):
        TOP_RIGHT = "top-right", "Top right"
        TOP_LEFT = "top-left", "Top left"
        BOTTOM_RIGHT = "bottom-right", "Bottom right"
        BOTTOM_LEFT = "bottom-left", "Bottom left"

    class LogoSize(models.TextChoices):
        SMALL = "small", "Small"
        MEDIUM = "medium", "Medium"
        LARGE = "large", "Large"

    class Place(models.TextChoices):
        INTRO = "intro", "Intro"
        OUTRO = "outro", "Outro"

    class Fit(models.TextChoices):
        WHOLE = "whole", "All of it, over a blurred copy of itself"
        FILL = "fill", "Fill the picture and cut off the rest"

    # The value of `font` for a font file of the owner's.
    OWN_FONT: ClassVar[str] = "own"
    FILES: ClassVar = ("logo", "font_file", "intro", "outro")
    COLOURS: ClassVar = ("letters_colour", "plate_colour", "accent_colour")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="brands")
    name = models.CharField(max_length=80, blank=True, help_text="Empty: it is of a film and its copies.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    logo = models.FileField(
        upload_to=brand_path, max_length=255, blank=True, help_text="Cleaned: a PNG with alpha, no margins."
    )
    logo_corner = models.CharField(max_length=12, choices=Corner, default=Corner.TOP_RIGHT)
    logo_size = models.CharField(max_length=10, choices=LogoSize, default=LogoSize.MEDIUM)
    letters_colour = models.CharField(max_length=7, blank=True, help_text="As #rrggbb. Empty: as usual.")
    plate_colour = models.CharField(max_length=7, blank=True, help_text="Behind captions.")
    accent_colour = models.CharField(max_length=7, blank=True, help_text="Of what stands out.")
    font = models.CharField(max_length=40, blank=True, help_text="A family, own, or empty as usual.")
    font_file = models.FileField(upload_to=brand_path, max_length=255, blank=True, help_text="Cleaned.")
    font_name = models.CharField(max_length=80, blank=True, help_text="What the file calls its font.")
    intro = models.FileField(
        upload_to=brand_path, max_length=255, blank=True, help_text="A clip as it came, or a cleaned picture."
    )
    intro_seconds = models.FloatField(null=True, blank=True, help_text="Of the clip. Empty: it is a picture.")
    outro = models.FileField(upload_to=brand_path, max_length=255, blank=True)
    outro_seconds = models.FloatField(null=True, blank=True)
    bookend_fit = models.CharField(max_length=5, choices=Fit, default=Fit.WHOLE)
    stored_bytes = models.PositiveBigIntegerField(default=0, editable=False, help_text="Of its files.")

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "name"), condition=~models.Q(name=""), name="one_kit_of_a_name"
            ),
        )

    def __str__(self) -> str:
        return self.name or "Of one film"

    @property
    def has_colours(self) -> bool:
        return any(getattr(self, name) for name in self.COLOURS)

    @property
    def has(self) -> list[str]:
        """What it is made of, in words."""
        parts = {
            "logo": self.logo,
            "colours": self.has_colours,
            "font": self.font,
            "intro": self.intro,
            "outro": self.outro,
        }
        return [name for name, part in parts.items() if part]

    @property
    def is_empty(self) -> bool:
        """Whether a film with it looks as one without."""
        return not (self.shows_something or self.name)

    @property
    def shows_something(self) -> bool:
        """Whether something of it is seen in films."""
        return bool(self.logo or self.intro or self.outro or self.has_colours or self.font)

    @property
    def marks(self) -> list[Any]:
        """What tells films with this brand from others, as fingerprints take it."""
        letters = [*(getattr(self, name) for name in self.COLOURS), self.font, self.font_file.name]
        logo = [self.logo.name, self.logo_corner, self.logo_size] if self.logo else []
        # Films of before had neither, and their fingerprints stay valid.
        around = [self.intro.name, self.outro.name, self.bookend_fit] if self.intro or self.outro else []
        return [*letters, *logo, *around]

    def is_of_draft(self, draft: Generation) -> bool:
        """Whether it may be changed with a draft: nothing else has it, and it is no kit."""
        others = (self.films.exclude(pk=draft.pk), self.kept_films, self.presets)
        return draft.is_draft and not self.name and not any(rows.exists() for rows in others)

    def take_over(self, kit: Brand, name: str) -> None:
        """Be the kit of this name from now on instead of another row, which its films keep as it is.

        Drafts and presets that have chosen the kit go along.
        """
        with transaction.atomic():
            Brand.objects.filter(pk=kit.pk).update(name="")
            self.name = name
            self.save(update_fields=["name"])
            kit.films.filter(status="draft").update(brand=self)
            kit.presets.update(brand=self)
            Brand.objects.filter(pk=kit.pk).unused().delete()

    def let_go(self) -> None:
        """Be no kit any more; without a film or a preset it is deleted."""
        Brand.objects.filter(pk=self.pk).update(name="")
        Brand.objects.filter(pk=self.pk).unused().delete()

    def file_names(self) -> list[str]:
        files = (getattr(self, name) for name in self.FILES)
        made = [name for bookend in self.bookends.all() for name in bookend.file_names()]
        return [file.name for file in files if file] + made

    def drop_bookends(self, place: str) -> list[str]:
        """Delete what was made of an intro or outro that goes; return the names of its files."""
        gone = self.bookends.filter(place=place)
        names = [name for bookend in gone for name in bookend.file_names()]
        gone.delete()
        return names

    def measure(self) -> None:
        """Note the bytes of its files."""
        self.stored_bytes = sum(map(size_of, self.file_names()))
        self.save(update_fields=["stored_bytes"])


class HasBrand(models.Model):
    """A film with a brand, or without one."""

    brand = models.ForeignKey(
        Brand,
        on_delete=models.SET_NULL,
        related_name="films",
        null=True,
        blank=True,
        editable=False,
        help_text="Logo, colours, font, intro and outro of its owner.",
    )

    class Meta:
        abstract = True
