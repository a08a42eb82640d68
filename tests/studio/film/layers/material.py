"""Layers, counters and clips for tests: small, made on the spot, the same each time."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.film.layers.motion import Key, Motion, Track, Wave
from studio.film.layers.values import Clip, Counter, Fall, Ground, Layer, Reveal
from studio.film.plan import FilmPlan, Narration, Shot
from tests.studio.film.factories import make_picture

SIZE = (320, 180)
STRIP_DIGITS = "0123456789,."


def make_layer_picture(
    file: Path, size: tuple[int, int] = (64, 48), colour: tuple[int, int, int] = (230, 120, 40)
) -> Path:
    """Write a soft-edged disc of one colour on nothing."""
    y, x = np.mgrid[: size[1], : size[0]] + 0.5
    away = np.hypot((x / size[0] - 0.5) * 2, (y / size[1] - 0.5) * 2)
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    pixels[..., :3] = colour
    pixels[..., 3] = np.clip((0.9 - away) * size[1] / 4, 0, 1) * 255
    Image.fromarray(pixels).save(file)
    return file


def make_block(file: Path, colour: tuple[int, int, int] = (255, 255, 255), alpha: int = 255) -> Path:
    Image.new("RGBA", (32, 32), (*colour, alpha)).save(file)
    return file


def make_strip(file: Path) -> Path:
    """Write a strip of twelve characters, each 16 pixels wide: a bar whose height tells which one it is."""
    pixels = np.zeros((40, 16 * len(STRIP_DIGITS), 4), np.uint8)
    for place in range(len(STRIP_DIGITS)):
        pixels[38 - 3 * (place + 1) : 38, 16 * place + 3 : 16 * place + 13] = 255
    Image.fromarray(pixels).save(file)
    return file


def make_counter(folder: Path, **changes: object) -> Counter:
    values: dict[str, object] = {
        "glyphs": make_strip(folder / "strip.png"), "alphabet": STRIP_DIGITS, "cells": (1 / 12,) * 12, "left": 0.5,
        "top": 0.7, "bottom": 0.9, "value": Track(0.0, (Key(0.3, 0.0), Key(1.5, 9000.0, "out"))), "group": ",",
    }  # fmt: skip
    return Counter(**{**values, **changes})  # type: ignore[arg-type]


def make_clip(file: Path, size: tuple[int, int] = SIZE, count: int = 40, rate: int = 30) -> Path:
    """Write a clip whose frame n has a luma of 40 + 4 n, with a key frame every eight frames."""
    options = {"crf": "10", "x264-params": "keyint=8:min-keyint=8:scenecut=0:bframes=0:ref=1"}
    with av.open(str(file), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=rate, options=options)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 90_000)
        for number in range(count):
            planes = np.full((size[1] * 3 // 2, size[0]), 128, np.uint8)
            planes[: size[1]] = 40 + 4 * number
            frame = av.VideoFrame.from_ndarray(planes, "yuv420p")
            frame.pts, frame.time_base = number * 90_000 // rate, Fraction(1, 90_000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file


def everything(folder: Path) -> tuple[Shot, ...]:
    """Return shots that together show every kind of thing that a shot can show."""
    disc, block = make_layer_picture(folder / "disc.png"), make_block(folder / "block.png")
    swinging = Motion(
        y=Track(waves=(Wave(0.01, 1.7),)),
        turn=Track(waves=(Wave(2.0, 2.3, 0.2),)),
        stretch=Track(1, waves=(Wave(0.02, 1.1),)),
    )
    coming = Motion(
        x=Track(0, (Key(0.2, -0.1), Key(0.8, 0, "back"))),
        scale=Track(1, (Key(0.2, 0.6), Key(0.8, 1, "settle"))),
        opacity=Track(1, (Key(0.2, 0), Key(0.4, 1, "line"))),
    )
    drawn = Reveal(sweep=Track(1, (Key(0.2, 0), Key(1.2, -0.7, "inout"))))
    wiped = Reveal(right=Track(1, (Key(0.2, 0), Key(1.2, 1, "line"))), softness=0.05)
    falls = [Fall(kind=kind, is_near=is_near) for kind in ("snow", "leaves") for is_near in (False, True)]
    lights = [Fall(kind=kind) for kind in ("rain", "dust", "bubbles", "fireflies", "stars")]
    body = Layer(picture=disc, left=0.3, top=0.4, right=0.5, bottom=0.9, depth=0.8, motion=swinging)
    hull = Layer(picture=disc, left=0.5, top=0.3, right=0.8, bottom=0.8, motion=swinging, between=(0, 0.7))
    words = Layer(picture=disc, left=0.1, top=0.1, right=0.4, bottom=0.3, motion=coming, end=2.0)
    ring = Layer(picture=disc, left=0.6, top=0.2, right=0.8, bottom=0.6, reveal=drawn)
    bar = Layer(picture=block, left=0.1, top=0.8, right=0.7, bottom=0.86, reveal=wiped)
    turned = Layer(picture=block, left=0.1, top=0.6, right=0.7, bottom=0.65, motion=swinging, reveal=wiped)
    grounds = (
        Ground(line=0.6, depth=0.6),
        Ground(depth=0.6, drift=0.01, skyline=0.5, bleed=0.05, flow=0.02),
        Ground(),
        Ground(),
        Ground(line=0.5, depth=0.7, drift=0.01, skyline=0.3, bleed=0.05),
    )
    values: list[dict[str, object]] = [
        {"layers": (falls[0], body, hull, falls[1])},
        {"layers": (*falls[2:], *lights)},
        {"over": (words, ring, bar, turned, make_counter(folder)), "move": "breathe", "words_shown": (0, 1)},
        {"clip": Clip(file=make_clip(folder / "clip.mp4"), ending="loop"), "over": (bar,), "layers": (body,)},
        {"layers": (make_counter(folder, is_ended=True),), "over": (ring,), "move": "still"},
    ]
    return tuple(
        Shot(
            picture=make_picture(folder / f"picture{index}.png", (368, 207), seed=index),
            narration=Narration(file=None, duration=2.0, text="Two words are shown."),
            ground=ground,
            **shown,  # type: ignore[arg-type]
        )
        for index, (ground, shown) in enumerate(zip(grounds, values, strict=True))
    )


def film_of(*shots: Shot, **changes: object) -> FilmPlan:
    values: dict[str, object] = {"shots": shots, "size": SIZE, "music": "", **changes}
    return FilmPlan(**values)  # type: ignore[arg-type]


def soft_dot(side: int, spread: float) -> NDArray[np.float64]:
    """Return a soft dot (side, side) of light 0 to 1, whose centre of mass is its middle."""
    at = np.arange(side) + 0.5 - side / 2
    return np.exp(-(at[:, None] ** 2 + at[None] ** 2) / (2 * spread**2))


def centre_of(plane: NDArray[np.uint8], near: tuple[float, float], reach: int) -> tuple[float, float]:
    """Return the centre of mass (x, y) of the light around a place in a plane of black."""
    left, top = max(0, int(near[0]) - reach), max(0, int(near[1]) - reach)
    part = plane[top : int(near[1]) + reach, left : int(near[0]) + reach].astype(float) - 16
    part[part < 3] = 0
    rows, columns = np.mgrid[: part.shape[0], : part.shape[1]] + 0.5
    return float((part * columns).sum() / part.sum() + left), float((part * rows).sum() / part.sum() + top)
