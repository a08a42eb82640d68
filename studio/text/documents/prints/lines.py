"""The lines of a page, with where they stand and how large their letters are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pypdf.generic._font import Font

# A letter takes about this share of its size in width: for what a PDF does not say.
_WIDTH = 0.47
# Gaps wider than so many sizes part cells of a table, or columns.
_GAP = 1.8
# And so many, if the font says how wide its letters are.
_SURE_GAP = 1.1
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
# Fragments that stand higher than this many sizes above the line of their neighbours are raised.
_SAME_LINE = 0.35
# Letters of a page, more than any printed one has.
MOST_LETTERS = 60_000
# And as many of the pictures and drawings on it are noted.
MOST_DRAWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Some letters as they were set: `x` and `y` in points from the lower left, the size in points."""

    text: str
    x: float
    y: float
    end: float
    size: float
    is_bold: bool
    # Whether its font says how wide it is.
    is_sure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """One line of one column, or one row of cells with tabs between, which begin at `starts`.

    `marks` are raised numbers within it.
    """

    text: str
    x: float
    y: float
    end: float
    size: float
    is_bold: bool
    marks: tuple[str, ...] = ()
    starts: tuple[float, ...] = ()

    @property
    def is_row(self) -> bool:
        return "\t" in self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of a page in the order in which they were set, and what is drawn on it: names with their matrices."""

    lines: tuple[PrintedLine, ...]
    width: float
    height: float
    drawn: tuple[tuple[str, tuple[float, ...]], ...] = ()


class Widths:
    """How wide letters are in the fonts of a document, each of which is read once."""

    def __init__(self) -> None:
        self._fonts: dict[Any, Font | None] = {}

    def of(self, text: str, font: Any) -> float | None:
        """Return the width of some letters in sizes of the font; None if it does not say."""
        key = getattr(font, "indirect_reference", None) or id(font)
        if key not in self._fonts:
            try:
                self._fonts[key] = Font.from_font_resource(font)
            except MemoryError:
                raise
            except Exception:
                # A broken font has no widths, and its letters may be read all the same.
                self._fonts[key] = None
        known = self._fonts[key]
        width = known.get_text_width(text) / 1000 if known else 0.0
        return width if 0.1 < width / max(1, len(text)) < 2 else None


def lines_of(page: Any, widths: Widths) -> Page:
    """Read a page of pypdf's."""
    box = page.mediabox
    left, bottom = float(box.left), float(box.bottom)
    pieces: list[list[Fragment]] = [[]]
    drawn: list[tuple[str, tuple[float, ...]]] = []
    letters = 0

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        nonlocal letters
        letters += len(text)
        if letters > MOST_LETTERS:
            return
        words = text.replace("\n", "")
        if words.strip() and (found := _fragment(words, _placed(tm, cm), font, size, (left, bottom), widths)):
            pieces[-1].append(found)
        if text.endswith("\n"):
            pieces.append([])

    def look(operator: bytes, operands: Any, cm: Sequence[float], tm: Sequence[float]) -> None:
        if operator == b"Do" and operands and len(drawn) < MOST_DRAWN:
            drawn.append((str(operands[0]), tuple(float(value) for value in cm)))

    page.extract_text(visitor_text=visit, visitor_operand_before=look)
    lines = [line for piece in pieces for line in _parted(piece)]
    return Page(lines=tuple(lines), width=float(box.width), height=float(box.height), drawn=tuple(drawn))


def _placed(tm: Sequence[float], cm: Sequence[float]) -> tuple[float, float, float, float, float, float]:
    """Return the product of two matrices of a PDF: how letters lie on the page."""
    a, b, c, d, e, f = (float(value) for value in tm)
    g, h, i, j, k, m = (float(value) for value in cm)
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _fragment(
    words: str,
    matrix: tuple[float, ...],
    font: Any,
    size: float,
    corner: tuple[float, float],
    widths: Widths,
) -> Fragment | None:
    """Return letters with their place; None for what stands upright beside the text, or too small to be read."""
    across, up = matrix[0], matrix[1]
    high = abs(float(size)) * math.hypot(matrix[2], matrix[3])
    if abs(up) > abs(across) or not 1.0 < high < 1000 or not all(map(math.isfinite, matrix)):
        return None
    x, y = matrix[4] - corner[0], matrix[5] - corner[1]
    name = str((font or {}).get("/BaseFont", ""))
    width = widths.of(words, font) if font else None
    wide = abs(float(size)) * math.hypot(across, up)
    return Fragment(
        text=words,
        x=x,
        y=y,
        end=x + (len(words) * high * _WIDTH if width is None else width * wide),
        is_sure=width is not None,
        size=round(high, 1),
        is_bold=bool(_BOLD.search(name)),
    )


def _parted(fragments: Sequence[Fragment]) -> list[PrintedLine]:
    """Return fragments that follow each other as lines: one, or one for each place where they jump up, down or back."""
    lines: list[list[Fragment]] = []
    for fragment in fragments:
        before = lines[-1][-1] if lines else None
        if before is None or (
            abs(fragment.y - before.y) > max(before.size, fragment.size) or fragment.x < lines[-1][0].x - 1
        ):
            lines.append([])
        lines[-1].append(fragment)
    return [line for found in lines if (line := _line(found))]


def _line(fragments: Sequence[Fragment]) -> PrintedLine | None:
    sizes = Counter[float]()
    for fragment in fragments:
        sizes[fragment.size] += len(fragment.text.strip())
    size = sizes.most_common(1)[0][0]
    base = next(one.y for one in fragments if one.size == size)
    text, marks, end, is_sure = "", list[str](), fragments[0].x, False
    starts = [fragments[0].x]
    for fragment in fragments:
        is_raised = fragment.size < 0.85 * size and fragment.y - base > 0.15 * size
        if is_raised and re.fullmatch(r"\s*[\d,*†‡]{1,5}\s*", fragment.text):
            marks.append(fragment.text.strip())
            text += f"\x01{fragment.text.strip()}\x02"
        elif text and fragment.x - end > (_SURE_GAP if is_sure else _GAP) * size:
            text += "\t" + fragment.text.strip()
            starts.append(fragment.x)
        else:
            text += fragment.text
        end, is_sure = max(end, fragment.end), fragment.is_sure
    text = re.sub(r"[^\S\t]+", " ", text).strip()
    if not text:
        return None
    is_bold = all(one.is_bold for one in fragments if one.text.strip())
    return PrintedLine(
        text=text,
        x=fragments[0].x,
        y=base,
        end=end,
        size=size,
        is_bold=is_bold,
        marks=tuple(marks),
        starts=tuple(starts),
    )
