"""The order in which the lines of a page are read: column after column, and rows of tables as they stand."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from studio.text.documents.prints.lines import Page, PrintedLine

# Two halves of a line are those of columns if most of them have so many letters; cells of tables have fewer.
_COLUMN_LETTERS = 22
_FEWEST_ROWS = 4
# Lines whose bases are nearer than this many sizes stand beside each other.
_BESIDE = 0.4


def in_order(page: Page) -> list[PrintedLine]:
    """Return the lines of a page as they are read."""
    lines = _halves(page)
    if _is_zigzag(lines, page.width):
        return _by_columns(lines, page.width)
    return _joined_rows(lines)


def _halves(page: Page) -> list[PrintedLine]:
    """Part lines that go over the gap between two columns."""
    rows = [line for line in page.lines if line.is_row and line.text.count("\t") == 1]
    long = [line for line in rows if all(len(half) >= _COLUMN_LETTERS for half in line.text.split("\t"))]
    if len(long) < _FEWEST_ROWS or len(long) * 2 < len(rows):
        return list(page.lines)
    parted: list[PrintedLine] = []
    for line in page.lines:
        if line.text.count("\t") != 1 or line.x > page.width / 2:
            parted.append(line)
            continue
        left, right = line.text.split("\t")
        start = line.starts[1]
        parted += [replace(line, text=left, end=start - line.size), replace(line, text=right, x=start)]
    return parted


def _is_zigzag(lines: Sequence[PrintedLine], width: float) -> bool:
    """Return whether lines were set from left to right over two columns of prose."""
    jumps = [
        (first, second)
        for first, second in itertools.pairwise(lines)
        if abs(first.y - second.y) < _BESIDE * first.size and second.x - first.x > width / 4
    ]
    long = [pair for pair in jumps if all(len(line.text) >= _COLUMN_LETTERS for line in pair)]
    return len(long) >= _FEWEST_ROWS and len(long) * 2 >= len(jumps)


def _by_columns(lines: Sequence[PrintedLine], width: float) -> list[PrintedLine]:
    """Sort lines: those above a line over both columns first, of these the left before the right ones."""
    middle = width / 2
    ordered: list[PrintedLine] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if line.x < middle - line.size and line.end > middle + 0.12 * width:
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (right if line.x >= middle - line.size else left).append(line)
    return [*ordered, *left, *right]


def _joined_rows(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Put cells that follow each other on one base into one row."""
    joined: list[PrintedLine] = []
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before
            and abs(before.y - line.y) < _BESIDE * min(before.size, line.size)
            and line.x >= before.end - line.size
        ):
            joined[-1] = replace(
                before,
                text=f"{before.text}\t{line.text}",
                end=line.end,
                starts=before.starts + line.starts,
                is_bold=before.is_bold and line.is_bold,
                marks=before.marks + line.marks,
            )
        else:
            joined.append(line)
    return joined
