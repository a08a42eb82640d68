"""What people give us for a video: a text or a picture, and how it shall look and sound."""

from __future__ import annotations

from typing import Any, BinaryIO, ClassVar, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from generator.forms.fields import SpokenText
from generator.forms.rendering import Cards, Drop, LongText, Toggle
from generator.models import Generation, User
from generator.models.generation import MAX_TEXT, MIN_TEXT
from generator.providers.embedded.speech.voices import VOICES
from generator.rendering.music import MOODS
from generator.rendering.pictures import MAX_UPLOAD_BYTES, PictureError, inspect_upload

# What a new version takes over from the film that it starts from.
TAKEN_OVER = ("input_text", "title", "style", "size", "voice", "music", "captions")


def voice_choices() -> list[tuple[str, Any]]:
    """Offer the built-in voices; most people are served best by the one that fits the language of their words."""
    english = [(voice.value, voice.label) for voice in VOICES if voice.language == "en"]
    others = [(voice.value, voice.label) for voice in VOICES if voice.language != "en"]
    return [("", "Automatic, by language"), ("English", english), ("Other languages", others)]


class GenerationForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """What both ways in ask for."""

    kind: ClassVar[str]

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

    def __init__(self, data: Any, files: Any, *, owner: User, source: Generation | None = None) -> None:
        taken = {name: getattr(source, name) for name in TAKEN_OVER} if source else {}
        super().__init__(data, files, initial=taken)
        self.owner = owner
        self.source = source
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


class ImageForm(GenerationForm):
    """The form of image to video."""

    kind = Generation.Kind.IMAGE

    upload = forms.FileField(
        label="Picture",
        help_text="JPEG, PNG, WebP, AVIF or HEIC, up to 25 MB.",
        # Phones offer their gallery only for types that they know, so both kinds of name are given.
        widget=Drop(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,.heic,.heif"}
        ),
        error_messages={
            "required": "Please choose a picture.",
            "empty": "This file is empty. Please choose a picture.",
        },
    )
    input_text = SpokenText(
        required=False,
        label="What should the narrator say?",
        help_text="Left empty, we describe the picture.",
        widget=LongText(
            attrs={
                "rows": 4,
                "dir": "auto",
                "data-count": MAX_TEXT,
                "placeholder": "This is the harbour where my grandfather…",
            }
        ),
    )

    class Meta(GenerationForm.Meta):
        fields = ("upload", *TAKEN_OVER)

    def __init__(self, data: Any, files: Any, *, owner: User, source: Generation | None = None) -> None:
        super().__init__(data, files, owner=owner, source=source)
        upload = self.fields["upload"]
        upload.widget.attrs["data-max-bytes"] = MAX_UPLOAD_BYTES
        if self.earlier_picture:
            upload.required = False

    @property
    def earlier_picture(self) -> Any:
        """Return the stored picture that a new version shows again unless another one is chosen, or None."""
        if self.source is None:
            return None
        return self.source.input_image or self.source.upload or None

    def clean_upload(self) -> Any:
        upload = self.cleaned_data.get("upload")
        if isinstance(upload, UploadedFile):
            try:
                inspect_upload(cast(BinaryIO, upload.file), upload.size or 0)
            except PictureError as error:
                raise ValidationError(str(error), code="not_usable") from error
        return upload

    def save(self, commit: bool = True) -> Generation:
        if not isinstance(self.cleaned_data.get("upload"), UploadedFile) and self.earlier_picture:
            # A copy, so that deleting the one film leaves the other whole.
            with self.earlier_picture.open("rb") as file:
                self.instance.upload = ContentFile(file.read(), name="upload")
                return super().save(commit)
        return super().save(commit)
