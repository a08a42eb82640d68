"""Reading of documents: a file in, its words as Markdown out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.text.documents.archives import check_archive
from studio.text.documents.cutting import cut
from studio.text.documents.kinds import kind_of
from studio.text.documents.letters import decode
from studio.text.documents.pictured import pictures_left
from studio.text.documents.values import NO_WORDS, DocumentError, Kind, ReadDocument


def read_document(path: Path, most: int) -> ReadDocument:
    """Read a document of which `most` characters are spoken at most; what is left out is said in its notes.

    Raises DocumentError, with a sentence, for what cannot be read. The packages that read Word, PowerPoint and PDF
    files are loaded when one comes.
    """
    kind = kind_of(path)
    if kind is Kind.TEXT:
        read = _read_text(path)
    elif kind is Kind.PDF:
        from studio.text.documents.prints.read import read_pdf

        read = read_pdf(path)
    else:
        check_archive(path)
        read = _read_office(path, kind)
    read = cut(read, most)
    return replace(read, pictures=pictures_left(read))


def _read_text(path: Path) -> ReadDocument:
    text = decode(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").strip()
    if not any(letter.isalnum() for letter in text):
        raise DocumentError(NO_WORDS)
    return ReadDocument(kind=Kind.TEXT, text=text)


def _read_office(path: Path, kind: Kind) -> ReadDocument:
    if kind is Kind.WORD:
        from studio.text.documents.word import read_word

        return read_word(path)
    from studio.text.documents.slides import read_slides

    return read_slides(path)
