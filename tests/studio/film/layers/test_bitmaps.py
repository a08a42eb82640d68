"""Bitmaps laid over a frame: as sharp as the picture, without a halo, and nothing beyond their box."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from studio.film.layers.bitmaps import Bitmap
from studio.film.layers.placing import Place
from studio.film.picture.camera import CameraView
from studio.film.picture.canvases import Canvas
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from studio.film.picture.stills import Still
from tests.studio.film.factories import make_picture
from tests.studio.film.layers.material import soft_dot

SIZE = (320, 180)


def frame_of(colour: tuple[int, int, int]) -> Frame:
    frame = Frame.blank(SIZE)
    for plane, level in zip(frame.planes, colour, strict=True):
        plane[:] = level
    return frame


def disc(colour: tuple[int, int, int], side: int = 80) -> np.ndarray:
    y, x = np.mgrid[:side, :side] + 0.5 - side / 2
    pixels = np.full((side, side, 4), (*colour, 0), np.uint8)
    pixels[..., 3] = np.clip(side / 2 - 4 - np.hypot(x, y), 0, 1) * 255
    return pixels


@pytest.mark.parametrize("place", [(60.0, 40.0), (60.37, 40.81), (100.5, 30.25)])
@pytest.mark.parametrize("turn", [0.0, 0.3])
def test_between_two_colours_there_is_no_third(place: tuple[float, float], turn: float):
    for ground, ink in (((60, 100, 160), (255, 40, 40)), ((210, 128, 128), (0, 0, 0))):
        frame = frame_of(ground)
        bitmap = Bitmap(disc(ink), (80, 80))
        pivot = (place[0] + 40, place[1] + 40)
        bitmap.lay(frame, Easel(SIZE), Place(*place, 80, 80, turn, pivot))
        for plane, level in zip(frame.planes, ground, strict=True):
            inner = int(plane[plane.shape[0] * 80 // 180, int(pivot[0]) * plane.shape[1] // 320])
            assert plane.min() >= min(level, inner) - 1
            assert plane.max() <= max(level, inner) + 1


def test_nothing_outside_its_box_is_touched_nor_anything_by_what_cannot_be_seen():
    place = Place(60.3, 40.2, 80, 80)
    frame = frame_of((60, 100, 160))
    Bitmap(disc((255, 255, 255)), (80, 80)).lay(frame, Easel(SIZE), place)
    left, top, right, low = place.box(SIZE)
    outside = np.ones(frame.y.shape, bool)
    outside[top:low, left:right] = False
    assert (frame.y[outside] == 60).all()
    for nowhere in (Place(-200, 0, 80, 80), Place(400, 20, 80, 80), Place(60, 40, 0.5, 80)):
        untouched = frame_of((60, 100, 160))
        Bitmap(disc((255, 255, 255)), (80, 80)).lay(untouched, Easel(SIZE), nowhere)
        assert (untouched.y == 60).all()


def test_half_of_its_opacity_is_half_way():
    frame = frame_of((60, 128, 128))
    Bitmap(disc((255, 255, 255)), (80, 80)).lay(frame, Easel(SIZE), Place(60, 40, 80, 80), 0.5)
    assert frame.y[80, 100] == pytest.approx((60 + 235) / 2, abs=1)


def test_a_cut_out_of_a_picture_lies_on_that_picture_unseen_under_a_moving_camera(tmp_path):
    file = make_picture(tmp_path / "picture.png", (368, 207), seed=4)
    pixels = np.asarray(Image.open(file).convert("RGB"))
    still = Still(Canvas(pixels, (320.0, 180.0), is_framed=False), SIZE)
    cut = np.dstack([pixels[60:140, 100:220], np.full((80, 120), 255, np.uint8)])
    y, x = np.mgrid[:80, :120] + 0.5
    cut[..., 3] = np.clip(38 - np.hypot((x - 60) / 1.4, y - 40), 0, 1) * 255
    bitmap, easel = Bitmap(cut, (120 * 320 / 368, 80 * 320 / 368)), Easel(SIZE)
    for view in (CameraView(0, 0, 320), CameraView(7.3, 4.1, 300.0), CameraView(11.9, 9.2, 283.0)):
        frames = Frame.blank(SIZE), Frame.blank(SIZE)
        for frame in frames:
            still.draw(view, frame, easel.scratch)
        zoom, scale = 320 / view.width, 320 / 368
        corner = (100 * scale - view.left) * zoom, (60 * scale - view.top) * zoom
        bitmap.lay(frames[1], easel, Place(*corner, 120 * scale * zoom, 80 * scale * zoom))
        for one, other in zip(frames[0].planes, frames[1].planes, strict=True):
            difference = np.abs(one.astype(int) - other)
            assert difference.mean() < 0.3
            assert difference.max() <= 6


def test_letters_are_as_sharp_as_they_were_drawn():
    x = np.arange(64)[None]
    stripes = np.full((64, 64, 4), 255, np.uint8)
    stripes[..., 3] = ((x // 4) % 2) * 255
    frame = frame_of((16, 128, 128))
    Bitmap(stripes, (64, 64)).lay(frame, Easel(SIZE), Place(60, 40, 64, 64))
    seen = (frame.y[50:94, 64:120].astype(float) - 16) / 219
    wanted = stripes[10:54, 4:60, 3] / 255
    assert np.abs(seen - wanted).mean() < 0.12
    assert seen.max() > 0.97
    assert seen.min() < 0.03


@pytest.mark.parametrize("share", [0.9, 0.5, 0.3, 0.12])
def test_a_small_copy_covers_what_its_size_says(share: float):
    frame = frame_of((16, 128, 128))
    Bitmap(disc((255, 255, 255)), (80, 80)).lay(frame, Easel(SIZE), Place(60, 40, 80 * share, 80 * share))
    covered = ((frame.y.astype(float) - 16) / 219).sum()
    assert covered == pytest.approx(np.pi * (35.5 * share) ** 2, rel=0.06)


def test_colour_lies_where_light_does():
    """Chroma is in line with the left one of two luma pixels (H.264, figure 6-1)."""
    pixels = np.full((60, 60, 4), (255, 0, 0, 255), np.uint8)
    pixels[..., 3] = np.rint(soft_dot(60, 8) * 255)
    for turn in (0.0, 0.4):
        frame = frame_of((16, 128, 128))
        Bitmap(pixels, (60, 60)).lay(frame, Easel(SIZE), Place(80.3, 50.6, 60, 60, turn, (110.3, 80.6)))
        light = frame.v.astype(float) - 128
        light[light < 3] = 0
        rows, columns = np.mgrid[: light.shape[0], : light.shape[1]] + 0.5
        across, down = (float((light * axis).sum() / light.sum()) for axis in (columns, rows))
        assert 2 * across - 0.5 == pytest.approx(110.3, abs=0.1)
        assert 2 * down == pytest.approx(80.6, abs=0.1)


def test_what_fades_at_its_place_is_drawn_anew():
    bitmap, easel, place = Bitmap(disc((255, 255, 255)), (80, 80)), Easel(SIZE), Place(60.4, 40.3, 80, 80)
    lights = []
    for opacity in (0.9, 0.9, 0.9, 0.5, 0.1, 0.1, 0.9):
        frame = frame_of((16, 128, 128))
        bitmap.lay(frame, easel, place, opacity)
        lights.append((int(frame.y[80, 100]) - 16) / 219)
    assert lights == pytest.approx([0.9, 0.9, 0.9, 0.5, 0.1, 0.1, 0.9], abs=0.01)


def test_what_lies_still_is_sampled_once_and_looks_as_before():
    bitmap, easel, place = Bitmap(disc((200, 30, 90)), (80, 80)), Easel(SIZE), Place(60.4, 40.3, 80, 80)
    frames = []
    for _ in range(4):
        frame = frame_of((60, 100, 160))
        bitmap.lay(frame, easel, place, 0.7)
        frames.append(frame.buffer.copy())
    assert all(np.array_equal(frame, frames[0]) for frame in frames)
    assert bitmap._kept is not None
    moved = frame_of((60, 100, 160))
    bitmap.lay(moved, easel, Place(61.4, 40.3, 80, 80), 0.7)
    assert bitmap._kept is None


def hilly(size: tuple[int, int] = (200, 80)) -> Bitmap:
    """Return land before a sky: jagged above, and opaque below."""
    width, height = size
    pixels = np.zeros((height, width, 4), np.uint8)
    chance = np.random.default_rng(4)
    pixels[..., :3] = chance.integers(60, 200, (height, width, 3))
    for column, top in enumerate(chance.integers(5, 25, width)):
        pixels[top:, column, 3] = 255
    return Bitmap(pixels, size)


def test_what_is_opaque_is_laid_without_what_lies_behind():
    size = (160, 90)
    bitmap, place = hilly(), Place(-20.3, 6.4, 201.7, 80.9)
    first, end = bitmap.hidden_rows(size, place)
    assert (first % 2, end % 2) == (0, 0)
    assert 30 < end - first < 56
    shown = []
    for level in (30, 220):
        frame = Frame.blank(size)
        frame.y[:] = level
        bitmap.lay(frame, Easel(size), place)
        shown.append(frame.y.astype(int))
    # Nothing of the frame is seen there, and something of it everywhere else.
    assert np.array_equal(shown[0][first:end], shown[1][first:end])
    assert (shown[0][: first - 20] != shown[1][: first - 20]).any()
    plain = hilly()
    plain._opaque = (0.0, 0.0)
    frame = Frame.blank(size)
    frame.y[:] = 30
    plain.lay(frame, Easel(size), place)
    assert np.abs(frame.y.astype(int) - shown[0]).mean() < 1.5


@pytest.mark.parametrize(
    ("place", "opacity"),
    [
        (Place(0.0, 6.0, 160.0, 80.0), 1.0),
        (Place(-20.0, 6.0, 200.0, 80.0), 0.9),
        (Place(-20.0, 6.0, 200.0, 80.0, turn=0.01), 1.0),
        (Place(-20.0, 6.0, 200.0, 80.0, low_edge=50.0), 1.0),
        (Place(-60.0, 6.0, 200.0, 80.0), 1.0),
    ],
    ids=["at the edge", "translucent", "turned", "cut", "aside"],
)
def test_nothing_is_hidden_where_something_may_be_seen(place: Place, opacity: float):
    first, end = hilly().hidden_rows((160, 90), place, opacity)
    assert first >= end
