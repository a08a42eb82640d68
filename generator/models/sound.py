"""The sound of a film: the owner's choices, and the mood found from the words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


def music_path(generation: Sound, filename: str) -> str:
    return f"{generation.directory}/music"


class Sound(models.Model):
    """Voice, music and effects."""

    # Factors on a voice's own pace. Faster or slower speech than these is hard to follow.
    PACES: ClassVar = ((0.85, "Slow"), (1.0, "Normal"), (1.15, "Brisk"), (1.3, "Fast"))
    # Values besides the moods: found from the words, and uploaded. Empty means no music.
    AUTO_MUSIC: ClassVar[str] = "auto"
    OWN_MUSIC: ClassVar[str] = "own"

    # Value besides the voices: captions and music only.
    NO_VOICE: ClassVar[str] = "none"

    # The music's volume in per cent of the usual one: twice as much is six decibels more.
    LEAST_VOLUME, USUAL_VOLUME, MOST_VOLUME = 10, 100, 200

    voice = models.CharField(max_length=60, blank=True)
    pace = models.FloatField(choices=PACES, default=1.0, help_text="How fast the narrator speaks.")
    music = models.CharField(max_length=20, blank=True, help_text="A mood, auto, own, or empty for none.")
    mood = models.CharField(max_length=20, blank=True, help_text="Found in the text.")
    music_file = models.FileField(
        upload_to=music_path, max_length=255, blank=True, help_text="The owner's own."
    )
    music_seconds = models.FloatField(null=True, blank=True, help_text="Empty until a worker has heard it.")

    music_volume = models.PositiveSmallIntegerField(
        default=USUAL_VOLUME, help_text="In per cent of the usual volume."
    )
    is_scored = models.BooleanField(
        default=True,
        help_text="The music opens, rises and ends with the film; in films of before it goes round.",
    )
    effects = models.BooleanField(default=True, help_text="Quiet sounds of what the pictures show.")

    class Meta:
        abstract = True

    @property
    def has_narrator(self) -> bool:
        return self.voice != self.NO_VOICE

    @property
    def has_music(self) -> bool:
        return bool(self.music_mood) or self.music == self.OWN_MUSIC

    @property
    def directory(self) -> str:
        """The folder of this film's files in the storage."""
        raise NotImplementedError

    @property
    def music_mood(self) -> str:
        """The mood of the music bed, chosen or found from the words; empty for none or the owner's own music."""
        if self.music == self.AUTO_MUSIC:
            return self.mood or "calm"
        return "" if self.music == self.OWN_MUSIC else self.music
