from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.errors import RenderError
from studio.film.picture.canvases import open_backdrop, open_canvas
from studio.film.plan import Area
from tests.studio.film.factories import make_flat_picture, make_picture

LANDSCAPE, PORTRAIT, SQUARE, PHONE = (320, 180), (180, 320), (240, 240), (320, 240)


def test_a_picture_of_the_films_shape_covers_the_frame(tmp_path: Path):
    canvas = open_canvas(make_picture(tmp_path / "a.png", (368, 207)), LANDSCAPE)

    assert not canvas.is_framed
    assert canvas.extent == pytest.approx((320, 180))


@pytest.mark.parametrize("size", [(300, 200), (2000, 1000)], ids=["3:2", "2:1"])
def test_a_picture_of_nearly_the_films_shape_hangs_over_on_one_axis_only(
    tmp_path: Path, size: tuple[int, int]
):
    canvas = open_canvas(make_picture(tmp_path / "a.png", size), LANDSCAPE)

    assert not canvas.is_framed
    over = (canvas.extent[0] / LANDSCAPE[0], canvas.extent[1] / LANDSCAPE[1])
    assert min(over) == pytest.approx(1)
    assert 1 < max(over) < 1.5
    assert canvas.extent[0] / canvas.extent[1] == pytest.approx(size[0] / size[1])


@pytest.mark.parametrize(
    ("picture", "frame"),
    [
        (PORTRAIT, LANDSCAPE),
        (LANDSCAPE, PORTRAIT),
        (SQUARE, LANDSCAPE),
        (LANDSCAPE, SQUARE),
        (PHONE, LANDSCAPE),
    ],
)
def test_a_picture_of_an_odd_shape_lies_whole_upon_a_blurred_cover(
    tmp_path: Path, picture: tuple[int, int], frame: tuple[int, int]
):
    canvas = open_canvas(make_flat_picture(tmp_path / "a.png", (200, 100, 50), picture), frame)

    assert canvas.is_framed
    assert canvas.extent == frame
    is_picture = np.all(canvas.pixels == (200, 100, 50), axis=2)
    rows, columns = np.flatnonzero(is_picture.any(1)), np.flatnonzero(is_picture.any(0))
    shape = (columns[-1] - columns[0] + 1) / (rows[-1] - rows[0] + 1)
    assert shape == pytest.approx(picture[0] / picture[1], rel=0.03)
    corner = canvas.pixels[4, 4].astype(int)
    assert corner == pytest.approx((110, 55, 27), abs=3)


def test_a_huge_photo_is_brought_down_to_what_the_frame_can_show(tmp_path: Path):
    canvas = open_canvas(make_picture(tmp_path / "a.jpg", (3200, 1800)), LANDSCAPE)

    # The decoder makes an eighth of it, which is little more than is needed.
    assert canvas.pixels.shape == (225, 400, 3)


def test_a_picture_with_far_too_many_pixels_is_made_smaller(tmp_path: Path):
    canvas = open_canvas(make_picture(tmp_path / "a.png", (640, 360)), LANDSCAPE)

    assert canvas.pixels.shape == (207, 368, 3)


def test_a_small_picture_is_left_as_it_is(tmp_path: Path):
    canvas = open_canvas(make_picture(tmp_path / "a.png", (64, 36)), LANDSCAPE)

    assert canvas.pixels.shape == (36, 64, 3)
    assert canvas.extent == pytest.approx((320, 180))


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "CMYK"])
def test_every_colour_mode_becomes_rgb(tmp_path: Path, mode: str):
    file = tmp_path / "picture.tiff"
    Image.new("RGB", LANDSCAPE, (90, 90, 90)).convert(mode, palette=Image.Palette.ADAPTIVE).save(file)

    assert open_canvas(file, LANDSCAPE).pixels[90, 160].tolist() == pytest.approx((90, 90, 90), abs=2)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_below_a_dark_picture_lies_on_white(tmp_path: Path, mode: str):
    file = tmp_path / "picture.png"
    picture = Image.new("RGBA", (160, 90), (0, 0, 0, 0))
    picture.paste((10, 10, 10, 255), (0, 0, 80, 90))
    picture.convert(mode).save(file)

    pixels = open_canvas(file, (160, 90)).pixels

    assert pixels[45, 20].max() < 20
    assert pixels[45, 140].min() > 250


def test_a_file_that_is_no_picture_is_a_plain_error(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(b"not a picture")

    with pytest.raises(RenderError, match=r"^A picture of this film could not be read\.$"):
        open_canvas(tmp_path / "a.png", LANDSCAPE)


def test_a_truncated_picture_is_a_plain_error(tmp_path: Path):
    whole = make_picture(tmp_path / "a.png", (300, 200)).read_bytes()
    (tmp_path / "b.png").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(RenderError):
        open_canvas(tmp_path / "b.png", LANDSCAPE)


def test_a_picture_is_framed_where_covering_the_frame_would_cut_heads(tmp_path: Path):
    file = make_picture(tmp_path / "a.png", (300, 200))
    high = Area(name="person", left=0.1, top=0.0, right=0.3, bottom=0.9)
    low = Area(name="boy", left=0.5, top=0.7, right=0.7, bottom=1.0)

    assert not open_canvas(file, LANDSCAPE, (high,)).is_framed
    assert open_canvas(file, LANDSCAPE, (high, low)).is_framed
    assert not open_canvas(file, LANDSCAPE, (high, replace(low, name="dog"))).is_framed


def test_places_in_a_picture_are_found_on_its_canvas(tmp_path: Path):
    area = Area(left=0.25, top=0.5, right=0.75, bottom=1.0)
    covering = open_canvas(make_picture(tmp_path / "a.png", (300, 200)), LANDSCAPE).box(area)
    framed = open_canvas(make_picture(tmp_path / "b.png", PORTRAIT), LANDSCAPE).box(area)

    assert (covering.left, covering.right) == pytest.approx((80, 240))
    assert (covering.top, covering.bottom) == pytest.approx((320 / 3, 640 / 3))
    assert framed.centre[0] == pytest.approx(160, abs=1)
    assert (framed.right - framed.left) / (framed.bottom - framed.top) == pytest.approx(9 / 16, rel=0.03)
    assert framed.bottom < LANDSCAPE[1]


@pytest.mark.parametrize("frame", [(160, 90), (90, 160), (160, 160), (128, 160)])
def test_a_backdrop_is_made_of_a_picture_of_any_size(tmp_path: Path, frame: tuple[int, int]):
    for width in range(100, 140):
        picture = make_flat_picture(tmp_path / "a.png", (90, 90, 90), (width, 217))
        assert open_backdrop(picture, frame).extent == frame
