"""Captions of all styles: inside the frame, in all scripts, readable over any picture, as they change with the words."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from studio.film.plan import (
    CAPTION_STROKES,
    CAPTION_STYLES,
    FRAME_SIZES,
    Branding,
    CaptionAppearance,
    frame_size,
)
from studio.film.text.burned.draw import draw_caption
from studio.film.text.captions import caption_font_size
from studio.film.text.safe_area import safe_area
from tests.cases import one_in
from tests.studio.film.text.burned.drawing import (
    SECOND_LINES,
    contrast,
    cue_of,
    luminance,
    painted,
    touched,
)

STYLES = [style for style in CAPTION_STYLES if style != "none"]
NEW = ["plate", "lit", "pop"]
WIDE = (640, 360)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikant"


@pytest.mark.parametrize("shape", one_in(2, FRAME_SIZES))
@pytest.mark.parametrize("style", NEW)
def test_nothing_comes_near_the_edge_whenever_it_is_looked_at(shape: str, style: str):
    width, height = size = frame_size(shape, "480p")
    foot = (1 - 0.6 * safe_area(size).foot) * height
    for text in (*SECOND_LINES.values(), LONG, "WWWWWWWWWW MMMMMMMMMM\nWWWWWWWWWW MMMMMMMMMM"):
        for letters, position in (("large", "bottom"), ("medium", "top"), ("small", "middle")):
            appearance = CaptionAppearance(style=style, letters=letters, position=position)
            drawn = draw_caption(cue_of(text), size, appearance)
            assert drawn is not None
            # What pops in is largest in its third frame.
            for number in (0, 2, 9, 20):
                for lettering in drawn.seen(number):
                    rows, columns = np.nonzero(lettering.remainder[0] < 240)
                    assert lettering.left + columns.min() >= 0.03 * width
                    assert lettering.left + columns.max() <= 0.97 * width
                    assert lettering.top + rows.min() >= 0.03 * height
                    # Where feeds lay titles and buttons over the frame.
                    assert lettering.top + rows.max() <= foot


@pytest.mark.parametrize("light", [0, 255], ids=["black", "white"])
@pytest.mark.parametrize("stroke", CAPTION_STROKES)
@pytest.mark.parametrize("style", STYLES)
def test_letters_can_be_read_over_any_picture(style: str, stroke: str, light: int):
    # The second of three words is being said.
    size, cue = FRAME_SIZES["16:9"], cue_of("HILL HILL HILL")
    shown, other = (
        luminance(painted(cue, size, 0.75, ground, style=style, stroke=stroke)[500:, 300:980])
        for ground in (light, 255 - light)
    )
    # Letters hide what is behind them.
    ink = ((np.abs(shown - other) < 0.01) & (shown > 0.15)).astype(np.uint8)
    assert ink.sum() > 100
    near = round(0.08 * caption_font_size(size))
    ring = cv2.dilate(ink, np.ones((2 * near + 1, 2 * near + 1), np.uint8)) > cv2.dilate(
        ink, np.ones((3, 3), np.uint8)
    )
    beside = float(np.percentile(shown[ring], 50))
    assert contrast(float(np.percentile(shown[ink > 0], 30)), beside) >= 4.5


def test_of_one_word_at_a_time_only_that_word_is_seen():
    cue = cue_of("boat harbour")
    first, second = (touched(painted(cue, WIDE, seconds, style="pop")) for seconds in (0.4, 0.9))
    alone = touched(painted(cue_of("boat"), WIDE, 0.4, style="pop"))

    assert np.array_equal(first, alone)
    assert np.flatnonzero(second.any(axis=0)).size > 1.3 * np.flatnonzero(first.any(axis=0)).size


def test_a_word_pops_in_and_then_stays():
    cue = cue_of("boat")
    widths = [
        np.flatnonzero(touched(painted(cue, WIDE, number / 30, style="pop")).any(axis=0)).size
        for number in range(9)
    ]

    assert widths[0] < widths[1] < widths[2] > widths[4]
    assert len(set(widths[4:])) == 1


def test_words_of_any_length_stand_on_the_same_line():
    middles = []
    for text in ("no", LONG):
        rows, _ = np.nonzero(touched(painted(cue_of(text), WIDE, 0.4, style="pop")))
        middles.append((rows.min() + rows.max()) / 2)

    assert middles[0] == pytest.approx(middles[1], abs=6)


def test_one_word_at_a_time_is_larger_than_other_captions():
    heights = []
    for style in ("outline", "pop"):
        rows, _ = np.nonzero(touched(painted(cue_of("H"), WIDE, 0.4, style=style)))
        heights.append(rows.max() - rows.min())

    assert heights[1] > 1.8 * heights[0]


def test_the_whole_line_stands_and_the_spoken_word_lights_up():
    cue = cue_of("far far far")
    picture = painted(cue, WIDE, 0.75, style="lit").astype(int)
    yellow = (picture[:, :, 0] > 200) & (picture[:, :, 1] > 160) & (picture[:, :, 2] < 120)
    lit = np.flatnonzero(yellow.any(axis=0))
    columns = np.flatnonzero(touched(picture.astype(np.uint8)).any(axis=0))

    assert columns.min() < lit.min() - 20
    assert columns.max() > lit.max() + 20
    # What was said is white, what comes is dimmed.
    before, after = picture[:, : lit.min() - 2], picture[:, lit.max() + 2 :]
    assert before.max() > 245
    assert after.max() < 215


def test_a_lit_word_leaves_its_neighbours_alone():
    cue = cue_of("left lamp word")
    between = [painted(cue, WIDE, seconds, style="lit") for seconds in (0.2, 0.7)]
    changed = np.flatnonzero(np.abs(between[0].astype(int) - between[1]).max(axis=2).max(axis=0) > 40)
    third = np.flatnonzero(touched(between[1]).any(axis=0)).max()

    assert changed.max() < third - 20


def test_each_line_has_a_plate_of_its_own_width():
    picture = painted(cue_of("A\nmuch longer line"), WIDE, 0.2, 255, style="plate")
    dark = luminance(picture) < 0.1
    rows = np.flatnonzero(dark.any(axis=1))
    # The picture is seen between the two.
    gap = np.flatnonzero(np.diff(rows) > 1)
    assert len(gap) == 1
    upper, lower = dark[rows[0] : rows[gap[0]] + 1], dark[rows[gap[0] + 1] : rows[-1] + 1]
    assert upper.any(axis=0).sum() * 2 < lower.any(axis=0).sum()


def test_a_thicker_outline_is_thicker():
    dark = [
        int((luminance(painted(cue_of("Hill"), WIDE, 0.2, 255, style="outline", stroke=stroke)) < 0.02).sum())
        for stroke in ("thin", "usual", "thick")
    ]

    # A thin one has a denser shadow.
    assert dark[0] < dark[1]
    assert dark[1] * 1.2 < dark[2]


@pytest.mark.parametrize("style", STYLES)
def test_colours_can_be_others(style: str):
    branding = Branding(letters="#14143c", accent="#00a05a")
    picture = painted(cue_of("dark letters here"), WIDE, 0.75, 128, branding=branding, style=style)
    usual = painted(cue_of("dark letters here"), WIDE, 0.75, 128, style=style)

    # Dark letters lie on light ground or have a light outline.
    assert luminance(picture).max() > 0.7
    assert np.abs(picture.astype(int) - usual).max() > 100


@pytest.mark.parametrize("style", NEW)
@pytest.mark.parametrize("text", ["日本語だけ", "🎉", "—"])
def test_a_caption_without_a_letter_that_can_be_drawn_is_not_drawn(style: str, text: str):
    assert draw_caption(cue_of(text), WIDE, CaptionAppearance(style=style)) is None


@pytest.mark.parametrize("style", NEW)
def test_a_caption_fits_even_a_tiny_frame(style: str):
    painted(cue_of("A few words that\nneed two lines"), (64, 36), 0.6, style=style)


def test_captions_make_room_for_the_line_that_grows():
    cue = cue_of("Here and there")
    for style in STYLES:
        for position in ("bottom", "top"):
            plain, with_line = (
                np.nonzero(touched(painted(cue, WIDE, 0.3, 128, line, style=style, position=position)))[0]
                for line in ("none", position)
            )
            moved = with_line.mean() - plain.mean()
            assert (moved < -8) if position == "bottom" else (moved > 8), (style, position)
