"""The settings that a scene has of its own, instead of the film's."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from generator.models.appearance import Appearance
from generator.models.sound import Sound


class HasOwnSettings(models.Model):
    """Choices for one scene; what is left empty is as the film has it."""

    # Seconds that a scene without words may be seen, and that a scene may stay after its words.
    LEAST_SECONDS: ClassVar[float] = 0.5
    MOST_SECONDS: ClassVar[float] = 60.0
    MOST_PAUSE: ClassVar[float] = 10.0

    generation: Any
    narration: Any

    style = models.CharField(max_length=20, blank=True, help_text="Empty: the style of the film.")
    pictures = models.CharField(
        max_length=10, choices=Appearance.Pictures, blank=True, help_text="Empty: as the film has it."
    )
    voice = models.CharField(max_length=60, blank=True, help_text="Empty: the voice of the film.")
    pace = models.FloatField(
        choices=Sound.PACES, null=True, blank=True, help_text="Empty: the pace of the film."
    )
    pause = models.FloatField(
        default=0.0, blank=True, help_text="Seconds that it stays after its words, besides the usual ones."
    )
    camera = models.CharField(
        max_length=10, choices=Appearance.Camera, blank=True, help_text="Empty: the camera of the film."
    )
    transition = models.CharField(
        max_length=10,
        choices=Appearance.Transition,
        blank=True,
        help_text="Into it. Empty: as the film has it.",
    )
    seconds = models.FloatField(
        null=True,
        blank=True,
        help_text="How long it is seen without words. Empty: while the words before it go on.",
    )

    class Meta:
        abstract = True

    @property
    def style_in_force(self) -> str:
        return str(self.style or self.generation.style)

    @property
    def pictures_in_force(self) -> str:
        return str(self.pictures or self.generation.pictures)

    @property
    def wants_photo(self) -> bool:
        """Whether works of collections are looked for: photos, or clips."""
        kinds = Appearance.Pictures
        return self.pictures_in_force in (kinds.PHOTOS, kinds.CLIPS, kinds.MIXED)

    @property
    def wants_clip(self) -> bool:
        """Whether its owner wants to see something that moves."""
        kinds = Appearance.Pictures
        return self.pictures_in_force in (kinds.CLIPS, kinds.MOVED)

    @property
    def voice_in_force(self) -> str:
        return str(self.voice or self.generation.voice)

    @property
    def pace_in_force(self) -> float:
        return float(self.pace or self.generation.pace)

    @property
    def has_narrator(self) -> bool:
        return self.voice_in_force != Sound.NO_VOICE

    @property
    def own_camera(self) -> str:
        """The camera of the scene if it is another than the film's; a film with less motion has none at all."""
        film = self.generation.camera_in_force
        return "" if self.generation.less_motion or self.camera in ("", film) else str(self.camera)

    @property
    def camera_in_force(self) -> str:
        return str(self.own_camera or self.generation.camera_in_force)

    @property
    def own_seconds(self) -> float | None:
        """For how long it is seen in silence; None where words are heard in it."""
        return None if self.narration else self.seconds

    @property
    def timing(self) -> tuple[object, ...]:
        """What its owner chose of how and when it is seen, for fingerprints; empty where that is nothing."""
        told = {
            "camera": self.own_camera,
            "transition": self.transition,
            "pause": self.pause,
            "seconds": self.own_seconds,
        }
        return tuple((name, value) for name, value in told.items() if value)


# What a film notes of them besides the style, and how a scene looks that has none: older films did not note them.
NO_OWN_SETTINGS: dict[str, Any] = {
    **{"voice": "", "pace": None, "pause": 0.0, "camera": "", "transition": "", "seconds": None},
    "pictures": "",
}
