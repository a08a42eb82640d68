"""The recording of an owner's own voice that a scene is spoken by, instead of a narrator."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final

from django.db import models

if TYPE_CHECKING:
    from generator.models.scene import Scene

# What is named as the speaker of such a scene, where voices are named.
OWN_VOICE: Final = "own voice"


def recording_path(scene: Scene, filename: str) -> str:
    """Return a new, unique path for an upload: fingerprints distinguish recordings by it."""
    return f"{scene.generation.directory}/scene-recording-{uuid.uuid4().hex}"


class HasRecording(models.Model):
    """What a scene knows of its recording: the file as it came, and which part of it is the scene's.

    Scenes whose recordings were cut out of one name the same file. What is heard in the film is made of it
    (`Scene.speech`).
    """

    recording = models.FileField(
        verbose_name="own voice",
        upload_to=recording_path,
        max_length=255,
        blank=True,
        help_text="The owner's own voice as it came. Empty: a narrator speaks.",
    )
    recording_start = models.FloatField(default=0.0, help_text="The second with which its part begins.")
    recording_end = models.FloatField(
        null=True, blank=True, help_text="The second with which its part ends. Empty: its end."
    )
    recording_error = models.CharField(
        max_length=500, blank=True, help_text="Why a recording was not heard, and a narrator speaks."
    )

    # Fields and properties of the scene.
    narration: Any
    replaces_narrator: Any
    speech_provider: Any

    class Meta:
        abstract = True

    @property
    def speaks_itself(self) -> bool:
        """Whether its owner's own voice speaks its words."""
        return bool(self.recording and self.narration) and not self.replaces_narrator

    @property
    def needs_narrator(self) -> bool:
        """Whether a voice has to speak its words, or they are only read."""
        return bool(self.narration) and not self.replaces_narrator and not self.recording

    def take_recording(self, name: str, start: float = 0.0, end: float | None = None) -> list[str]:
        """Be spoken by a part of a stored recording; return the names of files that may go."""
        gone = self.drop_recording()
        self.recording = name
        self.recording_start, self.recording_end = start, end
        return [one for one in gone if one != name]

    def drop_recording(self) -> list[str]:
        """Be spoken by the voice again; return the names of files that may go."""
        gone = [str(self.recording.name)] if self.recording else []
        for name, value in NO_RECORDING.items():
            setattr(self, name, value)
        return gone


# How a scene looks that has none, and what copies of a scene take over.
NO_RECORDING: Final[dict[str, Any]] = {
    **{"recording": "", "recording_start": 0.0, "recording_end": None, "recording_error": ""},
}
