"""The picture as wall, floor, sky and water: what moves and what does not, and that nothing tears."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from studio.film.layers.placing import ShotFrame
from studio.film.layers.scenery import Scenery
from studio.film.layers.values import FLAT, Ground
from studio.film.picture.camera import CameraView, Move
from studio.film.picture.canvases import Canvas, open_canvas
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from studio.film.picture.stills import Still
from tests.studio.film.factories import make_picture

SIZE = (320, 180)
MOVE = Move(CameraView(20.0, 4.0, 310.0), CameraView(44.0, 12.0, 290.0))
STANDING = Move(CameraView(16.0, 0.0, 320.0), CameraView(16.0, 0.0, 320.0))
COUNT = 120


def canvas_of(folder) -> Canvas:
    return open_canvas(make_picture(folder / "picture.png", (405, 207), seed=5), SIZE)


def frame_of(scenery: Scenery, move: Move, number: int) -> np.ndarray:
    frame = Frame.blank(SIZE)
    frame.buffer[:] = 3
    scenery.draw(ShotFrame(number, COUNT, move.at(number / (COUNT - 1)), move.at(0.5)), frame, Easel(SIZE))
    return frame.buffer.copy()


def luma(buffer: np.ndarray) -> np.ndarray:
    return buffer[: SIZE[0] * SIZE[1]].reshape(SIZE[1], SIZE[0]).astype(int)


def test_without_depth_it_is_drawn_as_any_still(tmp_path):
    canvas = canvas_of(tmp_path)
    scenery, still = Scenery(canvas, SIZE, MOVE.reach(SIZE), FLAT), Still(canvas, SIZE, MOVE.reach(SIZE))
    for number in (0, 37, 119):
        frame = Frame.blank(SIZE)
        still.draw(MOVE.at(number / (COUNT - 1)), frame, Easel(SIZE).scratch)
        assert np.array_equal(frame_of(scenery, MOVE, number), frame.buffer)


@pytest.mark.parametrize(
    "ground",
    [
        Ground(line=0.6, depth=0.6),
        Ground(line=0.0, depth=0.4),
        Ground(depth=0.7),
        Ground(depth=0.7, drift=0.01, skyline=0.5, bleed=0.05),
        Ground(depth=0.7, drift=-0.01, skyline=1.0, bleed=0.05),
        Ground(line=0.7, depth=0.7, drift=0.01, skyline=0.5, bleed=0.05),
        Ground(skyline=0.5, flow=0.03),
        Ground(depth=0.7, drift=0.01, skyline=0.5, bleed=0.05, flow=0.03),
        Ground(depth=0.7, skyline=0.0, flow=0.03),
    ],
)
def test_every_pixel_is_drawn_and_half_way_the_picture_is_as_it_was_painted(tmp_path, ground: Ground):
    canvas = canvas_of(tmp_path)
    scenery = Scenery(canvas, SIZE, MOVE.reach(SIZE), ground)
    still = Scenery(canvas, SIZE, MOVE.reach(SIZE), FLAT)
    for number in (0, 30, 59, 90, 119):
        drawn = frame_of(scenery, MOVE, number)
        # What would be left of the frame before would be seen as 3, which no picture has.
        assert drawn.min() > 10
        if number == 59 and not ground.flow:
            plain = frame_of(still, MOVE, number)
            assert np.abs(drawn.astype(int) - plain).mean() < 1.0


def test_between_wall_and_floor_there_is_no_seam(tmp_path):
    scenery = Scenery(canvas_of(tmp_path), SIZE, MOVE.reach(SIZE), Ground(line=0.6, depth=0.5))
    for number in (0, 119):
        rows = luma(frame_of(scenery, MOVE, number))
        steps = np.abs(np.diff(rows, axis=0)).mean(axis=1)
        assert steps.max() < 2.5 * np.median(steps)


def test_the_sky_drifts_most_at_the_top_and_the_land_below_it_stands(tmp_path):
    ground = Ground(drift=0.02, skyline=0.5, bleed=0.06)
    scenery = Scenery(canvas_of(tmp_path), SIZE, None, ground)
    first, last = (luma(frame_of(scenery, STANDING, number)) for number in (30, 90))
    changed = np.abs(first - last).mean(axis=1)
    assert changed[:10].mean() > changed[60:85].mean() > 0
    assert changed[92:].max() == 0


def test_the_sky_goes_no_further_than_it_was_painted(tmp_path):
    slow = Ground(drift=0.02, skyline=0.5, bleed=0.02)
    ends = []
    for drift in (0.02, 2.0):
        scenery = Scenery(canvas_of(tmp_path), SIZE, None, replace(slow, drift=drift, bleed=0.02))
        ends.append(frame_of(scenery, STANDING, 0))
    assert np.abs(ends[0].astype(int) - ends[1]).mean() < 3


def test_water_flows_and_keeps_its_light_and_contrast(tmp_path):
    picture = np.random.default_rng(2).integers(90, 150, (207, 405, 1), np.uint8).repeat(3, 2)
    canvas = Canvas(picture, (352.0, 180.0), is_framed=False)
    scenery = Scenery(canvas, SIZE, None, Ground(skyline=0.5, flow=0.02))
    frames = [luma(frame_of(scenery, STANDING, number)) for number in range(0, 120, 10)]
    for one, other in pairwise(frames):
        assert np.array_equal(one[:88], other[:88])
        assert np.abs(one[92:] - other[92:]).mean() > 1
    lights = [float(frame[92:].mean()) for frame in frames]
    contrasts = [float(frame[92:].std()) for frame in frames]
    assert np.ptp(lights) < 1.0
    assert np.ptp(contrasts) < 0.2 * np.mean(contrasts)


@pytest.mark.parametrize("hidden", [(0, 0), (40, 60), (100, 180), (0, 120), (60, 140)])
def test_rows_that_something_hides_are_left_out_and_no_others(tmp_path, hidden: tuple[int, int]):
    scenery = Scenery(
        canvas_of(tmp_path), SIZE, None, Ground(line=0.6, depth=0.6, drift=0.01, skyline=0.5, bleed=0.05)
    )
    whole = luma(frame_of(scenery, MOVE, 50))
    frame = Frame.blank(SIZE)
    frame.buffer[:] = 3
    at = ShotFrame(50, COUNT, MOVE.at(50 / (COUNT - 1)), MOVE.at(0.5), hidden=hidden)
    scenery.draw(at, frame, Easel(SIZE))

    seen = np.ones(SIZE[1], bool)
    seen[slice(*hidden)] = False
    assert np.abs(frame.y.astype(int) - whole)[seen].mean() < 0.5
    assert hidden == (0, 0) or (frame.y[~seen] == 3).mean() > 0.85
