"""Films: the finished versions of a generation, each with its own files."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import F, Max, Sum
from django.utils import timezone

from generator.models.brands.brand import Brand
from generator.models.files.miniature import HasMiniature
from generator.models.files.stored import delete_files, named, size_of
from generator.models.versions.scenes import TellsScenes
from studio.text.marks.told import as_read

if TYPE_CHECKING:
    from generator.models.generation import Generation
    from generator.models.user import User

WEBVTT = "text/vtt; charset=utf-8"


def product_path(film: Film, filename: str) -> str:
    """Return a path that is unique to the attempt, so that an old worker cannot overwrite a newer result."""
    return f"{film.generation.directory}/{film.generation.lease}/{filename}"


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
        """Keep the films that another one has taken the place of; not one that is yet to be published."""
        return self.exclude(shown_at=None).exclude(pk=F("generation__film"))

    def never_shown(self) -> FilmQuerySet:
        """Keep the films that are yet to be published."""
        return self.filter(shown_at=None)

    def but_for_latest(self, count: int) -> FilmQuerySet:
        """Leave out so many of the films, those that were shown last."""
        latest = self.order_by("-shown_at", "-number").values_list("pk", flat=True)
        return self.exclude(pk__in=list(latest[: max(0, count)]))

    def newest(self) -> Film | None:
        return self.order_by("-number").first()

    def total_bytes(self) -> int:
        return int(self.aggregate(size=Sum("stored_bytes", default=0))["size"])

    def make_room(self, size: int) -> None:
        """Delete the films that were not shown for longest until more than `size` bytes are free."""
        for pk in list(self.order_by("shown_at", "made_at", "pk").values_list("pk", flat=True)):
            if size < 0:
                break
            size -= self.model.objects.filter(pk=pk).let_go()

    def let_go(self) -> int:
        """Delete the rows and, once that is sure, their files; return how many bytes that frees.

        Their generations' storage shrinks by as much. What other films or the scenes name as well stays.
        """
        films = list(self.select_related("generation").prefetch_related("keepsakes"))
        kept = {str(one.file.name): (film, one.size) for film in films for one in film.keepsakes.all()}
        small = {one.miniature.name: film for film in films for one in film.keepsakes.all() if one.miniature}
        freed = {film: film.stored_bytes or 0 for film in films}
        with transaction.atomic():
            super().delete()
            still = named(kept)
            for name, (film, size) in kept.items():
                freed[film] += 0 if name in still else size
            for name, film in small.items():
                freed[film] += size_of(name)
            own = [name for film in films for name in film.file_names()]
            delete_files([*own, *kept, *small])
            Brand.objects.filter(pk__in={film.brand_id for film in films if film.brand_id}).unused().delete()
            for film in films:
                freed[film] += film.generation.drop_loose_pieces()
                film.generation.count_less(freed[film])
        return sum(freed.values())

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows and, once that is sure, their files that nothing else names."""
        count = len(self)
        self.let_go()
        return count, {self.model._meta.label: count}

    delete.alters_data = True  # type: ignore[attr-defined]  # Django's mark that keeps templates from calling it.
    delete.queryset_only = True  # type: ignore[attr-defined]  # And its mark against the manager.


class Film(HasMiniature, TellsScenes):
    """A finished version of a generation; `Generation.film` is the one that is shown."""

    pictured = "poster"

    generation = models.ForeignKey("generator.Generation", on_delete=models.CASCADE, related_name="films")
    number = models.PositiveIntegerField(help_text="Rises with each film of a generation.")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="Of all that it was made from.")
    duration = models.FloatField(null=True, blank=True, help_text="Seconds.")
    shown_at = models.DateTimeField(
        null=True, editable=False, help_text="When it was last begun to be shown. Empty: it never was."
    )
    before = models.PositiveIntegerField(
        null=True, editable=False, help_text="The number of the one that was shown when it was made."
    )
    review = models.CharField(max_length=10, default="pending", help_text="What staff thought of it.")
    brand = models.ForeignKey(
        Brand,
        on_delete=models.SET_NULL,
        related_name="kept_films",
        null=True,
        editable=False,
        help_text="As in generations, when it was made.",
    )

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
    credits = ProductField(
        served_as="credits.txt",
        media_type="text/plain; charset=utf-8",
        download="credits.txt",
        is_downloaded=True,
        help_text="Plain text. Empty: it shows nobody else's works.",
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
    flashes = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="Where it flashes so often that it can harm: first second, last second, whether in red.",
    )
    loose_pieces = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="Fingerprints of the pieces that it was made of and that lie in files of their own.",
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

    def begin_to_show(self, before: int | None = None) -> None:
        """Note that it is shown from now on, and the number of the film `before` it, if it never was."""
        if self.shown_at is None:
            self.before = before
        self.shown_at = timezone.now()
        self.save(update_fields=["shown_at", "before"])

    @property
    def video_bytes(self) -> int:
        """The bytes of its video."""
        return size_of(str(self.video.name)) if self.video else 0

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
                self.brand_id = generation.brand_id
                self.save()
                self.hold_on()
            self.save()
        return True
