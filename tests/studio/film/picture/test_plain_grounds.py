"""A logo or drawing on a plain ground is seen whole, on that ground."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from studio.film.cuts import comes_nearer
from studio.film.photo.views import ViewOrder, make_view
from studio.film.picture.canvases import lies_on_ground, open_canvas
from studio.film.picture.ground import plain_ground
from studio.film.plan import Area, Shot
from tests.studio.film.factories import make_picture

Colour = tuple[int, int, int]
FRAMES = [(320, 180), (180, 320), (240, 240), (240, 300)]
WHITE, DARK, BLUE, RED = (255, 255, 255), (24, 24, 24), (20, 60, 140), (210, 30, 40)


def mark(folder: Path, size: tuple[int, int], ground: Colour, ink: Colour, margin: float = 0.06) -> Path:
    """Draw four squares into the corners of a plain picture, as near to its rim as logos are, and save it as a JPEG."""
    picture = Image.new("RGB", size, ground)
    gap, side = round(margin * min(size)), round(0.2 * min(size))
    for left in (gap, size[0] - gap - side):
        for top in (gap, size[1] - gap - side):
            ImageDraw.Draw(picture).rectangle((left, top, left + side, top + side), fill=ink)
    picture.save(folder / "mark.jpg", quality=85)
    return folder / "mark.jpg"


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("size", [(1200, 600), (1000, 900), (900, 600), (2400, 400), (500, 800)])
@pytest.mark.parametrize(("ground", "ink"), [(DARK, WHITE), (WHITE, RED), (BLUE, WHITE)])
def test_it_is_seen_whole_and_its_ground_goes_on(
    tmp_path: Path, frame: tuple[int, int], size: tuple[int, int], ground: Colour, ink: Colour
):
    file = mark(tmp_path, size, ground, ink)
    canvas = open_canvas(file, frame)
    assert canvas.is_framed
    assert canvas.axis is None
    assert lies_on_ground(file, frame)
    assert not comes_nearer(Shot(picture=file, narration=None), frame)
    inked = (np.abs(canvas.pixels.astype(int) - ink) < 60).all(axis=2)
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    drawn = [(1 - 0.12 * min(size) / side) * side for side in size]
    assert (columns[-1] - columns[0]) / (rows[-1] - rows[0]) == pytest.approx(drawn[0] / drawn[1], rel=0.06)
    # There is no seam: all that is not the mark is its ground.
    others = canvas.pixels[~inked].astype(int)
    assert (np.abs(others - ground).max(axis=1) <= 12).mean() > 0.93


def test_a_signature_at_the_rim_changes_nothing(tmp_path: Path):
    file = mark(tmp_path, (1200, 600), WHITE, RED)
    picture = Image.open(file)
    ImageDraw.Draw(picture).rectangle((1150, 590, 1199, 599), fill=DARK)
    assert plain_ground(picture) is not None


def test_a_photo_whose_sky_is_plain_covers_the_frame(tmp_path: Path):
    photo = Image.new("RGB", (1200, 600), (120, 180, 240))
    ImageDraw.Draw(photo).rectangle((0, 350, 1200, 600), fill=(40, 90, 40))
    photo.save(tmp_path / "photo.jpg")
    assert plain_ground(photo) is None
    assert not open_canvas(tmp_path / "photo.jpg", (320, 180)).is_framed


def test_what_has_the_shape_of_the_frame_fills_it(tmp_path: Path):
    file = mark(tmp_path, (1280, 720), WHITE, RED)
    assert not open_canvas(file, (320, 180)).is_framed
    assert not lies_on_ground(file, (320, 180))


def test_a_long_page_is_still_gone_down(tmp_path: Path):
    file = mark(tmp_path, (400, 2400), WHITE, RED)
    assert open_canvas(file, (320, 180)).axis == 1
    assert not lies_on_ground(file, (320, 180))


def test_a_logo_is_whole_in_every_scene_unless_something_is_known_in_it(tmp_path: Path):
    file = mark(tmp_path, (1200, 600), DARK, WHITE)
    known = Area(name="cup", left=0.4, top=0.4, right=0.6, bottom=0.7)

    def size_of(*areas: Area) -> tuple[int, int]:
        order = ViewOrder(areas=areas, words="Our cup.", number=1, style="photorealistic", size=(320, 180))
        (tmp_path / "view.jpg").write_bytes(make_view(file, order).data)
        with Image.open(tmp_path / "view.jpg") as view:
            return view.size

    assert size_of() == (1200, 600)
    assert size_of(known) != (1200, 600)


def test_a_file_that_is_no_picture_lies_on_none(tmp_path: Path):
    (tmp_path / "no.jpg").write_bytes(b"no")
    assert not lies_on_ground(tmp_path / "no.jpg", (320, 180))
    assert not lies_on_ground(make_picture(tmp_path / "a.png", (600, 300)), (320, 180))
