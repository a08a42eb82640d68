"""Films: the finished versions of a generation, each with its own files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import F, Max, Sum
from django.utils import timezone

from generator.models.files.miniature import HasMiniature
from generator.models.scene import Scene

if TYPE_CHECKING:
    from generator.models.generation import Generation
    from generator.models.user import User

WEBVTT = "text/vtt; charset=utf-8"


def product_path(film: Film, filename: str) -> str:
    """Return a path that is unique to the attempt, so that an old worker cannot overwrite a newer result."""
    return f"{film.generation.folder}/{film.generation.lease}/{filename}"


def size_of(name: str) -> int:
    """Return the bytes of a stored file, or 0 if the storage does not have it."""
    try:
        return int(default_storage.size(name))
    except OSError:
        return 0


def delete_files(names: list[str]) -> None:
    """Delete stored files once the deletion of their rows is sure; `manage.py sweep` takes those that cannot be now."""
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name), robust=True)


class ProductField(models.FileField):
    """A file of a film, declared once: storing, delivery and export are loops over these fields.

    The renderer's result has an attribute of the same name. `served_as` is the last part of the address, and of the
    stored name. `download` ends the name of a downloaded copy; without it the file is only shown. `is_downloaded`: it
    is never shown, only downloaded. `is_for_player`: of no use to the owner without the player.
    """

    def __init__(
        self,
        *args: Any,
        served_as: str = "",
        media_type: str = "",
        download: str = "",
        is_downloaded: bool = False,
        is_for_player: bool = False,
        **options: Any,
    ) -> None:
        self.served_as, self.media_type, self.download = served_as, media_type, download
        self.is_downloaded, self.is_for_player = is_downloaded, is_for_player
        options = {"upload_to": product_path, "max_length": 255, "blank": True, **options}
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """Leave the facts out of migrations: to the database it is a file field like others."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.FileField", args, options

    @property
    def is_track(self) -> bool:
        """Whether it belongs to a track of the player, which browsers load only from the page's own origin."""
        return self.media_type == WEBVTT


class FilmQuerySet(models.QuerySet["Film"]):
    def owned_by(self, user: User) -> FilmQuerySet:
        return self.filter(generation__owner=user)

    def former(self) -> FilmQuerySet:
        """Keep the films that a newer one has taken the place of; not one that is yet to be published."""
        return self.filter(number__lt=F("generation__film__number"))

    def newest(self) -> Film | None:
        return self.order_by("-number").first()

    def total_bytes(self) -> int:
        return int(self.aggregate(size=Sum("stored_bytes", default=0))["size"])

    def make_room(self, size: int) -> None:
        """Delete the oldest of the films until more than `size` bytes are free."""
        gone = []
        for film in self.order_by("made_at", "pk"):
            if size < 0:
                break
            gone.append(film.pk)
            size -= film.stored_bytes or 0
        self.filter(pk__in=gone).delete()

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows and, once that is sure, their files; their generations' storage shrinks by as much."""
        films = list(self.select_related("generation"))
        with transaction.atomic():
            result = super().delete()
            for film in films:
                film.generation.count_less(film.stored_bytes or 0)
            delete_files([name for film in films for name in film.file_names()])
        return result

    delete.alters_data = True  # type: ignore[attr-defined]  # Django's mark that keeps templates from calling it.
    delete.queryset_only = True  # type: ignore[attr-defined]  # And its mark against the manager.


class Film(HasMiniature):
    """A finished version of a generation; `Generation.film` is the one that is shown."""

    pictured = "poster"

    generation = models.ForeignKey("generator.Generation", on_delete=models.CASCADE, related_name="films")
    number = models.PositiveIntegerField(help_text="Rises with each film of a generation.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="Of all that it was made from.")
    duration = models.FloatField(null=True, blank=True, help_text="Seconds.")

    video = ProductField(served_as="video.mp4", media_type="video/mp4", download="mp4")
    poster = ProductField(served_as="poster.jpg", media_type="image/jpeg")
    captions = ProductField(served_as="captions.vtt", media_type=WEBVTT, download="vtt", help_text="WebVTT.")
    subtitles = ProductField(
        served_as="subtitles.srt",
        media_type="application/x-subrip; charset=utf-8",
        download="srt",
        is_downloaded=True,
        help_text="SubRip.",
    )
    transcript = ProductField(
        served_as="transcript.txt",
        media_type="text/plain; charset=utf-8",
        download="txt",
        is_downloaded=True,
        help_text="Plain text.",
    )
    chapters = ProductField(
        served_as="chapters.vtt",
        media_type=WEBVTT,
        download="chapters.vtt",
        help_text="WebVTT, one chapter for each scene.",
    )
    sprites = ProductField(
        served_as="sprites.jpg",
        media_type="image/jpeg",
        is_for_player=True,
        help_text="Small pictures along the film, tiled.",
    )
    thumbnails = ProductField(
        served_as="thumbnails.vtt",
        media_type=WEBVTT,
        is_for_player=True,
        help_text="WebVTT: when each of the small pictures is due.",
    )
    stored_bytes = models.PositiveBigIntegerField(
        null=True, editable=False, help_text="Of its files. Empty until the next run measures it."
    )
    made_with = models.TextField(blank=True, help_text="What made its words, pictures and voice.")
    settings = models.JSONField(default=dict, blank=True, help_text="Appearance and sound as they were.")
    scenes = models.JSONField(
        default=list, blank=True, help_text="Its scenes as they were, with their times in it."
    )
    timings = models.JSONField(
        null=True,
        editable=False,
        help_text="Seconds of each step of a run that made everything, and its scenes.",
    )

    objects = FilmQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("generation", "number"), name="one_film_per_number"),)

    def __str__(self) -> str:
        return f"{self.generation}, version {self.number}"

    @classmethod
    def products(cls) -> list[ProductField]:
        return [field for field in cls._meta.get_fields() if isinstance(field, ProductField)]

    @classmethod
    def product(cls, name: str) -> ProductField:
        return next(product for product in cls.products() if product.name == name)

    @property
    def words(self) -> list[str]:
        """What is said and shown in it."""
        opening = self.settings.get("title_card_text") if self.settings.get("title_card") else ""
        cards = [opening, self.settings.get("end_card_text")]
        return [scene.get("narration", "") for scene in self.scenes] + [words for words in cards if words]

    def own_scenes(self) -> list[Scene]:
        """Return the scenes as this film shows them, unsaved; a picture that was replaced since is left out."""
        rows = {scene.position: scene for scene in self.generation.scenes.all()}
        scenes = [Scene(generation=self.generation, **told) for told in self.scenes]
        for scene in scenes:
            row = rows.get(scene.position)
            if row and row.image_fingerprint == scene.image_fingerprint:
                scene.image = row.image
        return scenes

    def file_names(self) -> list[str]:
        files = (getattr(self, product.name) for product in self.products())
        return [file.name for file in (*files, self.miniature) if file]

    def count_more(self, size: int) -> None:
        Film.objects.filter(pk=self.pk).update(stored_bytes=F("stored_bytes") + size)
        self.generation.count_less(-size)

    def measure(self) -> None:
        """Note the bytes of its files; one that the storage does not have counts nothing."""
        self.stored_bytes = sum(map(size_of, self.file_names()))
        self.save(update_fields=["stored_bytes"])

    def keep(self, **fields: Any) -> bool:
        """Write the film if the run that made it still holds the lease. Return whether it was written."""
        generation: Generation = self.generation
        with transaction.atomic():
            # Locked, so that the lease cannot pass to another worker between check and write.
            if not generation.held().select_for_update().exists():
                return False
            for name, value in fields.items():
                setattr(self, name, value)
            if self._state.adding:
                last = generation.films.aggregate(last=Max("number"))["last"]
                self.number = (last or 0) + 1
            self.save()
        return True
