"""The illustrator's fast ways come to what the plain ways come to."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from studio.painter.core.arrays import brightest_of, grey_of, look_up, mix, times, tinted, unit_length
from studio.painter.core.composition import compose
from studio.painter.core.noise import tile
from studio.painter.core.sprites import Sprite
from studio.painter.core.view import Setting
from studio.painter.sky.flights import GLOW_REACH, glow_at
from studio.painter.styles.palettes import fill, nearest
from studio.painter.styles.watercolour import flatten

HEIGHT, WIDTH = 90, 120


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(8)


@pytest.fixture
def pixels(random):
    return random.random((HEIGHT, WIDTH, 3), np.float32)


@pytest.fixture
def share(random):
    return random.random((HEIGHT, WIDTH), np.float32)


@pytest.mark.parametrize("turns", [-3, 0, 1, 7])
def test_a_texture_reads_the_same_any_number_of_times_from_its_start(random, turns):
    texture = tile(2.0, 9)
    column, row = random.uniform(0, 512, (2, HEIGHT, WIDTH)).astype(np.float32)
    wanted = cv2.remap(texture, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    read = look_up(texture, column + np.float32(512 * turns), row - np.float32(512 * turns))
    # Positions are placed to 1/32 of a texel, and far from the start no finer than their own precision.
    assert np.abs(read - wanted).mean() < 0.01


@pytest.mark.parametrize("shape", [(), (3,), (1, WIDTH, 3), (HEIGHT, WIDTH, 3)])
def test_pixels_mix_as_numbers_do(pixels, share, random, shape):
    second = np.asarray(random.random(shape), np.float32)
    wanted = pixels + (second - pixels) * share[..., None]
    np.testing.assert_allclose(mix(pixels, second, share[..., None]), wanted, atol=1e-4)


def test_channels_are_summed_multiplied_and_compared_alike(pixels, share):
    np.testing.assert_allclose(grey_of(pixels), pixels.mean(-1), atol=1e-5)
    np.testing.assert_array_equal(brightest_of(pixels), pixels.max(-1))
    np.testing.assert_allclose(times(pixels, share), pixels * share[..., None], atol=1e-6)
    colours = np.array([[0.1, 0.5, 0.9], [0.7, 0.2, 0.3]], np.float32)
    lit = tinted((share, colours[0]), (1 - share, colours[1]))
    np.testing.assert_allclose(
        lit, share[..., None] * colours[0] + (1 - share)[..., None] * colours[1], atol=1e-5
    )
    np.testing.assert_allclose(np.linalg.norm(unit_length(pixels), axis=-1), 1, atol=1e-4)


def test_each_pixel_gets_the_nearest_colour(pixels, random):
    lab = pixels * np.float32(100)
    colours = random.random((7, 3), np.float32) * np.float32(100)
    wanted = np.argmin(np.linalg.norm(lab[:, :, None] - colours, axis=-1), -1)
    found = nearest(lab, colours)
    np.testing.assert_array_equal(found, wanted)
    np.testing.assert_array_equal(fill(found, colours), colours[wanted])


def test_flattening_takes_the_calmest_of_four_squares():
    step = np.zeros((40, 40, 3), np.float32)
    step[:, 20:] = 1
    np.testing.assert_allclose(flatten(step, 4), step, atol=1e-6)


@pytest.mark.parametrize("height", [30, 220])
def test_a_part_of_a_sprite_is_cut_from_the_whole(random, height):
    soft = cv2.GaussianBlur(random.random((120, 90, 4), np.float32), (0, 0), 6)
    width = height * 3 // 4
    whole = Sprite(soft).shown(width, height, slice(0, height), slice(0, width))
    rows, columns = slice(height // 3, height // 2), slice(width // 4, width - 3)
    part = Sprite(soft).shown(width, height, rows, columns)
    assert whole.shape == (height, width, 4)
    assert part.shape == whole[rows, columns].shape
    np.testing.assert_allclose(part, whole[rows, columns], atol=0.02)


@pytest.mark.parametrize(("x", "y"), [(60, 40), (-10, 95), (-900, 40), (60, 2_000)])
def test_a_lamp_glows_around_itself_only_and_without_an_edge(x, y):
    view = compose(Setting(), "plain", WIDTH, HEIGHT, seed=1, number=0)
    pixels, radius = np.zeros((HEIGHT, WIDTH, 3), np.float32), 12
    glow_at(view, pixels, x, y, radius, np.ones(3, np.float32))
    distance = np.hypot(view.columns - x, view.rows - y) / radius
    assert (pixels[distance > GLOW_REACH] == 0).all()
    halo = distance > 0.16
    np.testing.assert_allclose(pixels[halo, 0], np.exp(-3 * distance[halo]), atol=0.0011)
