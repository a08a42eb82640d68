"""From a picture in layers to a shot: every part in its place, and what falls around the subject."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from studio.contracts import AIR, CutOut, LayeredPicture
from studio.errors import RenderError
from studio.film.layers.falls.kinds import KINDS
from studio.film.layers.values import Fall, Layer
from studio.film.living.archive import pack_picture, unpack_picture
from studio.film.living.tableau import BESIDES, bring_to_life, write_parts


def cutout(kind: str, number: int = 0, **fields) -> CutOut:
    values = {
        "left": 0.1,
        "top": 0.2,
        "right": 0.4,
        "bottom": 0.8,
        "depth": 0.7,
        "data": b"\x89PNG" + bytes([number]),
    }
    return CutOut(kind=kind, **{**values, **fields})


FOX = cutout("animal", 1, name="fox", tall=0.7, is_hero=True)
TREE = cutout("tree", 2)
LAND = cutout("land", 3, left=0.0, right=1.0, data=b"RIFFxxxxWEBP")
BOAT = cutout("boat", 4, name="sailboat", tall=6.0, manner="floats", is_hero=True, between=(-1.0, 0.79))
MIRROR = replace(BOAT, kind="reflection", is_hero=False, between=(0.79, 2.0))
PICTURE = LayeredPicture(
    plate=b"\xff\xd8plate", cutouts=(LAND, FOX, TREE), line=0.6, depth=0.55, skyline=0.5, air=("snow",)
)


def alive(picture: LayeredPicture, tmp_path: Path, seconds: float = 6.0, seed: int = 1):
    return bring_to_life(picture, write_parts(picture, tmp_path, "part"), seconds=seconds, seed=seed)


def test_all_parts_lie_where_they_were_painted(tmp_path):
    tableau = alive(replace(PICTURE, air=()), tmp_path)
    assert tableau.picture.read_bytes() == PICTURE.plate
    for layer, part in zip(tableau.layers, PICTURE.cutouts, strict=True):
        assert isinstance(layer, Layer)
        assert layer.picture.read_bytes() == part.data
        assert (layer.left, layer.top, layer.right, layer.bottom) == (
            part.left,
            part.top,
            part.right,
            part.bottom,
        )
        assert (layer.depth, layer.between) == (part.depth, part.between)
    assert [layer.picture.suffix for layer in tableau.layers] == [".webp", ".png", ".png"]
    assert (tableau.ground.line, tableau.ground.depth, tableau.ground.skyline) == (0.6, 0.55, 0.5)


def test_what_falls_is_behind_the_subject_and_before_all(tmp_path):
    kinds = [
        (one.kind, one.is_near) if isinstance(one, Fall) else "" for one in alive(PICTURE, tmp_path).layers
    ]
    assert kinds == ["", ("snow", False), "", "", ("snow", True)]


def test_stars_shine_behind_the_land(tmp_path):
    first, *others = alive(replace(PICTURE, air=("stars",)), tmp_path).layers
    assert isinstance(first, Fall)
    assert first.kind == "stars"
    assert not any(isinstance(one, Fall) for one in others)


def test_all_that_can_be_in_the_air_can_be_drawn():
    assert set(AIR) <= set(KINDS)


def test_a_reflection_swings_with_its_boat(tmp_path):
    mirrored, boat = alive(replace(PICTURE, cutouts=(MIRROR, BOAT), air=()), tmp_path).layers
    assert isinstance(mirrored, Layer)
    assert isinstance(boat, Layer)
    assert mirrored.motion.y.at(1.3) == pytest.approx(-boat.motion.y.at(1.3))


@pytest.mark.parametrize("seconds", [2.0, 6.0, 20.0, 60.0])
def test_the_sky_drifts_no_farther_than_there_is_sky(tmp_path, seconds):
    ground = alive(replace(PICTURE, drifts=True), tmp_path, seconds).ground
    assert 0 < abs(ground.drift) * (seconds + BESIDES) <= 2 * ground.bleed + 1e-9


def test_a_sky_that_may_not_drift_takes_nothing_from_the_picture(tmp_path):
    ground = alive(PICTURE, tmp_path).ground
    assert (ground.drift, ground.bleed, ground.flow) == (0.0, 0.0, 0.0)
    assert alive(replace(PICTURE, is_sea=True), tmp_path).ground.flow > 0


def test_in_a_stiff_picture_nothing_moves_by_itself(tmp_path):
    layers = alive(replace(PICTURE, cutouts=(MIRROR, BOAT), is_stiff=True, air=()), tmp_path).layers
    assert all(isinstance(layer, Layer) and layer.motion.is_still for layer in layers)


def test_the_camera_is_told_where_the_figures_are(tmp_path):
    person = cutout("person", 5, name="man-walking", left=-0.1, tall=1.7)
    focus = alive(replace(PICTURE, cutouts=(LAND, person, FOX, TREE)), tmp_path).focus
    assert [area.name for area in focus] == ["fox", "person"]
    assert focus[1].left == 0.0


def test_an_archive_gives_back_the_very_picture(tmp_path):
    picture = replace(PICTURE, cutouts=(LAND, MIRROR, BOAT), drifts=True)
    file = tmp_path / "layers.zip"
    file.write_bytes(pack_picture(picture))
    assert unpack_picture(file) == picture
    assert pack_picture(picture) == file.read_bytes()


def broken(told: str = '{"version": 1}') -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("layers.json", told)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"no archive", pack_picture(PICTURE)[:400], broken(), broken("[]"), broken('{"version": 2}')],
)
def test_what_is_no_archive_is_refused_in_a_sentence(tmp_path, data):
    file = tmp_path / "layers.zip"
    file.write_bytes(data)
    with pytest.raises(RenderError, match="cannot be read"):
        unpack_picture(file)
