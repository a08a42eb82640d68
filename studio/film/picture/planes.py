"""Planar BT.709 frames: the only form in which pictures are sampled, blended and handed to the encoder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Samples = NDArray[np.float32]

# OpenCV's own threads cost more than they gain on planes of this size, and the encoder needs the cores.
cv2.setNumThreads(1)

# Rows of a picture that are converted at a time.
_BAND = 32
# Luma weights of ITU-R BT.709-6, item 3.2, and its 8-bit limited-range quantisation, item 4.6.
_RED, _BLUE = 0.2126, 0.0722
_GREEN = 1 - _RED - _BLUE
_LUMA, _CHROMA = 219 / 255, 224 / 255
# Rows give Y, U and V from R, G, B of 0..255 and a constant 1.
RGB_TO_YUV = np.array(
    [
        [_RED * _LUMA, _GREEN * _LUMA, _BLUE * _LUMA, 16],
        [-_RED / (2 - 2 * _BLUE) * _CHROMA, -_GREEN / (2 - 2 * _BLUE) * _CHROMA, 0.5 * _CHROMA, 128],
        [0.5 * _CHROMA, -_GREEN / (2 - 2 * _RED) * _CHROMA, -_BLUE / (2 - 2 * _RED) * _CHROMA, 128],
    ],
    np.float32,
)
_YUV_SCALE = np.linalg.inv(RGB_TO_YUV[:, :3])
YUV_TO_RGB = np.column_stack([_YUV_SCALE, -_YUV_SCALE @ RGB_TO_YUV[:, 3]]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Frame:
    """One 4:2:0 frame, chroma sited left as H.264 expects: `buffer` holds the encoder's I420 bytes.

    The planes are views of it: `y` has the shape (height, width), `u` and `v` half of both.
    """

    buffer: Plane
    y: Plane
    u: Plane
    v: Plane

    @classmethod
    def blank(cls, size: tuple[int, int]) -> Frame:
        """Return a black frame of (width, height) pixels, both even."""
        width, height = size
        luma, chroma = width * height, width * height // 4
        buffer = np.full(luma + 2 * chroma, 128, np.uint8)
        buffer[:luma] = 16
        half = (height // 2, width // 2)
        return cls(
            buffer,
            buffer[:luma].reshape(height, width),
            buffer[luma : luma + chroma].reshape(half),
            buffer[luma + chroma :].reshape(half),
        )

    @property
    def planes(self) -> tuple[Plane, Plane, Plane]:
        return self.y, self.u, self.v

    @property
    def size(self) -> tuple[int, int]:
        return self.y.shape[1], self.y.shape[0]

    def copy_from(self, other: Frame) -> None:
        np.copyto(self.buffer, other.buffer)

    def mix_in(self, other: Frame, share: float) -> None:
        """Cross-fade: make this frame `share` of the other one plus 1 - share of itself."""
        cv2.addWeighted(self.buffer, 1 - share, other.buffer, share, 0, dst=self.buffer)

    def to_rgb(self) -> NDArray[np.uint8]:
        """Return the frame as (height, width, 3) RGB of 0..255; too slow for every frame of a film."""
        chroma = [cv2.resize(plane, self.size, interpolation=cv2.INTER_LINEAR) for plane in (self.u, self.v)]
        yuv = cv2.merge([self.y, *chroma])
        return np.asarray(cv2.transform(yuv, YUV_TO_RGB, dst=yuv), np.uint8)


def planes_of_rgb(rgb: NDArray[np.uint8]) -> Iterator[Samples]:
    """Yield full-size Y, U and V of a (height, width, 3) RGB picture as limited-range floats, not yet rounded.

    Planes are made one at a time, in bands of rows: a whole RGB picture of floats would dominate a film's memory.
    """
    height, width, _ = rgb.shape
    # One buffer for all bands: fresh pages from the system cost more than the arithmetic.
    spare = np.empty((_BAND, width, 3), np.float32)
    for row in RGB_TO_YUV:
        plane = np.empty((height, width), np.float32)
        for top in range(0, height, _BAND):
            band = spare[: min(_BAND, height - top)]
            np.copyto(band, rgb[top : top + _BAND])
            cv2.transform(band, row[None], dst=plane[top : top + _BAND])
        yield plane


def rounded(samples: cv2.typing.MatLike, scale: float = 1.0) -> Plane:
    """Return samples times a scale, rounded to 0..255."""
    return np.asarray(cv2.convertScaleAbs(samples, alpha=scale), np.uint8)
