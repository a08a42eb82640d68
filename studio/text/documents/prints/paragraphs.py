"""Printed lines as what they were written as: headings, paragraphs, items of lists and rows of tables."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from studio.text.documents.markdown import heading, item, joined, one_line, table
from studio.text.documents.prints.lines import PrintedLine
from studio.text.reader.lines import ends_sentence, join_lines, plain_letters

_BULLET = re.compile(r"^\s*[•◦▪▫●○■□►▶➢✓‣·\uf0b7\uf0a7–—-]\s+(?=\S)")
_NUMBERED = re.compile(r"^\s*(?P<number>\d{1,2})[.)]\s+(?=\S)")
# Letters that are so much larger than those of the text are of headings, which are not longer than this.
_LARGER, _LONGEST_HEADING = 1.12, 160
# Lines further apart than so many times the usual distance have something between them; nearer, they are one paragraph.
_APART = 1.35
# A first line that is set in by so many sizes begins a paragraph.
_SET_IN = (0.8, 4.0)
# A line is short if it leaves this share of the column's width free.
_SHORT = 0.18
# With that much, whatever does not go on in small letters is something else: items whose bullets are drawings.
_VERY_SHORT = 0.45


def paragraphs_of(
    pages: Sequence[Sequence[PrintedLine]],
    body: float,
    widths: Sequence[float],
    marks: Mapping[int, Sequence[str]],
) -> str:
    """Write the lines of pages as Markdown. `body` is the size of the text's letters, `widths` are those of the pages.

    `marks` are what stands between the lines, by the place of the line before among all: each follows its paragraph.
    """
    levels = _levels([line for lines in pages for line in lines], body)
    groups: list[list[PrintedLine]] = []
    for lines, width in zip(pages, widths, strict=True):
        _add(groups, list(lines), width, body)
    return joined(_with_marks(_rows_together(groups), marks, levels, body))


def _with_marks(
    groups: Iterator[list[PrintedLine]],
    marks: Mapping[int, Sequence[str]],
    levels: dict[float, int],
    body: float,
) -> Iterator[str]:
    """Yield groups as they are written, and marks behind those that have the lines before them."""
    yield from marks.get(-1, ())
    place = 0
    for group in groups:
        yield _written(group, levels, body)
        for line in range(place, place + len(group)):
            yield from marks.get(line, ())
        place += len(group)


def _levels(lines: Sequence[PrintedLine], body: float) -> dict[float, int]:
    """Return the levels of headings by the sizes of their letters: the largest is the first."""
    sizes = sorted({line.size for line in lines if line.size > _LARGER * body}, reverse=True)
    return {size: min(number, 4) for number, size in enumerate(sizes, 1)}


def _add(groups: list[list[PrintedLine]], lines: list[PrintedLine], width: float, body: float) -> None:
    """Add the lines of a page to the groups before, of which the last may go on with them."""
    gaps = [
        first.y - second.y
        for first, second in pairwise(lines)
        if first.size == second.size and 0 < first.y - second.y < 4 * first.size
    ]
    usual = median(gaps) if gaps else 1.2 * body
    right = _right_edges(lines, width)
    for index, line in enumerate(lines):
        before = groups[-1][-1] if groups and groups[-1] else None
        if before is None:
            groups.append([line])
            continue
        is_new_place = index == 0 or not 0 < before.y - line.y < 6 * usual
        if is_new_place:
            goes_on = _goes_on_after_break(before, line)
        else:
            goes_on = _goes_on(groups[-1], line, usual, right)
        if goes_on:
            groups[-1].append(line)
        else:
            groups.append([line])


def _right_edges(lines: Sequence[PrintedLine], width: float) -> tuple[float, float]:
    """Return where lines usually end that begin in the left and in the right half of a page."""
    halves = ([line.end for line in lines if (line.x > width / 2) == is_right] for is_right in (False, True))
    left, right = (sorted(ends)[int(0.9 * (len(ends) - 1))] if ends else width for ends in halves)
    return left, right


def _goes_on(
    group: Sequence[PrintedLine], line: PrintedLine, usual: float, right: tuple[float, float]
) -> bool:
    """Return whether a line goes on with the paragraph of the lines above it."""
    before = group[-1]
    if abs(before.size - line.size) > 0.06 * before.size or before.is_bold != line.is_bold:
        return False
    if line.is_row or before.is_row or _BULLET.match(line.text) or _NUMBERED.match(line.text):
        return False
    if before.y - line.y > _APART * usual:
        return False
    set_in = (line.x - before.x) / line.size
    is_listed = _BULLET.match(group[0].text) or _NUMBERED.match(group[0].text)
    if not is_listed and _SET_IN[0] < set_in < _SET_IN[1] and not (len(group) == 1 and set_in < 0):
        return False
    end = right[1] if before.x > right[0] else right[0]
    free = (end - before.end) / max(1.0, end - min(one.x for one in group))
    if not line.text[:1].islower() and free > _VERY_SHORT:
        return False
    return not (free > _SHORT and ends_sentence(before.text) and not line.text[:1].islower())


def _goes_on_after_break(before: PrintedLine, line: PrintedLine) -> bool:
    """Return whether a sentence goes on in the next column or on the next page."""
    is_same = abs(before.size - line.size) <= 0.06 * before.size and before.is_bold == line.is_bold
    is_item = _BULLET.match(line.text) or _NUMBERED.match(line.text)
    if not is_same or is_item or line.is_row or before.is_row or before.is_bold:
        return False
    return not ends_sentence(before.text) and (line.text[:1].islower() or before.text[-1:] in {",", "-", "–"})


def _rows_together(groups: Sequence[list[PrintedLine]]) -> Iterator[list[PrintedLine]]:
    """Yield groups, those of rows of one table as one."""
    rows: list[PrintedLine] = []
    for group in groups:
        if group[0].is_row and (not rows or _cells(rows[-1]) == _cells(group[0])):
            rows += group
            continue
        if rows:
            yield rows
        rows = list(group) if group[0].is_row else []
        if not rows:
            yield group
    if rows:
        yield rows


def _cells(line: PrintedLine) -> int:
    return line.text.count("\t") + 1


def _written(group: Sequence[PrintedLine], levels: dict[float, int], body: float) -> str:
    first = group[0]
    if first.is_row:
        return _table(group)
    lines = [plain_letters(line.text) for line in group]
    text = one_line(" ".join(join_lines(lines, wrapped=True)))
    level = levels.get(Counter(line.size for line in group).most_common(1)[0][0], 0)
    if level and len(text) <= _LONGEST_HEADING:
        return heading(text, level)
    if all(line.is_bold for line in group) and len(text) <= _LONGEST_HEADING and not ends_sentence(text):
        return heading(text, min(max(levels.values(), default=1) + 1, 4))
    if found := _BULLET.match(text):
        return item(text[found.end() :])
    if found := _NUMBERED.match(text):
        return item(text[found.end() :], number=int(found["number"]))
    return text


def _table(rows: Sequence[PrintedLine]) -> str:
    """Write rows with the same cells as a table; one row alone is a line of words."""
    if len(rows) == 1:
        return one_line(rows[0].text.replace("\t", "  "))
    return table([plain_letters(row.text).split("\t") for row in rows])
