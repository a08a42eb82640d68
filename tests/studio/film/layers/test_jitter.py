"""How far things are drawn from where they should be: soft dots, found by their centre of mass."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from studio.film.layers.bitmaps import Bitmap
from studio.film.layers.layers import PreparedLayer
from studio.film.layers.motion import STILL, Motion, Track, Wave
from studio.film.layers.placing import ShotFrame
from studio.film.layers.scenery import Scenery
from studio.film.layers.values import Ground, Layer
from studio.film.picture.camera import CameraView, CropBox, Move
from studio.film.picture.canvases import Canvas
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from tests.studio.film.layers.material import centre_of, soft_dot

SIZE = (640, 360)
MOVES = {
    "zoom and travel": Move(CameraView(10.0, 7.5, 620.0), CameraView(65.0, 30.0, 560.0)),
    "travel": Move(CameraView(10.0, 15.0, 590.0), CameraView(40.0, 15.0, 590.0)),
}
FRAMES, SPREAD, DOT = 90, 6.0, 60


def at(move: Move, number: int) -> ShotFrame:
    return ShotFrame(number, FRAMES, move.at(number / (FRAMES - 1)), move.at(0.5))


def layer_errors(move: Move, motion: Motion, depth: float, left: float = 300.0) -> np.ndarray:
    """Return how far a layer is from its place in each frame, in pixels (x, y)."""
    pixels = np.full((DOT, DOT, 4), 255, np.uint8)
    pixels[..., 3] = np.rint(soft_dot(DOT, SPREAD) * 255)
    layer = Layer(picture=Path(), left=0, top=0, right=1, bottom=1, depth=depth, motion=motion)
    prepared = PreparedLayer(layer, Bitmap(pixels, (DOT, DOT)), CropBox(left, 150.0, left + DOT, 150.0 + DOT))
    easel, frame, errors = Easel(SIZE), Frame.blank(SIZE), []
    for number in range(FRAMES):
        frame.y[:] = 16
        prepared.draw(at(move, number), frame, easel)
        place = prepared.place(at(move, number), SIZE)
        x = place.left + place.width / 2 - place.pivot[0]
        y = place.top + place.height / 2 - place.pivot[1]
        cosine, sine = math.cos(place.turn), math.sin(place.turn)
        meant = (place.pivot[0] + cosine * x - sine * y, place.pivot[1] + sine * x + cosine * y)
        seen = centre_of(frame.y, meant, 36)
        errors.append((seen[0] - meant[0], seen[1] - meant[1]))
    return np.array(errors)


def rms(errors: np.ndarray) -> float:
    return float(np.sqrt(((errors - errors.mean(0)) ** 2).mean()))


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize(
    ("motion", "depth"),
    [
        (STILL, 1.0),
        (STILL, 0.6),
        (Motion(stretch=Track(1, waves=(Wave(0.011, 3.1),))), 0.7),
        (Motion(y=Track(waves=(Wave(0.006, 3.7),))), 0.7),
        (Motion(turn=Track(waves=(Wave(1.5, 5.3),))), 0.7),
    ],
    ids=["near", "far", "breathing", "bobbing", "turning"],
)
def test_a_layer_is_less_than_a_tenth_of_a_pixel_from_its_place(name: str, motion: Motion, depth: float):
    errors = layer_errors(MOVES[name], motion, depth)
    assert rms(errors) < 0.05
    assert abs(errors).max() < 0.12


@pytest.mark.parametrize("name", MOVES)
def test_two_layers_of_one_depth_never_shift_against_each_other(name: str):
    one, other = (layer_errors(MOVES[name], STILL, 0.7, left) for left in (250.0, 333.3))
    assert rms(one - other) < 0.06


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("row", [0.4, 0.85], ids=["wall", "floor"])
def test_wall_and_floor_are_where_their_depth_says_and_a_layer_stands_on_them(name: str, row: float):
    move, ground = MOVES[name], Ground(line=0.6, depth=0.6)
    pixels = np.zeros((360, 640, 3), np.uint8)
    middle = (320, round(row * 360))
    part = slice(middle[1] - DOT // 2, middle[1] + DOT // 2), slice(middle[0] - 30, middle[0] + 30)
    dot = np.rint(soft_dot(DOT, SPREAD) * 219)[..., None]
    pixels[part] = dot[: pixels[part].shape[0]]
    scenery = Scenery(Canvas(pixels, (640.0, 360.0), is_framed=False), SIZE, None, ground)
    easel, frame, errors = Easel(SIZE), Frame.blank(SIZE), []
    for number in range(FRAMES):
        scenery.draw(at(move, number), frame, easel)
        view = at(move, number).seen_at(ground.depth_at(middle[1] / 360))
        zoom = SIZE[0] / view.width
        meant = ((middle[0] - view.left) * zoom, (middle[1] - view.top) * zoom)
        seen = centre_of(frame.y, meant, 40)
        errors.append((seen[0] - meant[0], seen[1] - meant[1]))
    assert rms(np.array(errors)) < 0.1
