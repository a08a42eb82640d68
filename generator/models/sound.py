"""How a film shall sound: what its owner chooses, and what was found in the words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


def music_path(generation: Sound, filename: str) -> str:
    return f"{generation.folder}/music"


class Sound(models.Model):
    """Voice and music."""

    # What a voice's own pace is multiplied by. Faster or slower than these is no longer easy to follow.
    PACES: ClassVar = ((0.85, "Slow"), (1.0, "Normal"), (1.15, "Brisk"), (1.3, "Fast"))
    # Besides the moods: found in the words, and brought along. Empty is no music.
    AUTO_MUSIC: ClassVar[str] = "auto"
    OWN_MUSIC: ClassVar[str] = "own"

    # Besides the voices: captions and music only.
    NO_VOICE: ClassVar[str] = "none"

    voice = models.CharField(max_length=60, blank=True)
    pace = models.FloatField(choices=PACES, default=1.0, help_text="How fast the narrator speaks.")
    music = models.CharField(max_length=20, blank=True, help_text="A mood, auto, own, or empty for none.")
    mood = models.CharField(max_length=20, blank=True, help_text="Found in the text.")
    music_file = models.FileField(
        upload_to=music_path, max_length=255, blank=True, help_text="The owner's own."
    )
    music_seconds = models.FloatField(null=True, blank=True, help_text="Empty until a worker has heard it.")

    class Meta:
        abstract = True

    @property
    def has_narrator(self) -> bool:
        return self.voice != self.NO_VOICE

    @property
    def folder(self) -> str:
        """Where the files of this film lie in the storage."""
        raise NotImplementedError

    @property
    def music_mood(self) -> str:
        """The mood of the music bed: chosen, or found in the words; empty where there is none, or the owner's own."""
        if self.music == self.AUTO_MUSIC:
            return self.mood or "calm"
        return "" if self.music == self.OWN_MUSIC else self.music
