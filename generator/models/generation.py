"""One request of one user, and which of its films is shown."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import models, router, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator

from generator.models.appearance import Appearance
from generator.models.brands.brand import Brand, HasBrand
from generator.models.credits.listed import credits_of
from generator.models.editing.changes import TakesChanges
from generator.models.files.clip import BeginsWithClip
from generator.models.files.miniature import HasMiniature
from generator.models.files.stored import counted_by, delete_files, size_of
from generator.models.generation_queryset import GenerationQuerySet
from generator.models.library.shelf import Shelved
from generator.models.scenes.narration import Narration
from generator.models.sound import Sound
from generator.models.starting.several import BeginsWithPictures
from generator.models.user import Saying
from generator.models.versions.family import HasFamily
from generator.models.versions.keepsake import Keepsake
from generator.models.versions.shown import ShowsFilm
from studio.contracts import MOST_LETTERS
from studio.text.marks.sayings import SayAs
from studio.text.marks.told import as_read
from studio.text.reader.read import read_text

# What a draft without a title is called by: as many of its words, looked for in as many letters, and cut to as many.
FIRST_WORDS, FIRST_LETTERS, LONGEST_NAME = 8, 1_200, 60

MIN_TEXT = 3
MAX_TEXT = MOST_LETTERS


# The moves by which an owner has another film made than the one that staff saw.
CHANGES = ("revise", "retry_stand_ins")
# The fields in which the search looks, or which say where it looks.
SEARCHED = frozenset(
    (
        "title",
        "input_text",
        "keywords",
        "description",
        "title_card",
        "title_card_text",
        "end_card_text",
        "film",
    )
)


def upload_path(generation: Generation, filename: str) -> str:
    """Give the upload a name of ours: what a stranger calls a file never reaches the storage."""
    return f"{generation.directory}/upload"


def product_path(generation: Generation, filename: str) -> str:
    """Keep every attempt's files apart: an old worker can never write over a newer one's result."""
    return f"{generation.directory}/{generation.lease}/{filename}"


def new_seed() -> int:
    return secrets.randbelow(2**31)


class Generation(
    Shelved,
    TakesChanges,
    ShowsFilm,
    HasFamily,
    Appearance,
    Sound,
    HasBrand,
    BeginsWithClip,
    BeginsWithPictures,
    HasMiniature,
):
    """A request; `film` is its finished version that is shown, `review` says what staff think of it."""

    pictured = "input_image"

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
    input_text = models.TextField(blank=True, max_length=MAX_TEXT, help_text="What is spoken of the text.")
    pasted_text = models.TextField(
        blank=True, help_text="The text as its owner gave it; empty where it is spoken as it stands."
    )
    verbatim = models.BooleanField(default=False, help_text="The text is spoken exactly as it stands.")
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
    chosen_language = models.CharField(max_length=8, blank=True, help_text="Empty where it is to be found.")
    split = models.CharField(
        max_length=10, choices=Split, default=Split.AUTO, help_text="How the text becomes scenes."
    )
    write_for_me = models.BooleanField(default=False, help_text="The text is a topic to write about.")
    publication = models.JSONField(
        default=dict,
        blank=True,
        help_text="Title, description and hashtags that a text service wrote for publishing.",
    )
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
            # With the key, so that a search finds an owner's rows in order without reading them: rows are large.
            models.Index(fields=("owner", "-created_at", "id", "binned_at"), name="generation_library"),
            # What the page counts.
            models.Index(fields=("owner", "binned_at", "status", "kind", "folder"), name="generation_counts"),
            models.Index(fields=("status", "created_at"), name="generation_queue"),
        )

    def __str__(self) -> str:
        # A film gets a title when it is made; until then its first words tell drafts apart.
        return self.title or (self.is_draft and self._first_words) or self.get_kind_display()

    def get_absolute_url(self) -> str:
        draft = "text_draft" if self.kind == self.Kind.TEXT else "draft"
        return reverse(draft if self.is_draft else "watch", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def _first_words(self) -> str:
        told = (self.input_text, self.description, self.title_card_text, self.end_card_text)
        seen = self.description if self.kind == self.Kind.IMAGE else ""
        typed = seen or next(filter(None, told), "")
        words = self._as_named(typed.strip()).split()
        name = " ".join(words[:FIRST_WORDS])
        return Truncator(f"{name.rstrip('.,;:')}…" if len(words) > FIRST_WORDS else name).chars(LONGEST_NAME)

    def _as_named(self, typed: str) -> str:
        """Return the title of what is typed, or its words, as they will be understood."""
        if self.verbatim or self.write_for_me:
            return typed[:FIRST_LETTERS]
        # A record of a program is read whole, of others the beginning: a library has many drafts.
        document = read_text(typed[: MAX_TEXT if typed[:1] in {"{", "["} else FIRST_LETTERS])
        return document.title or as_read(document.text)

    @property
    def directory(self) -> str:
        return f"users/{self.owner_id}/{self.pk}"

    @property
    def given_text(self) -> str:
        """The text as its owner gave it."""
        return self.pasted_text or self.input_text

    @property
    def is_cleaned(self) -> bool:
        """Whether something of the text is not spoken."""
        return bool(self.pasted_text) and self.pasted_text.split() != self.input_text.split()

    @property
    def keyword_list(self) -> list[str]:
        return [word.strip() for word in self.keywords.split(",") if word.strip()]

    @cached_property
    def sayings(self) -> tuple[SayAs, ...]:
        """How its owner wants words said; read once, so that one run keeps to one list."""
        return Saying.objects.filter(owner=self.owner_id).as_told()

    @property
    def opening(self) -> str:
        """The words that stand before the first scene; empty where there are none."""
        return (self.title_card_text or self.title).strip() if self.title_card else ""

    @property
    def ending(self) -> str:
        """The words that stand after the last scene: the owner's, and whose works the film shows where that is wanted."""
        credits = credits_of(self).on_card if self.credits_card else ""
        return "\n".join(filter(None, (self.end_card_text.strip(), credits)))

    @property
    def words_now(self) -> list[str]:
        """What is said and shown in the film that there is; without one in the scenes, and before these in the text."""
        if self.film and self.film.scenes:
            return self.film.words
        told = [scene.as_read for scene in self.scenes.all()]
        written = as_read(self.input_text, verbatim=self.verbatim)
        return [*(told if any(told) else [written]), self.opening, self.end_card_text]

    def index_words(self) -> None:
        """Let the search find what is said now."""
        Generation.objects.using(self._state.db).filter(pk=self.pk).index_words()

    def save(self, *args: Any, **kwargs: Any) -> None:
        written = kwargs.get("update_fields")
        database = kwargs.get("using") or router.db_for_write(Generation, instance=self)
        with transaction.atomic(using=database):
            super().save(*args, **kwargs)
            if written is None or SEARCHED & set(written):
                self.index_words()

    def keep(self, **fields: Any) -> bool:
        """Write a product as a run may, and let the search find it if it is words."""
        with transaction.atomic(using=self._state.db):
            written = super().keep(**fields)
            if written and SEARCHED & fields.keys():
                self.index_words()
        return written

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
        with transaction.atomic():
            if verb in CHANGES:
                fields["review"] = self.Review.PENDING
                self.note_shown()
            moved = super()._move(verb, held=held, **fields)
            if moved and SEARCHED & fields.keys():
                self.index_words()
        if moved and verb == "hand_over":
            self.owner.note("described_at")
        return moved

    def file_names(self) -> list[str]:
        """Name every stored file of this generation, its scenes, its pieces and its films."""
        of_films = [name for film in self.films.all() for name in film.file_names()]
        return [*dict.fromkeys((*self._files_besides_films(), *of_films, *self._kept_files()))]

    def _files_besides_films(self) -> list[str]:
        files = (self.upload, self.input_image, self.input_clip, self.music_file, self.miniature)
        own = [file.name for file in files if file]
        own += [
            name for scene in self.scenes.prefetch_related("cutaways", "takes") for name in scene.file_names()
        ]
        own += [name for sending in self.sendings.all() for name in sending.parcels]
        own += self.start_pictures.all().file_names()
        own += [name for one in Narration.objects.filter(generation=self.pk) for name in one.file_names()]
        # Most pieces of a finished film only point into it.
        return own + [piece.file.name for piece in self.pieces.all() if piece.file]

    def _kept_files(self) -> list[str]:
        rows = Keepsake.objects.filter(film__generation=self).values_list("file", "miniature")
        return [name for row in rows for name in row if name]

    def measure_storage(self) -> None:
        """Note how much all files take together, so that nobody has to ask the storage when they are counted.

        What several films name counts once, and what several videos name counts for one of them.
        """
        for film in self.films.filter(stored_bytes=None):
            film.measure()
        of_films = self.films.all().total_bytes()
        known = Keepsake.objects.filter(film__generation=self).sizes()
        names = {*self._files_besides_films(), *self._kept_files()}
        foreign = [name for name in names if not name.startswith(f"{self.directory}/")]
        elsewhere = {name for name, key in counted_by(foreign).items() if key != str(self.pk)}
        sizes = (known[name] if name in known else size_of(name) for name in names - elsewhere)
        self._row().update(stored_bytes=of_films + sum(sizes))

    def count_more(self, size: int) -> None:
        self.count_less(-size)

    def count_less(self, size: int) -> None:
        """Take the bytes of deleted files off the sum, without asking the storage."""
        self._row().update(stored_bytes=Greatest(F("stored_bytes") - size, 0))

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row and, once that is sure, its files."""
        names, brands = self.file_names(), self.brands()
        Generation.objects.filter(pk=self.pk).release_charges()
        result = super().delete(*args, **kwargs)
        delete_files(names)
        Brand.objects.filter(pk__in=brands).unused().delete()
        return result

    def brands(self) -> set[Any]:
        """Return the keys of the brands of this generation and its films."""
        return {self.brand_id, *self.films.values_list("brand", flat=True)} - {None}
