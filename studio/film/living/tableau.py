"""From a picture in layers to what a shot shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.contracts import CutOut, LayeredPicture
from studio.film.layers.motion import STILL, Motion
from studio.film.layers.values import Fall, Ground, Layer
from studio.film.living.idle import anchor_of, motion_of, reflected
from studio.film.plan import Area

# The share of a picture on either side that is kept for the sky to come from, and how far its top moves in a second at
# most, in shares of the frame's width.
BLEED, DRIFT = 0.02, 0.006
# How much of their way to us waves come in a second.
FLOW = 0.018
# A shot is seen for so much longer than it is spoken: transitions, and the time before and after.
BESIDES = 1.6
# How much of each is in the air; of what is not named, the usual amount.
AMOUNTS = {"dust": 0.5, "leaves": 0.6, "bubbles": 0.8}
# Things of the scenery before which nothing falls that is behind the subject.
BEHIND = frozenset(["land", "flock", "reflection"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Tableau:
    """What a shot shows of a living painting: its plate, how deep that is, the layers over it, and what matters in it."""

    picture: Path
    ground: Ground
    layers: tuple[Layer | Fall, ...]
    focus: tuple[Area, ...]


def write_parts(picture: LayeredPicture, folder: Path, name: str) -> tuple[Path, ...]:
    """Write plate and cut-outs of a picture into a folder, as files whose names begin with `name`; return them."""
    files = []
    for number, data in enumerate((picture.plate, *(cutout.data for cutout in picture.cutouts))):
        file = folder / f"{name}-{number}{_ending(data)}"
        file.write_bytes(data)
        files.append(file)
    return tuple(files)


def _ending(data: bytes) -> str:
    return ".jpg" if data[:2] == b"\xff\xd8" else ".png" if data[:4] == b"\x89PNG" else ".webp"


def bring_to_life(picture: LayeredPicture, files: Sequence[Path], *, seconds: float, seed: int) -> Tableau:
    """Return what a shot of this length shows of a picture whose plate and cut-outs are in these files.

    `seed` makes what falls, and the way the sky drifts, differ from scene to scene.
    """
    seen = seconds + BESIDES
    motions = _motions(picture, seen)
    layers: list[Layer | Fall] = [
        Layer(
            picture=file,
            left=cutout.left, top=cutout.top, right=cutout.right, bottom=cutout.bottom,
            depth=cutout.depth, motion=motion, anchor=anchor_of(cutout), between=cutout.between,
        )
        for cutout, file, motion in zip(picture.cutouts, files[1:], motions, strict=True)
    ]  # fmt: skip
    falls = [kind for kind in picture.air if kind != "stars"]
    place = _before_hero(picture.cutouts)
    layers[place:place] = [_fall(kind, seed) for kind in falls]
    layers += [_fall(kind, seed, is_near=True) for kind in falls]
    if "stars" in picture.air:
        layers.insert(0, _fall("stars", seed))
    return Tableau(
        picture=files[0],
        ground=_ground(picture, seen, seed),
        layers=tuple(layers),
        focus=_focus(picture.cutouts),
    )


def _ground(picture: LayeredPicture, seen: float, seed: int) -> Ground:
    drift = 0.0
    if picture.drifts:
        drift = min(DRIFT, 2 * BLEED / seen) * (1 if seed % 2 else -1)
    return Ground(
        line=picture.line,
        depth=picture.depth,
        drift=drift,
        skyline=picture.skyline,
        flow=FLOW if picture.is_sea else 0.0,
        bleed=BLEED if drift else 0.0,
    )


def _motions(picture: LayeredPicture, seen: float) -> list[Motion]:
    """Return each cut-out's motion; a reflection moves with what it is of, which lies over it."""
    if picture.is_stiff:
        return [STILL] * len(picture.cutouts)
    motions = []
    for number, cutout in enumerate(picture.cutouts):
        whole = cutout
        if cutout.kind == "reflection":
            above = picture.cutouts[number + 1 :]
            whole = next((o for o in above if o.name == cutout.name and o.kind != "reflection"), cutout)
        phase = 1.7 * (whole.left + whole.right) % 1
        motion = motion_of(whole, phase, seen)
        motions.append(reflected(motion, phase) if cutout.kind == "reflection" else motion)
    return motions


def _before_hero(cutouts: Sequence[CutOut]) -> int:
    """Return the place in the layers of what falls behind the subject; without one, behind what stands near."""
    hero = next((number for number, one in enumerate(cutouts) if one.is_hero), None)
    if hero is None:
        return next((number for number, one in enumerate(cutouts) if one.kind not in BEHIND), len(cutouts))
    while hero and cutouts[hero - 1].kind == "reflection":
        hero -= 1
    return hero


def _fall(kind: str, seed: int, *, is_near: bool = False) -> Fall:
    # Few seeds: films share the sheets of what falls.
    return Fall(kind=kind, is_near=is_near, amount=AMOUNTS.get(kind, 1.0), seed=seed % 2)


def _focus(cutouts: Sequence[CutOut]) -> tuple[Area, ...]:
    """Return where the figures are, the subject first: the plate shows none of them."""
    figures = [one for one in cutouts if (one.name or one.kind == "balloon") and one.kind != "reflection"]
    figures.sort(key=lambda one: (not one.is_hero, one.kind != "person", -(one.bottom - one.top)))
    return tuple(
        Area(
            left=max(one.left, 0.0), top=max(one.top, 0.0), right=min(one.right, 1.0), bottom=min(one.bottom, 1.0),
            name=one.kind if one.kind == "person" else one.name.replace("-", " "),
        )
        for one in figures
    )  # fmt: skip
