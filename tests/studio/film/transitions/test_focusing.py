"""A shot that goes out of focus: how far, how evenly, and into what."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest

from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from studio.film.plan import FRAME_RATE, TRANSITIONS
from studio.film.transitions.blending import Passing, blend
from studio.film.transitions.focusing import defocus

SIZE = (320, 180)
FRAMES = round(TRANSITIONS["rack"] * FRAME_RATE) // 2 * 2


def noise(seed: int = 1) -> np.ndarray:
    coarse = np.random.default_rng(seed).integers(60, 200, (90, 160), np.uint8)
    return np.asarray(cv2.resize(coarse, SIZE, interpolation=cv2.INTER_LINEAR))


def width_of(sigma: float) -> float:
    """Return by how many pixels a point is spread out."""
    plane = np.zeros((181, 321), np.uint8)
    plane[80:101, 150:171] = 255
    before = _spread(plane)
    defocus(plane, sigma)
    return float(np.sqrt(max(0.0, _spread(plane) - before)))


def _spread(plane: np.ndarray) -> float:
    light = plane.astype(float).sum(0)
    at = np.arange(len(light))
    middle = (at * light).sum() / light.sum()
    return float((((at - middle) ** 2) * light).sum() / light.sum())


@pytest.mark.parametrize("sigma", [0.4, 0.9, 1.7, 2.6, 3.9, 4.8, 5.2, 7.5, 11.0])
def test_a_plane_is_blurred_as_far_as_it_is_asked(sigma):
    assert width_of(sigma) == pytest.approx(sigma, rel=0.12, abs=0.1)


def test_a_blur_grows_without_steps():
    widths = [width_of(sigma) for sigma in np.arange(0.2, 8, 0.2)]
    assert all(0.02 < later - earlier < 0.42 for earlier, later in pairwise(widths))


def test_nothing_is_changed_by_no_blur():
    plane = noise()
    before = plane.copy()
    defocus(plane, 0.0)
    assert np.array_equal(plane, before)


def rack(number: int) -> Frame:
    easel = Easel(SIZE)
    easel.frame.y[:] = noise()

    def veil(frame: Frame) -> None:
        frame.y[:] = cv2.GaussianBlur(noise(), (0, 0), 4) // 2
        frame.u[:], frame.v[:] = 140, 110

    blend("rack", easel, veil, Passing.of(number, FRAMES))
    return easel.frame


def test_a_shot_goes_out_of_focus_before_it_darkens_into_its_veil():
    frames = [rack(number) for number in range(FRAMES)]
    details = [float(np.abs(np.diff(frame.y.astype(int), axis=1)).mean()) for frame in frames]
    lights = [float(frame.y.mean()) for frame in frames]
    assert np.abs(frames[0].y.astype(int) - noise()).max() <= 1
    assert all(later <= earlier + 0.02 for earlier, later in pairwise(details))
    # A third of the way it has lost most of its detail and none of its light.
    assert details[FRAMES // 3] < 0.6 * details[0]
    assert lights[FRAMES // 3] > 0.97 * lights[0]
    assert lights[-1] == pytest.approx(lights[0] / 2, rel=0.03)
    assert all(later <= earlier + 0.5 for earlier, later in pairwise(lights))
