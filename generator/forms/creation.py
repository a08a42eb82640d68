"""What both ways to a video ask for, how it shall look and sound, and the way that starts from a text."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from generator.forms.fields import SpokenText
from generator.forms.rendering import Cards, LongText, Toggle
from generator.models import Generation, User
from generator.models.generation import MAX_TEXT, MIN_TEXT
from generator.providers.embedded.speech.voices import VOICES
from generator.rendering.music import MOODS

# What a new version takes over from the film that it starts from, and a draft from one visit to the next.
TAKEN_OVER = ("input_text", "title", "style", "size", "voice", "music", "captions")


def voice_choices() -> list[tuple[str, Any]]:
    """Offer the built-in voices; most people are served best by the one that fits the language of their words."""
    english = [(voice.value, voice.label) for voice in VOICES if voice.language == "en"]
    others = [(voice.value, voice.label) for voice in VOICES if voice.language != "en"]
    return [("", "Automatic, by language"), ("English", english), ("Other languages", others)]


class GenerationForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """What both ways in ask for."""

    kind: ClassVar[str]
    taken_over: ClassVar[tuple[str, ...]] = TAKEN_OVER

    voice = forms.ChoiceField(required=False, initial="", choices=voice_choices)
    music = forms.ChoiceField(
        required=False,
        initial="calm",
        choices=[("", "No music"), *((mood, mood.title()) for mood in MOODS)],
    )

    class Meta:
        model = Generation
        fields: tuple[str, ...] = TAKEN_OVER
        widgets: ClassVar[dict[str, Any]] = {"style": Cards, "size": Cards, "captions": Toggle}
        labels: ClassVar[dict[str, str]] = {"size": "Shape"}
        help_texts: ClassVar[dict[str, str]] = {
            "title": "Left empty, we take one from your words.",
            "captions": "Drawn into the picture. Without them, players can still show subtitles.",
        }

    def __init__(
        self,
        data: Any,
        files: Any,
        *,
        owner: User,
        source: Generation | None = None,
        draft: Generation | None = None,
    ) -> None:
        """Go on with `draft`, or make a new version of the film `source`."""
        start = draft or source
        taken = {name: getattr(start, name) for name in self.taken_over} if start else {}
        super().__init__(data, files, initial=taken)
        self.owner = owner
        self.source = source
        self.draft = draft
        self.fields["title"].widget.attrs["dir"] = "auto"

    def clean(self) -> dict[str, Any] | None:
        waiting = Generation.objects.owned_by(self.owner).queued().count()
        if waiting >= settings.GENERATOR_WAITING_PER_USER:
            raise ValidationError(
                f"{waiting} of your videos are still waiting, which is as many as may wait at a time. "
                "Nothing that you typed is lost: please try again when one of them is ready.",
                code="too_many",
            )
        return super().clean()

    def save(self, commit: bool = True) -> Generation:
        self.instance.owner = self.owner
        self.instance.kind = self.kind
        generation: Generation = super().save(commit)
        return generation


class TextForm(GenerationForm):
    """The form of text to video."""

    kind = Generation.Kind.TEXT

    input_text = SpokenText(
        label="Your text",
        help_text=f"A story, a lesson, a product description: {MIN_TEXT} to {MAX_TEXT:,} characters.",
        widget=LongText(
            attrs={
                "rows": 9,
                "dir": "auto",
                "data-count": MAX_TEXT,
                "placeholder": "Paste or write what the video should tell…",
            }
        ),
    )
