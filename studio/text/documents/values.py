"""What reading a document takes and gives, and the sentences with which one is refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio.errors import StudioError

MAX_DOCUMENT_BYTES = 25 * 1024 * 1024
MAX_PAGES = 200
# Bytes of all parts of an archive together when unpacked, and of a single part of XML: books have a tenth of that.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_PART_BYTES = 32 * 1024 * 1024
MAX_PARTS = 5_000

MEGABYTES = MAX_DOCUMENT_BYTES // 1024**2
TOO_LARGE = (
    f"This document is larger than {MEGABYTES} MB. Please save it without its pictures, or send a part of it."
)
TOO_MANY_PAGES = (
    "This document has {count:,} pages, and {most} is the most that is read. Please send a part of it."
)
TOO_MANY_SLIDES = (
    "This presentation has {count:,} slides, and {most} is the most that is read. Please send a part of it."
)
EMPTY = "This file is empty. Please choose another one."
NO_WORDS = "There are no words in this document."
SCAN = (
    "The pages of this PDF are empty, or pictures without text, as scanners make them. Please have its text recognised first, or "
    "paste the words."
)
ENCRYPTED = "This document is protected by a password. Please save it without one and send it again."
DAMAGED = "This document is damaged and cannot be read. Please save it again, or paste its words."
UNPACKS = (
    "This document takes far too much room when it is unpacked. Please save it again, or paste its words."
)
NOT_A_DOCUMENT = (
    "This is no document that can be read here. Please use a text, Markdown, Word, PowerPoint or PDF file."
)
OTHERS = "{what} Please save it as {instead}, or paste its words."


class DocumentError(StudioError):
    """A document that cannot be read; the message says what its owner can do."""


class Kind(StrEnum):
    """What a document is, by its content."""

    TEXT = "text"
    WORD = "docx"
    SLIDES = "pptx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPicture:
    """A picture of a document as it lies in it, which the text names by its number; `crop` has what is cut off its
    sides, left, top, right and bottom, as shares of them.
    """

    number: int
    data: bytes
    name: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """The words of a document as Markdown, what its owner is told of what was read and left out, and the pictures that
    the words name.
    """

    kind: Kind
    text: str
    notes: tuple[str, ...] = ()
    pictures: tuple[DocumentPicture, ...] = ()
