"""What is transparent gets a ground on which the picture can be seen."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from studio.film.picture.canvases import open_canvas
from studio.film.picture.ground import choose_ground, lay_on_ground
from studio.film.uploads.pictures import clean_picture

WHITE_GROUND, DARK_GROUND, GREY_GROUND = 255, 24, 118
Colour = tuple[int, int, int]


def logo(*colours: Colour, soft: float = 0, hidden: Colour = (0, 0, 0)) -> Image.Image:
    """Return a row of discs, one of each colour, on a transparent ground whose hidden colour is `hidden`."""
    picture = Image.new("RGBA", (160 * len(colours), 160), (*hidden, 0))
    for place, colour in enumerate(colours):
        mask = Image.new("L", (160, 160))
        ImageDraw.Draw(mask).ellipse((30, 30, 130, 130), fill=255)
        disc = Image.new("RGBA", (160, 160), (*colour, 0))
        disc.putalpha(mask.filter(ImageFilter.GaussianBlur(soft)))
        picture.paste(disc, (160 * place, 0))
    return picture


def contrast(first: Colour, second: Colour) -> float:
    lights = []
    for colour in (first, second):
        linear = [
            (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
            for value in (part / 255 for part in colour)
        ]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
    return max(lights) / min(lights)


@pytest.mark.parametrize("soft", [0, 6])
@pytest.mark.parametrize(
    "colour",
    [
        (255, 255, 255), (0, 0, 0), (245, 245, 240), (255, 221, 0), (120, 220, 255), (200, 30, 30), (20, 40, 120),
        (255, 150, 40), (128, 128, 128), (90, 200, 120),
    ],
)  # fmt: skip
def test_a_logo_of_any_colour_contrasts_with_its_ground(colour: Colour, soft: float):
    drawn = lay_on_ground(logo(colour, soft=soft))

    assert drawn.mode == "RGB"
    assert contrast(drawn.getpixel((80, 80)), drawn.getpixel((3, 3))) >= 3


def test_dark_pictures_lie_on_white_and_white_ones_on_a_dark_ground():
    assert choose_ground(logo((0, 0, 0))) == WHITE_GROUND
    assert choose_ground(logo((255, 255, 255))) == DARK_GROUND


def test_black_and_white_side_by_side_lie_on_grey():
    assert choose_ground(logo((0, 0, 0), (255, 255, 255))) == GREY_GROUND


def test_colours_under_the_transparency_count_for_nothing():
    assert choose_ground(logo((255, 255, 255), hidden=(255, 255, 255))) == DARK_GROUND
    assert choose_ground(logo((0, 0, 0), hidden=(255, 255, 255))) == WHITE_GROUND


def test_white_letters_on_a_shape_of_their_own_do_not_need_a_dark_ground():
    badge = logo((20, 40, 120))
    ImageDraw.Draw(badge).rectangle((60, 70, 100, 90), fill=(255, 255, 255, 255))

    assert choose_ground(badge) == WHITE_GROUND


def test_thin_white_lines_of_a_large_picture_are_seen():
    sketch = Image.new("RGBA", (2000, 1200), (0, 0, 0, 0))
    ImageDraw.Draw(sketch).line((100, 100, 1900, 1100), fill=(255, 255, 255, 255), width=2)

    assert choose_ground(sketch) == DARK_GROUND


def test_a_white_watermark_is_seen():
    faint = logo((255, 255, 255))
    faint.putalpha(faint.getchannel("A").point(lambda opacity: opacity // 3))

    assert choose_ground(faint) == DARK_GROUND


@pytest.mark.parametrize("opacity", [0, 255])
def test_what_shows_nothing_or_hides_its_ground_lies_on_white(opacity: int):
    assert choose_ground(Image.new("RGBA", (64, 64), (255, 255, 255, opacity))) == WHITE_GROUND


def palette(picture: Image.Image) -> bytes:
    flat = Image.new("P", picture.size, 0)
    flat.putpalette([0, 0, 0, 255, 255, 255])
    flat.paste(1, mask=picture.getchannel("A").point(lambda opacity: 255 * (opacity > 127)))
    packed = BytesIO()
    flat.save(packed, "PNG", transparency=0)
    return packed.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "palette", "grey"])
def test_a_white_logo_that_is_sent_is_seen_in_the_clean_picture(kind: str, tmp_path: Path):
    picture, packed = logo((255, 255, 255), soft=1), BytesIO()
    if kind == "palette":
        packed = BytesIO(palette(picture))
    else:
        picture.convert("LA" if kind == "grey" else "RGBA").save(packed, "PNG" if kind == "grey" else kind)

    clean_picture(packed, tmp_path / "clean.jpg")

    with Image.open(tmp_path / "clean.jpg") as cleaned:
        assert cleaned.getpixel((80, 80))[0] > 245
        assert max(cleaned.getpixel((5, 5))) < 40


def test_a_white_logo_among_a_plans_pictures_is_seen(tmp_path: Path):
    logo((255, 255, 255), (255, 255, 255)).save(tmp_path / "logo.gif")

    pixels = open_canvas(tmp_path / "logo.gif", (320, 160)).pixels

    assert np.median(pixels[:20, :20]) < 40
    assert pixels[80, 80].min() > 245
