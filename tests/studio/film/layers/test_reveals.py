"""The part of a layer that is seen: its edges at any place in a pixel, and rings that are drawn."""

from __future__ import annotations

import math

import numpy as np
import pytest

from studio.film.layers.bitmaps import Bitmap
from studio.film.layers.layers import PreparedLayer
from studio.film.layers.motion import Key, Motion, Track
from studio.film.layers.placing import ShotFrame
from studio.film.layers.values import Layer, Reveal
from studio.film.picture.camera import CameraView, CropBox
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame

SIZE = (320, 180)
BLACK, WHITE = 16, 235
BOX = CropBox(60.0, 40.0, 260.0, 140.0)


def drawn(reveal: Reveal, number: int = 0, turn: float = 0.0) -> np.ndarray:
    """Return how much of each pixel a white block covers that is revealed so, 0 to 1."""
    motion = Motion(turn=Track(turn))
    layer = Layer(picture=None, left=0, top=0, right=1, bottom=1, reveal=reveal, motion=motion)  # type: ignore[arg-type]
    prepared = PreparedLayer(layer, Bitmap(np.full((50, 100, 4), 255, np.uint8), (200, 100)), BOX)
    frame, view = Frame.blank(SIZE), CameraView(0.0, 0.0, 320.0)
    prepared.draw(ShotFrame(number, 90, view, view), frame, Easel(SIZE))
    return (frame.y.astype(float) - BLACK) / (WHITE - BLACK)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3333, 0.5021, 0.777, 1.0])
@pytest.mark.parametrize(
    ("edge", "axis", "length", "is_first"),
    [("right", 1, 200, False), ("left", 1, 200, True), ("bottom", 0, 100, False), ("top", 0, 100, True)],
)
def test_an_edge_covers_just_its_share_of_the_pixel_that_it_crosses(
    edge: str, axis: int, length: int, is_first: bool, share: float
):
    seen = drawn(Reveal(**{edge: Track(share)}))
    profile = seen[90] if axis else seen[:, 160]
    wanted = length * (1 - share if is_first else share)
    assert profile.sum() == pytest.approx(wanted, abs=0.12)
    # Hard: no more than two pixels at the edge are neither black nor white, and as many at the layer's own.
    assert ((profile > 0.02) & (profile < 0.98)).sum() <= 4


def test_a_bar_grows_evenly_by_parts_of_pixels():
    grown = Reveal(right=Track(1, (Key(0.0, 0.0), Key(3.0, 0.9, "line"))))
    lengths = [drawn(grown, number)[90].sum() for number in range(12, 84, 6)]
    steps = np.diff(lengths)
    assert abs(steps - 200 * 0.9 / 15).max() < 0.15


def test_a_soft_edge_shows_nothing_at_first_and_all_at_last():
    soft = 0.2
    assert drawn(Reveal(right=Track(0.0), softness=soft)).max() < 0.01
    assert np.array_equal(drawn(Reveal(right=Track(1.0), softness=soft)), drawn(Reveal()))
    profile = drawn(Reveal(right=Track(0.5), softness=soft))[90]
    ramp = profile[(profile > 0.03) & (profile < 0.97)]
    assert 30 <= len(ramp) <= 38
    assert (np.diff(ramp) <= 0.01).all()


@pytest.mark.parametrize("sweep", [0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, -0.3, -0.8])
@pytest.mark.parametrize("turn", [0.0, 20.0])
def test_a_sweep_shows_its_share_of_the_turn_clockwise_from_twelve(sweep: float, turn: float):
    layer = Layer(
        picture=None, left=0, top=0, right=1, bottom=1, anchor=(0.5, 0.5),  # type: ignore[arg-type]
        reveal=Reveal(sweep=Track(sweep)), motion=Motion(turn=Track(turn)),
    )  # fmt: skip
    y, x = np.mgrid[:140, :140] + 0.5 - 70
    disc = np.full((140, 140, 4), 255, np.uint8)
    disc[..., 3] = np.clip(66 - np.hypot(x, y), 0, 1) * 255
    prepared = PreparedLayer(layer, Bitmap(disc, (140, 140)), CropBox(90, 20, 230, 160))
    frame, view = Frame.blank(SIZE), CameraView(0.0, 0.0, 320.0)
    prepared.draw(ShotFrame(0, 90, view, view), frame, Easel(SIZE))
    seen = (frame.y.astype(float) - BLACK) / (WHITE - BLACK)
    assert seen.sum() == pytest.approx(abs(sweep) * math.pi * 65.5**2, rel=0.02)
    for share in (0.03, abs(sweep) - 0.03, abs(sweep) + 0.03, 0.97):
        angle = math.copysign(2 * math.pi * share, sweep) + math.radians(turn)
        column, row = round(160 + 45 * math.sin(angle)), round(90 - 45 * math.cos(angle))
        assert seen[row, column] == pytest.approx(float(share < abs(sweep)), abs=0.02)


def test_nothing_is_swept_at_first_and_all_at_last():
    assert drawn(Reveal(sweep=Track(0.0))).max() < 0.01
    for whole in (1.0, -1.0, 1.2):
        assert np.array_equal(drawn(Reveal(sweep=Track(whole))), drawn(Reveal()))


def test_a_turned_layer_is_wiped_along_its_own_side():
    seen = drawn(Reveal(right=Track(0.5)), turn=10.0)
    whole = drawn(Reveal(), turn=10.0)
    assert seen.sum() == pytest.approx(whole.sum() / 2, rel=0.02)
    assert (seen <= whole + 0.01).all()


def test_the_colour_of_a_wiped_layer_ends_where_its_light_does():
    layer = Layer(picture=None, left=0, top=0, right=1, bottom=1, reveal=Reveal(right=Track(0.5)))  # type: ignore[arg-type]
    pixels = np.full((50, 100, 4), (255, 0, 0, 255), np.uint8)
    frame, view = Frame.blank(SIZE), CameraView(0.0, 0.0, 320.0)
    prepared = PreparedLayer(layer, Bitmap(pixels, (200, 100)), BOX)
    prepared.draw(ShotFrame(0, 90, view, view), frame, Easel(SIZE))
    red = (frame.v[45].astype(float) - 128) / 112
    # A chroma pixel is two luma pixels wide.
    assert 2 * red.sum() == pytest.approx(100, abs=1.0)
