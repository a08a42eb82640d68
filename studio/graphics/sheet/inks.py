"""The colours of a scene by what they are for: letters, accents, markers, tracks."""

from __future__ import annotations

from dataclasses import dataclass

from studio.graphics.colours import Colour, colour
from studio.graphics.palettes import PALETTE_OF, Palette

WHITE: Colour = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours on a ground: `ink` for letters, `accent` for what stands out, `second` for what stands back.

    `marker` lies behind accented words on light grounds, where the letters keep their ink. `on_accent` are letters on the
    accent. `tracks` are what figures are read against, of which `track` is the opacity; `unlit` is that of bars.
    """

    ink: Colour
    accent: Colour
    second: Colour
    marker: Colour
    on_accent: Colour
    is_light: bool
    track: float
    unlit: float

    @property
    def bar(self) -> tuple[Colour, float]:
        """The colour and opacity of a bar that is not the one meant."""
        return (self.marker, 1.0) if self.is_light else (self.second, self.unlit)


def inks_of(palette: Palette, ground: str) -> Inks:
    """Return the colours for a kind of ground."""
    if ground == "flood":
        night = colour(palette.night0)
        return Inks(night, night, night, WHITE, colour(palette.flood1), True, 0.12, 1.0)
    if ground == "paper":
        return Inks(
            colour(palette.paper_ink), colour(palette.paper_accent), colour(palette.paper_ink),
            colour(palette.marker), WHITE, True, 0.12, 1.0,
        )  # fmt: skip
    return Inks(
        colour(palette.ink), colour(palette.accent1), colour(palette.accent2), colour(palette.marker),
        colour(palette.night0), False, 0.15, 0.42,
    )  # fmt: skip


def palette_named(name: str) -> Palette:
    """Return a palette by its name; the neutral one for an unknown name."""
    return PALETTE_OF.get(name, PALETTE_OF["neutral"])
