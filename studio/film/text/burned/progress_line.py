"""A thin line that grows from one side of the frame to the other while the film lasts."""

from __future__ import annotations

from PIL import Image

from studio.film.picture.planes import Frame, Plane, rounded
from studio.film.text.burned.ink import SPOKEN, opposite, plate
from studio.film.text.burned.placing import line_height
from studio.film.text.lettering import Lettering, lettering_of
from studio.film.text.safe_area import safe_area
from studio.film.text.typesetting import Colour

# What the whole line lies on: how opaque it is, and how far it goes beyond the line, in pixels of a line 6 high.
_OPACITY, _RIM = 0.62, 2 / 6


class ProgressLine:
    """The line of a film; several threads may draw it at a time."""

    def __init__(self, size: tuple[int, int], position: str, *, accent: Colour = SPOKEN) -> None:
        """Draw the line for frames of (width, height) pixels, at the "bottom" or "top" of their safe area."""
        area, height = safe_area(size), line_height(size)
        rim = max(2, round(height * _RIM / 2) * 2)
        left, right = (round(share * size[0] / 2) * 2 for share in (area.side, 1 - area.side))
        top = round(area.top * size[1] / 2) * 2
        if position == "bottom":
            top = round((1 - area.foot) * size[1] / 2) * 2 - height
        inner = (right - left, height)
        outer = (inner[0] + 2 * rim, height + 2 * rim)
        track = Image.new("RGBA", outer, (*opposite(accent)[:3], 0))
        track.putalpha(
            plate(outer, [(0, 0, *outer)], outer[1] / 2).point(lambda light: round(light * _OPACITY))
        )
        self._track = lettering_of(track, (left - rim, top - rim))
        line = Image.new("RGBA", inner, accent)
        line.putalpha(plate(inner, [(0, 0, *inner)], height / 2))
        self._line = lettering_of(line, (left, top))

    @property
    def place(self) -> tuple[int, int, int, int]:
        """The edges (left, top, right, bottom) of all that it draws on, in pixels."""
        width, height = self._track.size
        return self._track.left, self._track.top, self._track.left + width, self._track.top + height

    def draw(self, share: float, frame: Frame) -> None:
        """Draw the line grown to a share of its length over a frame."""
        self._track.blend_onto(frame)
        length = share * self._line.size[0]
        whole = int(length // 2) * 2
        if whole:
            self._part(0, whole).blend_onto(frame)
        if (rest := length - whole) and whole < self._line.size[0]:
            _faded(self._part(whole, whole + 2), rest / 2).blend_onto(frame)

    def _part(self, first: int, end: int) -> Lettering:
        line = self._line

        def cut(planes: tuple[Plane, Plane, Plane]) -> tuple[Plane, Plane, Plane]:
            luma, blue, red = planes
            halves = slice(first // 2, end // 2)
            return luma[:, first:end], blue[:, halves], red[:, halves]

        return Lettering(line.left + first, line.top, cut(line.ink), cut(line.remainder))


def _faded(part: Lettering, share: float) -> Lettering:
    """Return a lettering with this share of its cover."""
    ink = [rounded(plane, share) for plane in part.ink]
    remainder = [rounded(255 - (255.0 - plane) * share) for plane in part.remainder]
    return Lettering(
        part.left, part.top, (ink[0], ink[1], ink[2]), (remainder[0], remainder[1], remainder[2])
    )
