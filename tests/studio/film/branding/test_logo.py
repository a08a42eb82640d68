from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from studio.film.branding.logo import Logo, kept_free, place_logo
from studio.film.picture.planes import Frame
from studio.film.plan import (
    CAPTION_LETTERS,
    CAPTION_POSITIONS,
    FRAME_SIZES,
    LOGO_CORNERS,
    LOGO_SIZES,
    Branding,
    CaptionAppearance,
    Cue,
    SpokenWord,
)
from studio.film.text.burned.draw import draw_caption
from studio.film.text.burned.progress_line import ProgressLine
from studio.film.text.safe_area import safe_area

SHAPES = [(100, 100), (400, 100), (1000, 90), (60, 240)]
TALL_CUE = "Two lines of text that\nare as high as they get"
WIDE = FRAME_SIZES["16:9"]


def letters(file: Path, colour: tuple[int, int, int]) -> Path:
    """Write a logo of bars on nothing."""
    picture = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    for left in range(0, 300, 60):
        draw.rectangle((left, 0, left + 29, 99), fill=(*colour, 255))
    picture.save(file)
    return file


def ground(file: Path, colour: tuple[int, int, int]) -> Path:
    Image.new("RGB", WIDE, colour).save(file)
    return file


@pytest.mark.parametrize("size", FRAME_SIZES.values())
def test_a_logo_stands_in_its_corner_of_the_safe_area(size: tuple[int, int]):
    area = safe_area(size)
    for corner, logo_size, shape in product(LOGO_CORNERS, LOGO_SIZES, SHAPES):
        branding = Branding(corner=corner, logo_size=logo_size)
        place = place_logo(shape, size, branding, CaptionAppearance(style="none"))
        beside = place.left if corner.endswith("left") else size[0] - place.left - place.width
        above = place.top if corner.startswith("top") else size[1] - place.top - place.height
        assert beside == pytest.approx(area.side * size[0], abs=2)
        assert above == pytest.approx((area.top if corner.startswith("top") else area.foot) * size[1], abs=3)
        assert place.width <= 0.37 * size[0]
        assert place.height <= 0.17 * size[1]
        assert place.width / place.height == pytest.approx(shape[0] / shape[1], rel=0.12)
        assert not (place.left % 2)
        assert not (place.top % 2)
        assert not (place.width % 2)
        assert not (place.height % 2)


def test_logos_of_other_shapes_have_the_same_weight():
    areas = [
        place.width * place.height
        for shape in ((100, 100), (300, 100))
        for place in [place_logo(shape, WIDE, Branding(), CaptionAppearance())]
    ]
    assert areas[0] == pytest.approx(areas[1], rel=0.06)


@pytest.mark.parametrize("size", FRAME_SIZES.values())
@pytest.mark.parametrize("style", ["box", "karaoke"])
def test_a_logo_is_never_under_captions(size: tuple[int, int], style: str):
    words = tuple(SpokenWord(text=word, start=0, end=1) for word in TALL_CUE.split())
    cue = Cue(start=0, end=1, text=TALL_CUE, words=words)
    for position, large in product(CAPTION_POSITIONS, CAPTION_LETTERS):
        captions = CaptionAppearance(style=style, position=position, letters=large)
        caption = draw_caption(cue, size, captions)
        assert caption
        top, bottom = caption.whole.top, caption.whole.top + len(caption.whole.ink[0])
        for corner, logo_size in product(LOGO_CORNERS, LOGO_SIZES):
            place = place_logo((100, 100), size, Branding(corner=corner, logo_size=logo_size), captions)
            assert place.top >= bottom or place.top + place.height <= top


@pytest.mark.parametrize("size", FRAME_SIZES.values())
@pytest.mark.parametrize("end", ["top", "bottom"])
def test_a_logo_is_not_under_the_line_that_grows_nor_under_captions_beside_it(
    size: tuple[int, int], end: str
):
    captions = CaptionAppearance(position=end)
    words = tuple(SpokenWord(text=word, start=0, end=1) for word in TALL_CUE.split())
    caption = draw_caption(Cue(start=0, end=1, text=TALL_CUE, words=words), size, captions, end)
    assert caption
    _, top, _, bottom = ProgressLine(size, end).place
    spans = [(top, bottom), (caption.whole.top, caption.whole.top + len(caption.whole.ink[0]))]
    for corner in LOGO_CORNERS:
        place = place_logo((100, 100), size, Branding(corner=corner), captions, end)
        assert all(place.top >= low or place.top + place.height <= high for high, low in spans)


def test_other_letters_leave_its_strip_free(tmp_path: Path):
    logo = letters(tmp_path / "logo.png", (255, 255, 255))
    above, below = kept_free(Branding(logo=logo), WIDE, CaptionAppearance())
    place = place_logo((300, 100), WIDE, Branding(), CaptionAppearance())
    assert above * WIDE[1] > place.top + place.height
    assert below == 0
    assert kept_free(Branding(), WIDE, CaptionAppearance()) == (0, 0)


@pytest.mark.parametrize(
    ("colour", "behind", "shade"),
    [
        ((255, 255, 255), (20, 40, 60), ""),
        ((255, 255, 255), (235, 230, 220), "shadow"),
        ((15, 20, 30), (235, 230, 220), ""),
        ((15, 20, 30), (25, 30, 40), "plate"),
        ((220, 30, 60), (200, 40, 60), "shadow"),
        ((220, 30, 60), (255, 255, 255), ""),
    ],
)
def test_a_logo_gets_help_only_where_it_would_not_be_seen(
    tmp_path: Path, colour: tuple[int, int, int], behind: tuple[int, int, int], shade: str
):
    logo = Logo(Branding(logo=letters(tmp_path / "logo.png", colour)), WIDE, CaptionAppearance())
    found = logo.shade_over(ground(tmp_path / "ground.png", behind))
    if colour == (220, 30, 60) and shade:
        assert found
    else:
        assert found == shade


def test_a_logo_with_a_ground_of_its_own_needs_no_help(tmp_path: Path):
    picture = Image.new("RGB", (200, 100), (30, 30, 30))
    picture.save(tmp_path / "logo.png")
    logo = Logo(Branding(logo=tmp_path / "logo.png"), WIDE, CaptionAppearance())
    assert logo.shade_over(ground(tmp_path / "ground.png", (30, 30, 30))) == ""


@pytest.mark.parametrize("shade", ["", "shadow", "plate"])
def test_it_is_drawn_in_its_place_and_sharp(tmp_path: Path, shade: str):
    logo = Logo(Branding(logo=letters(tmp_path / "logo.png", (255, 255, 255))), WIDE, CaptionAppearance())
    frame = Frame.blank(WIDE)
    frame.y[:] = 100
    logo.blend_onto(frame, shade)
    place = logo.place
    inside = frame.y[place.top : place.top + place.height, place.left : place.left + place.width]
    row = inside[place.height // 2].astype(int)
    # From the ground to full white within two pixels.
    assert row.max() >= 234
    if not shade:
        assert row.min() <= 102
        assert max(row[2:] - row[:-2]) >= 110
    changed = np.argwhere(frame.y != 100)
    room = 0 if not shade else 0.06 * WIDE[1]
    assert changed[:, 0].min() >= place.top - room
    assert changed[:, 1].min() >= place.left - room
    assert changed[:, 0].max() < WIDE[1] - 1
    assert changed[:, 1].max() < WIDE[0] - 1


def test_half_of_it_is_seen_half_way_through_a_fade(tmp_path: Path):
    picture = Image.new("RGB", (100, 100), (255, 255, 255))
    picture.save(tmp_path / "logo.png")
    logo = Logo(Branding(logo=tmp_path / "logo.png"), WIDE, CaptionAppearance())
    frame = Frame.blank(WIDE)
    logo.blend_onto(frame, "", 0.5)
    assert frame.y[logo.place.top + 20, logo.place.left + 20] == pytest.approx((16 + 235) / 2, abs=2)
