"""A document of any length, cut to what one film can tell."""

from __future__ import annotations

import re
from dataclasses import replace

from studio.text.documents.values import ReadDocument
from studio.text.marks.told import as_read
from studio.text.reader.read import read_text
from studio.text.words.writing import tidy

# Of a part that is left out, its first words say which it is.
_FIRST_WORDS = 8
# Signs and marks of which nothing is spoken: as many characters as are read of a text for each that is.
_MARKS = 3
_LOOKED_AT = 4


def cut(read: ReadDocument, most: int) -> ReadDocument:
    """Keep whole paragraphs from the beginning, of which together `most` characters are spoken at most."""
    # Of a whole library in one file, no more is looked at than can be told.
    text = tidy(read.text[: _LOOKED_AT * most]).strip()
    whole = max(len(text), len(read.text.strip()) if len(read.text) > _LOOKED_AT * most else 0)
    if whole <= most or (whole <= _MARKS * most and _spoken(text) <= most):
        return replace(read, text=text)
    kept, rest = _parted(text, most)
    words = re.sub(r"[#*|\[\]-]+", " ", rest).split()
    first = " ".join(words[:_FIRST_WORDS])
    note = (
        f"It has {whole:,} characters, and one video can tell {most:,}: the first {len(kept):,} are here. "
        f"What follows from “{first}…” is left out."
    )
    return replace(read, text=kept, notes=(*read.notes, note))


def _parted(text: str, most: int) -> tuple[str, str]:
    """Part a text after a paragraph, else after a sentence, else anywhere."""
    for end in (r"\n\s*\n", r"\n", r"(?<=[.!?。！？])\s+|(?<=[。！？])", r"\s+"):  # noqa: RUF001 (signs of writing)
        places = [found.start() for found in re.finditer(end, text) if found.start() <= most]
        # A single sentence before a long paragraph is too little to be all.
        if places and places[-1] > most // 2:
            return text[: places[-1]].rstrip(), text[places[-1] :].lstrip()
    return text[:most], text[most:]


def _spoken(text: str) -> int:
    return len(as_read(read_text(text).text))
