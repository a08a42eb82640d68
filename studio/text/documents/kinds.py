"""What a file is, by its content: its name may say anything."""

from __future__ import annotations

import zipfile
from pathlib import Path

from studio.text.documents.archives import names_in
from studio.text.documents.letters import is_text
from studio.text.documents.values import (
    DAMAGED,
    EMPTY,
    ENCRYPTED,
    MAX_DOCUMENT_BYTES,
    NOT_A_DOCUMENT,
    OTHERS,
    TOO_LARGE,
    DocumentError,
    Kind,
)

_FRONT = 4096
# A PDF may have other bytes before its mark.
_PDF, _PDF_WITHIN = b"%PDF-", 1024
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# Names of streams in the old files of Office, as they stand in them: in UTF-16.
_OLD_WORD, _OLD_SLIDES, _OLD_SHEET, _PROTECTED = (
    name.encode("utf-16-le")
    for name in ("WordDocument", "PowerPoint Document", "Workbook", "EncryptedPackage")
)
_OPEN = b"application/vnd.oasis.opendocument."
_A_WORD_FILE, _A_PRESENTATION = "Word (.docx) or PDF", "PowerPoint (.pptx) or PDF"


def kind_of(path: Path) -> Kind:
    """Return what a file is. Raises DocumentError for anything that is not read here."""
    size = path.stat().st_size
    if not size:
        raise DocumentError(EMPTY)
    if size > MAX_DOCUMENT_BYTES:
        raise DocumentError(TOO_LARGE)
    with path.open("rb") as file:
        front = file.read(_FRONT)
    if _PDF in front[:_PDF_WITHIN]:
        return Kind.PDF
    if front.startswith(_ZIP):
        return _kind_of_archive(path)
    if front.startswith(_OLE):
        raise DocumentError(_why_not_old(path.read_bytes()))
    if front.lstrip().startswith(b"{\\rtf"):
        raise DocumentError(_instead("This is a rich text file (RTF).", _A_WORD_FILE))
    content = path.read_bytes()
    if not content.strip():
        raise DocumentError(EMPTY)
    if is_text(content):
        return Kind.TEXT
    raise DocumentError(NOT_A_DOCUMENT)


def _kind_of_archive(path: Path) -> Kind:
    try:
        names = names_in(path)
        if "word/document.xml" in names:
            return Kind.WORD
        if "ppt/presentation.xml" in names:
            return Kind.SLIDES
        with zipfile.ZipFile(path) as archive:
            main = (
                archive.open("[Content_Types].xml").read(_FRONT * 16)
                if "[Content_Types].xml" in names
                else b""
            )
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except DocumentError:
        raise
    except Exception as error:
        raise DocumentError(DAMAGED) from error
    if b"wordprocessingml.document.main" in main or b"wordprocessingml.template.main" in main:
        return Kind.WORD
    if b"presentationml.presentation.main" in main or b"presentationml.slideshow.main" in main:
        return Kind.SLIDES
    raise DocumentError(_why_not_archive(names, kind))


def _why_not_archive(names: frozenset[str], kind: bytes) -> str:
    if kind.startswith(_OPEN):
        is_slides = b"presentation" in kind
        what = "presentation" if is_slides else "document"
        return _instead(f"This is an OpenDocument {what}.", _A_PRESENTATION if is_slides else _A_WORD_FILE)
    if kind.startswith(b"application/epub"):
        return _instead("This is an e-book (EPUB).", "a text file or PDF")
    if any(name.endswith(".iwa") for name in names) or "Index.zip" in names or "index.apxl" in names:
        return _instead("This is a file of Pages or Keynote.", "Word (.docx), PowerPoint (.pptx) or PDF")
    if any(name.startswith("xl/") for name in names):
        return _instead("This is a table of Excel.", "PDF")
    return NOT_A_DOCUMENT


def _why_not_old(content: bytes) -> str:
    if _PROTECTED in content:
        return ENCRYPTED
    if _OLD_SLIDES in content:
        return _instead("This is an old PowerPoint file (.ppt).", _A_PRESENTATION)
    if _OLD_WORD in content:
        return _instead("This is an old Word file (.doc).", _A_WORD_FILE)
    if _OLD_SHEET in content:
        return _instead("This is an old table of Excel (.xls).", "PDF")
    return NOT_A_DOCUMENT


def _instead(what: str, instead: str) -> str:
    return OTHERS.format(what=what, instead=instead)
