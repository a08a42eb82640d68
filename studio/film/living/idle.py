"""How things move that do nothing: what fits each, and nothing for most."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from studio.contracts import CutOut
from studio.film.layers.motion import ONE, STILL, Key, Motion, Track, Wave

# Seconds of swings that do not meet again within a scene.
BRISK, SLOW, CALM, LONG, LONGER = 3.7, 5.3, 5.9, 7.1, 8.3
# Whatever is smaller than this, in metres, breathes too little to be seen; insects in the air are smaller than INSECT.
LEAST_BREATH, INSECT = 0.2, 0.12
# A ship of this height in metres hardly feels the waves, a boat below the second dances on them.
SHIP, DINGHY = 12.0, 2.0
# Drawings that hang from something above them, or from the wind.
HANGING = frozenset(["aerial-tramway", "kite", "parachute"])
# A picture that ends here cuts what stands in it, as a bust.
LOWEST = 0.985


def motion_of(cutout: CutOut, phase: float, seconds: float) -> Motion:
    """Return how something moves in a shot of this length; `phase` is the share of a swing at which it begins."""
    tall = cutout.bottom - cutout.top
    if cutout.kind == "flock":
        return _flock(seconds, phase)
    if cutout.manner == "floats":
        return _afloat(cutout, tall, phase)
    if cutout.manner == "flies":
        return _in_the_air(cutout, tall, phase)
    if cutout.kind == "flame":
        return _flame(phase)
    if cutout.kind in ("person", "animal") and cutout.tall >= LEAST_BREATH:
        return _breath(cutout, phase)
    return STILL


def anchor_of(cutout: CutOut) -> tuple[float, float]:
    """Return the point around which something turns and grows, in shares of its width and height."""
    if cutout.kind == "reflection" or (cutout.manner == "flies" and cutout.name in HANGING):
        return (0.5, 0.05)
    if cutout.manner == "flies":
        return (0.5, 0.5)
    # The lower edge lies in the shine around the feet, or under water.
    return (0.5, 0.94 if cutout.manner == "floats" else 0.97)


def reflected(motion: Motion, phase: float) -> Motion:
    """Return the motion of a reflection of something that moves so: upside down, and with the ripples."""
    ripple = Track(motion.x.rest, motion.x.keys, (*motion.x.waves, Wave(0.0018, 2.3, phase)))
    return replace(motion, x=ripple, y=_turned_over(motion.y), turn=_turned_over(motion.turn))


def _turned_over(track: Track) -> Track:
    keys = tuple(Key(key.at, -key.value, key.ease) for key in track.keys)
    return Track(
        -track.rest, keys, tuple(Wave(-wave.reach, wave.seconds, wave.phase) for wave in track.waves)
    )


def _breath(cutout: CutOut, phase: float) -> Motion:
    """Breathe: taller by one in a hundred and back, upon the feet; the larger, the more slowly."""
    seconds = float(np.clip(3.1 * (cutout.tall / 1.2) ** 0.25, 2.3, 4.6))
    reach = 0.006 if cutout.bottom > LOWEST else 0.009
    return Motion(stretch=Track(1.0, waves=(Wave(reach, seconds, phase),)))


def _afloat(cutout: CutOut, tall: float, phase: float) -> Motion:
    """Rise and fall with the waves, and roll: ships little, dinghies more."""
    lift, roll = 0.012, 1.1
    if cutout.tall >= SHIP or (cutout.kind != "boat" and cutout.tall >= 2.5):
        lift, roll = 0.005, 0.3
    elif cutout.kind == "boat" and cutout.tall < DINGHY:
        lift, roll = 0.014, 1.3
    elif cutout.kind != "boat":
        lift, roll = 0.014, 0.6
    return Motion(
        y=Track(waves=(Wave(lift * tall, BRISK, phase), Wave(0.4 * lift * tall, SLOW, phase))),
        turn=Track(waves=(Wave(roll, SLOW, phase + 0.2), Wave(0.45 * roll, BRISK, phase))),
    )


def _in_the_air(cutout: CutOut, tall: float, phase: float) -> Motion:
    if cutout.name in HANGING:
        return Motion(turn=Track(waves=(Wave(0.5 if cutout.name == "aerial-tramway" else 1.6, SLOW, phase),)))
    if cutout.kind == "animal" and 0 < cutout.tall <= INSECT:
        return _hover(tall, phase)
    if cutout.kind == "sky":
        return STILL
    if cutout.kind == "vehicle":
        # What has an engine keeps its course.
        return _drift(tall, phase, across=0.008, up=0.012, turn=0.35)
    if cutout.kind == "balloon":
        return _drift(tall, phase, across=0.04, up=0.04, turn=0.5)
    if cutout.kind in ("person", "animal"):
        return _drift(tall, phase, across=0.02, up=0.03, turn=1.2)
    return _drift(tall, phase, across=0.01, up=0.015, turn=0.8)


def _drift(tall: float, phase: float, *, across: float, up: float, turn: float) -> Motion:
    return Motion(
        x=Track(waves=(Wave(across * tall, LONGER, phase),)),
        y=Track(waves=(Wave(up * tall, CALM, phase + 0.3),)),
        turn=Track(waves=(Wave(turn, LONG, phase),)),
    )


def _hover(tall: float, phase: float) -> Motion:
    return Motion(
        x=Track(waves=(Wave(0.05 * tall, 3.1, phase), Wave(0.02 * tall, 1.7, phase))),
        y=Track(waves=(Wave(0.04 * tall, 2.3, phase), Wave(0.02 * tall, BRISK, phase + 0.4))),
        turn=Track(waves=(Wave(2.0, 2.9, phase),)),
    )


def _flock(seconds: float, phase: float) -> Motion:
    """Fly on, so far away that it takes a minute across the picture."""
    way = 0.004 * seconds * (1 if phase % 1 < 0.5 else -1)
    return Motion(
        x=Track(keys=(Key(0.0, -way / 2), Key(seconds, way / 2, "line"))),
        y=Track(waves=(Wave(0.002, CALM, phase),)),
    )


def _flame(phase: float) -> Motion:
    """Flicker by shape alone: its light does not change, so that nothing can flash."""
    return Motion(
        stretch=Track(1.0, waves=(Wave(0.03, 0.83, phase), Wave(0.02, 0.61, phase + 0.4))),
        scale=Track(1.0, waves=(Wave(0.01, 1.37, phase),)),
        opacity=ONE,
    )
