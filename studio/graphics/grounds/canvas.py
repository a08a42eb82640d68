"""A canvas for grounds: gradients, discs, hills and soft light in sRGB, exact to a fraction of a level."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from studio.graphics.colours import Array, Colour

Stop = tuple[float, Colour]
Fade = tuple[float, float]
_FINER = 2
# Noise against bands in gradients, in levels, and the side of its tile.
_NOISE, _TILE = 1.5, 512


class Canvas:
    """Pixels (height, width, 3) from 0 to 1; with `is_mirrored`, what is drawn at a place lies at the other side."""

    def __init__(self, width: int, height: int, *, is_mirrored: bool) -> None:
        self.width, self.height, self.is_mirrored = width, height, is_mirrored
        self.pixels: Array = np.zeros((height, width, 3), np.float32)
        self.side = math.sqrt(width * height)

    @property
    def is_tall(self) -> bool:
        return self.width < self.height * 1.01

    def across(self, share: float) -> float:
        """Return a share of the width in pixels."""
        return (1 - share if self.is_mirrored else share) * self.width

    def fill(self, degrees: float, stops: Sequence[Stop]) -> None:
        """Fill it with a gradient; the angle is CSS's: 180 goes downwards, 90 to the right (in reading direction)."""
        self.pixels[:] = _blended(self.ramp(degrees), stops)

    def tint(self, degrees: float, tone: Colour, fades: Sequence[Fade], strength: float = 1.0) -> None:
        """Lay a colour over it, whose opacity goes along a gradient."""
        places, values = zip(*fades, strict=True)
        share = np.interp(self.ramp(degrees), places, values).astype(np.float32) * np.float32(strength)
        self.mix(tone, share)

    def mix(self, tone: Colour | Array, share: Array) -> None:
        """Lay a colour over it with this opacity for each pixel."""
        self.pixels += (np.asarray(tone, np.float32) - self.pixels) * share[..., None]

    def ramp(self, degrees: float) -> Array:
        """Return the place of each pixel along a gradient, from 0 to 1 over the whole canvas."""
        turn = math.radians(degrees)
        dx, dy = math.sin(turn), -math.cos(turn)
        dx = -dx if self.is_mirrored else dx
        length = abs(self.width * dx) + abs(self.height * dy)
        x = (np.arange(self.width, dtype=np.float32) + 0.5 - self.width / 2) * np.float32(dx)
        y = (np.arange(self.height, dtype=np.float32) + 0.5 - self.height / 2) * np.float32(dy)
        return np.asarray((x[None] + y[:, None]) / np.float32(length) + np.float32(0.5), np.float32)

    def halo(
        self, middle: tuple[float, float], radius: tuple[float, float], stops: Sequence[tuple[float, Colour, float]],
        strength: float = 1.0,
    ) -> None:  # fmt: skip
        """Lay a round light over it: its stops are (share of the radius, colour, opacity)."""
        left, right = self._span(middle[0], radius[0], self.width)
        top, bottom = self._span(middle[1], radius[1], self.height)
        if left >= right or top >= bottom:
            return
        x = (np.arange(left, right, dtype=np.float32) + 0.5 - middle[0]) / radius[0]
        y = (np.arange(top, bottom, dtype=np.float32) + 0.5 - middle[1]) / radius[1]
        far = np.sqrt(x[None] ** 2 + y[:, None] ** 2)
        places = [place for place, *_ in stops]
        opacity = np.interp(far, places, [share for *_, share in stops], right=0.0).astype(np.float32)
        tone = _blended(far, [(place, one) for place, one, _ in stops])
        part = self.pixels[top:bottom, left:right]
        part += (tone - part) * (opacity * np.float32(strength))[..., None]

    def disc(
        self, middle: tuple[float, float], radius: float, tone: Colour | Sequence[Stop], opacity: float = 1.0,
        degrees: float = 180.0,
    ) -> None:  # fmt: skip
        """Draw a disc in a colour, or in a gradient across it."""
        share = self.disc_cover(middle, radius) * np.float32(opacity)
        if isinstance(tone[0], float):
            self.mix(tone, share)  # type: ignore[arg-type]
            return
        turn = math.radians(degrees)
        x = (np.arange(self.width, dtype=np.float32) - middle[0]) * np.float32(math.sin(turn))
        y = (np.arange(self.height, dtype=np.float32) - middle[1]) * np.float32(-math.cos(turn))
        places = (x[None] + y[:, None]) / np.float32(2 * radius) + np.float32(0.5)
        self.mix(_blended(places, tone), share)  # type: ignore[arg-type]

    def disc_cover(self, middle: tuple[float, float], radius: float) -> Array:
        """Return how much of each pixel a disc covers."""
        x = np.arange(self.width, dtype=np.float32) + np.float32(0.5 - middle[0])
        y = np.arange(self.height, dtype=np.float32) + np.float32(0.5 - middle[1])
        result: Array = np.clip(radius + 0.5 - np.sqrt(x[None] ** 2 + y[:, None] ** 2), 0, 1)
        return result

    def circle(
        self, middle: tuple[float, float], radius: float, thick: float, tone: Colour, opacity: float
    ) -> None:
        """Draw a circle's line."""
        x = np.arange(self.width, dtype=np.float32) + np.float32(0.5 - middle[0])
        y = np.arange(self.height, dtype=np.float32) + np.float32(0.5 - middle[1])
        far = np.sqrt(x[None] ** 2 + y[:, None] ** 2)
        cover = np.clip(thick / 2 + 0.5 - np.abs(far - radius), 0, 1) * np.float32(opacity)
        self.mix(tone, np.asarray(cover, np.float32))

    def polygon_cover(self, points: Sequence[tuple[float, float]]) -> Array:
        """Return how much of each pixel a polygon covers; points are in pixels."""
        drawn = np.zeros((self.height * _FINER, self.width * _FINER), np.uint8)
        fixed = np.round((np.array(points) * _FINER - 0.5) * 16).astype(np.int32)
        cv2.fillPoly(drawn, [fixed], 255, cv2.LINE_AA, 4)
        small = cv2.resize(drawn, (self.width, self.height), interpolation=cv2.INTER_AREA)
        return np.asarray(small, np.float32) / np.float32(255)

    def hill(self, line: float, swing: float, seed: int, waves: int = 3) -> list[tuple[float, float]]:
        """Return the outline of soft hills from side to side, `line` and `swing` in shares of the height."""
        random = np.random.default_rng(seed)
        count = waves * 2 + 1
        heights = [
            self.height * (line + (float(random.random()) - 0.5) * 2 * swing) for _ in range(count + 1)
        ]
        points = [(-2.0, self.height + 2.0), (-2.0, heights[0])]
        for number in range(count):
            for step in range(1, 13):
                share = step / 12
                eased = share * share * (3 - 2 * share)
                at = (number + share) / count
                level = heights[number] + (heights[number + 1] - heights[number]) * eased
                points.append((self.width * (1 - at if self.is_mirrored else at), level))
        if self.is_mirrored:
            points[:2] = [(self.width + 2.0, self.height + 2.0), (self.width + 2.0, heights[0])]
            return [*points, (-2.0, points[-1][1]), (-2.0, self.height + 2.0)]
        return [*points, (self.width + 2.0, points[-1][1]), (self.width + 2.0, self.height + 2.0)]

    def shade_of(self, cover: Array, fall: float, soft: float) -> Array:
        """Return the soft shadow of a shape, fallen down by some pixels."""
        blurred = _softened(cover, soft)
        down = round(fall)
        result = np.empty_like(blurred)
        result[down:] = blurred[: len(blurred) - down]
        result[:down] = blurred[:1]
        return np.asarray(result, np.float32)

    def done(self) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        """Return it in bytes, with a little noise against bands."""
        random = np.random.default_rng(7)
        noise = random.uniform(-_NOISE, _NOISE, (_TILE, _TILE)).astype(np.float32)
        rows, columns = -(-self.height // _TILE), -(-self.width // _TILE)
        over = np.tile(noise, (rows, columns))[: self.height, : self.width, None]
        return np.clip(np.round(self.pixels * 255 + over), 0, 255).astype(np.uint8)

    def _span(self, middle: float, radius: float, most: int) -> tuple[int, int]:
        return max(0, math.floor(middle - radius)), min(most, math.ceil(middle + radius))


def _softened(cover: Array, soft: float) -> Array:
    """Return a shape out of focus; much of it is done at a fraction of the size."""
    less = max(1, min(8, int(soft / 2)))
    size = cover.shape[1] // less, cover.shape[0] // less
    small = cv2.resize(cover, size, interpolation=cv2.INTER_AREA) if less > 1 else cover
    blurred = cv2.GaussianBlur(small, (0, 0), max(0.4, soft / less), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(blurred, cover.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _blended(places: Array, stops: Sequence[Stop]) -> Array:
    at = [place for place, _ in stops]
    channels = [np.interp(places, at, [tone[channel] for _, tone in stops]) for channel in range(3)]
    return np.stack(channels, -1).astype(np.float32)
