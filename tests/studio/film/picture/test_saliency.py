from __future__ import annotations

import numpy as np
import pytest

from studio.film.picture.saliency import find_salient


def scene(colour: tuple[int, int, int] | None, left: int = 0, top: int = 0, side: int = 60) -> np.ndarray:
    """Paint soft grey unevenness with a square of a colour on it."""
    pixels = np.random.default_rng(1).integers(105, 125, (240, 360, 3), np.uint8)
    if colour:
        pixels[top : top + side, left : left + side] = colour
    return pixels


@pytest.mark.parametrize(("left", "top"), [(40, 40), (250, 130), (150, 90)])
@pytest.mark.parametrize("colour", [(200, 40, 30), (30, 60, 200), (250, 250, 250)])
def test_what_differs_from_all_else_stands_out(colour: tuple[int, int, int], left: int, top: int):
    found = find_salient(scene(colour, left, top))

    assert found is not None
    assert (found.left + found.right) / 2 == pytest.approx((left + 30) / 360, abs=0.04)
    assert (found.top + found.bottom) / 2 == pytest.approx((top + 30) / 240, abs=0.06)


def test_nothing_stands_out_of_an_even_surface():
    assert find_salient(scene(None)) is None


def test_the_same_pixels_give_the_same_answer():
    assert find_salient(scene((200, 40, 30), 40, 40)) == find_salient(scene((200, 40, 30), 40, 40))
