"""What a page's script says when it sends a clip or a recording in parcels."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from generator.forms.own_file import NOT_WHOLE, most_clip_bytes
from generator.models import Generation, Sending, User
from generator.models.allowance import allowance_of
from studio.errors import StudioError
from studio.film.uploads.clips.kinds import inspect_clip
from studio.film.uploads.recordings.kinds import MAX_WHOLE_BYTES, inspect_recording

# Bytes of one parcel: some seconds of a slow connection.
MOST_PARCEL = 8 * 1024**2


class SendingForm(forms.Form):
    """The clip that is begun, by its `size`, or gone on with, by its `id` and the place `at` which a parcel begins."""

    size = forms.IntegerField(required=False, min_value=1)
    recording = forms.BooleanField(required=False)
    id = forms.UUIDField(required=False)
    at = forms.IntegerField(required=False, min_value=0)

    def __init__(self, data: Any, *, owner: User, generation: Generation | None = None) -> None:
        """Take a clip for a film of the owner's, or for one that they are about to begin."""
        super().__init__(data)
        self.owner, self.generation = owner, generation
        self.sending: Sending | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if key := cleaned.get("id"):
            of_owner = Sending.objects.owned_by(self.owner)
            self.sending = of_owner.filter(pk=key, generation=self.generation).first()
            if self.sending is None:
                raise ValidationError(NOT_WHOLE, code="unknown")
            return cleaned
        is_recording = cleaned.get("recording")
        most = MAX_WHOLE_BYTES if is_recording else most_clip_bytes()
        size, what = cleaned.get("size"), "recording" if is_recording else "clip"
        if size is None:
            raise ValidationError("This address takes clips from the page on which scenes are changed.")
        if size > most:
            raise ValidationError(
                f"This {what} is larger than {most // 1024**2} MB. Please use a smaller one."
            )
        if refusal := allowance_of(self.owner).storage_refusal():
            raise ValidationError(refusal, code="too_much")
        return cleaned

    @property
    def refusal(self) -> str:
        """The first sentence on what is wrong."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")

    def begin(self) -> Sending:
        """Make the row of a new sending."""
        is_recording = bool(self.cleaned_data.get("recording"))
        Sending.objects.make_room(self.owner, is_recording=is_recording)
        return Sending.objects.create(
            owner=self.owner,
            generation=self.generation,
            size=self.cleaned_data["size"],
            is_recording=is_recording,
        )

    def refuse_parcel(self, data: bytes) -> str:
        """Return why a parcel is refused; "" if it is not. The first one shows what the file is."""
        if len(data) > MOST_PARCEL:
            return "This part of the clip is too large."
        if self.sending and not self.sending.received and not self.cleaned_data.get("at"):
            try:
                if self.sending.is_recording:
                    inspect_recording(BytesIO(data), self.sending.size, MAX_WHOLE_BYTES)
                else:
                    inspect_clip(BytesIO(data), self.sending.size, most_clip_bytes())
            except StudioError as error:
                return str(error)
        return ""
