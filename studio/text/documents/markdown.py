"""Markdown as the reader of pasted texts takes it: headings, paragraphs, list items, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_DEEPEST_HEADING = 6
# A run of words with one emphasis: its text, whether it is bold, whether it is italic.
Run = tuple[str, bool, bool]


def heading(text: str, level: int) -> str:
    return f"{'#' * min(max(level, 1), _DEEPEST_HEADING)} {one_line(text)}"


def item(text: str, *, level: int = 0, number: int | None = None) -> str:
    mark = "-" if number is None else f"{number}."
    return f"{'  ' * level}{mark} {one_line(text)}"


def one_line(text: str) -> str:
    return " ".join(text.split())


def table(rows: Sequence[Sequence[str]]) -> str:
    """Write a table; one of a single row or column is lines of words, as layouts use it."""
    told = [[one_line(cell).replace("|", "/") for cell in row] for row in rows]
    told = [row for row in told if any(row)]
    if not told:
        return ""
    width = max(map(len, told))
    if width == 1 or len(told) == 1:
        return "\n\n".join(cell for row in told for cell in row if cell)
    told = [[*row, *[""] * (width - len(row))] for row in told]
    lines = [f"| {' | '.join(row)} |" for row in told]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def emphasised(runs: Iterable[Run]) -> str:
    """Write runs with their emphasis; signs and spaces at their ends stay outside, as Markdown wants it."""
    joined: list[Run] = []
    for text, bold, italic in runs:
        if joined and (joined[-1][1:] == (bold, italic) or not text.strip()):
            joined[-1] = (joined[-1][0] + text, *joined[-1][1:])
        else:
            joined.append((text, bold, italic))
    return "".join(_marked(*run) for run in joined)


def _marked(text: str, bold: bool, italic: bool) -> str:
    mark = "*" * (2 * bold + italic)
    found = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.DOTALL)
    if not mark or not found or not re.search(r"\w", found[2]) or "\n" in found[2] or "*" in found[2]:
        return text
    return f"{found[1]}{mark}{found[2]}{mark}{found[3]}"


def joined(blocks: Iterable[str]) -> str:
    """Put blocks together: items of a list line below line, others with an empty line between."""
    text, was_item = "", False
    for block in blocks:
        if not block.strip():
            continue
        is_item = bool(re.match(r"\s*(?:-|\d+\.) \S", block)) and "\n" not in block
        if text:
            text += "\n" if is_item and was_item else "\n\n"
        text, was_item = text + block, is_item
    return text
