"""The form for choosing a film's poster: a moment of the film, or a picture."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from generator.forms.fields import must_pass
from generator.forms.own_file import ACCEPT
from generator.models import Film
from generator.models.allowance import allowance_of
from generator.web.durations import clock
from studio.film.uploads.pictures import MAX_UPLOAD_BYTES, inspect_upload

# "1:05", "1:02:03", "65" or "65.4", with the decimal sign of any keyboard.
MOMENT = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,6}(?:[.,]\d{1,6})?)")
NOTHING = "Please name a moment of the video, or choose a picture."


class MomentField(forms.CharField):
    """A moment of a film as players show it; its value is in seconds, None if it is left empty."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        found = MOMENT.fullmatch(text)
        if found is None:
            raise ValidationError(
                "Please write the moment as minutes and seconds, such as 1:05.", code="invalid"
            )
        hours, minutes, seconds = found.groups(default="0")
        return 3600 * int(hours) + 60 * int(minutes) + float(seconds.replace(",", "."))


class PosterForm(forms.Form):
    """What the poster is taken from: `moment`, or `picture` if both are given."""

    moment = MomentField(
        required=False,
        label="The picture at",
        widget=forms.TextInput(attrs={"placeholder": "0:05", "autocomplete": "off", "inputmode": "numeric"}),
    )
    picture = forms.FileField(
        required=False,
        label="A picture of your own",
        help_text="JPEG, PNG, WebP, AVIF or HEIC, up to 25 MB. One of another shape stands before a blurred copy of itself.",
        widget=forms.FileInput(attrs={"accept": ACCEPT, "data-max-bytes": MAX_UPLOAD_BYTES}),
        error_messages={"empty": "This file is empty. Please choose a picture."},
    )

    def __init__(self, *args: Any, film: Film, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.film = film
        self.fields["moment"].help_text = f"Minutes and seconds; the video is {clock(film.duration)} long."

    def clean_moment(self) -> float | None:
        moment: float | None = self.cleaned_data["moment"]
        # Players stand a moment beyond the end when the film is over.
        if moment is not None and moment > (self.film.duration or 0.0) + 1.0:
            raise ValidationError(
                f"The video is {clock(self.film.duration)} long. Please name a moment of it.", code="beyond"
            )
        return moment

    def clean_picture(self) -> Any:
        picture = self.cleaned_data.get("picture")
        if isinstance(picture, UploadedFile):
            if refusal := allowance_of(self.film.generation.owner).storage_refusal():
                raise ValidationError(refusal, code="too_much")
            must_pass(inspect_upload, picture)
        return picture

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and cleaned.get("moment") is None and not cleaned.get("picture"):
            raise ValidationError(NOTHING, code="nothing")
        return cleaned

    @property
    def refusal(self) -> str:
        """The first sentence on what is wrong; empty if nothing is."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")
