"""What a shot consists of beside its picture: values only, in shares of its picture or the frame, and in seconds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio.film.layers.motion import ONE, STILL, ZERO, Motion, Track

# How a shot's picture moves: "" by the plan's camera, "still" not at all, "breathe" grows by 0.8 % a second.
MOVES = ("", "still", "breathe")
# What a clip does that is shorter than its shot.
ENDINGS = ("hold", "swing", "loop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """The part of a layer that is seen, by time: edges in shares of the layer's own width and height.

    `sweep` is the share of a full turn that is seen, clockwise from twelve o'clock around the layer's middle, for rings
    that are drawn; negative values sweep counter-clockwise. `softness` is the width of the edges in shares of the
    frame's shorter side.
    """

    left: Track = ZERO
    top: Track = ZERO
    right: Track = ONE
    bottom: Track = ONE
    sweep: Track = ONE
    softness: float = 0.0


WHOLE = Reveal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A bitmap with alpha (PNG or WebP) over what lies below it.

    `left`, `top`, `right` and `bottom` say where it lies at rest, in shares of the shot's picture, or of the frame for
    what lies over the picture (`Shot.over`); they may lie outside. `depth` is the share of the camera's move that it
    follows: 1 for what is nearest, 0 for what is as far as the sky. `anchor` is the point around which it grows and
    turns, in shares of its own width and height. Nothing of it is seen above or below the two rows of `between`, in
    shares of the height, that follow the camera but not the motion: the line at which a boat dips into the water.
    It is seen from `start` to `end` only, in seconds of the shot.
    """

    picture: Path
    left: float
    top: float
    right: float
    bottom: float
    depth: float = 1.0
    motion: Motion = STILL
    reveal: Reveal = WHOLE
    anchor: tuple[float, float] = (0.5, 1.0)
    between: tuple[float, float] | None = None
    start: float = 0.0
    end: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A number that counts up: pictures of its characters, put together for each value.

    `glyphs` is one picture with alpha that holds the characters of `alphabet` side by side, each `cells[i]` wide in
    shares of its width (with the room to the next character). `left`, `top` and `bottom` say where the number begins
    and how high the strip stands, in shares of the frame; the strip keeps its shape. If `is_ended` the number ends at
    `left` instead of beginning there; with `is_centred` its middle is there. `value` is the number over time;
    `decimals` are shown, `group` stands between thousands (by `sizes`: 3, or 3 and then 2 as in India), `point` before
    decimals. `digits` are the ten digits of the script in order.
    """

    glyphs: Path
    alphabet: str
    cells: tuple[float, ...]
    left: float
    top: float
    bottom: float
    value: Track
    is_ended: bool = False
    is_centred: bool = False
    decimals: int = 0
    group: str = ""
    sizes: tuple[int, int] = (3, 3)
    point: str = "."
    digits: str = "0123456789"
    motion: Motion = STILL
    start: float = 0.0
    end: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """How deep a shot's picture is.

    All above the row `line` (a share of its height) is a wall at `depth`; from there the floor comes nearer row by row
    until it is at depth 1 at the lower edge. `drift` is how far the sky at the upper edge moves within a second, in
    shares of the frame's width to the right, less and less towards the row `skyline`. `bleed` is the share of the
    picture's width on either side that no camera shows, for the sky to come from. `flow` makes all below the skyline
    water, whose waves come nearer: by this share of their way to us in a second.
    """

    line: float = 1.0
    depth: float = 1.0
    drift: float = 0.0
    skyline: float = 0.0
    flow: float = 0.0
    bleed: float = 0.0

    def depth_at(self, row: float) -> float:
        """Return the depth of the floor at a share of the picture's height."""
        if row <= self.line:
            return self.depth
        return self.depth + (1 - self.depth) * min(1.0, (row - self.line) / (1 - self.line))


FLAT = Ground()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """What drifts through the air: `kind` is one of the kinds in `studio.film.layers.falls.kinds`.

    The far part of it belongs behind the subject and the part that `is_near`, large and fast, before it.
    """

    kind: str
    is_near: bool = False
    amount: float = 1.0
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A house clip (a film as this house codes it, without sound) instead of a still picture.

    It is shown from second `start` to `end` of the clip at `speed`. If it is shorter than its shot it begins anew
    ("loop"), runs back and forth ("swing") or stops at its last picture ("hold").
    """

    file: Path
    start: float = 0.0
    end: float | None = None
    speed: float = 1.0
    ending: str = "hold"
