from __future__ import annotations

import random

import pytest

from studio.film.branding.colours import (
    NEAR_BLACK,
    READABLE,
    WHITE,
    Rgb,
    code_of,
    contrast,
    from_lch,
    is_code,
    readable,
    rgb_of,
    to_lch,
)
from studio.film.branding.inks import CaptionInks, caption_inks, card_inks
from studio.film.plan import Branding

chance = random.Random(15)
MANY = [code_of((chance.randrange(256), chance.randrange(256), chance.randrange(256))) for _ in range(120)]
ODD = ["#000000", "#ffffff", "#808080", "#ff0000", "#00ff00", "#0000ff", "#003366", "#ffd02e", "#0c0c0c"]
COLOURS = ODD + MANY


def over(box: Rgb, opacity: float, behind: int) -> Rgb:
    red, green, blue = (round(value * opacity + behind * (1 - opacity)) for value in box)
    return red, green, blue


@pytest.mark.parametrize("code", ["#ff8800", "#FF8800"])
def test_a_colour_is_six_digits_behind_a_hash(code: str):
    assert is_code(code)


@pytest.mark.parametrize("code", ["", "red", "#f80", "#ff88000", "#gg0000", "url(#a)", "#ff8800;"])
def test_nothing_else_is_a_colour(code: str):
    assert not is_code(code)


def test_contrast_is_that_of_wcag():
    assert contrast(WHITE, (0, 0, 0)) == pytest.approx(21)
    # Mid grey on white, as the recommendation's own examples have it.
    assert contrast((118, 118, 118), WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("code", COLOURS[:40])
def test_a_colour_comes_back_from_its_lightness_chroma_and_hue(code: str):
    there = from_lch(to_lch(rgb_of(code)))
    assert all(abs(a - b) <= 1 for a, b in zip(there, rgb_of(code), strict=True))


@pytest.mark.parametrize("behind", [(10, 20, 40), (250, 245, 240), (12, 90, 60)])
def test_a_colour_is_changed_only_where_it_cannot_be_read(behind: Rgb):
    for code in COLOURS:
        kept = readable(rgb_of(code), behind)
        assert contrast(kept, behind) >= READABLE - 0.01
        if contrast(rgb_of(code), behind) >= READABLE:
            assert kept == rgb_of(code)


def test_a_colour_that_is_made_lighter_keeps_its_hue():
    kept = readable(rgb_of("#003366"), (10, 20, 40))
    assert to_lch(kept)[2] == pytest.approx(to_lch(rgb_of("#003366"))[2], abs=0.1)


def test_without_a_brand_captions_look_as_ever():
    for style in ("box", "outline", "karaoke"):
        assert caption_inks(style) == CaptionInks(WHITE, (255, 208, 46), NEAR_BLACK)
    assert (card_inks().letters, card_inks().line) == (WHITE, None)


@pytest.mark.parametrize("plate", COLOURS[:30])
def test_letters_on_an_owners_box_can_be_read_on_any_picture(plate: str):
    for letters in ("", *ODD):
        inks = caption_inks("box", Branding(plate=plate, letters=letters))
        for behind in (0, 255):
            assert contrast(inks.letters, over(inks.box, inks.opacity, behind)) >= READABLE - 0.05


@pytest.mark.parametrize("letters", COLOURS[:30])
def test_letters_with_an_outline_stand_out_from_it(letters: str):
    inks = caption_inks("outline", Branding(letters=letters))
    assert contrast(inks.letters, inks.outline) >= READABLE - 0.01


@pytest.mark.parametrize("accent", COLOURS)
def test_the_spoken_word_is_told_from_the_others_and_from_its_outline(accent: str):
    for letters in ("", "#ffd02e", "#101010", accent):
        inks = caption_inks("karaoke", Branding(accent=accent, letters=letters))
        assert inks.spoken != inks.letters
        assert sum(abs(a - b) for a, b in zip(inks.spoken, inks.letters, strict=True)) >= 90
        assert contrast(inks.spoken, inks.outline) >= 3


def test_an_accent_is_the_colour_of_the_spoken_word():
    assert caption_inks("karaoke", Branding(accent="#ff4fa0")).spoken == rgb_of("#ff4fa0")
