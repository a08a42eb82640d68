"""What falls and glows: it moves as it should, fits at its edges, and is never too bright."""

from __future__ import annotations

import numpy as np
import pytest

from studio.film.layers.falls.kinds import KINDS, prepare_fall
from studio.film.layers.falls.particles import BANDS, _drawn
from studio.film.layers.placing import ShotFrame
from studio.film.layers.values import Fall
from studio.film.picture.camera import CameraView
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from tests.studio.film.layers.material import SIZE

VIEW = CameraView(0.0, 0.0, 320.0)


def frame_of(fall: Fall, number: int, luma: int = 60, size: tuple[int, int] = SIZE) -> Frame:
    frame = Frame.blank(size)
    frame.y[:] = luma
    prepare_fall(fall, size).draw(ShotFrame(number, 300, VIEW, VIEW), frame, Easel(size))
    return frame


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("is_near", [False, True])
def test_every_kind_is_seen_changes_little_and_stays_within_white(kind: str, is_near: bool):
    fall = Fall(kind=kind, is_near=is_near, amount=2.0)
    frames = [frame_of(fall, number) for number in (0, 60, 120)]
    changed = [float((np.abs(frame.y.astype(int) - 60) > 8).mean()) for frame in frames]
    assert max(changed) > 0.0002
    assert max(changed) < 0.2
    assert all(frame.y.max() <= 235 for frame in frames)
    assert not np.array_equal(frames[0].y, frames[1].y)
    assert frame_of(fall, 0, luma=235).y.max() <= 235


@pytest.mark.parametrize("kind", KINDS)
def test_more_is_more_and_another_seed_is_another_sky(kind: str):
    few, many = (
        np.abs(frame_of(Fall(kind=kind, amount=amount), 90).y.astype(int) - 60).sum() for amount in (1, 4)
    )
    assert many > 1.5 * few
    assert not np.array_equal(frame_of(Fall(kind=kind), 90).y, frame_of(Fall(kind=kind, seed=5), 90).y)


@pytest.mark.parametrize("kind", ["snow", "rain", "leaves"])
def test_what_falls_moves_down_and_bubbles_rise(kind: str):
    for name, way in ((kind, 1), ("bubbles", -1)):
        first, second = (
            np.abs(frame_of(Fall(kind=name, amount=3.0), number).y.astype(float) - 60) for number in (60, 62)
        )
        fits = {
            shift: float((first[60:120, 40:280] * second[60 + shift : 120 + shift, 40:280]).sum())
            for shift in range(-12, 26)
        }
        best = max(fits, key=lambda shift: fits[shift])
        assert best * way > 0


@pytest.mark.parametrize("kind", BANDS)
def test_the_edges_of_a_tile_fit_each_other(kind: str):
    for band in BANDS[kind]:
        places = np.array([[0.0, 0.0], [60.0, 0.0], [0.0, 40.0], [31.0, 17.0]])
        tile = _drawn(band, (120, 80), 0.25, places, np.full(4, 2.0), np.ones(4)).astype(int)
        moved = _drawn(band, (120, 80), 0.25, places + (50, 30), np.full(4, 2.0), np.ones(4)).astype(int)
        assert np.abs(np.roll(tile, (30, 50), (0, 1)) - moved).max() <= 3


def test_the_light_of_small_things_never_flashes():
    """WCAG 2.3.1 counts changes of a tenth of the light over a quarter of ten degrees of sight."""
    for kind in ("fireflies", "stars"):
        means = [float(frame_of(Fall(kind=kind, amount=2.0), number).y.mean()) for number in range(0, 60, 3)]
        assert np.ptp(means) < 2.0
