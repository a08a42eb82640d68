"""The sheet of a graphic scene: layouts put letters and figures on it, and it finds their colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from studio.film.layers.motion import Motion
from studio.film.layers.values import WHOLE, Counter, Layer, Reveal
from studio.graphics.colours import Colour, colour, contrast
from studio.graphics.frame import Frame
from studio.graphics.palettes import Palette
from studio.graphics.sheet.bitmaps import Bitmap
from studio.graphics.sheet.imprints import CountImprint, Imprint, Lettered, laid_over
from studio.graphics.sheet.inks import WHITE, Inks
from studio.graphics.sheet.timing import Timing
from studio.graphics.type.looks import is_small
from studio.graphics.values import Graphic

# The least contrast of large letters and of small ones (WCAG 2.2 AA), with what measuring and coding take from it; and
# the share of what lies behind letters that may be worse.
LEAST, LEAST_SMALL, _MARGIN, _WORST = 3.0, 4.5, 1.04, 0.03
# How far around letters the ground is measured, in pixels.
_AROUND = 2
# The role of outlines of letters, which are not to be read.
_ECHO = "echo"

Drawing = Callable[[str], Bitmap | None]


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A scene that is being laid out; `picture` is its painting, (height, width, 3), if there is one."""

    graphic: Graphic
    frame: Frame
    timing: Timing
    palette: Palette
    inks: Inks
    style: str
    drawing: Drawing
    picture: Bitmap | None = None
    focus: tuple[float, float] = (0.5, 0.5)
    imprints: list[Imprint | CountImprint] = field(default_factory=list)
    groups: int = 0

    @property
    def is_mirrored(self) -> bool:
        return self.frame.is_leftwards

    def new_group(self) -> int:
        """Return the number of a new group of letters, which share their colours."""
        self.groups += 1
        return self.groups

    def put(
        self, bitmap: Bitmap, left: float, top: float, motion: Motion, *, reveal: Reveal = WHOLE,
        anchor: tuple[float, float] = (0.5, 0.5), letters: Lettered | None = None, is_backdrop: bool = False,
    ) -> None:  # fmt: skip
        """Put a bitmap with its upper left corner somewhere in pixels of the frame, over what is there already."""
        self.imprints.append(
            Imprint(
                bitmap=bitmap, left=round(left), top=round(top), motion=motion, reveal=reveal, anchor=anchor,
                letters=letters, is_backdrop=is_backdrop,
            )
        )  # fmt: skip

    @property
    def lettered(self) -> list[Imprint | CountImprint]:
        """The imprints of letters that are to be read."""
        return [imprint for imprint in self.imprints if imprint.letters and imprint.letters.role != _ECHO]

    def colours(self, ground: Bitmap) -> dict[str, Colour]:
        """Return the colour of the letters of each role, seen against the ground (height, width, 3) of the frame's size.

        All letters of a role have one colour: the first that can be read wherever they stand.
        """
        found: dict[str, list[tuple[Bitmap, Lettered]]] = {}
        for imprint, patch in self._behind(ground):
            assert imprint.letters
            found.setdefault(imprint.letters.role, []).append((patch, imprint.letters))
        return {role: self._legible(role, patches) for role, patches in found.items()}

    def is_legible(self, ground: Bitmap) -> bool:
        """Return whether all letters can be read in the colours that are meant for them."""
        return (
            all(ink == self._wanted(role)[0] for role, ink in self.colours(ground).items())
            and self.weakest(ground) >= 1
        )

    def weakest(self, ground: Bitmap) -> float:
        """Return how much of the contrast that letters need they have at worst: 1 if it is just enough."""
        colours = self.colours(ground)
        found = [
            _contrast(colours[imprint.letters.role], patch, imprint.letters) / _needed(imprint.letters)
            for imprint, patch in self._behind(ground)
            if imprint.letters and imprint.letters.role != _ECHO
        ]
        return min(found, default=99.0)

    def layers(self, ground: Bitmap, folder: Path) -> Iterable[Layer | Counter]:
        """Write all bitmaps into a folder and yield them as layers, the lowest first."""
        colours = self.colours(ground)
        for imprint in self.imprints:
            ink = colours[imprint.letters.role] if imprint.letters else None
            if isinstance(imprint, CountImprint):
                assert ink is not None
                yield imprint.counter(self.frame, folder, ink)
            else:
                yield imprint.layer(self.frame, folder, ink)

    def _behind(self, ground: Bitmap) -> Iterable[tuple[Imprint | CountImprint, Bitmap]]:
        """Yield the imprints of letters, each with what lies behind it."""
        behind = ground.copy()
        for imprint in self.imprints:
            if imprint.letters:
                left, top, right, bottom = imprint.box
                rows = slice(max(0, top - _AROUND), max(1, bottom + _AROUND))
                patch = behind[rows, max(0, left - _AROUND) : max(1, right + _AROUND)]
                if patch.size:
                    yield imprint, patch.reshape(-1, 3)
                else:
                    yield imprint, behind[:1, :1].reshape(-1, 3)
            elif isinstance(imprint, Imprint) and imprint.is_backdrop:
                laid_over(behind, imprint)

    def _legible(self, role: str, patches: list[tuple[Bitmap, Lettered]]) -> Colour:
        """Return the first colour for a role that can be read on all patches; else the one that is read best."""
        wanted = self._wanted(role)
        best = (0.0, wanted[0])
        for ink in wanted:
            weakest = min(_contrast(ink, patch, letters) / _needed(letters) for patch, letters in patches)
            if weakest >= _MARGIN:
                return ink
            best = max(best, (weakest, ink))
        return best[1]

    def _wanted(self, role: str) -> tuple[Colour, ...]:
        """Return the colours that a role may have, the one that is meant first."""
        inks = self.inks
        # On a plate it may be the other way round: light letters in a light scene.
        others = colour(self.palette.ink), colour(self.palette.night0)
        return {
            "ink": (inks.ink, *others),
            "accent": (inks.accent, inks.second, inks.ink, *others),
            "on_accent": (inks.on_accent, inks.ink, WHITE),
            _ECHO: (inks.accent,),
        }[role]


def _needed(letters: Lettered) -> float:
    return LEAST_SMALL if is_small(letters.units) else LEAST


def _contrast(ink: Colour, patch: Bitmap, letters: Lettered) -> float:
    behind = patch[:: max(1, len(patch) // 4000)].astype(np.float32) / 255
    seen = np.asarray(ink, np.float32) * letters.share + behind * (1 - letters.share)
    return float(np.quantile(contrast(seen, behind), _WORST))
