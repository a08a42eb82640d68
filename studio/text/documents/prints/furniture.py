"""What pages have beside their text: running heads, numbers, notes at their foot."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from studio.text.documents.prints.lines import PrintedLine

Lines = list[PrintedLine]
# As many lines at the top and at the bottom of a page may be its head and its foot.
_OUTER = 3
# Heads of pages that are the same stand at the same height, in points.
_HEIGHT = 6.0
_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|s\.|página|pagina|pág\.?|страница|第)\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|von|de|sur|di|из|页|ページ)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:\x01)?(?P<mark>\d{1,3}|[*†‡]{1,3})(?:\x02)?[.)]?\s+\S|\x01(?P<raised>[\d*†‡]{1,3})\x02"
)
# Behind the end of a sentence, or a word that is no unit, a raised number is that of a note; at a line's start as well.
_BEHIND = re.compile(r"(?:[.,;:!?…\"”’»)]|[^\W\d_]{4})\s*$|^$")
# Letters of notes are smaller than those of the text, and stand in the lower part of a page.
_SMALLER, _LOWER = 0.95, 0.5


def without_heads(pages: Sequence[tuple[Lines, float]]) -> tuple[list[Lines], int]:
    """Take away what comes again at the top and bottom of pages with their heights; say how many lines that were."""
    outer = [_outer(lines, height) for lines, height in pages]
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, lines in enumerate(outer):
        for line in lines:
            places[_shape(line.text)].append((number, line.y))
    gone = 0
    left: list[Lines] = []
    for number, (lines, _) in enumerate(pages):
        heads = {id(line) for line in outer[number] if _is_head(line, number, places[_shape(line.text)])}
        if len(pages) == 1:
            heads = {id(line) for line in outer[0] if _NUMBER.fullmatch(line.text)}
        gone += len(heads)
        left.append([line for line in lines if id(line) not in heads])
    return left, gone


def _outer(lines: Lines, height: float) -> Lines:
    """Return the lines that may be heads: the highest and the lowest, out of the middle of the page."""
    by_height = sorted(lines, key=lambda line: -line.y)
    top = [line for line in by_height[:_OUTER] if line.y > 0.8 * height]
    bottom = [line for line in by_height[-_OUTER:] if line.y < 0.2 * height and line not in top]
    return top + bottom


def _shape(text: str) -> str:
    """Return a line with all numbers alike: "Page 3 of 10" is the same as "Page 4 of 10"."""
    if _NUMBER.fullmatch(text):
        return "#"
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _is_head(line: PrintedLine, number: int, places: list[tuple[int, float]]) -> bool:
    """Return whether a line stands at the same height on another page not far away."""
    return any(
        other != number and abs(other - number) <= 4 and abs(y - line.y) < _HEIGHT for other, y in places
    )


def parted_from_notes(lines: Lines, body: float, height: float) -> tuple[Lines, Lines]:
    """Part a page's text from the notes at its foot, given the size of the text's letters and the page's height."""
    by_height = sorted(lines, key=lambda line: -line.y)
    foot: Lines = []
    for line in reversed(by_height):
        if line.size > _SMALLER * body or line.y > _LOWER * height:
            break
        foot.insert(0, line)
    while foot and not _NOTE.match(foot[0].text):
        foot.pop(0)
    # What is below a column's text may stand beside that of the other.
    notes = {id(line) for line in foot}
    return [line for line in lines if id(line) not in notes], foot


def marks_of(notes: Lines) -> set[str]:
    """Return the marks with which notes begin."""
    found = (_NOTE.match(line.text) for line in notes)
    return {one["mark"] or one["raised"] for one in found if one}


def without_marks(text: str, marks: set[str]) -> str:
    """Take away the raised marks of notes: those that are known, and those behind words. "m²" and "10⁶" stay."""

    def told(found: re.Match[str]) -> str:
        names = [name for name in re.split(r"[,\s]+", found["mark"]) if name]
        is_known = bool(names) and all(name in marks for name in names)
        return found["before"] + ("" if is_known or _BEHIND.search(found["before"]) else found["mark"])

    whole = re.sub(r"(?P<before>[^\x01]*)\x01(?P<mark>[^\x02]*)\x02", told, text)
    return " ".join(whole.replace("\x01", "").replace("\x02", "").split(" "))
