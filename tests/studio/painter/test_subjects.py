"""Subjects stand in the scenery, in its light, and only where there is art and room."""

from __future__ import annotations

import copy
import functools
import itertools
import zipfile
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from studio.assets import FLUENT, manifest
from studio.contracts import STYLES
from studio.painter import EmbeddedIllustrator
from studio.painter.core.composition import compose
from studio.painter.core.view import Painting, Setting
from studio.painter.ensemble import perform
from studio.painter.figures.art import Art, open_art
from studio.painter.finishing import develop
from studio.painter.gazetteer import PLACES, paint_place
from studio.painter.read.casting import Cast, Role
from studio.painter.rehearsal import rehearse
from tests.cases import one_in
from tests.studio.painter.conftest import TOY

SIZE = (160, 90)


@pytest.fixture
def art(folder) -> Art:
    opened = open_art(folder)
    assert opened is not None
    return opened


def cast_of(stage: str, *, count: int = 1, faces: str = "", companions: tuple[Role, ...] = ()) -> Cast:
    return Cast(Role("dog", 0.6, stage, count, faces), companions)


@functools.cache
def scenery(place: str, stage: str, size: tuple[int, int], number: int, time: str) -> Painting:
    view = compose(Setting(place=place, time=time), "plain", *size, seed=3, number=number)
    rehearse(view, PLACES[place], cast_of(stage))
    return PLACES[place].paint(view)


def stage_play(
    art: Art, place: str, cast: Cast, *, size: tuple[int, int] = SIZE, number: int = 0, time: str = "day"
) -> tuple[Painting, NDArray[np.float32]]:
    """Return a painting with its cast, and the pixels of its scenery alone."""
    assert cast.subject is not None
    painting = copy.deepcopy(scenery(place, cast.subject.stage, size, number, time))
    alone = painting.pixels.copy()
    perform(painting, PLACES[place], cast, art)
    return painting, alone


def cover_of(painting: Painting) -> NDArray[np.float32]:
    return np.zeros(painting.depth.shape, np.float32) if painting.cover is None else painting.cover


def box_of(cover: NDArray[np.float32]) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of what is covered."""
    rows, columns = np.flatnonzero(cover.max(1) > 0.5), np.flatnonzero(cover.max(0) > 0.5)
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


@pytest.mark.parametrize("place", ["meadow", "coast", "city", "table"])
def test_a_subject_stands_on_the_ground_above_the_captions(art, place):
    painting, alone = stage_play(art, place, cast_of("ground"))
    cover = cover_of(painting)
    left, top, right, bottom = box_of(cover)
    assert 0.3 <= (bottom - top) / SIZE[1] <= 0.65
    assert left >= 0
    assert right <= SIZE[0]
    assert painting.view.horizon < bottom <= 0.92 * SIZE[1]
    assert (top + bottom) / 2 < 0.75 * SIZE[1]
    assert 0.02 < cover.mean() < 0.35
    # It shows: red where the scenery was not.
    inside = cover > 0.9
    redness = [(pixels[..., 0] - pixels[..., 1])[inside].mean() for pixels in (painting.pixels, alone)]
    assert redness[0] > redness[1] + 0.02


@pytest.mark.parametrize("stage", ["ground", "water"])
@pytest.mark.parametrize("size", [(90, 160), (110, 110), (100, 125)], ids=["tall", "square", "4:5"])
def test_nobody_covers_the_whole_picture_at_any_aspect_ratio(art, stage, size):
    painting, _ = stage_play(art, "lake", cast_of(stage), size=size)
    cover = cover_of(painting)
    left, top, right, bottom = box_of(cover)
    assert 0.02 < cover.mean() < 0.4
    assert left > 0
    assert right < size[0]
    assert top > 0
    assert bottom < size[1]


def test_what_floats_lies_on_the_water_and_is_seen_in_it(art):
    painting, alone = stage_play(art, "sea", cast_of("water"))
    left, _, right, bottom = box_of(cover_of(painting))
    assert painting.water is not None
    assert painting.water[bottom + 1, left:right].min() > 0.5
    below = (slice(bottom + 1, bottom + 8), slice((left + right) // 2 - 3, (left + right) // 2 + 3))
    red, before = (
        pixels[(*below, 0)].mean() / pixels[(*below, 2)].mean() for pixels in (painting.pixels, alone)
    )
    assert red > 1.05 * before


def test_what_flies_is_in_the_air(art):
    painting, _ = stage_play(art, "meadow", cast_of("air"))
    _, top, _, bottom = box_of(cover_of(painting))
    assert bottom < 0.8 * SIZE[1]
    assert (top + bottom) / 2 < 0.55 * SIZE[1]


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_shadows_fall_away_from_the_sun(art, number):
    painting, alone = stage_play(art, "snow", cast_of("ground"), number=number)
    right, _, forward = painting.view.light.direction
    cover = cover_of(painting)
    left, _top, last, bottom = box_of(cover)
    darker = np.clip(alone - painting.pixels, 0, None).mean(-1) / alone.mean(-1) * (cover < 0.02)
    darker[darker < 0.08] = 0
    assert darker.sum() > 4
    rows, columns = np.indices(darker.shape)
    middle = (darker * columns).sum() / darker.sum() - (left + last) / 2
    if abs(right) > 0.35:
        assert middle * right < 0
    if forward > 0.5:
        assert (darker * rows).sum() / darker.sum() > bottom - 2


def test_a_subject_is_dimmer_at_night(art):
    light = []
    for time in ("day", "night"):
        painting, _ = stage_play(art, "meadow", cast_of("ground"), time=time)
        light.append(float(painting.pixels[cover_of(painting) > 0.9].mean()))
    assert light[1] < 0.6 * light[0]


def test_scenes_of_a_film_place_their_subject_differently(art):
    boxes = [
        box_of(cover_of(stage_play(art, "snow", cast_of("ground"), number=number)[0])) for number in range(4)
    ]
    middles = [(left + right) / 2 for left, _, right, _ in boxes]
    talls = [bottom - top for _, top, _, bottom in boxes]
    assert all(abs(first - second) > 0.05 * SIZE[0] for first, second in itertools.pairwise(middles))
    assert len(set(talls)) > 2


def test_a_subject_with_a_front_looks_into_the_picture(art):
    for number in (0, 1):
        painting, _ = stage_play(art, "studio", cast_of("table", faces="left"), number=number)
        left, top, right, bottom = box_of(cover_of(painting))
        middle = (top + bottom) // 2
        halves = [
            painting.pixels[middle, part, 0].mean()
            for part in (slice(left + 2, (left + right) // 2 - 1), slice((left + right) // 2 + 1, right - 2))
        ]
        stands_left = (left + right) / 2 < SIZE[0] / 2
        assert (halves[0] > halves[1]) == stands_left


def test_companions_are_smaller_and_beside(art):
    companion = Role("red-apple", 0.1, "ground")
    alone = cover_of(stage_play(art, "snow", cast_of("ground"))[0])
    together = cover_of(stage_play(art, "snow", cast_of("ground", companions=(companion,)))[0])
    three = cover_of(stage_play(art, "snow", cast_of("ground", count=3))[0])
    assert (together > 0.5).sum() > 0.6 * (alone > 0.5).sum()
    assert box_of(together)[2] - box_of(together)[0] > 1.4 * (box_of(alone)[2] - box_of(alone)[0])
    assert box_of(three)[2] - box_of(three)[0] > 1.4 * (box_of(alone)[2] - box_of(alone)[0])


def test_small_things_get_a_table_in_a_room(art):
    painting, alone = stage_play(art, "kitchen", cast_of("table"))
    _, _, _, bottom = box_of(cover_of(painting))
    assert painting.depth[-1].max() < 1.5
    assert bottom > 0.7 * SIZE[1]
    assert np.abs(painting.pixels[-6:] - alone[-6:]).mean() > 0.02


def test_without_a_spot_the_scenery_stays_as_it_is(art):
    painting = copy.deepcopy(scenery("snow", "ground", SIZE, 0, "day"))
    painting.depth[:] = 0.5 + np.linspace(0, 1e-4, SIZE[1], dtype=np.float32)[:, None]
    before = painting.pixels.copy()
    perform(painting, PLACES["snow"], cast_of("ground"), art)
    np.testing.assert_array_equal(painting.pixels, before)


def illustrate(
    folder: Path | None, style: str = "plain", prompt: str = "An apple on the beach", variant: int = 1
) -> bytes:
    picture = EmbeddedIllustrator(assets_dir=folder).illustrate(
        prompt=prompt, style=style, width=SIZE[0], height=SIZE[1], seed=5, variant=variant
    )
    return picture.data


@pytest.mark.parametrize("style", one_in(3, STYLES))
def test_each_style_shows_the_subject(art, style):
    painting, _ = stage_play(art, "snow", cast_of("ground"))
    bare = copy.deepcopy(scenery("snow", "ground", SIZE, 0, "day"))
    painting.view.style = bare.view.style = style
    inside = cover_of(painting) > 0.9
    shown, empty = (develop(version)[inside].mean(0) for version in (painting, bare))
    assert shown[0] - shown[1] > empty[0] - empty[1] + 0.15


def test_the_same_arguments_give_the_same_bytes(folder):
    assert illustrate(folder, "paper") == illustrate(folder, "paper")


def test_without_art_or_subject_it_paints_scenery_only(folder, tmp_path):
    assert illustrate(tmp_path / "nothing") == illustrate(None)
    assert illustrate(folder, prompt="The beach") == illustrate(None, prompt="The beach")


def test_art_that_set_up_brings_later_is_found(folder, tmp_path):
    later = tmp_path / "later"
    illustrator = EmbeddedIllustrator(assets_dir=later)
    arguments = {
        "prompt": "An apple on the beach",
        "style": "plain",
        "width": SIZE[0],
        "height": SIZE[1],
        "seed": 5,
        "variant": 1,
    }
    before = illustrator.illustrate(**arguments).data
    later.mkdir()
    for file in folder.iterdir():
        if file.is_file():
            (later / file.name).write_bytes(file.read_bytes())
    assert illustrator.illustrate(**arguments).data != before


def test_weather_falls_in_front_of_the_subject(art):
    view = compose(Setting(place="snow", time="day", weather="snow"), "plain", *SIZE, seed=3, number=0)
    before: list[NDArray[np.float32]] = []

    def enter(painting: Painting) -> None:
        perform(painting, PLACES["snow"], cast_of("ground"), art)
        before.append(painting.pixels.copy())

    painting = paint_place(PLACES["snow"], view, enter)
    inside = cover_of(painting) > 0.9
    assert np.abs(painting.pixels - before[0])[inside].mean() > 0.005


def test_who_is_drawn_to_the_chest_is_cut_off_by_the_pictures_edge(tmp_path):
    products = {asset.key: tmp_path / asset.product for asset in manifest.ASSETS}
    with zipfile.ZipFile(products[FLUENT], "w") as archive:
        archive.writestr("farmer", TOY)
    art = open_art(tmp_path)
    assert art is not None
    painting, _ = stage_play(art, "meadow", Cast(Role("farmer", 0.8, "ground")))

    assert painting.cover is not None
    assert painting.cover[-1].max() > 0.9
    assert painting.cover[: SIZE[1] // 4].max() < 0.1


def test_who_has_small_things_sits_behind_a_table_with_them(tmp_path):
    products = {asset.key: tmp_path / asset.product for asset in manifest.ASSETS}
    with zipfile.ZipFile(products[FLUENT], "w") as archive:
        for name in ("farmer", "red-apple"):
            archive.writestr(name, TOY)
    art = open_art(tmp_path)
    assert art is not None
    sitting = Cast(Role("farmer", 1.7, "ground"), (Role("red-apple", 0.1, "table"),))
    painting, _ = stage_play(art, "kitchen", sitting)
    cover = cover_of(painting)
    edge = round(2 * painting.ground - SIZE[1])
    assert painting.depth[-1].max() < 1.5
    assert cover[edge - 12 : edge - 4].max() > 0.9
    assert cover[edge + 22 :].max() < 0.1
    standing = Cast(Role("red-apple", 0.4, "ground"), (Role("red-apple", 0.1, "table"),))
    painting, _ = stage_play(art, "kitchen", standing)
    assert painting.depth[-1].max() > 1.5
