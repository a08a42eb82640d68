"""A PDF as a text: its pages are read line by line, and written again as paragraphs, headings, lists and tables."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError, WrongPasswordError

from studio.text.documents.pictured import Gathered
from studio.text.documents.prints.furniture import (
    marks_of,
    parted_from_notes,
    without_heads,
    without_marks,
)
from studio.text.documents.prints.lines import Page, PrintedLine, Widths, lines_of
from studio.text.documents.prints.order import in_order
from studio.text.documents.prints.paragraphs import paragraphs_of
from studio.text.documents.prints.pictures import Placed, placed_on, worth_a_scene
from studio.text.documents.prints.pictures import marks_of as marks_of_pictures
from studio.text.documents.values import (
    DAMAGED,
    ENCRYPTED,
    MAX_PAGES,
    NO_WORDS,
    SCAN,
    TOO_MANY_PAGES,
    DocumentError,
    Kind,
    ReadDocument,
)

# Pages of so few letters in the middle are pictures of pages: a scanner may add a number or a stamp.
_FEWEST_LETTERS = 12
# Letters that fonts without a table of their letters come out as.
_UNKNOWN = re.compile(r"[\ufffd\ue000-\uf8ff]|/g\d+|\(cid:\d+\)")
_MOST_UNKNOWN = 0.3


def read_pdf(path: Path) -> ReadDocument:
    """Read a PDF. What it asks a viewer to do, and files that it carries, are not looked at. Raises DocumentError."""
    # What it says of broken files is for programmers.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(ENCRYPTED)
        count = len(reader.pages)
        if not count:
            raise DocumentError(NO_WORDS)
        if count > MAX_PAGES:
            raise DocumentError(TOO_MANY_PAGES.format(count=count, most=MAX_PAGES))
        widths = Widths()
        pages = [_page(page, widths) for page in reader.pages]
        pictures = worth_a_scene(
            [placed_on(page, read.drawn) for page, read in zip(reader.pages, pages, strict=True)]
        )
    except (DocumentError, MemoryError):
        raise
    except (WrongPasswordError, FileNotDecryptedError, DependencyError) as error:
        raise DocumentError(ENCRYPTED) from error
    except (PyPdfError, RecursionError, Exception) as error:
        # Broken files make the package stumble over whatever they lack.
        raise DocumentError(DAMAGED) from error
    return _told(pages, pictures)


def _page(page: Any, widths: Widths) -> Page:
    try:
        if page.rotation % 360:
            page.transfer_rotation_to_content()
        return lines_of(page, widths)
    except MemoryError:
        raise
    except Exception:
        # One broken page is no reason to refuse the others.
        return Page(lines=(), width=1.0, height=1.0)


def _told(pages: Sequence[Page], pictures: Sequence[Sequence[Placed]]) -> ReadDocument:
    letters = [sum(len(line.text) for line in page.lines) for page in pages]
    text = "".join(line.text for page in pages for line in page.lines)
    if median(letters) < _FEWEST_LETTERS and sum(letters) < _FEWEST_LETTERS * len(pages):
        raise DocumentError(SCAN)
    if len(_UNKNOWN.findall(text)) > _MOST_UNKNOWN * len(text):
        raise DocumentError(SCAN)
    body = _body_size(pages)
    bare, heads = without_heads([(in_order(page), page.height) for page in pages])
    parted = [parted_from_notes(lines, body, page.height) for lines, page in zip(bare, pages, strict=True)]
    notes = [note for _, foot in parted for note in foot]
    marks = marks_of(notes)
    clean = [[_clean(line, marks) for line in lines] for lines, _ in parted]
    if not any(line.text.strip() for lines in clean for line in lines):
        raise DocumentError(NO_WORDS)
    gathered = Gathered()
    shown = marks_of_pictures(clean, pictures, gathered)
    written = paragraphs_of(clean, body, [page.width for page in pages], shown)
    return ReadDocument(
        kind=Kind.PDF,
        text=written,
        notes=tuple(_notes(len(pages), heads, len(marks), letters)),
        pictures=tuple(gathered.pictures),
    )


def _clean(line: PrintedLine, marks: set[str]) -> PrintedLine:
    return PrintedLine(
        text=without_marks(line.text, marks),
        **{name: getattr(line, name) for name in ("x", "y", "end", "size", "is_bold")},
    )


def _body_size(pages: Sequence[Page]) -> float:
    """Return the size in which most letters are set."""
    sizes = Counter[float]()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _notes(count: int, heads: int, notes: int, letters: Sequence[int]) -> Iterator[str]:
    left = [
        *(["heads and numbers of its pages"] if heads else []),
        *([f"{notes} note{'' if notes == 1 else 's'} at the foot of pages"] if notes else []),
    ]
    if left:
        told = " and ".join(left)
        were = "was" if left == ["1 note at the foot of pages"] else "were"
        yield f"{told[:1].upper()}{told[1:]} {were} left out."
    if silent := sum(number < _FEWEST_LETTERS for number in letters):
        were = "page has" if silent == 1 else "pages have"
        yield f"{silent} {were} no text: {'it is a picture, or' if silent == 1 else 'they are pictures, or'} empty."
