from __future__ import annotations

import numpy as np
import pytest

from studio.film.picture.camera import CropBox
from studio.film.picture.canvases import Canvas
from studio.film.picture.focus import find_focus
from studio.film.plan import Area

SIZE = (320, 180)
DOG = Area(name="dog", left=0.1, top=0.5, right=0.3, bottom=0.9)
MAN = Area(name="man", left=0.5, top=0.1, right=0.6, bottom=0.9)


def canvas(*, is_framed: bool = False) -> Canvas:
    pixels = np.full((180, 320, 3), 90, np.uint8)
    pixels[20:60, 220:280] = (220, 40, 30)
    return Canvas(pixels, (320.0, 180.0), is_framed=is_framed)


def test_the_camera_turns_to_what_matters_most_and_keeps_it_whole():
    focus, kept = find_focus(canvas(), (DOG,), SIZE)

    assert focus == kept == CropBox(32, 90, 96, 162)


def test_heads_are_kept_whatever_matters_most():
    focus, kept = find_focus(canvas(), (DOG, MAN), SIZE)

    assert focus is not None
    assert focus.right == pytest.approx(96)
    assert kept is not None
    assert kept.left > 150
    assert kept.bottom < 100


def test_who_looks_at_people_looks_at_their_faces():
    focus, kept = find_focus(canvas(), (MAN, DOG), SIZE)

    assert focus == kept


def test_what_fills_the_frame_is_not_kept():
    large = Area(name="bus", left=0.0, top=0.1, right=1.0, bottom=1.0)

    assert find_focus(canvas(), (large,), SIZE)[1] is None


def test_where_nothing_is_known_the_camera_turns_to_what_stands_out():
    focus, kept = find_focus(canvas(), (), SIZE)

    assert focus is not None
    assert focus.centre == pytest.approx((250, 40), abs=12)
    assert kept is None


def test_a_framed_picture_has_no_other_focus_than_itself():
    assert find_focus(canvas(is_framed=True), (DOG,), SIZE) == (None, None)
