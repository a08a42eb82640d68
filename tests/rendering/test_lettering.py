from __future__ import annotations

import numpy as np
import pytest

from generator.rendering.lettering import Lettering, draw_caption
from generator.rendering.planes import Frame
from generator.rendering.timeline import FRAME_SIZES

LONG = "Wwwwwwwwww mmmmmmmmmm wwwwwwwwww mmmmmmmm\nMMMMMMMMMM WWWWWWWWWW MMMMMMMMMM WWWWWWWW"
WIDE = FRAME_SIZES["16:9"]


def drawn(text: str, size: tuple[int, int] = WIDE) -> Lettering:
    lettering = draw_caption(text, size)
    assert lettering is not None
    return lettering


@pytest.mark.parametrize("shape", FRAME_SIZES)
@pytest.mark.parametrize("text", ["Hi", "Two lines of\nordinary text", LONG])
def test_captions_stay_in_the_safe_area(shape: str, text: str):
    width, height = FRAME_SIZES[shape]
    lettering = drawn(text, (width, height))
    ink_height, ink_width = lettering.ink[0].shape

    assert lettering.left >= 0.05 * width
    assert lettering.left + ink_width <= 0.95 * width
    assert lettering.left + ink_width / 2 == pytest.approx(width / 2, abs=2)
    assert 0.6 * height < lettering.top
    assert lettering.top + ink_height <= (0.85 if height > width else 0.94) * height


@pytest.mark.parametrize("light", [16, 128, 235], ids=["black", "grey", "white"])
def test_letters_stand_out_on_any_background(light: int):
    frame = Frame.blank(WIDE)
    frame.y[:] = light
    lettering = drawn("Readable")
    lettering.blend_onto(frame)

    box = frame.y[lettering.top :, lettering.left :][: lettering.ink[0].shape[0], : lettering.ink[0].shape[1]]
    assert box.max() >= 233
    # The outline beside the letters is dark, whatever lies behind.
    assert np.percentile(box, 10) < 130
    assert box.min() < 40


def test_nothing_outside_the_box_is_touched():
    frame = Frame.blank(WIDE)
    frame.buffer[:] = 99
    lettering = drawn("Only here")
    lettering.blend_onto(frame)

    height, width = lettering.ink[0].shape
    frame.y[lettering.top : lettering.top + height, lettering.left : lettering.left + width] = 99
    assert np.all(frame.y == 99)


def test_the_colours_behind_the_letters_are_kept_or_greyed_never_tinted():
    frame = Frame.blank(WIDE)
    frame.u[:], frame.v[:] = 90, 200
    drawn("Colourless").blend_onto(frame)

    assert 89 <= frame.u.min() <= frame.u.max() <= 129
    assert 127 <= frame.v.min() <= frame.v.max() <= 201


def test_characters_that_no_font_covers_never_become_boxes():
    with_uncovered, without = drawn("Party 🎉 time"), drawn("Party time")

    assert np.array_equal(with_uncovered.ink[0], without.ink[0])


@pytest.mark.parametrize("text", ["日本語だけ", "🎉", "—", "日本\n—"])
def test_a_caption_without_a_letter_that_can_be_drawn_is_not_drawn(text: str):
    assert draw_caption(text, WIDE) is None


def test_a_right_to_left_line_puts_its_first_word_at_the_right():
    # The Latin word comes second in reading order, so it must end up left of the middle.
    mixed, arabic = drawn("مرحبا Video"), drawn("مرحبا")
    right_half = mixed.ink[0][:, -arabic.ink[0].shape[1] // 2 :]

    assert np.count_nonzero(right_half > 200) > 0
    assert np.array_equal(right_half[:, -60:] > 200, arabic.ink[0][:, -60:] > 200)


def test_captions_fit_even_a_tiny_frame():
    lettering = drawn("A few words that\nneed two lines", (64, 36))

    assert lettering.left + lettering.ink[0].shape[1] <= 64
    assert lettering.top + lettering.ink[0].shape[0] <= 36
