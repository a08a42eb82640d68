"""Scenes: passages of narration with their pictures."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from generator.models.files.clip import CLIP_FILES, CLIP_SNAPSHOT, MADE_OF_CLIP, NO_CLIP, ShowsClip
from generator.models.files.miniature import HasMiniature
from generator.models.scenes.own import NO_OWN_SETTINGS, HasOwnSettings
from studio.text.marks.told import Told, as_read, read_marks

if TYPE_CHECKING:
    from generator.models.generation import Generation


def product_path(scene: Scene, filename: str) -> str:
    """Return a path that is unique to the attempt, so that an old worker cannot overwrite a newer result."""
    generation: Generation = scene.generation
    return f"{generation.folder}/{generation.lease}/scene-{scene.position:02d}-{filename}"


def cutaway_path(cutaway: Cutaway, filename: str) -> str:
    """Return a path that is unique to the attempt, so that an old worker cannot overwrite a newer result."""
    return product_path(cutaway.scene, f"{cutaway.word}-{filename}")


def upload_path(scene: Scene, filename: str) -> str:
    """Return a new, unique path for an upload: fingerprints distinguish pictures by it."""
    return f"{scene.generation.folder}/scene-upload-{uuid.uuid4().hex}"


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


class Origin(models.TextChoices):
    """Where a scene's picture comes from."""

    PAINTED = "painted"
    PHOTO = "photo", "part of the film's photo"
    UPLOAD = "upload", "a picture of the owner's for this scene"
    CLIP = "clip", "a clip of the owner's for this scene"
    CARD = "card", "a plain card"


# Added to positions while scenes are put in another order, because no two may ever share a position.
ASIDE = 1000

# What a film notes of each of its scenes.
SNAPSHOT = (
    *("position", "narration", "prompt", "style", "variant", "focus", "is_own_picture", "is_painted"),
    *("sentences", "sentences_fingerprint", "wishes"),
    *("image_origin", "image_fingerprint", "image_provider", "speech_provider", "speech_fingerprint"),
    *NO_OWN_SETTINGS,
    *CLIP_SNAPSHOT,
)
# Its files, by their names: they tell whether a scene still has what the film shows. Older films did not note them.
SNAPSHOT_FILES = ("image", "speech", *CLIP_FILES)
# What a scene without a picture, or without a recording, says of it.
NO_PICTURE: dict[str, Any] = {
    **{"image": "", "image_fingerprint": "", "image_origin": "", "image_provider": "", "error": ""},
    **{"image_fell_back": False, "image_seed": None, "image_seconds": None, "image_tries": 0, "focus": []},
    **{"is_own_picture": False, "layers": ""},
}
NO_SPEECH: dict[str, Any] = {
    **{"speech": "", "speech_fingerprint": "", "speech_provider": "", "speech_error": ""},
    **{"speech_fell_back": False, "speech_seconds": None, "speech_tries": 0, "speech_duration": None},
    **{"speech_words": [], "stood_in": [], "unspoken": [], "speech_missing": ""},
}


class Scene(HasMiniature, ShowsClip, HasOwnSettings):
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
        return bool(self.clip) and self.image_origin == Origin.CLIP

    def keep(self, **fields: Any) -> bool:
        """Write a product if the run that made it still holds the lease. Return whether it was written."""
        running = {"generation__lease": self.generation.lease, "generation__status": "running"}
        if Scene.objects.filter(pk=self.pk, **running).update(**fields) != 1:
            return False
        for name, value in fields.items():
            setattr(self, name, value)
        return True

    def snapshot(self, start: float, end: float) -> dict[str, Any]:
        """Return what a film shows of it between two moments, in seconds, as JSON takes it."""
        told = {name: getattr(self, name) for name in SNAPSHOT}
        files = {name: getattr(self, name).name or "" for name in SNAPSHOT_FILES}
        return {**told, **files, "row": self.pk, "start": start, "end": end}

    def has_picture_of(self, told: dict[str, Any]) -> bool:
        """Return whether its picture is the one that a film's snapshot tells of, and not one made since."""
        is_same = self.image_fingerprint == told["image_fingerprint"]
        if "image" in told:
            # The mark is cleared where another one is wanted; until that is made the file is the same.
            return bool(
                self.image and self.image.name == told["image"] and (is_same or not self.image_fingerprint)
            )
        # An older film. Without its mark, the picture may be one that was made later.
        return bool(self.image and is_same)

    def has_speech_of(self, told: dict[str, Any]) -> bool:
        """Return whether its recording is the one that a film's snapshot tells of, or of the same words."""
        if told.get("speech"):
            return bool(self.speech.name == told["speech"])
        # Words that are only read have no file; an older film named none.
        return self.narration == told["narration"] and bool(self.speech_fingerprint)

    def restore(self, told: dict[str, Any]) -> list[str]:
        """Be again what a film's snapshot tells, as far as its files are there; return the names of files that go.

        A picture or a recording that was replaced is missing then, and made anew with the film's next change.
        """
        gone = [self.upload.name] if self.upload else []
        # Older films did not note clips and settings of scenes: there were none.
        values = {**NO_CLIP, **NO_OWN_SETTINGS, **told, "upload": ""}
        # That with which the film was begun is there as long as the film is.
        if values["clip_upload"] not in (self.clip_upload.name, self.generation.input_clip.name):
            values["clip_upload"] = ""
        if not self.has_picture_of(told):
            gone += [file.name for file in (self.image, self.layers) if file]
            values |= NO_PICTURE | {name: NO_CLIP[name] for name in MADE_OF_CLIP}
            if not values["clip_upload"]:
                values |= NO_CLIP
        kept = [values[name] for name in CLIP_FILES]
        gone += [name for name in self.clip_files() if name not in kept]
        if not self.has_speech_of(told):
            gone += [self.speech.name] if self.speech else []
            values |= NO_SPEECH
        elif "speech_fingerprint" not in told:
            values["speech_fingerprint"] = self.speech_fingerprint
        # Older films did not note these.
        values.setdefault("sentences", [])
        values.setdefault("sentences_fingerprint", "")
        values.setdefault("wishes", {})
        values.setdefault("is_own_picture", told["image_origin"] in (Origin.UPLOAD, Origin.CLIP))
        values.setdefault("is_painted", self.is_painted and told["image_origin"] != Origin.PHOTO)
        for name in values.keys() - {"row"}:
            setattr(self, name, values[name])
        self.save()
        return gone

    def file_names(self) -> list[str]:
        own = (self.upload, self.image, self.layers, self.speech, self.miniature)
        further = [name for cutaway in self.cutaways.all() for name in cutaway.file_names()]
        return [file.name for file in own if file] + further + self.clip_files()

    def count_more(self, size: int) -> None:
        self.generation.count_less(-size)


class Cutaway(models.Model):
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
