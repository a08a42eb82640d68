"""Where captions and the progress line lie in a frame."""

from __future__ import annotations

import math
from dataclasses import replace

from studio.film.plan import CaptionAppearance
from studio.film.text.captions import caption_font_size
from studio.film.text.safe_area import SafeArea, safe_area

# Height of the progress line, and its distance from captions, as shares of the side of a square of the frame's area.
_LINE, _GAP = 0.007, 0.02
# Letters of one word at a time are this much larger than those of other captions.
LARGER = 2.2
# The most height of captions in font sizes: two lines with what lies around them; one large line with its outline.
_TWO_LINES, _ONE_LINE = 3.9, 1.6


def line_height(size: tuple[int, int]) -> int:
    """Return the height of the progress line in a frame of (width, height) pixels: an even number."""
    return max(4, round(_LINE * math.sqrt(size[0] * size[1]) / 2) * 2)


def caption_area(size: tuple[int, int], progress_line: str = "none") -> SafeArea:
    """Return what is free for captions: the safe area, without the edge where a progress line grows."""
    area = safe_area(size)
    taken = (line_height(size) + _GAP * math.sqrt(size[0] * size[1])) / size[1]
    if progress_line == "bottom":
        return replace(area, foot=area.foot + taken)
    return replace(area, top=area.top + taken) if progress_line == "top" else area


def place_caption(
    inner: tuple[int, int], size: tuple[int, int], position: str, progress_line: str = "none"
) -> tuple[int, int]:
    """Return the upper left corner, in even numbers, of a caption in a frame; sizes are (width, height) in pixels."""
    area = caption_area(size, progress_line)
    free = max(0, size[1] - inner[1])
    tops = {
        "bottom": round(size[1] * (1 - area.foot)) - inner[1],
        "middle": free / 2,
        "top": round(size[1] * area.top),
    }
    left = max(0, size[0] - inner[0]) // 4 * 2
    return left, int(min(free, max(0, tops[position]))) // 2 * 2


def rows_of_captions(
    size: tuple[int, int], appearance: CaptionAppearance, progress_line: str = "none"
) -> tuple[int, int]:
    """Return the first row that captions may take in a frame, and the row after the last one; (0, 0) without captions."""
    if not appearance.is_drawn:
        return 0, 0
    font_size = caption_font_size(size, appearance.letters)
    height = _ONE_LINE * LARGER if appearance.style == "pop" else _TWO_LINES
    inner = (size[0], round(height * font_size))
    top = place_caption(inner, size, appearance.position, progress_line)[1]
    return top, top + inner[1]
