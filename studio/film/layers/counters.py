"""Numbers that count: pictures of characters, put together for each value."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from studio.film.layers.bitmaps import Bitmap, Patch
from studio.film.layers.layers import is_seen, place_box
from studio.film.layers.placing import Place, ShotFrame
from studio.film.layers.values import Counter
from studio.film.picture.camera import CropBox
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from studio.film.plan import FRAME_RATE

# A number changes with every second frame: as fast as can be seen.
_FRAMES_PER_VALUE = 2
# Characters at a place that are kept ready: ten digits at each of a dozen places.
_MOST_KEPT = 120
_MINUS, _HYPHEN = "−", "-"  # noqa: RUF001


def write_number(value: float, counter: Counter) -> str:
    """Return a value as a counter writes it: in its digits, with its groups and decimals."""
    text = f"{abs(value):.{counter.decimals}f}"
    whole, _, part = text.partition(".")
    is_negative = value < 0 and any(digit != "0" for digit in text.replace(".", ""))
    minus = _MINUS if _MINUS in counter.alphabet else _HYPHEN
    number = counter.group.join(_grouped(whole, counter.sizes)) if counter.group else whole
    number += counter.point + part if part else ""
    digits = str.maketrans("0123456789", counter.digits)
    return (minus if is_negative else "") + number.translate(digits)


def _grouped(whole: str, sizes: tuple[int, int]) -> list[str]:
    """Return the digits of a whole number in groups: the last one has the first size, all others the second."""
    groups = [whole[-sizes[0] :]]
    rest = whole[: -sizes[0]]
    while rest:
        groups.append(rest[-sizes[1] :])
        rest = rest[: -sizes[1]]
    return groups[::-1]


class PreparedCounter:
    """A counter with a bitmap for each of its characters."""

    def __init__(self, counter: Counter, strip: NDArray[np.uint8], whole: CropBox, depth: float) -> None:
        """Take its strip of characters (height, width, 4), and the picture or the screen on which it lies."""
        self._counter, self._depth = counter, depth
        self._height = (counter.bottom - counter.top) * (whole.bottom - whole.top)
        self._corner = (
            whole.left + counter.left * (whole.right - whole.left),
            whole.top + counter.top * (whole.bottom - whole.top),
        )
        # Frame pixels per pixel of the strip.
        self._scale = self._height / strip.shape[0]
        edges = [round(edge * strip.shape[1]) for edge in accumulate(counter.cells, initial=0.0)]
        larger = max(1.0, counter.motion.scale.highest)
        self._glyphs: dict[str, tuple[float, Bitmap]] = {}
        for character, left, right in zip(counter.alphabet, edges[:-1], edges[1:], strict=True):
            wide = (right - left) * self._scale
            bitmap = Bitmap(strip[:, left:right], (wide * larger, self._height * larger))
            self._glyphs[character] = wide, bitmap
        digits = [self._glyphs[digit][0] for digit in counter.digits if digit in self._glyphs]
        # All digits are set in cells of one width, so that nothing shakes.
        self._cell = max(digits, default=0.0)
        self._kept: dict[tuple[str, Place, float], list[Patch]] = {}
        self._lock = threading.Lock()

    @property
    def mark(self) -> object:
        """Nothing: where one stands, what it counts is rarely the same."""
        return None

    @property
    def is_still(self) -> bool:
        counter = self._counter
        is_whole = not counter.start and counter.end is None
        return is_whole and counter.motion.is_still and counter.value.is_still

    def draw(self, at: ShotFrame, frame: Frame, easel: Easel) -> None:
        counter = self._counter
        opacity = min(1.0, counter.motion.opacity.at(at.seconds))
        if opacity <= 0 or not is_seen(counter.start, counter.end, at.seconds):
            return
        seconds = at.number // _FRAMES_PER_VALUE * _FRAMES_PER_VALUE / FRAME_RATE
        text = write_number(counter.value.at(seconds), counter)
        for character, place in self._places(text, at, frame.size):
            self._lay(character, place, opacity, frame, easel)

    def close(self) -> None:
        """Nothing is held."""

    def _places(self, text: str, at: ShotFrame, size: tuple[int, int]) -> Iterator[tuple[str, Place]]:
        """Yield the characters of a number that have a picture, each with its place in a frame."""
        counter, view = self._counter, at.seen_at(self._depth)
        known = [(one, *self._glyphs[one]) for one in text if one in self._glyphs]
        widths = [self._cell if one in counter.digits else wide for one, wide, _ in known]
        total = sum(widths)
        share = 0.5 if counter.is_centred else 1.0 if counter.is_ended else 0.0
        left, top = self._corner[0] - share * total, self._corner[1]
        # The whole number moves around the point at which it is set.
        pivot = (self._corner[0], top + self._height / 2)
        for (one, wide, _), cell in zip(known, widths, strict=True):
            first = left + (cell - wide) / 2
            box = CropBox(first, top, first + wide, top + self._height)
            anchor = ((pivot[0] - first) / wide, 0.5)
            yield one, place_box(box, anchor, counter.motion, at.seconds, view, size)
            left += cell

    def _lay(self, character: str, place: Place, opacity: float, frame: Frame, easel: Easel) -> None:
        """Lay one character; one that comes again at its place is sampled once."""
        key = (character, place, opacity)
        kept = self._kept.get(key)
        if kept is None:
            bitmap = self._glyphs[character][1]
            kept = []
            for patch in bitmap.patches(frame.size, easel, place, opacity):
                patch.blend_onto(frame)
                kept.append(patch.copied())
            with self._lock:
                if len(self._kept) >= _MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = kept
            return
        for patch in kept:
            patch.blend_onto(frame)
