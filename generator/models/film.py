"""Films: the finished versions of a generation, each with its own files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import F, Max, Sum
from django.utils import timezone

from generator.models.files.miniature import HasMiniature
from generator.models.scene import ASIDE, SNAPSHOT_FILES, Origin, Scene
from studio.text.marks.told import as_read

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
    poster_at = models.FloatField(
        null=True, blank=True, help_text="The moment that the owner chose for the poster, in seconds."
    )
    poster_is_own = models.BooleanField(default=False, help_text="The owner gave the poster.")
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
    brand = models.ForeignKey(
        "generator.Brand",
        on_delete=models.SET_NULL,
        related_name="shown_in",
        null=True,
        blank=True,
        editable=False,
        help_text="What it shows of its owner's brand.",
    )
    made_with = models.TextField(blank=True, help_text="What made its words, pictures and voice.")
    settings = models.JSONField(default=dict, blank=True, help_text="Appearance and sound as they were.")
    scenes = models.JSONField(
        default=list, blank=True, help_text="Its scenes as they were, with their times in it."
    )
    flashes = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="Where it flashes so often that it can harm: first second, last second, whether in red.",
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
        told = (
            as_read(scene.get("narration", ""), verbatim=self.generation.verbatim) for scene in self.scenes
        )
        return [*told, *(words for words in cards if words)]

    @property
    def poster_version(self) -> str:
        """What tells browsers this poster from the one before it."""
        return hashlib.sha256(str(self.poster.name).encode()).hexdigest()[:10]

    def change_poster(self, picture: bytes, moment: float | None = None) -> bool:
        """Take a JPEG as the poster: the film's picture at a `moment` in seconds, or without one the owner's own.

        Return whether it was taken: not where the film is gone, or another poster was chosen meanwhile. The poster
        before is deleted once the new one is stored and named.
        """
        before, generation = self.poster.name, self.generation
        grown = len(picture) - (size_of(before) if before else 0)
        # Names are never used again: browsers keep files by their addresses.
        self.poster.save(f"poster-{uuid4().hex}.jpg", ContentFile(picture), save=False)
        self.poster_at, self.poster_is_own = moment, moment is None
        with transaction.atomic():
            taken = Film.objects.filter(pk=self.pk, poster=before).update(
                poster=self.poster.name,
                poster_at=self.poster_at,
                poster_is_own=self.poster_is_own,
                stored_bytes=F("stored_bytes") + grown,
            )
            delete_files([name for name in (before if taken else self.poster.name,) if name])
            if taken:
                generation.count_less(-grown)
                if moment is None:
                    generation.review_again()
        return bool(taken)

    def same_moment(self, moment: float, before: Film) -> float | None:
        """Return when this film shows what the film `before` it showed at a moment; None if it does not show it.

        A moment belongs to its scene: it moves with the scene's picture, if that is shown for long enough.
        """
        at = next((scene for scene in before.scenes if scene["start"] <= moment < scene["end"]), None)
        if at is None:
            # On the title card, before the first scene, or on the end card.
            first = min((scene["start"] for scene in self.scenes), default=0.0)
            return moment if moment < first else None
        since = moment - at["start"]
        shown = [
            scene
            for scene in self.scenes
            if scene["image_fingerprint"] == at["image_fingerprint"] and since < scene["end"] - scene["start"]
        ]
        nearest = min(shown, key=lambda scene: abs(scene["position"] - at["position"]), default=None)
        return nearest["start"] + since if nearest else None

    def own_scenes(self) -> list[Scene]:
        """Return the scenes as this film shows them, unsaved; a picture that was replaced since is left out."""
        rows = {scene.position: scene for scene in self.generation.scenes.all()}
        scenes = []
        for told in self.scenes:
            shown = {name: value for name, value in told.items() if name not in ("row", *SNAPSHOT_FILES)}
            row = rows.get(told["position"])
            image = row.image if row and row.has_picture_of(told) else ""
            scenes.append(Scene(generation=self.generation, **shown, image=image))
        return scenes

    @property
    def own_music(self) -> str:
        """The stored name of the sound file of its owner's that was chosen for it; empty without one."""
        return str(self.settings.get("music_file") or "")

    @property
    def has_its_music(self) -> bool:
        """Whether the sound file that its owner gave for it is still there, if there was one."""
        return not self.own_music or default_storage.exists(self.own_music)

    def _rows_of_scenes(self) -> list[Scene | None]:
        """Return for each of this film's scenes the row that it was made from, or that can take its place, or None.

        Older films did not note the row: it is known by its picture, its words, or else its place.
        """
        rows = list(self.generation.scenes.all())
        found: list[Scene | None] = [None] * len(self.scenes)
        signs: tuple[Callable[[Scene, dict[str, Any]], bool], ...] = (
            lambda row, told: row.pk == told.get("row"),
            lambda row, told: row.has_picture_of(told),
            lambda row, told: bool(row.narration) and row.narration == told["narration"],
            lambda row, told: row.position == told["position"],
        )
        for is_same in signs:
            for index, told in enumerate(self.scenes):
                row = next((row for row in rows if is_same(row, told)), None)
                if found[index] is None and row:
                    found[index] = row
                    rows.remove(row)
        return found

    def restore_scenes(self) -> None:
        """Put the scenes back to what this film shows; scenes that it does not have are deleted."""
        rows = self._rows_of_scenes()
        scenes = self.generation.scenes
        extra = scenes.exclude(pk__in=[row.pk for row in rows if row])
        gone = [name for scene in extra for name in scene.file_names()]
        extra.delete()
        scenes.update(position=F("position") + ASIDE)
        for told, row in zip(self.scenes, rows, strict=True):
            gone += (row or Scene(generation=self.generation)).restore(told)
        delete_files(gone)

    def to_be_made_anew(self) -> dict[str, list[int]]:
        """Return the numbers of scenes of which something is no longer there: "painted", "spoken", "own" pictures."""
        found: dict[str, list[int]] = {"painted": [], "spoken": [], "own": []}
        for told, row in zip(self.scenes, self._rows_of_scenes(), strict=True):
            number = told["position"] + 1
            if not (row and row.has_picture_of(told)):
                is_own = told["image_origin"] in (Origin.UPLOAD, Origin.CLIP)
                found["own" if is_own else "painted"].append(number)
            if told["narration"] and not (row and row.has_speech_of(told)):
                found["spoken"].append(number)
        return found

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
