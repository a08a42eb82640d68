"""From a painting with its pieces to a picture in layers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from studio.contracts import CutOut, LayeredPicture
from studio.painter.core.apart import Piece
from studio.painter.core.arrays import blur, mix
from studio.painter.core.place import Place
from studio.painter.core.view import Painting
from studio.painter.finishing import Bytes, encode_bytes, style_of
from studio.painter.layered.air import air_of
from studio.painter.layered.cutting import Knife
from studio.painter.layered.floor import find_floor
from studio.painter.layered.levels import Finish, in_levels, reach_of, show_levels
from studio.painter.layered.parting import has_open_sky, part_land

# A sun or moon that is higher than this share of the way up to the edge stands where everybody sees it stand still.
LOW = 0.35
FALLING = ("snow", "rain")


def layers_of(painting: Painting, place: Place, prompt: str, finish: Finish, flat: Bytes) -> LayeredPicture:
    """Return the layers of a painting that has a plate; `flat` is how the whole of it is seen, with all that falls."""
    assert painting.plate is not None
    plate, view = painting.plate, painting.view
    air = air_of(view, place, prompt)
    floor = find_floor(plate)
    style = style_of(view.style)
    knife = Knife(floor=floor, edge=reach_of(painting), is_whole=style.is_whole)
    pieces = sorted(painting.pieces, key=lambda piece: -piece.away)
    levels = in_levels(pieces, 2 * knife.edge)
    is_flat_last = bool(levels) and not set(air) & set(FALLING)
    shown = show_levels(plate, levels, finish, flat if is_flat_last else None)
    cutouts = _cut(pieces, levels, shown, knife)
    bare = _mixed(shown[-1], shown[0], pieces, knife, 2.5) if knife.is_whole and levels else shown[0]
    is_sea = floor.is_sea and place.is_open_air
    may_move = not style.has_border and not style.has_cells
    has_sky = place.is_open_air and (floor.is_there or is_sea) and has_open_sky(plate)
    drifts = has_sky and may_move and _may_drift(plate)
    if has_sky and (drifts or "stars" in air):
        bare, land = part_land(bare, plate, floor, knife.edge)
        cutouts = [land, *cutouts] if land else cutouts
    else:
        air = tuple(kind for kind in air if kind != "stars")
    return LayeredPicture(
        plate=encode_bytes(bare),
        cutouts=tuple(cutouts),
        line=floor.line,
        depth=floor.depth,
        skyline=float(np.clip(view.horizon / view.height, 0, 1)),
        drifts=drifts,
        is_sea=is_sea and may_move,
        is_stiff=style.has_cells,
        air=air,
    )


def _cut(pieces: list[Piece], levels: list[list[Piece]], shown: list[Bytes], knife: Knife) -> list[CutOut]:
    """Return all pieces cut out, the farthest first."""
    level_of = {id(piece): number for number, level in enumerate(levels) for piece in level}
    found = []
    for number, piece in enumerate(pieces):
        level = level_of[id(piece)]
        after = shown[level + 1]
        if knife.is_whole and level + 1 < len(levels):
            # Where no other piece hides it, as it is seen in the whole picture.
            after = _mixed(shown[-1], after, pieces[number + 1 :], knife, 1.5)
        found.append(knife.cut(piece, shown[level], after))
    return [cutout for cutout in found if cutout is not None]


def _mixed(whole: Bytes, other: Bytes, pieces: Sequence[Piece], knife: Knife, wide: float) -> Bytes:
    """Return the whole picture, but where it shows some pieces, or what they bring along, the other one.

    `wide` is how far around them that is: the plate keeps nothing of their rims, which would be seen beside them.
    """
    hidden = np.zeros(whole.shape[:2], np.float32)
    for piece in pieces:
        part = (piece.rows, piece.columns)
        hidden[part] = np.maximum(hidden[part], piece.values[..., 3])
    # Softly: the two differ in every stroke, and their border would be a line around each piece.
    share = blur(knife.widened(hidden, wide), 0.4 * knife.edge)[..., None]
    return np.rint(mix(whole.astype(np.float32), other.astype(np.float32), share)).astype(np.uint8)


def _may_drift(plate: Painting) -> bool:
    """Return whether there are clouds in the sky, and nothing that everybody knows to stand still."""
    view = plate.view
    light = view.light
    if light.stars > 0.05 or light.cover < 0.05 or "rainbow" in view.setting.details:
        return False
    x, y = view.sun
    is_seen = light.overcast < 0.75 and 0 < x < view.width and y > 0
    return not is_seen or (view.horizon - y) / max(view.horizon, 1) < LOW
