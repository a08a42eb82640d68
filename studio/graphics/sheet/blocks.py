"""Blocks: things that are fitted to a room and then put somewhere, one below or beside the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio.graphics.frame import Frame

# By how much everything shrinks at a time while it does not fit, and how often at most.
_SHRINK, _TRIES = 0.965, 60
# What is too wide or high by this many pixels fits.
_SLACK = 0.75


@dataclass(frozen=True, slots=True)
class Box:
    """A block that is fitted, in pixels: `put` draws it from a beginning (in reading direction) and a top on.

    `base` is its base line from its top, for those that stand beside each other on one.
    """

    width: float
    height: float
    put: Callable[[float, float], None]
    base: float = 0.0


# Called with the width of the room in pixels and a factor for all sizes; None if there is nothing to show.
Block = Callable[[float, float], Box | None]


def column(frame: Frame, *parts: tuple[float, Block | None]) -> Block:
    """Return blocks one below the other, each with the gap before it in units."""

    def fitted(width: float, factor: float) -> Box:
        done: list[tuple[float, Box]] = []
        for gap, block in parts:
            box = block(width, factor) if block else None
            if box:
                done.append((gap * frame.unit * factor if done else 0.0, box))

        def put(begin: float, top: float) -> None:
            for gap, box in done:
                top += gap
                box.put(begin, top)
                top += box.height

        height = sum(gap + box.height for gap, box in done)
        return Box(max((box.width for _, box in done), default=0.0), height, put)

    return fitted


def beside(
    frame: Frame, first: Block, second: Block, gap: float, *, first_is_fixed: bool, on_base: bool = False
) -> Block:
    """Return two blocks beside each other; the one that is fixed takes its own width, the other what is left."""

    def fitted(width: float, factor: float) -> Box | None:
        space = gap * frame.unit * factor
        fixed, other = (first, second) if first_is_fixed else (second, first)
        kept = fixed(width, factor)
        if kept is None:
            return other(width, factor)
        rest = other(width - kept.width - space, factor)
        if rest is None:
            return kept
        one, two = (kept, rest) if first_is_fixed else (rest, kept)
        drop = one.base - two.base if on_base else 0.0
        height = max(one.height, two.height + drop) if on_base else max(one.height, two.height)

        def put(begin: float, top: float) -> None:
            one.put(begin, top if on_base else top + (height - one.height) / 2)
            start = begin + one.width + space if first_is_fixed else begin + width - two.width
            two.put(start, top + drop if on_base else top + (height - two.height) / 2)

        whole = one.width + space + two.width if first_is_fixed else width
        return Box(whole, height, put, one.base)

    return fitted


def narrowed(block: Block, share: float) -> Block:
    """Return a block that takes this share of the room."""
    return lambda width, factor: block(width * share, factor)


def stand(frame: Frame, block: Block, *, align: str = "middle", pad: float = 0.0, drop: float = 0.0) -> Box:
    """Put a block into the zone, smaller as a whole if it does not fit: at its "top", "middle" or "foot".

    `pad` is kept free below it at the foot and `drop` above it, in units.
    """
    top, bottom = frame.top + drop * frame.unit, frame.bottom - pad * frame.unit
    factor, box = 1.0, None
    for _ in range(_TRIES):
        box = block(frame.zone_width, factor)
        if box and box.height <= bottom - top + _SLACK and box.width <= frame.zone_width + _SLACK:
            break
        factor *= _SHRINK
    assert box is not None
    place = {"top": top, "middle": frame.middle - box.height / 2, "foot": bottom - box.height}[align]
    if drop or pad:
        place = top + (bottom - top - box.height) * {"top": 0.0, "middle": 0.5, "foot": 1.0}[align]
    box.put(frame.begin, max(top, min(place, bottom - box.height)))
    return box


def spread(boxes: Sequence[Box], width: float) -> list[float]:
    """Return where boxes begin that stand evenly across a width, the first and the last at its ends."""
    free = width - sum(box.width for box in boxes)
    gap, begin, places = free / max(1, len(boxes) - 1), 0.0, []
    for box in boxes:
        places.append(begin)
        begin += box.width + gap
    return places
