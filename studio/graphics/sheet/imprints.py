"""Marks: what a layout has put somewhere, before its colours are known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.film.layers.motion import Motion, Track
from studio.film.layers.values import WHOLE, Counter, Layer, Reveal
from studio.graphics.colours import Colour
from studio.graphics.frame import Frame
from studio.graphics.sheet.bitmaps import Bitmap, keep_bitmap, tinted
from studio.graphics.sheet.motions import first_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettered:
    """What makes a imprint one of letters: which ink it wants, and with which others it shares its colour.

    `units` is the size of the letters. `share` is how opaque they are. `text` is what they say.
    """

    role: str
    group: int
    units: float
    text: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """A bitmap with its upper left corner in pixels of the frame; letters are coverage only until they have a colour.

    `is_backdrop` is something large on which letters may stand.
    """

    bitmap: Bitmap
    left: int
    top: int
    motion: Motion
    reveal: Reveal = WHOLE
    anchor: tuple[float, float] = (0.5, 0.5)
    letters: Lettered | None = None
    is_backdrop: bool = False

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The left, top, right and bottom edges in pixels."""
        height, width = self.bitmap.shape[:2]
        return self.left, self.top, self.left + width, self.top + height

    def layer(self, frame: Frame, folder: Path, ink: Colour | None) -> Layer:
        """Write the bitmap, in this colour if it is one of letters, and return it as a layer."""
        if self.letters and self.bitmap.ndim == 2:
            assert ink is not None
            bitmap = tinted(self.bitmap, ink, self.letters.share)
        else:
            bitmap = self.bitmap
        left, top, right, bottom = self.box
        return Layer(
            picture=keep_bitmap(bitmap, folder),
            left=left / frame.width,
            top=top / frame.height,
            right=right / frame.width,
            bottom=bottom / frame.height,
            motion=self.motion,
            reveal=self.reveal,
            anchor=self.anchor,
            start=first_seen(self.motion),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CountImprint:
    """A number that counts: a strip of coverage with the characters of `alphabet`, each `cells[i]` pixels wide.

    `left` is where the number begins, or ends if it `is_ended`, or has its middle if it `is_centred`. `box` is where its
    last value stands.
    """

    strip: Bitmap
    alphabet: str
    cells: tuple[int, ...]
    left: int
    top: int
    box: tuple[int, int, int, int]
    value: Track
    motion: Motion
    letters: Lettered
    is_ended: bool = False
    is_centred: bool = False
    decimals: int = 0
    group: str = ""
    sizes: tuple[int, int] = (3, 3)
    point: str = "."
    digits: str = "0123456789"

    def counter(self, frame: Frame, folder: Path, ink: Colour) -> Counter:
        """Write the strip in this colour and return the counter."""
        height, width = self.strip.shape[:2]
        return Counter(
            glyphs=keep_bitmap(tinted(self.strip, ink), folder),
            alphabet=self.alphabet,
            cells=tuple(cell / width for cell in self.cells),
            left=self.left / frame.width,
            top=self.top / frame.height,
            bottom=(self.top + height) / frame.height,
            value=self.value,
            is_ended=self.is_ended,
            is_centred=self.is_centred,
            decimals=self.decimals,
            group=self.group,
            sizes=self.sizes,
            point=self.point,
            digits=self.digits,
            motion=self.motion,
            start=first_seen(self.motion),
        )


def laid_over(behind: Bitmap, imprint: Imprint) -> None:
    """Draw a imprint over a picture of the frame (height, width, 3), as it stands at rest."""
    left, top, right, bottom = imprint.box
    height, width = behind.shape[:2]
    x0, y0, x1, y1 = max(0, left), max(0, top), min(width, right), min(height, bottom)
    if x0 >= x1 or y0 >= y1:
        return
    part = imprint.bitmap[y0 - top : y1 - top, x0 - left : x1 - left].astype(np.float32)
    cover = part[..., 3:] / 255
    below = behind[y0:y1, x0:x1].astype(np.float32)
    behind[y0:y1, x0:x1] = np.round(below + (part[..., :3] - below) * cover).astype(np.uint8)
