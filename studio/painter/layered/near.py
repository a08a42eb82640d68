"""What stands near in a scenery, as pieces over the plate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from studio.painter.core.apart import Apart, Piece, Thing
from studio.painter.core.arrays import Array
from studio.painter.core.view import Painting

# The two states of a scenery must be the same where nothing stands near, but for a share of pixels this small, which may
# differ by more than this (a lamp's glow reaches beyond the lamp).
SAME, FEW = 0.02, 0.002
# How the things are that a scenery keeps apart; all others stand.
FLYING = ("balloon", "flock")


def set_apart(painting: Painting) -> None:
    """Give a scenery its plate, and its near things as pieces over that."""
    apart = painting.view.apart
    painting.plate, painting.pieces = painting.copied(), []
    if apart is None or not apart.things or not apart.holds(painting.pixels):
        return
    if not _is_true(apart, painting):
        return
    painting.plate.pixels = apart.pixels
    if apart.front_depth is not None:
        painting.plate.depth = apart.depth
    painting.pieces = [_piece(painting, group) for group in _groups(apart.things)]


def _is_true(apart: Apart, painting: Painting) -> bool:
    """Return whether the state without near things is as the picture is, where these are not."""
    free = np.ones(painting.depth.shape, bool)
    for thing in apart.things:
        rows, columns, cover = thing.laid
        free[rows, columns] &= cover <= 0
    off = np.abs(apart.pixels - painting.pixels).max(-1)
    return float(np.mean((off > SAME) & free)) < FEW


def _groups(things: Sequence[Thing]) -> list[list[Thing]]:
    """Group things by what covers each other in the picture: of two, the hinder one is not seen whole."""
    groups: list[list[Thing]] = []
    for thing in things:
        met = [group for group in groups if any(thing.meets(other) for other in group)]
        groups = [group for group in groups if group not in met]
        groups.append([thing, *(other for group in met for other in group)])
    return groups


def _piece(painting: Painting, group: Sequence[Thing]) -> Piece:
    """Return things of the scenery as one piece: what is there with them and not without them."""
    assert painting.plate is not None
    laid = [thing.laid for thing in group]
    rows = slice(min(one.rows.start for one in laid), max(one.rows.stop for one in laid))
    columns = slice(min(one.columns.start for one in laid), max(one.columns.stop for one in laid))
    cover = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.float32)
    for one in laid:
        part = cover[
            one.rows.start - rows.start : one.rows.stop - rows.start,
            one.columns.start - columns.start : one.columns.stop - columns.start,
        ]
        part[:] = 1 - (1 - part) * (1 - one.values)
    nearest = min(group, key=lambda thing: thing.away)
    return Piece(
        values=_ink(painting.pixels[rows, columns], painting.plate.pixels[rows, columns], cover),
        rows=rows,
        columns=columns,
        away=max(thing.away for thing in group),
        nearest=nearest.away,
        foot=float(rows.stop),
        kind=nearest.kind,
        manner="flies" if nearest.kind in FLYING else "stands",
    )


def _ink(there: Array, without: Array, cover: Array) -> Array:
    """Return what makes one picture of the other where it covers that: light times coverage, and coverage."""
    ink = np.maximum(there - without * (1 - cover[..., None]), 0) * (cover > 0)[..., None]
    return np.dstack([ink, cover]).astype(np.float32)
