"""The form's fields for an intro and an outro: clips or pictures around a film, which a page may have sent before."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from generator.forms.own_file import NOT_NOW, NOT_WHOLE, OwnFile
from generator.models import Brand, Sending, User
from generator.pipeline.decoding import DecodingError, clean_picture
from generator.web.durations import clock
from studio.errors import StudioError
from studio.film.branding.bookends import PICTURE_SECONDS

PLACES: Final = tuple(Brand.Place.values)


class BookendFile(OwnFile):
    """A clip, kept as it came, or a picture, made anew. The value's `seconds` are those of a clip, None of a picture."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        facts = getattr(file, "clip_facts", None)
        if facts:
            file.seconds = facts["seconds"]  # type: ignore[attr-defined]  # Noted for the row.
            return file
        settings.GENERATOR_WORK_DIR.mkdir(parents=True, exist_ok=True)
        try:
            with tempfile.TemporaryDirectory(prefix="bookend-", dir=settings.GENERATOR_WORK_DIR) as folder:
                source, target = Path(folder) / "source", Path(folder) / "target.jpg"
                with source.open("wb") as copy:
                    for chunk in file.chunks():
                        copy.write(chunk)
                clean_picture(source, target, lambda spent: None, share=1.0)
                made: ContentFile[bytes] = ContentFile(target.read_bytes(), name="picture.jpg")
        except StudioError as error:
            raise ValidationError(str(error), code="not_usable") from error
        except DecodingError as error:
            raise ValidationError(NOT_NOW, code="not_now") from error
        made.seconds = None  # type: ignore[attr-defined]  # Noted for the row.
        return made


def told_of(brand: Brand | None, place: str) -> str:
    """Return a sentence on the intro or outro that a brand has, with how much of it is shown; empty if it has none."""
    if brand is None or not getattr(brand, place):
        return ""
    seconds, most = getattr(brand, f"{place}_seconds"), settings.GENERATOR_BOOKEND_SECONDS
    if seconds is None:
        return f"Your picture from before is shown for {PICTURE_SECONDS:g} seconds, unless you choose another file."
    if seconds > most:
        return (
            f"Your clip from before is {clock(seconds)} long: its first {most} seconds are shown, unless you choose "
            "another file."
        )
    return f"Your clip from before, {clock(seconds)} long, is used again, unless you choose another file."


class BookendFields(forms.Form):
    """Intro and outro of a brand. A clip may have been sent before the form, parcel by parcel."""

    intro = BookendFile(
        required=False,
        label="Intro",
        help_text="A clip or a picture before the film. Of a clip its first seconds are shown, with its own sound; a "
        f"picture for {PICTURE_SECONDS:g} seconds.",
    )
    outro = BookendFile(required=False, label="Outro", help_text="A clip or a picture after the film.")
    sent_intro = forms.UUIDField(required=False, widget=forms.HiddenInput(attrs={"data-sent-clip": ""}))
    sent_outro = forms.UUIDField(required=False, widget=forms.HiddenInput(attrs={"data-sent-clip": ""}))
    without_intro = forms.BooleanField(required=False, label="Without the intro of before")
    without_outro = forms.BooleanField(required=False, label="Without the outro of before")
    bookend_fit = forms.ChoiceField(
        required=False, choices=Brand.Fit.choices, label="If intro or outro have another shape than the film"
    )

    earlier: Brand | None
    owner: User

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask about what was chosen before only where there is such a thing."""
        super().__init__(*args, **options)
        self._sendings: list[Sending] = []
        self._gathered: list[Any] = []
        most = settings.GENERATOR_BOOKEND_SECONDS
        self.fields["intro"].help_text = str(self.fields["intro"].help_text).replace(
            "its first seconds", f"its first {most} seconds"
        )
        for place in PLACES:
            if not (self.earlier and getattr(self.earlier, place)):
                del self.fields[f"without_{place}"]

    @property
    def told(self) -> dict[str, str]:
        """What the page says of the files of before, by their fields."""
        return {place: told_of(self.earlier, place) for place in PLACES}

    def take_sent(self) -> None:
        """Take the clips that the page has sent by itself before the form, as if they had come with it."""
        for place in PLACES:
            key = self.cleaned_data.get(f"sent_{place}")
            if not key or place in self.errors or self.cleaned_data.get(place):
                continue
            sending = Sending.objects.owned_by(self.owner).filter(pk=key, generation=None).first()
            try:
                if sending is None or not sending.is_whole:
                    raise ValidationError(NOT_WHOLE, code="not_whole")
                gathered = sending.gather()
                self._gathered.append(gathered)
                self.cleaned_data[place] = self.fields[place].clean(gathered)
            except OSError:
                self.add_error(place, NOT_WHOLE)
            except ValidationError as error:
                self.add_error(place, error)
            else:
                self._sendings.append(sending)

    def drop_sent(self) -> None:
        """Let go of what was sent before the form, once it is stored."""
        for gathered in self._gathered:
            gathered.close()
        for sending in self._sendings:
            sending.drop()
        self._gathered, self._sendings = [], []
