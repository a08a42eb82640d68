"""One request of one user and the video that came of it."""

from __future__ import annotations

import secrets
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models.functions import Now
from django.urls import reverse

from generator.models.generation_queryset import LEASE, GenerationQuerySet, delete_files

MIN_TEXT = 3
MAX_TEXT = 5000


def upload_path(generation: Generation, filename: str) -> str:
    """Give the upload a name of ours: what a stranger calls a file never reaches the storage."""
    return f"{generation.folder}/upload"


def product_path(generation: Generation, filename: str) -> str:
    """Keep every attempt's files apart: an old worker can never write over a newer one's result."""
    return f"{generation.folder}/{generation.lease}/{filename}"


def new_seed() -> int:
    return secrets.randbelow(2**31)


class Generation(models.Model):
    """A request and its film.

    `status` says whether, `stage` says where, `review` says what staff think. The row is the truth: whoever holds
    `lease` (a number that rises with each claim) may write results, and nobody else.
    """

    class Kind(models.TextChoices):
        TEXT = "text", "Text to video"
        IMAGE = "image", "Image to video"

    class Status(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "In progress"
        SUCCEEDED = "succeeded", "Ready"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    class Stage(models.TextChoices):
        DESCRIBE = "describe", "Looking at the picture"
        STORYBOARD = "storyboard", "Writing the storyboard"
        ILLUSTRATE = "illustrate", "Painting the pictures"
        NARRATE = "narrate", "Recording the narration"
        RENDER = "render", "Cutting the video"

    class Review(models.TextChoices):
        PENDING = "pending", "Not reviewed"
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Rejected"

    class Style(models.TextChoices):
        PLAIN = "plain", "Natural"
        DRAMATIC = "dramatic", "Dramatic"
        PHOTOREALISTIC = "photorealistic", "Photographic"
        WATERCOLOUR = "watercolour", "Watercolour"
        PAPER = "paper", "Paper cut"

    class Size(models.TextChoices):
        LANDSCAPE = "16:9", "Landscape 16:9"
        PORTRAIT = "9:16", "Portrait 9:16"
        SQUARE = "1:1", "Square 1:1"

    # Each move with the states that it starts from and the one that it leads to. Claim and reap, which move many rows,
    # are on the queryset.
    MOVES: ClassVar[dict[str, tuple[tuple[str, ...], str]]] = {
        "publish": ((Status.RUNNING,), Status.SUCCEEDED),
        "fail": ((Status.RUNNING,), Status.FAILED),
        "give_back": ((Status.RUNNING,), Status.QUEUED),
        "cancel": ((Status.QUEUED, Status.RUNNING), Status.CANCELLED),
        "retry": ((Status.FAILED, Status.CANCELLED), Status.QUEUED),
        "retry_stand_ins": ((Status.SUCCEEDED, Status.FAILED, Status.CANCELLED), Status.QUEUED),
    }

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
    language = models.CharField(max_length=8, blank=True)
    style = models.CharField(max_length=20, choices=Style, default=Style.PLAIN)
    size = models.CharField(max_length=5, choices=Size, default=Size.LANDSCAPE)
    voice = models.CharField(max_length=60, blank=True)
    captions = models.BooleanField(default=True)
    write_for_me = models.BooleanField(default=False, help_text="The text is a topic to write about.")
    music = models.CharField(max_length=20, blank=True)
    seed = models.PositiveIntegerField(default=new_seed, editable=False)

    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    stage = models.CharField(max_length=12, choices=Stage, blank=True)
    progress = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    attempt = models.PositiveSmallIntegerField(default=0)
    lease = models.PositiveBigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    error = models.CharField(max_length=500, blank=True)
    review = models.CharField(max_length=10, choices=Review, default=Review.PENDING)

    video = models.FileField(upload_to=product_path, max_length=255, blank=True)
    poster = models.FileField(upload_to=product_path, max_length=255, blank=True)
    captions_file = models.FileField(upload_to=product_path, max_length=255, blank=True, help_text="WebVTT.")
    subtitles_file = models.FileField(upload_to=product_path, max_length=255, blank=True, help_text="SubRip.")
    duration = models.FloatField(null=True, blank=True, help_text="Seconds.")
    description_provider = models.CharField(max_length=100, blank=True)
    description_error = models.CharField(max_length=500, blank=True, help_text="Why a stand-in looked.")
    storyboard_provider = models.CharField(max_length=100, blank=True)
    storyboard_error = models.CharField(max_length=500, blank=True, help_text="Why a stand-in wrote.")
    description_fingerprint = models.CharField(max_length=64, blank=True)
    storyboard_fingerprint = models.CharField(max_length=64, blank=True)
    film_fingerprint = models.CharField(max_length=64, blank=True)

    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

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
        return reverse("watch", args=[self.pk])

    @property
    def folder(self) -> str:
        return f"users/{self.owner_id}/{self.pk}"

    @property
    def is_active(self) -> bool:
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)

    @property
    def keyword_list(self) -> list[str]:
        return [word.strip() for word in self.keywords.split(",") if word.strip()]

    def _move(self, verb: str, **fields: Any) -> bool:
        """Change the status if the row still stands where this object believes it does; say whether it did."""
        sources, target = self.MOVES[verb]
        held = Generation.objects.filter(pk=self.pk, status__in=sources, lease=self.lease)
        if held.update(status=target, **fields) != 1:
            return False
        # Expressions such as Now() have their value only in the database.
        self.refresh_from_db()
        return True

    def publish(self) -> bool:
        """Show the finished film, whose files were kept before."""
        return self._move("publish", progress=100, error="", finished_at=Now(), lease_until=None)

    def fail(self, message: str) -> bool:
        return self._move("fail", error=message[:500], finished_at=Now(), lease_until=None)

    def give_back(self) -> bool:
        """Return a run that this worker was asked to drop: it was no failure, so its attempt does not count."""
        return self._move("give_back", attempt=models.F("attempt") - 1, lease_until=None, worker="")

    def cancel(self) -> bool:
        """Stop for good; a worker that is at it finds out at its next heartbeat and writes nothing more."""
        # The worker may have claimed the row since it was read, and a cancel is meant whoever holds it.
        self.refresh_from_db(fields=["lease"])
        return self._move("cancel", finished_at=Now(), lease_until=None, error="")

    def retry(self) -> bool:
        """Queue a failed or cancelled film again; all that was made well is kept."""
        return self._move("retry", attempt=0, error="", finished_at=None, stage="", progress=0)

    def retry_stand_ins(self) -> bool:
        """Queue a film again to have made anew what stand-ins made, and nothing else."""
        with transaction.atomic():
            if not self.scenes.with_stand_ins().exists():
                return False
            moved = self._move(
                "retry_stand_ins",
                attempt=0,
                error="",
                finished_at=None,
                stage="",
                progress=0,
                # What replaces a stand-in is made from the same parts, which tell nothing of who made it.
                film_fingerprint="",
            )
            if moved:
                self.scenes.forget_stand_ins()
            return moved

    def heartbeat(self, stage: str, progress: int) -> bool:
        """Prolong the lease and write the progress. False: cancelled or lost, stop and write nothing more."""
        held = Generation.objects.filter(pk=self.pk, lease=self.lease, status=self.Status.RUNNING)
        return held.update(lease_until=Now() + LEASE, stage=stage, progress=progress) == 1

    def keep(self, **fields: Any) -> bool:
        """Write a product, but only while this run still holds the lease. Say whether it was written."""
        held = Generation.objects.filter(pk=self.pk, lease=self.lease, status=self.Status.RUNNING)
        if held.update(**fields) != 1:
            return False
        for name, value in fields.items():
            setattr(self, name, value)
        return True

    def file_names(self) -> list[str]:
        """Name every stored file of this generation and its scenes."""
        files = (
            self.upload,
            self.input_image,
            self.video,
            self.poster,
            self.captions_file,
            self.subtitles_file,
        )
        own = [file.name for file in files if file]
        return own + [name for scene in self.scenes.all() for name in scene.file_names()]

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row and, once that is sure, its files."""
        names = self.file_names()
        result = super().delete(*args, **kwargs)
        delete_files(names)
        return result
