"""One request of one user, and which of its films is shown."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Greatest, Now
from django.urls import reverse

from generator.models.appearance import Appearance
from generator.models.film import delete_files, size_of
from generator.models.generation_queryset import GenerationQuerySet
from generator.models.life_cycle import LifeCycle
from generator.models.sound import Sound
from studio.contracts import MOST_LETTERS

MIN_TEXT = 3
MAX_TEXT = MOST_LETTERS


# The moves by which an owner has another film made than the one that staff saw.
CHANGES = ("revise", "retry_stand_ins")


def upload_path(generation: Generation, filename: str) -> str:
    """Give the upload a name of ours: what a stranger calls a file never reaches the storage."""
    return f"{generation.folder}/upload"


def product_path(generation: Generation, filename: str) -> str:
    """Keep every attempt's files apart: an old worker can never write over a newer one's result."""
    return f"{generation.folder}/{generation.lease}/{filename}"


def new_seed() -> int:
    return secrets.randbelow(2**31)


class Generation(LifeCycle, Appearance, Sound):
    """A request; `film` is its finished version that is shown, `review` says what staff think of it."""

    class Kind(models.TextChoices):
        TEXT = "text", "Text to video"
        IMAGE = "image", "Image to video"

    class Review(models.TextChoices):
        PENDING = "pending", "Not reviewed"
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Rejected"

    class Split(models.TextChoices):
        AUTO = "auto", "Automatic"
        SENTENCE = "sentence", "One per sentence"
        LINE = "line", "One per line"
        PARAGRAPH = "paragraph", "One per paragraph"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="generations")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=80, blank=True)
    input_text = models.TextField(blank=True, max_length=MAX_TEXT)
    upload = models.FileField(
        upload_to=upload_path,
        max_length=255,
        blank=True,
        help_text="As it came, until a worker has cleaned it.",
    )
    input_image = models.FileField(
        upload_to=product_path,
        max_length=255,
        blank=True,
        help_text="The cleaned upload: upright, no metadata.",
    )
    keywords = models.TextField(blank=True, help_text="Separated by commas.")
    description = models.TextField(blank=True)
    boxes = models.JSONField(
        default=list, blank=True, help_text="[name, left, top, right, bottom] in fractions of the picture."
    )
    language = models.CharField(max_length=8, blank=True)
    split = models.CharField(
        max_length=10, choices=Split, default=Split.AUTO, help_text="How the text becomes scenes."
    )
    write_for_me = models.BooleanField(default=False, help_text="The text is a topic to write about.")
    seed = models.PositiveIntegerField(default=new_seed, editable=False)
    review = models.CharField(max_length=10, choices=Review, default=Review.PENDING)

    film = models.ForeignKey(
        "generator.Film",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        help_text="The one that is shown.",
    )
    description_provider = models.CharField(max_length=100, blank=True)
    description_error = models.CharField(max_length=500, blank=True, help_text="Why a stand-in looked.")
    storyboard_provider = models.CharField(max_length=100, blank=True)
    storyboard_error = models.CharField(max_length=500, blank=True, help_text="Why a stand-in wrote.")
    description_fingerprint = models.CharField(max_length=64, blank=True)
    storyboard_fingerprint = models.CharField(max_length=64, blank=True)
    stored_bytes = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="Of all its files and films."
    )
    reserved_bytes = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="What it will need besides, while it waits and is made."
    )

    objects = GenerationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)
        indexes = (
            models.Index(fields=("owner", "-created_at"), name="generation_library"),
            models.Index(fields=("status", "created_at"), name="generation_queue"),
        )

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("draft" if self.status == self.Status.DRAFT else "watch", args=[self.pk])

    @property
    def folder(self) -> str:
        return f"users/{self.owner_id}/{self.pk}"

    @property
    def keyword_list(self) -> list[str]:
        return [word.strip() for word in self.keywords.split(",") if word.strip()]

    @property
    def opening(self) -> str:
        """The words that stand before the first scene; empty where there are none."""
        return (self.title_card_text or self.title).strip() if self.title_card else ""

    @property
    def made_with(self) -> str:
        """What made the words, pictures and voice, in a sentence each."""
        scenes = list(self.scenes.all())
        makers = {
            "Picture described by": [self.description_provider],
            "Scenes by": [self.storyboard_provider],
            "Pictures by": [scene.image_provider for scene in scenes],
            "Voice by": [voice for scene in scenes for voice in scene.speech_provider.split(", ")],
        }
        named = {what: sorted({name for name in names if name}) for what, names in makers.items()}
        return " ".join(f"{what} {', '.join(names)}." for what, names in named.items() if names)

    def _move(self, verb: str, *, held: bool = True, **fields: Any) -> bool:
        """Note as well when describing an owner's draft has ended: the next of theirs waits from then on.

        What staff thought of a film does not hold for what its owner has changed.
        """
        if verb in CHANGES:
            fields["review"] = self.Review.PENDING
        moved = super()._move(verb, held=held, **fields)
        if moved and verb == "hand_over":
            self.owner.note("described_at")
        return moved

    def publish(self) -> bool:
        """Show the newest film, and let go of former ones beyond as many as are kept."""
        with transaction.atomic():
            film = self.films.newest()
            # Staff may have looked at the film before while this one was made.
            is_same = film and film.pk == self.film_id
            seen: dict[str, Any] = {} if is_same else {"review": self.Review.PENDING}
            if not self._move(
                "publish", film=film, progress=100, error="", finished_at=Now(), lease_until=None, **seen
            ):
                return False
            if film:
                self.scenes.take_times(film.scenes)
                kept = self.films.order_by("-number")[: settings.GENERATOR_FILMS_KEPT]
                self.films.former().exclude(pk__in=[one.pk for one in kept]).delete()
            return True

    @property
    def settings_in_force(self) -> dict[str, Any]:
        """The choices that a film is made with, as JSON takes them."""
        fields = [*Appearance._meta.local_fields, *Sound._meta.local_fields]
        chosen = {field.name: getattr(self, field.name) for field in fields}
        chosen["music_file"] = self.music_file.name
        return {"title": self.title, "language": self.language, "seed": self.seed, **chosen}

    def retry_stand_ins(self) -> bool:
        """Queue a film again to have made anew what stand-ins made, and nothing else."""
        with transaction.atomic():
            if not self.scenes.with_stand_ins().exists():
                return False
            moved = self._move(
                "retry_stand_ins",
                not_before=None,
                **self._from_the_start(),
            )
            if moved:
                # What replaces a stand-in is made from the same parts, which tell nothing of who made it.
                self.films.update(fingerprint="")
                self.scenes.forget_stand_ins()
            return moved

    def file_names(self) -> list[str]:
        """Name every stored file of this generation, its scenes and its pieces."""
        return self._files_besides_films() + [name for film in self.films.all() for name in film.file_names()]

    def _files_besides_films(self) -> list[str]:
        own = [file.name for file in (self.upload, self.input_image, self.music_file) if file]
        own += [name for scene in self.scenes.prefetch_related("cutaways") for name in scene.file_names()]
        # Most pieces of a finished film only point into it.
        return own + [piece.file.name for piece in self.pieces.all() if piece.file]

    def measure_storage(self) -> None:
        """Note how much all files take together, so that nobody has to ask the storage when they are counted."""
        for film in self.films.filter(stored_bytes=None):
            film.measure()
        of_films = self.films.all().total_bytes()
        self._row().update(stored_bytes=of_films + sum(map(size_of, self._files_besides_films())))

    def count_less(self, size: int) -> None:
        """Take the bytes of deleted files off the sum, without asking the storage."""
        self._row().update(stored_bytes=Greatest(F("stored_bytes") - size, 0))

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row and, once that is sure, its files."""
        names = self.file_names()
        Generation.objects.filter(pk=self.pk).release_charges()
        result = super().delete(*args, **kwargs)
        delete_files(names)
        return result
