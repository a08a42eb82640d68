"""The choice of music: found from the words, one of the moods, none, or an uploaded sound file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from generator.forms.fields import must_pass
from generator.forms.rendering import Slider
from generator.models import Generation
from studio.film.sound.music import MOODS
from studio.film.uploads.sound_files import MAX_MUSIC_BYTES, inspect_music

MUSIC_CHOICES = (
    (Generation.AUTO_MUSIC, "Automatic, by mood"),
    *((mood, mood.title()) for mood in MOODS),
    ("", "No music"),
    (Generation.OWN_MUSIC, "Your own music"),
)
NO_FILE = "Please choose a sound file, or other music."


def music_label(generation: Generation) -> str:
    """Return a film's music in plain words."""
    label = dict(MUSIC_CHOICES).get(generation.music, generation.music)
    is_found = generation.music == Generation.AUTO_MUSIC and generation.mood
    return f"Automatic: {generation.mood}" if is_found else label


class VolumeField(forms.IntegerField):
    """The volume of the music in per cent of the usual one; left out, it is the usual one."""

    def __init__(self, **options: Any) -> None:
        least, most = Generation.LEAST_VOLUME, Generation.MOST_VOLUME
        attrs = {"type": "range", "step": 10, "min": least, "max": most}
        # Where a slider has no value, browsers put it into its middle.
        options.setdefault("initial", Generation.USUAL_VOLUME)
        super().__init__(
            required=False,
            min_value=least,
            max_value=most,
            label="Volume of the music",
            help_text="100 is usual: well below the voice. A video of music alone gets no louder than that.",
            widget=Slider(attrs=attrs),
            **options,
        )

    def clean(self, value: Any) -> int:
        return int(super().clean(value) or Generation.USUAL_VOLUME)


class SoundFile(forms.FileField):
    """A sound file, refused with a sentence if its first bytes show that it is not one."""

    def __init__(self, **options: Any) -> None:
        kinds = "audio/mpeg,audio/wav,audio/x-wav,audio/ogg,audio/mp4,audio/x-m4a,.mp3,.wav,.ogg,.oga,.m4a"
        widget = forms.FileInput(attrs={"accept": kinds, "data-max-bytes": MAX_MUSIC_BYTES})
        super().__init__(widget=widget, **options)
        self.error_messages["empty"] = "This file is empty. Please choose a sound file."

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            must_pass(inspect_music, file)
        return file
