"""The field for a document whose words become the text of a video."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property

from generator.models import Generation, StartPicture
from generator.models.generation import MAX_TEXT
from generator.pipeline.decoding import DecodingError, read_document
from studio.errors import StudioError
from studio.film.uploads.pictures import inspect_upload
from studio.text.documents.pictured import numbers_in, with_marks
from studio.text.documents.values import EMPTY, MAX_DOCUMENT_BYTES, MAX_PAGES, TOO_LARGE

ACCEPT: Final = ",".join(
    (
        *(
            ".txt",
            ".md",
            ".markdown",
            ".docx",
            ".pdf",
            ".pptx",
            "text/plain",
            "text/markdown",
            "application/pdf",
        ),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    )
)
NOT_NOW = "Something went wrong on our side when the document was read. Please try again."
TAKEN = "{count} of it {are} seen where the text says so."
CORRECT = "Please look through what was read, and correct it before you make the video."


class DocumentField(forms.FileField):
    """A document, judged by its content and read in a process of its own; the field's value is what was read."""

    def __init__(self, **options: Any) -> None:
        attrs = {"accept": ACCEPT, "data-max-bytes": MAX_DOCUMENT_BYTES}
        super().__init__(widget=forms.FileInput(attrs=attrs), allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> dict[str, Any] | None:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return None
        if not file.size:
            raise ValidationError(EMPTY, code="empty")
        if file.size > MAX_DOCUMENT_BYTES:
            raise ValidationError(TOO_LARGE, code="too_large")
        settings.GENERATOR_WORK_DIR.mkdir(parents=True, exist_ok=True)
        try:
            with tempfile.TemporaryDirectory(prefix="document-", dir=settings.GENERATOR_WORK_DIR) as folder:
                source = Path(folder) / "document"
                with source.open("wb") as target:
                    for chunk in file.chunks():
                        target.write(chunk)
                read = read_document(source, MAX_TEXT, Path(folder), lambda spent: None)
                return {**read, "pictures": _judged(Path(folder), read["pictures"])}
        except StudioError as error:
            raise ValidationError(str(error), code="not_usable") from error
        except DecodingError as error:
            raise ValidationError(NOT_NOW, code="not_now") from error


def _judged(folder: Path, told: list[dict[str, Any]]) -> dict[int, ContentFile[bytes]]:
    """Return the pictures of a document that can be decoded, by their numbers; a worker does that, as with every upload."""
    good = {}
    for picture in told:
        with (folder / str(picture["number"])).open("rb") as file:
            try:
                inspect_upload(file, file.seek(0, 2))
            except StudioError:
                continue
            good[int(picture["number"])] = ContentFile(file.read(), name=str(picture["name"]))
    return good


class DocumentForm(forms.Form):
    """A document to begin with; `in_text` puts its words where the text of the video is written."""

    document = DocumentField(
        required=False,
        label="From a document",
        help_text=f"Word, PowerPoint, PDF or plain text, up to {MAX_DOCUMENT_BYTES // 1024**2} MB and {MAX_PAGES} pages. "
        "Its words come into the field above, its pictures to their scenes; the file is not kept.",
    )

    @property
    def refusal(self) -> str:
        """Return why the document could not be read; empty if it was."""
        return "" if self.is_valid() else str(self.errors["document"][0])

    @property
    def pictures(self) -> dict[int, ContentFile[bytes]]:
        """The pictures of the document that the text names, by their numbers in it."""
        good: dict[int, ContentFile[bytes]] = self.cleaned_data["document"]["pictures"]
        return good

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The numbers of pictures in the draft, by those in the document; without a draft they are the same."""
        return {number: number for number in self.pictures}

    @property
    def text(self) -> str:
        return with_marks(str(self.cleaned_data["document"]["text"]), self.numbers)

    @property
    def notes(self) -> list[str]:
        notes = list(self.cleaned_data["document"]["notes"])
        if count := len(self.pictures):
            notes.append(
                TAKEN.format(count=f"{count} picture{'s' * (count > 1)}", are="are" if count > 1 else "is")
            )
        return [*notes, CORRECT]

    def number_for(self, draft: Generation | None, written: str) -> None:
        """Give the pictures numbers behind those that a draft has of documents already and its text still names."""
        if draft:
            draft.keep_only_pictures(numbers_in(written))
        last = max((one.number for one in draft.start_pictures.all()), default=0) if draft else 0
        self.numbers = {number: last + place for place, number in enumerate(sorted(self.pictures), 1)}

    def keep_pictures(self, draft: Generation) -> None:
        """Store the pictures with the draft whose text names them. They are counted as its files."""
        for number, file in self.pictures.items():
            picture = StartPicture(generation=draft, name=file.name or "", position=self.numbers[number] - 1)
            picture.upload.save("picture", file, save=False)
            picture.save(force_insert=True)
        draft.measure_storage()

    def in_text(self, written: str) -> str:
        """Return the words of the document below those that were written already."""
        return "\n\n".join(filter(None, (written.strip(), self.text)))
