"""A field for a picture or a clip of the owner's: which of them it is, its content tells."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.db.models import QuerySet

from generator.forms.fields import must_pass
from generator.models import Sending
from generator.pipeline.decoding import DecodingError, read_clip
from studio.errors import StudioError
from studio.film.uploads.clips.kinds import inspect_clip, is_clip
from studio.film.uploads.pictures import MAX_UPLOAD_BYTES, inspect_upload

# Phones offer their gallery only for types that they know, so both kinds of name are given.
ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,.heic,.heif"
ACCEPT_BOTH = f"{ACCEPT},video/mp4,video/quicktime,video/webm,video/x-matroska,.mp4,.mov,.m4v,.webm,.mkv"
NOT_WHOLE = "The clip did not come here whole. Please choose it again."
NOT_NOW = "Something went wrong on our side when the clip was read. Please try again."


def most_clip_bytes() -> int:
    return int(settings.GENERATOR_MAX_CLIP_MB) * 1024**2


class OwnFile(forms.FileField):
    """A picture or a clip, judged by its content. Of a clip, the file gets its facts as `clip_facts`."""

    def __init__(self, *, widget: type[forms.FileInput] = forms.FileInput, **options: Any) -> None:
        attrs = {
            "accept": ACCEPT_BOTH,
            "data-max-bytes": MAX_UPLOAD_BYTES,
            "data-max-clip-bytes": most_clip_bytes(),
        }
        super().__init__(widget=widget(attrs=attrs), **options)
        self.error_messages["empty"] = "This file is empty. Please choose a picture or a clip."

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return file
        content = cast(BinaryIO, file.file)
        if not is_clip(content):
            must_pass(inspect_upload, file)
            return file
        must_pass(lambda opened, size: inspect_clip(opened, size, most_clip_bytes()), file)
        try:
            with on_disk(file) as path:
                file.clip_facts = read_clip(path, lambda spent: None)  # type: ignore[attr-defined]  # Read by the form.
        except StudioError as error:
            raise ValidationError(str(error), code="not_usable") from error
        except DecodingError as error:
            raise ValidationError(NOT_NOW, code="not_now") from error
        return file


@contextmanager
def on_disk(file: UploadedFile) -> Iterator[Path]:
    """Give an upload as a file of this machine: a small one is in memory only."""
    if isinstance(file, TemporaryUploadedFile):
        cast(BinaryIO, file.file).flush()
        yield Path(file.temporary_file_path())
        return
    settings.GENERATOR_WORK_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="clip-", dir=settings.GENERATOR_WORK_DIR) as folder:
        path = Path(folder) / "clip"
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        yield path


class TakesSentClip(forms.Form):
    """A form whose page's script may have sent the clip of its field `file_field` before it, parcel by parcel."""

    file_field: str
    sent_clip = forms.UUIDField(
        required=False, widget=forms.HiddenInput(attrs={"data-sent-clip": "", "id": False})
    )

    # The sending that the clip came by, and its file, which whoever made the form closes.
    sending: Sending | None = None
    gathered: File[Any] | None = None

    def sendings(self) -> QuerySet[Sending]:
        """Return those that may be meant."""
        raise NotImplementedError

    def take_sent(self) -> None:
        """Take the clip that the page has sent by itself before the form, as if it had come with it."""
        key, name = self.cleaned_data.get("sent_clip"), self.file_field
        if not key or name in self.errors or isinstance(self.cleaned_data.get(name), UploadedFile):
            return
        sending = self.sendings().filter(pk=key).first()
        try:
            if sending is None or not sending.is_whole:
                raise ValidationError(NOT_WHOLE, code="not_whole")
            self.gathered = sending.gather()
            self.cleaned_data[name] = self.fields[name].clean(self.gathered)
        except OSError:
            self.add_error(name, NOT_WHOLE)
        except ValidationError as error:
            self.add_error(name, error)
        else:
            self.sending = sending

    def close(self) -> None:
        """Let go of the file that was gathered."""
        if self.gathered:
            self.gathered.close()
