from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageFont

from studio.film.picture.planes import Frame
from studio.film.plan import (
    CAPTION_LETTERS,
    CAPTION_POSITIONS,
    FRAME_SIZES,
    CaptionAppearance,
    Cue,
    SpokenWord,
)
from studio.film.text import fonts, runs
from studio.film.text.burned.draw import DrawnCaption, draw_caption
from studio.film.text.cards import draw_card
from studio.film.text.lettering import Lettering
from studio.film.text.safe_area import safe_area

LONG = "Wwwwwwwwww mmmmmmmmmm wwwwwwwwww mmmmmmmm\nMMMMMMMMMM WWWWWWWWWW MMMMMMMMMM WWWWWWWW"
WIDE = FRAME_SIZES["16:9"]


def cue_of(text: str) -> Cue:
    words = tuple(
        SpokenWord(text=word, start=place, end=place + 1) for place, word in enumerate(text.split())
    )
    return Cue(start=0, end=len(words), text=text, words=words)


def draw(text: str, size: tuple[int, int] = WIDE, **appearance: str) -> DrawnCaption:
    caption = draw_caption(cue_of(text), size, CaptionAppearance(**appearance))
    assert caption is not None
    return caption


def drawn(text: str, size: tuple[int, int] = WIDE, **appearance: str) -> Lettering:
    return draw(text, size, **appearance).whole


@pytest.mark.parametrize("shape", FRAME_SIZES)
@pytest.mark.parametrize("style", ["box", "karaoke"])
@pytest.mark.parametrize("position", CAPTION_POSITIONS)
def test_captions_stay_in_the_safe_area(shape: str, style: str, position: str):
    width, height = FRAME_SIZES[shape]
    area = safe_area((width, height))

    for letters, text in zip(CAPTION_LETTERS, ["Hi", LONG, "Two lines of\nordinary text"], strict=True):
        lettering = drawn(text, (width, height), style=style, position=position, letters=letters)
        ink_height, ink_width = lettering.ink[0].shape
        assert lettering.left >= area.side * width - 2
        assert lettering.left + ink_width / 2 == pytest.approx(width / 2, abs=2)
        assert lettering.top >= area.top * height - 2
        assert lettering.top + ink_height <= (1 - area.foot) * height + 2


@pytest.mark.parametrize(
    ("position", "least", "most"), [("top", 0, 0.3), ("middle", 0.4, 0.6), ("bottom", 0.7, 1)]
)
def test_a_caption_lies_where_it_was_wanted(position: str, least: float, most: float):
    lettering = drawn("Here", position=position)

    assert least * 720 <= lettering.top
    assert lettering.top + lettering.ink[0].shape[0] <= most * 720


def test_larger_letters_are_larger():
    heights = [drawn("Letters", letters=letters).ink[0].shape[0] for letters in CAPTION_LETTERS]

    assert heights[0] * 1.5 < heights[1] * 1.25 < heights[2]


def test_an_outlined_caption_leaves_the_picture_beside_its_letters():
    box, outline = (drawn("M M", style=style).remainder[0] for style in ("box", "outline"))

    # Half way between the words.
    assert box[box.shape[0] // 2, box.shape[1] // 2] < 140
    assert outline[outline.shape[0] // 2, outline.shape[1] // 2] > 140


@pytest.mark.parametrize("light", [16, 128, 235], ids=["black", "grey", "white"])
@pytest.mark.parametrize("style", ["box", "outline"])
def test_letters_stand_out_on_any_background(light: int, style: str):
    frame = Frame.blank(WIDE)
    frame.y[:] = light
    lettering = drawn("Readable", style=style)
    lettering.blend_onto(frame)

    box = frame.y[lettering.top :, lettering.left :][: lettering.ink[0].shape[0], : lettering.ink[0].shape[1]]
    assert box.max() >= 233
    # The outline beside the letters is dark, whatever lies behind.
    assert np.percentile(box, 10) < 135
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
    assert draw_caption(cue_of(text), WIDE, CaptionAppearance()) is None


def test_captions_fit_even_a_tiny_frame():
    lettering = drawn("A few words that\nneed two lines", (64, 36))

    assert lettering.left + lettering.ink[0].shape[1] <= 64
    assert lettering.top + lettering.ink[0].shape[0] <= 36


def place_of(letters: Lettering) -> tuple[int, int]:
    return letters.left, letters.left + letters.ink[0].shape[1]


def test_each_word_of_karaoke_has_its_colour_at_its_place():
    caption = draw("One small boat\nfar out", style="karaoke")
    first, second, third, fourth, last = (word for word in caption.spoken if word)

    assert place_of(first)[1] <= place_of(second)[0] + 2 <= place_of(third)[0]
    assert fourth.top > first.top
    assert place_of(fourth)[1] <= place_of(last)[0] + 2
    frame = Frame.blank(WIDE)
    caption.whole.blend_onto(frame)
    before = frame.u.copy()
    second.blend_onto(frame)
    changed = np.flatnonzero(np.any(frame.u < before - 30, axis=0)) * 2
    assert place_of(second)[0] <= changed.min()
    assert changed.max() <= place_of(second)[1]


def test_a_dash_leaves_the_colour_to_the_word_before_it():
    boat, dash, far = draw("boat — far", style="karaoke").spoken

    assert dash is boat
    assert far is not dash


def test_the_first_word_of_a_right_to_left_line_is_spoken_at_the_right():
    caption = draw("في ليلة عاصفة Google Maps هنا", style="karaoke")
    left_ends = [word.left for word in caption.spoken if word]

    # The Latin words are read from left to right, between those around them.
    first, second, third, google, maps, last = left_ends
    assert first > second > third > maps > google > last


def test_without_shaping_hebrew_is_still_read_from_the_right(monkeypatch):
    shaped, back_to_front = (drawn(text).ink[0].astype(int) for text in ("שלום", "םולש"))
    for module in (fonts, runs):
        monkeypatch.setattr(module, "is_shaped", lambda: False)
    fonts.load_font.cache_clear()
    unshaped = drawn("שלום").ink[0]
    fonts.load_font.cache_clear()

    # Hebrew letters do not join, so there is nothing but their order, and a pixel here and there.
    assert np.abs(unshaped - shaped).mean() < np.abs(unshaped - back_to_front).mean() / 2


def test_small_letters_stand_as_evenly_as_large_ones():
    ink = drawn("llllllllll", (854, 480), style="outline", letters="small").ink[0]
    # The middle of each stroke, by how light its columns are in the middle of the line.
    light = np.clip(ink[ink.shape[0] // 2].astype(float) - 60, 0, None)
    edges = np.flatnonzero(np.diff((light > 0).astype(int)))
    middles = [
        np.average(np.arange(first, last + 2), weights=light[first : last + 2])
        for first, last in zip(edges[::2], edges[1::2], strict=True)
    ]

    assert len(middles) == 10
    line = np.polyval(np.polyfit(range(10), middles, 1), range(10))
    assert np.abs(middles - line).max() < 0.25


def test_lines_of_tall_letters_do_not_touch():
    # Capitals with two marks under letters with a mark below.
    ordinary, tall = (drawn(text, style="box").ink[0].shape[0] for text in ("One\ntwo", "Quậy ự\nẪ Ỗ"))

    assert tall > ordinary


def test_a_full_stop_after_a_latin_name_ends_a_right_to_left_line_at_the_left():
    with_stop, without = (draw(f"زوروا Google{end}", style="karaoke") for end in (".", ""))
    places = [[place_of(word) for word in caption.spoken if word] for caption in (with_stop, without)]

    # The stop takes its room at the left of the name: from the name's left end to the right end of all it is farther.
    assert places[0][1][0] < places[0][0][0]
    assert places[0][0][1] - places[0][1][0] > places[1][0][1] - places[1][1][0]
    gaps = [first[0] - last[1] for first, last in places]
    assert gaps[0] == pytest.approx(gaps[1], abs=2)


def test_a_line_that_begins_with_a_mark_has_its_direction():
    words = tuple(
        SpokenWord(text=word, start=place, end=place + 1) for place, word in enumerate(("Google", "שלום"))
    )
    left_ends = []
    for mark in ("\u200f", "\u200e"):
        cue = Cue(start=0, end=2, text=f"{mark}Google שלום", words=words)
        caption = draw_caption(cue, WIDE, CaptionAppearance(style="karaoke"))
        assert caption is not None
        left_ends.append([word.left for word in caption.spoken if word])

    assert left_ends[0][0] > left_ends[0][1]
    assert left_ends[1][0] < left_ends[1][1]


def test_parts_of_a_word_without_spaces_stand_side_by_side():
    words = tuple(SpokenWord(text=part, start=place, end=place + 1) for place, part in enumerate("สวัสดี"[:2]))
    cue = Cue(start=0, end=2, text="สว", words=words)
    caption = draw_caption(cue, WIDE, CaptionAppearance(style="karaoke"))
    assert caption is not None
    first, second = (place_of(word) for word in caption.spoken if word)

    assert abs(second[0] - first[1]) < 12


def test_words_that_are_not_those_of_the_text_give_way_to_it():
    cue = Cue(start=0, end=1, text="One two", words=(SpokenWord(text="Other", start=0, end=1),))

    assert draw_caption(cue, WIDE, CaptionAppearance(style="karaoke")).whole.ink[0].any()


# Signs that are sentences, letters as wide as words, marks of all scripts, what has no width, what no font has.
WORST = [
    *map(
        chr,
        (*range(0xFDF0, 0xFDFE), *range(0x12020, 0x12040), 0x1242B, 0xA9C5, 0x2E3B, 0x2031, 0x2A74, 0x1F5FE),
    ),
    *(f"e{sign}" * 3 for sign in map(chr, range(0x0300, 0x0370, 2))),
    *(sign * 60 for sign in "\u0301\u0e49\u0eb1\u094d\u0bcd\u064b\u20dd\u20e3\u1ab0\u0fb2\ufe0f"),
    *(letter + mark * 200 for letter, mark in ("a\u0301", "ก\u0e49", "क\u0901", "ب\u0651", "🎉\u0300")),
    *(
        f"{sign}a{sign * 40}"
        for sign in "\u200b\u200c\u200d\u200e\u202e\u2060\u2066\ufeff\u00ad\u3164\U000e0041"
    ),
    *(
        "W" * 900,
        "ௌ" * 90,
        "\U0001f1e9",
        "\U0010ffff",
        "\ue000",
        "\u0378",
        "\U0001d509" * 80,
        "ꧠ",
        "᪰",
        "𓀀" * 30,
        "ﷺ" * 40,
    ),
]


@pytest.mark.parametrize(
    "size",
    [(480, 854), *(pytest.param(size, marks=pytest.mark.long) for size in ((1280, 720), (1920, 1080)))],
)
def test_nothing_that_can_be_written_breaks_a_caption_or_a_card(size: tuple[int, int]):
    for place in range(0, len(WORST), 16):
        text = "A " + " ".join(WORST[place : place + 16])
        for lettering in (
            draw_caption(cue_of(text), size, CaptionAppearance(style="karaoke")).whole,
            draw_card(text, size),
        ):
            height, width = lettering.ink[0].shape
            assert width <= size[0]
            assert height <= size[1]


def test_letters_that_are_too_much_for_the_font_library_are_drawn_smaller(monkeypatch):
    mask = ImageFont.FreeTypeFont.getmask2

    def overflow(font, text, *args, **options):
        if font.size > 20 or "x" in text:
            raise OSError("raster overflow")
        return mask(font, text, *args, **options)

    monkeypatch.setattr(ImageFont.FreeTypeFont, "getmask2", overflow)
    assert drawn("Fog").ink[0].any()
    # And where that does not help, the rest is drawn.
    assert np.count_nonzero(drawn("Fog x").ink[0]) > 0
    assert drawn("xxx", style="outline").ink[0].max() == 0
