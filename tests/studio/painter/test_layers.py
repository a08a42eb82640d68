"""A picture in layers is the flat picture, and what moves in it has something whole behind it."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from studio.contracts import AIR, STYLES, CutOut, LayeredPicture, Picture
from studio.painter import EmbeddedIllustrator
from studio.painter.core.apart import Apart
from studio.painter.core.composition import compose
from studio.painter.gazetteer import PLACES, paint_scenery
from studio.painter.layered.air import air_of
from studio.painter.layered.floor import find_floor
from studio.painter.layered.near import set_apart
from studio.painter.read.reading import read_prompt
from tests.cases import one_in

SIZE = (368, 206)
# The most that a picture laid together may be off, in levels; pictures as small as these are full of edges.
MOST = 1.8


def paint(folder: Path | None, prompt: str, style: str = "plain", number: int = 1, size=SIZE) -> Picture:
    illustrator = EmbeddedIllustrator(assets_dir=folder)
    asked = {"prompt": prompt, "style": style, "seed": 1, "variant": number}
    return illustrator.illustrate_in_layers(**asked, width=size[0], height=size[1])


def layers_of(folder: Path | None, prompt: str, style: str = "plain", number: int = 1) -> LayeredPicture:
    layers = paint(folder, prompt, style, number).layers
    assert layers is not None
    return layers


def pixels(data: bytes, mode: str = "RGB") -> NDArray[np.float32]:
    with Image.open(io.BytesIO(data)) as picture:
        return np.asarray(picture.convert(mode), np.float32)


def laid_together(layers: LayeredPicture) -> NDArray[np.float32]:
    """Return what is seen at rest."""
    seen = pixels(layers.plate)
    height, width = seen.shape[:2]
    for cutout in layers.cutouts:
        sheet = pixels(cutout.data, "RGBA")
        top, left = round(cutout.top * height), round(cutout.left * width)
        share = sheet[..., 3:] / 255
        rows = np.arange(top, top + len(sheet)) + 0.5
        first, last = cutout.between or (-1.0, 2.0)
        share = share * ((rows > first * height) & (rows < last * height))[:, None, None]
        clear = slice(max(-top, 0), min(height - top, len(sheet)))
        part = seen[top + clear.start : top + clear.stop, left : left + sheet.shape[1]]
        part[:] = part * (1 - share[clear]) + sheet[clear, :, :3] * share[clear]
    return seen


def difference(layers: LayeredPicture, flat: bytes) -> float:
    """Return how far layers at rest are off the flat picture, in levels, if both have been a JPEG."""
    seen = np.rint(laid_together(layers).clip(0, 255)).astype(np.uint8)
    data = io.BytesIO()
    Image.fromarray(seen).save(data, "JPEG", quality=92, subsampling="4:2:0")
    return float(np.abs(pixels(data.getvalue()) - pixels(flat)).mean())


def hero(layers: LayeredPicture) -> CutOut:
    (found,) = (cutout for cutout in layers.cutouts if cutout.is_hero)
    return found


@pytest.mark.parametrize("style", one_in(3, STYLES))
def test_in_every_style_layers_at_rest_are_the_flat_picture(folder, style):
    illustrator = EmbeddedIllustrator(assets_dir=folder)
    asked = {"prompt": "A dog and a red apple in a meadow", "style": style, "seed": 1, "variant": 1}
    flat = illustrator.illustrate(**asked, width=SIZE[0], height=SIZE[1])
    picture = illustrator.illustrate_in_layers(**asked, width=SIZE[0], height=SIZE[1])
    assert picture.data == flat.data
    assert picture.layers is not None
    assert difference(picture.layers, flat.data) < MOST


@pytest.mark.parametrize(
    "prompt",
    ["A sailing boat on the sea", "A dog on a street", "A dog in a forest", "An airplane over the mountains",
     "A red apple on a table", "A dog in a living room", "A hot-air balloon over a lake", "A dog at a village at night"],
)  # fmt: skip
def test_in_every_kind_of_place_layers_at_rest_are_the_flat_picture(folder, prompt):
    picture = paint(folder, prompt)
    assert picture.layers is not None
    assert difference(picture.layers, picture.data) < MOST


def test_behind_a_subject_is_the_scenery_with_its_shadow(folder):
    with_dog = paint(folder, "A dog in a meadow on a sunny day")
    layers = with_dog.layers
    assert layers is not None
    bare = pixels(paint(None, "A dog in a meadow on a sunny day").data)
    dog = hero(layers)
    assert (dog.name, dog.kind, dog.manner) == ("dog", "animal", "stands")
    plate, flat = pixels(layers.plate), pixels(with_dog.data)
    rows = slice(round(dog.top * SIZE[1]) + 8, round(dog.bottom * SIZE[1]) - 8)
    columns = slice(round(dog.left * SIZE[0]) + 8, round(dog.right * SIZE[0]) - 8)
    # The toy is red; what is behind it is not.
    assert (flat[rows, columns, 0] - flat[rows, columns, 1]).mean() > 40
    assert (plate[rows, columns, 0] - plate[rows, columns, 1]).mean() < 10
    ground = slice(round(layers.line * SIZE[1]) + 8, SIZE[1])
    assert (bare[ground] - plate[ground] > 12).all(-1).mean() > 0.01


@pytest.mark.parametrize(
    ("prompt", "name", "kind", "manner"),
    [
        ("A sailing boat on the sea", "sailboat", "boat", "floats"),
        ("An airplane in the sky above the clouds", "airplane", "vehicle", "flies"),
        ("A red apple on a table", "red-apple", "food", "stands"),
        ("A dog in outer space", "dog", "animal", "flies"),
    ],
)
def test_a_cut_out_says_what_it_is_and_how_it_is_there(folder, prompt, name, kind, manner):
    found = hero(layers_of(folder, prompt))
    assert (found.name, found.kind, found.manner) == (name, kind, manner)


def test_what_floats_has_a_reflection_and_meets_it_at_one_line(folder):
    layers = layers_of(folder, "A sailing boat on the sea")
    boat = hero(layers)
    (mirrored,) = (cutout for cutout in layers.cutouts if cutout.kind == "reflection")
    assert layers.is_sea
    assert boat.between
    assert mirrored.between
    line = boat.between[1]
    assert mirrored.between[0] == pytest.approx(line, abs=0.01)
    # Both go on beyond the line, for when the waves lift them.
    assert boat.bottom > line + 0.01
    assert mirrored.top < line - 0.01


def test_near_things_of_the_scenery_are_cut_out_whole(folder):
    layers = layers_of(folder, "A dog on a street", number=4)
    trees = [cutout for cutout in layers.cutouts if cutout.kind == "tree"]
    assert trees
    flat, plate = pixels(paint(folder, "A dog on a street", number=4).data), pixels(layers.plate)
    for tree in trees:
        part = (
            slice(round(tree.top * SIZE[1]), round(tree.bottom * SIZE[1])),
            slice(round(tree.left * SIZE[0]), round(tree.right * SIZE[0])),
        )
        assert np.abs(flat[part] - plate[part]).mean() > 2


def test_a_scenery_that_was_changed_elsewhere_keeps_nothing_apart():
    setting = read_prompt("A street")
    view = compose(setting, "plain", *SIZE, 1, 4)
    view.apart = Apart()
    painting = paint_scenery(PLACES["street"], view)
    assert view.apart.things
    painting.pixels += 1
    set_apart(painting)
    assert painting.plate is not None
    assert not painting.pieces
    assert np.array_equal(painting.plate.pixels, painting.pixels)


def test_what_falls_is_not_painted_into_the_plate(folder):
    prompt = "A dog in a forest in winter, snowfall"
    picture = paint(folder, prompt, size=(736, 412))
    assert picture.layers is not None
    assert picture.layers.air == ("snow",)
    off = np.abs(laid_together(picture.layers) - pixels(picture.data)).max(-1)
    # Flakes are small and bright: some pixels differ much, most hardly.
    assert np.median(off) < 4 < 60 < off.max()


def test_the_sky_goes_on_behind_the_land_where_it_may_drift(folder):
    layers = layers_of(folder, "A dog in a meadow on a cloudy day")
    assert layers.drifts
    land = next(cutout for cutout in layers.cutouts if cutout.kind == "land")
    assert (land.left, land.right) == (0.0, 1.0)
    # Just above the floor the plate is as bright as the sky, not as the hills.
    plate, flat = pixels(layers.plate), pixels(paint(folder, "A dog in a meadow on a cloudy day").data)
    row = round(layers.line * SIZE[1]) - 6
    assert plate[row].mean() > flat[row].mean() + 20


@pytest.mark.parametrize("style", ["watercolour", "pixel"])
def test_the_border_and_the_cells_of_a_style_stay_where_they_are(folder, style):
    layers = layers_of(folder, "A sailing boat on the sea", style)
    assert not layers.drifts
    assert not layers.is_sea
    assert layers.is_stiff == (style == "pixel")


@pytest.mark.parametrize(
    ("prompt", "found"),
    [
        ("A forest in winter, snowfall", ("snow",)),
        ("A street in the rain", ("rain",)),
        ("A coral reef under water", ("bubbles",)),
        ("A garden in autumn", ("leaves",)),
        ("A meadow on a summer day", ()),
        ("A meadow with fireflies on a summer night", ("fireflies", "stars")),
        ("A desert full of dust at noon", ("dust",)),
        ("The mountains on a starry night", ("stars",)),
        ("A kitchen on a rainy day", ()),
        ("Fog over a lake in autumn", ()),
    ],
)
def test_the_words_the_weather_and_the_place_decide_what_is_in_the_air(prompt, found):
    setting = read_prompt(prompt)
    view = compose(setting, "plain", 64, 36, 3, 0)
    told = air_of(view, PLACES[setting.place], prompt)
    assert told == found
    assert set(told) <= set(AIR)


@pytest.mark.parametrize(
    ("prompt", "is_there"),
    [("A meadow", True), ("A savanna", True), ("A living room", True), ("A street", True), ("The open sea", False),
     ("Outer space", False)],
)  # fmt: skip
def test_a_floor_is_found_where_one_can_stand(prompt, is_there):
    setting = read_prompt(prompt)
    view = compose(setting, "plain", *SIZE, 1, 1)
    floor = find_floor(paint_scenery(PLACES[setting.place], view))
    assert floor.is_there == is_there
    if is_there:
        assert view.horizon / view.height < floor.line < 0.8
        assert floor.depth < floor.depth_at(0.9) < floor.depth_at(1.0) == 1.0
