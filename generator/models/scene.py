"""Scenes: passages of narration with their pictures."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from generator.models.appearance import Appearance
from generator.models.credits.credited import HasCredit
from generator.models.credits.picked import HasPick
from generator.models.files.clip import ShowsClip
from generator.models.files.miniature import HasMiniature
from generator.models.files.origin import MOVING, Origin
from generator.models.scenes.own import HasOwnSettings
from generator.models.scenes.recording import HasRecording
from generator.models.versions.told import ToldByFilms
from studio.text.marks.told import Told, as_read, read_marks

if TYPE_CHECKING:
    from generator.models.generation import Generation


def product_path(scene: Scene, filename: str) -> str:
    """Return a path that is unique to the attempt, so that an old worker cannot overwrite a newer result."""
    generation: Generation = scene.generation
    return f"{generation.directory}/{generation.lease}/scene-{scene.position:02d}-{filename}"


def cutaway_path(cutaway: Cutaway, filename: str) -> str:
    """Return a path that is unique to the attempt, so that an old worker cannot overwrite a newer result."""
    return product_path(cutaway.scene, f"{cutaway.word}-{filename}")


def upload_path(scene: Scene, filename: str) -> str:
    """Return a new, unique path for an upload: fingerprints distinguish pictures by it."""
    return f"{scene.generation.directory}/scene-upload-{uuid.uuid4().hex}"


# Matches scenes in which something was made by a stand-in, or is missing.
STANDS_IN = (
    Q(image_fell_back=True) | Q(speech_fell_back=True) | ~Q(speech_missing="") | ~Q(captions_missing="")
)


class SceneQuerySet(models.QuerySet["Scene"]):
    def with_stand_ins(self) -> SceneQuerySet:
        return self.filter(STANDS_IN)

    def take_times(self, snapshot: list[dict[str, Any]]) -> None:
        """Set when each scene is seen in the film that is now shown, from that film's snapshot."""
        times = {scene["position"]: (scene["start"], scene["end"]) for scene in snapshot}
        scenes = [scene for scene in self if scene.position in times]
        for scene in scenes:
            scene.start, scene.end = times[scene.position]
        self.bulk_update(scenes, ["start", "end"])

    def forget_stand_ins(self) -> None:
        """Clear the fingerprints of stand-ins' products, so that the next run makes them anew."""
        self.filter(image_fell_back=True).update(image_fingerprint="")
        self.filter(Q(speech_fell_back=True) | ~Q(speech_missing="")).update(speech_fingerprint="")

    def leave_out(self, scenes: Iterable[Scene]) -> list[str]:
        """Delete the rows of these scenes, as far as they have one; return the names of their files."""
        gone = [scene for scene in scenes if scene.pk]
        self.filter(pk__in=[scene.pk for scene in gone]).delete()
        return [name for scene in gone for name in scene.file_names()]


# Letters of the words that say what a picture shows.
MAX_PROMPT = 1000

# Added to positions while scenes are put in another order, because no two may ever share a position.
ASIDE = 1000


class Scene(HasMiniature, ShowsClip, HasOwnSettings, HasRecording, HasCredit, HasPick, ToldByFilms):
    """A scene of a film. If it has no narration, it shares the previous one, with the time divided equally, or is
    seen in silence for as long as its owner wants.
    """

    pictured = "image"

    generation = models.ForeignKey("generator.Generation", on_delete=models.CASCADE, related_name="scenes")
    position = models.PositiveSmallIntegerField()
    narration = models.TextField(blank=True)
    prompt = models.TextField(blank=True)
    variant = models.PositiveIntegerField(
        null=True, blank=True, help_text="Which of the pictures that fit the prompt. Empty: by position."
    )

    image_variant = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Which of them it shows by its owner's choice among takes. Empty: as `variant` says.",
    )

    upload = models.FileField(
        upload_to=upload_path,
        max_length=255,
        blank=True,
        help_text="A picture of the owner's as it came, until a worker has cleaned it.",
    )
    is_own_picture = models.BooleanField(
        default=False, help_text="The owner gave the picture; none is painted."
    )
    cuts_away = models.BooleanField(
        default=True,
        help_text="Its later sentences may have pictures of their own; not where the owner says what it shows.",
    )
    cutaway_fingerprint = models.CharField(
        max_length=64, blank=True, help_text="Of what its cutaways were chosen from. Empty: it has none."
    )
    sentences = models.JSONField(
        default=list, blank=True, help_text="What each sentence shows, and why. Empty: its picture."
    )
    sentences_fingerprint = models.CharField(
        max_length=64, blank=True, help_text="Of what that was chosen from. Empty: not chosen yet."
    )
    wishes = models.JSONField(
        default=dict, blank=True, help_text="What the owner wants a sentence to show, by the sentence."
    )
    is_painted = models.BooleanField(
        default=False, help_text="In a film from a photo: the owner wrote what to paint instead of it."
    )
    focus = models.JSONField(
        default=list, blank=True, help_text="[name, left, top, right, bottom] in fractions of the picture."
    )
    image = models.FileField(upload_to=product_path, max_length=255, blank=True)
    layers = models.FileField(
        upload_to=product_path,
        max_length=255,
        blank=True,
        help_text="The picture in layers, as one archive. Empty: it is shown as a still.",
    )
    image_fingerprint = models.CharField(max_length=64, blank=True)
    image_origin = models.CharField(
        max_length=10, choices=Origin, blank=True, help_text="Empty: no picture yet."
    )
    image_provider = models.CharField(max_length=100, blank=True)
    image_fell_back = models.BooleanField(default=False)
    image_seed = models.PositiveBigIntegerField(null=True, blank=True, help_text="Empty: the film's own.")
    image_seconds = models.FloatField(null=True, blank=True, help_text="All tries and waits together.")
    image_tries = models.PositiveSmallIntegerField(default=0, help_text="0: from memory.")

    speech = models.FileField(upload_to=product_path, max_length=255, blank=True)
    speech_fingerprint = models.CharField(max_length=64, blank=True)
    speech_provider = models.CharField(max_length=100, blank=True)
    speech_fell_back = models.BooleanField(default=False)
    speech_seconds = models.FloatField(null=True, blank=True, help_text="All tries and waits together.")
    speech_tries = models.PositiveSmallIntegerField(default=0, help_text="0: from memory.")
    speech_error = models.CharField(max_length=500, blank=True, help_text="Why a stand-in speaks.")
    speech_duration = models.FloatField(null=True, blank=True, help_text="Seconds.")
    speech_words = models.JSONField(default=list, blank=True, help_text="[word, start, end] in seconds.")

    stood_in = models.JSONField(
        default=list, blank=True, help_text="Languages of it that a stand-in speaks, or nobody for now."
    )
    unspoken = models.JSONField(
        default=list, blank=True, help_text="Languages of it that are shown and not spoken."
    )
    speech_missing = models.CharField(max_length=500, blank=True, help_text="Why nobody speaks it.")
    captions_missing = models.CharField(max_length=500, blank=True, help_text="Why it has no captions.")

    start = models.FloatField(null=True, blank=True, help_text="Seconds from the start of the film.")
    end = models.FloatField(null=True, blank=True, help_text="Seconds from the start of the film.")
    error = models.CharField(max_length=500, blank=True, help_text="Why a stand-in made the picture.")

    objects = SceneQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("generation", "position"), name="one_scene_per_position"),
        )

    def __str__(self) -> str:
        return f"Scene {self.number}"

    @property
    def number(self) -> int:
        return self.position + 1

    @property
    def told(self) -> Told:
        """What is shown and what is said of its narration, with the words of its owner's list said as they want."""
        film = self.generation
        language = film.language or "en"
        return read_marks(self.narration, verbatim=film.verbatim, sayings=film.sayings, language=language)

    @property
    def as_read(self) -> str:
        """Its narration as it is shown: without marks."""
        return as_read(self.narration, verbatim=self.generation.verbatim)

    @property
    def fell_back(self) -> bool:
        return self.image_fell_back or self.speech_fell_back

    @property
    def never_spoken(self) -> list[str]:
        """The languages in it that no voice has, not counting those for which a service only failed."""
        return [language for language in self.unspoken if language not in self.stood_in]

    @property
    def graphics(self) -> list[dict[str, Any]]:
        """Those of its sentences that show words and figures instead of its picture."""
        return [sentence for sentence in self.sentences if sentence["graphic"]] if self.narration else []

    @property
    def graphic_count(self) -> int:
        return len(self.graphics)

    @property
    def picture_number(self) -> int:
        """The number that varies pictures with the same prompt; it stays when the scene is moved."""
        return self.position if self.variant is None else self.variant

    @property
    def image_number(self) -> int:
        """The number by which its own picture is painted; its cutaways go by `picture_number`, whatever is chosen."""
        return self.picture_number if self.image_variant is None else self.image_variant

    @property
    def next_image_number(self) -> int:
        """A number by which no picture of its film was painted: neither what is shown, nor what is kept or to come."""
        known = [
            number
            for scene in self.generation.scenes.prefetch_related("takes", "take_orders")
            for number in scene.image_numbers()
        ]
        return max(known, default=-1) + 1

    def image_numbers(self) -> list[int]:
        """Return the numbers of all pictures that belong to it."""
        further = (*self.takes.all(), *self.take_orders.all())
        return [self.picture_number, self.image_number, *(one.variant for one in further)]

    @property
    def offers_takes(self) -> bool:
        """Whether further pictures of it can be asked for: not where a clip or its owner's whole photo is shown."""
        is_clip = self.clip_upload or self.wants_clip or self.shows_clip
        return bool(self.pk and self.image and not is_clip and not self.shows_whole_photo)

    @property
    def shows_whole_photo(self) -> bool:
        """Whether the scene shows the whole photo: the first one does in a film from a photo."""
        return self.shows_photo and self.position == 0

    @property
    def shows_photo(self) -> bool:
        """Whether the scene shows the photo that the film is made from, and not another picture."""
        has_photo = bool(self.generation.input_image)
        return has_photo and self.image_origin == Origin.PHOTO and not self.is_painted

    @property
    def shows_owners_picture(self) -> bool:
        """Whether its picture is one that the owner uploaded, or a part of one."""
        return self.image_origin in {Origin.PHOTO, Origin.UPLOAD, Origin.CLIP}

    @property
    def shows_clip(self) -> bool:
        """Whether a clip is shown instead of its picture, which is the clip's first frame."""
        return bool(self.clip) and self.image_origin in MOVING

    @property
    def stood_in_by(self) -> str:
        """What it shows where that was not the first choice: "painted", the "own" picture, a "photo", or a "still"."""
        if self.shows_clip or self.pictures_in_force == Appearance.Pictures.MOVED:
            return "still"
        if self.shows_owners_picture:
            return "own"
        return "photo" if self.image_origin == Origin.COLLECTION else "painted"

    def keep(self, **fields: Any) -> bool:
        """Write a product if the run that made it still holds the lease. Return whether it was written."""
        running = {"generation__lease": self.generation.lease, "generation__status": "running"}
        if Scene.objects.filter(pk=self.pk, **running).update(**fields) != 1:
            return False
        for name, value in fields.items():
            setattr(self, name, value)
        return True

    def file_names(self) -> list[str]:
        own = (self.upload, self.image, self.layers, self.speech, self.recording, self.miniature)
        further = [name for cutaway in self.cutaways.all() for name in cutaway.file_names()]
        further += [name for take in self.takes.all() for name in take.file_names()]
        # A take that the scene shows names the same files.
        return [*dict.fromkeys([*(file.name for file in own if file), *further, *self.clip_files()])]

    def count_more(self, size: int) -> None:
        self.generation.count_less(-size)


class Cutaway(HasCredit):
    """A further picture of a scene, for one of its later sentences; shown if the scene is cut there."""

    scene = models.ForeignKey(Scene, on_delete=models.CASCADE, related_name="cutaways")
    word = models.PositiveSmallIntegerField(
        help_text="Index of the word of the narration that it begins with."
    )
    prompt = models.TextField(blank=True, help_text="Empty: another view of the film's photo.")
    focus = models.JSONField(default=list, blank=True, help_text="As in scenes.")
    image = models.FileField(upload_to=cutaway_path, max_length=255, blank=True)
    layers = models.FileField(upload_to=cutaway_path, max_length=255, blank=True, help_text="As in scenes.")
    image_fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("word",)
        constraints = (models.UniqueConstraint(fields=("scene", "word"), name="one_cutaway_per_word"),)

    def __str__(self) -> str:
        return f"{self.scene} from word {self.word}"

    def keep(self, **fields: Any) -> bool:
        """Write a product if the run that made it still holds the lease. Return whether it was written."""
        generation: Generation = self.scene.generation
        running = {"scene__generation__lease": generation.lease, "scene__generation__status": "running"}
        return Cutaway.objects.filter(pk=self.pk, **running).update(**fields) == 1

    def file_names(self) -> list[str]:
        return [file.name for file in (self.image, self.layers) if file]
