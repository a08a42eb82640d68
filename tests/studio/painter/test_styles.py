"""Each style of the illustrator is a look of its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import cv2
import numpy as np
import pytest

from generator.models import Generation
from generator.providers import prompts
from studio.contracts import STYLES
from studio.painter.core.arrays import Array
from studio.painter.core.composition import compose
from studio.painter.core.view import Painting
from studio.painter.finishing import develop, style_of
from studio.painter.gazetteer import choose_place, paint_place
from studio.painter.read.reading import read_prompt
from tests.cases import one_in

CRAFTS = ("oil", "line", "anime", "pixel")
SIZES = ((480, 270), (270, 480), (360, 360))
# Nature, seen or photographed, is nature; a craft is told from everything else at a glance.
LEAST_DISTANCE, CRAFT_DISTANCE = 2.5, 4.5


def paint(width: int, height: int) -> Painting:
    setting = read_prompt("A lighthouse on a rocky coast at golden hour")
    view = compose(setting, "plain", width, height, seed=3, number=1)
    return paint_place(choose_place(setting.place, setting.season, setting.mood, view.turn), view)


def in_style(painting: Painting, style: str) -> Array:
    return develop(replace(painting, view=replace(painting.view, style=style)))


@pytest.fixture(scope="module")
def paintings() -> dict[tuple[int, int], Painting]:
    return {size: paint(*size) for size in SIZES}


@pytest.fixture(scope="module")
def pictures(paintings) -> dict[str, Array]:
    return {style: in_style(paintings[SIZES[0]], style) for style in STYLES}


def to_lab(picture: Array) -> Array:
    return cv2.cvtColor(np.clip(picture, 0, 1).astype(np.float32), cv2.COLOR_RGB2Lab)


def distance(one: Array, other: Array) -> float:
    """Return the mean difference of two pictures in CIE Lab (1976), where 2 to 3 can just be seen."""
    return float(np.linalg.norm(to_lab(one) - to_lab(other), axis=-1).mean())


def test_services_staff_and_the_illustrator_know_the_same_styles():
    assert set(STYLES) == set(prompts.STYLE_PROMPTS) == set(Generation.Style.values)
    assert [style_of(name).name for name in STYLES] == list(STYLES)
    assert len(STYLES) == 12


@pytest.mark.long
def test_every_style_differs_from_every_other(pictures):
    near = {}
    for one, other in combinations(STYLES, 2):
        least = CRAFT_DISTANCE if {one, other} & set(CRAFTS) else LEAST_DISTANCE
        away = distance(pictures[one], pictures[other])
        if away < least:
            near[one, other] = away
    assert near == {}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("style", one_in(3, STYLES))
def test_every_style_fills_every_shape(paintings, style: str, size: tuple[int, int]):
    picture = in_style(paintings[size], style)
    assert picture.shape == (size[1], size[0], 3)
    assert np.isfinite(picture).all()
    lightness = to_lab(picture)[..., 0]
    assert 25 < lightness.mean() < 92
    assert lightness.std() > 8


@pytest.mark.parametrize("style", CRAFTS)
def test_a_craft_makes_the_same_picture_again(paintings, pictures, style: str):
    np.testing.assert_array_equal(in_style(paintings[SIZES[0]], style), pictures[style])


@pytest.mark.parametrize("style", CRAFTS)
def test_a_craft_looks_the_same_at_twice_the_size(paintings, style: str):
    small = paintings[SIZES[0]]
    width, height = SIZES[0][0] * 2, SIZES[0][1] * 2
    large = Painting(
        pixels=cv2.resize(small.pixels, (width, height)),
        depth=cv2.resize(small.depth, (width, height), interpolation=cv2.INTER_NEAREST),
        view=replace(small.view, width=width, height=height, style=style),
        ground=small.ground * 2,
        slot=small.slot,
    )
    shrunk = cv2.resize(develop(large), SIZES[0], interpolation=cv2.INTER_AREA)
    calm = (shrunk, in_style(small, style))
    assert distance(*(cv2.GaussianBlur(picture, (0, 0), 5) for picture in calm)) < 4


def test_pixel_art_has_few_colours_in_squares(pictures):
    picture = np.rint(pictures["pixel"] * 255).astype(np.uint8)
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) <= 48
    assert (picture[0::2, 0::2] == picture[1::2, 1::2]).all()
