"""The field for a document whose words become the text of a video."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from generator.models.generation import MAX_TEXT
from generator.pipeline.decoding import DecodingError, read_document
from studio.errors import StudioError
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
                return read_document(source, MAX_TEXT, lambda spent: None)
        except StudioError as error:
            raise ValidationError(str(error), code="not_usable") from error
        except DecodingError as error:
            raise ValidationError(NOT_NOW, code="not_now") from error


class DocumentForm(forms.Form):
    """A document to begin with; `in_text` puts its words where the text of the video is written."""

    document = DocumentField(
        required=False,
        label="From a document",
        help_text=f"Word, PowerPoint, PDF or plain text, up to {MAX_DOCUMENT_BYTES // 1024**2} MB and {MAX_PAGES} pages. "
        "Its words come into the field above; the file is not kept.",
    )

    @property
    def refusal(self) -> str:
        """Return why the document could not be read; empty if it was."""
        return "" if self.is_valid() else str(self.errors["document"][0])

    @property
    def text(self) -> str:
        return str(self.cleaned_data["document"]["text"])

    @property
    def notes(self) -> list[str]:
        return [*self.cleaned_data["document"]["notes"], CORRECT]

    def in_text(self, written: str) -> str:
        """Return the words of the document below those that were written already."""
        return "\n\n".join(filter(None, (written.strip(), self.text)))
