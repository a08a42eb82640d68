"""The clip that a scene shows instead of a picture: as its owner gave it, what they chose of it, and what was made of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from generator.models.generation import Generation
    from generator.models.scene import Scene


def clip_upload_path(scene: Scene, filename: str) -> str:
    """Return a new, unique path for an upload: fingerprints distinguish clips by it."""
    return f"{scene.generation.directory}/scene-clip-{uuid.uuid4().hex}"


def clip_path(scene: Scene, filename: str) -> str:
    """Return a path that is unique to the attempt, so that an old worker cannot overwrite a newer result."""
    return f"{scene.generation.directory}/{scene.generation.lease}/scene-{scene.position:02d}-{filename}"


def input_clip_path(generation: Generation, filename: str) -> str:
    """Return a new, unique path: fingerprints distinguish clips by it."""
    return f"{generation.directory}/input-clip-{uuid.uuid4().hex}"


class BeginsWithClip(models.Model):
    """What a film knows of the clip that it was begun with."""

    input_clip = models.FileField(
        upload_to=input_clip_path,
        max_length=255,
        blank=True,
        help_text="A clip of the owner's as it came, instead of a picture: the scenes show parts of it.",
    )
    input_clip_seconds = models.FloatField(null=True, blank=True)
    input_clip_has_sound = models.BooleanField(default=False)

    class Meta:
        abstract = True


class ShowsClip(models.Model):
    """What a scene knows of its clip. The picture of such a scene is the first frame of the part that is shown."""

    class Ending(models.TextChoices):
        """What a clip does that is shorter than its scene; all but STRETCH are `studio.film.layers.values.ENDINGS`."""

        HOLD = "hold", "Stop at its last picture"
        LOOP = "loop", "Begin anew"
        SWING = "swing", "Run back and forth"
        STRETCH = "stretch", "Run slower, up to half its pace"

    class Hearing(models.TextChoices):
        """What is heard of a clip's own sound."""

        OFF = "off", "Not heard"
        UNDER = "under", "Under the narrator"
        INSTEAD = "instead", "Instead of the narrator"

    class Fit(models.TextChoices):
        """What is done with a clip whose shape is not the film's."""

        WHOLE = "whole", "Show it whole, before a blurred copy"
        FILL = "fill", "Fill the video, around what stands out"

    # Fields of the scene: whether a stand-in was made for its picture or its clip, and the film.
    image_fell_back: bool | models.BooleanField[bool, bool]
    generation: Any

    clip_upload = models.FileField(
        upload_to=clip_upload_path,
        max_length=255,
        blank=True,
        help_text="A clip of the owner's as it came: other parts and sizes of it are made of this.",
    )
    clip_length = models.FloatField(null=True, blank=True, help_text="Seconds of all of it.")
    clip_has_sound = models.BooleanField(default=False)
    clip_start = models.FloatField(default=0.0, help_text="The second with which the part begins.")
    clip_end = models.FloatField(
        null=True, blank=True, help_text="The second with which the part ends. Empty: as far as it is needed."
    )
    clip_ending = models.CharField(max_length=10, choices=Ending, default=Ending.HOLD)
    clip_fit = models.CharField(max_length=10, choices=Fit, default=Fit.WHOLE)
    clip_sound = models.CharField(max_length=10, choices=Hearing, default=Hearing.OFF)
    clip = models.FileField(
        upload_to=clip_path, max_length=255, blank=True, help_text="The part as a house clip."
    )
    clip_sound_file = models.FileField(
        upload_to=clip_path, max_length=255, blank=True, help_text="Its sound. Empty: there is none."
    )
    clip_filmstrip = models.FileField(
        upload_to=clip_path, max_length=255, blank=True, help_text="Pictures from all of it, side by side."
    )
    clip_seconds = models.FloatField(null=True, blank=True, help_text="Seconds of the part.")

    class Meta:
        abstract = True

    @property
    def replaces_narrator(self) -> bool:
        """Whether the clip's own sound is heard, and nobody speaks the scene's words."""
        has_clip = bool(self.clip) or (bool(self.clip_upload) and not self.image_fell_back)
        return has_clip and self.clip_sound == self.Hearing.INSTEAD

    @property
    def has_own_clip(self) -> bool:
        """Whether its clip was given for this scene alone, and is not that with which the film was begun."""
        return bool(self.clip_upload) and self.clip_upload.name != self.generation.input_clip.name

    def clip_files(self) -> list[str]:
        """Name the files of the clip that go with the scene."""
        own = [self.clip_upload.name] if self.has_own_clip else []
        return own + self.files_made_of_clip()

    def files_made_of_clip(self) -> list[str]:
        """Name the files that were made of the clip for the film."""
        return [file.name for file in (self.clip, self.clip_sound_file, self.clip_filmstrip) if file]

    def drop_clip(self) -> list[str]:
        """Let go of the clip that the owner gave, and return the names of files that go.

        What was made of it stays until another picture takes its place: the film of now may still be gone back to.
        """
        gone = [self.clip_upload.name] if self.has_own_clip else []
        for name, value in NO_CLIP.items():
            if name not in MADE_OF_CLIP:
                setattr(self, name, value)
        return gone


# What is made of a clip, and how a scene looks that has none.
MADE_OF_CLIP = ("clip", "clip_sound_file", "clip_filmstrip", "clip_seconds")
CLIP_FILES = ("clip", "clip_sound_file", "clip_filmstrip", "clip_upload")
NO_CLIP: dict[str, Any] = {
    **{"clip_upload": "", "clip_length": None, "clip_has_sound": False},
    **{"clip_start": 0.0, "clip_end": None},
    **{"clip_ending": ShowsClip.Ending.HOLD.value, "clip_sound": ShowsClip.Hearing.OFF.value},
    **{"clip_fit": ShowsClip.Fit.WHOLE.value},
    **{"clip": "", "clip_sound_file": "", "clip_filmstrip": "", "clip_seconds": None},
}
