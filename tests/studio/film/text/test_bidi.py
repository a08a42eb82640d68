from __future__ import annotations

import ctypes
import ctypes.util
import random

import pytest

from studio.film.text.bidi import direction_of, levels_of, main_direction, marked, mirrored, visual_order

FRIBIDI = ctypes.util.find_library("fribidi")
# Letters of three scripts, two kinds of digits, marks, and signs of every class.
ALPHABET = ["a", "b", "א", "ב", "ج", "د", "e\u0301", "1", "2", "٣", "٤", *' ()[].,-+%$/:"!\u200e\u200f{}']


def seen(text: str, direction: str) -> str:
    """Return a text as its characters stand from left to right, A to Z for right-to-left letters."""
    hebrew = {ord("A") + place: ord("א") + place for place in range(26)}
    text = text.translate(hebrew)
    shown = "".join(text[place] for place in visual_order(levels_of(text, direction)))
    return shown.translate({there: here for here, there in hebrew.items()})


@pytest.mark.parametrize(
    ("text", "right", "left"),
    [
        ("abc def.", ".abc def", "abc def."),
        ("ABC DEF.", ".FED CBA", "FED CBA."),
        # Names, versions and numbers are read as they are written, whatever is around them.
        ("ABC phone 15 pro DEF.", ".FED phone 15 pro CBA", "CBA phone 15 pro FED."),
        ("ABC 1998 DEF 2024", "2024 FED 1998 CBA", "2024 FED 1998 CBA"),
        ("ABC $999 50% DEF", "FED 50% $999 CBA", "FED 50% $999 CBA"),
        ("ABC 1.65 DEF", "FED 1.65 CBA", "FED 1.65 CBA"),
        # Signs go with the line, brackets with what is in them.
        ("ABC maps.", ".maps CBA", "CBA maps."),
        ("ABC (DEF GHI).", ".)IHG FED( CBA", ")IHG FED( CBA."),
        ("abc (DEF) ghi", "ghi )FED( abc", "abc (FED) ghi"),
        ("", "", ""),
    ],
)
def test_a_line_stands_as_its_readers_expect(text: str, right: str, left: str):
    assert (seen(text, "R"), seen(text, "L")) == (right, left)


def test_arabic_digits_and_digits_after_arabic_letters_keep_their_order():
    assert levels_of("عام ١٩٢٤ 1924", "R") == [1, 1, 1, 1, 2, 2, 2, 2, 1, 2, 2, 2, 2]


@pytest.mark.skipif(not FRIBIDI, reason="There is no FriBiDi to compare with.")
@pytest.mark.parametrize("direction", ["L", "R"])
def test_levels_are_those_of_fribidi(direction: str):
    chance = random.Random(1)
    for _ in range(3000):
        text = "".join(chance.choices(ALPHABET, k=chance.randint(1, 10))).rstrip()
        assert levels_of(text, direction) == fribidi_levels(text, direction), ascii(text)


def fribidi_levels(text: str, direction: str) -> list[int]:
    library, count = ctypes.CDLL(FRIBIDI), len(text)
    numbers = ctypes.c_uint32 * count
    signs, kinds, brackets = numbers(*map(ord, text)), numbers(), numbers()
    levels, base = (ctypes.c_int8 * count)(), ctypes.c_uint32(0x110 if direction == "L" else 0x111)
    library.fribidi_get_bidi_types(signs, count, kinds)
    library.fribidi_get_bracket_types(signs, count, kinds, brackets)
    library.fribidi_get_par_embedding_levels_ex(kinds, brackets, count, ctypes.byref(base), levels)
    return list(levels)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", "L"), ("שלום", "R"), ("«مرحبا»", "R"), ("12 abc", "L"), ("12", "")],
)
def test_the_first_strong_letter_decides_the_direction(text: str, expected: str):
    assert direction_of(text) == expected


def test_most_words_decide_the_direction_of_a_passage():
    assert main_direction("שלום Internationalisation") == "R"
    assert main_direction("Google שלום") == "L"
    assert main_direction("Google שלום עולם") == "R"
    assert main_direction("The word שלום means hello") == "L"
    assert main_direction("12") == "L"


def test_only_lines_of_a_mixed_text_that_begin_otherwise_are_marked():
    assert marked("Google Maps\nשלום 12", "R") == "\u200fGoogle Maps\nשלום 12"  # noqa: RUF001
    assert marked("Google שלום", "R") == "\u200fGoogle שלום"
    assert marked("שלום means hello", "L") == "\u200eשלום means hello"  # noqa: RUF001
    for line in ("שלום Google", "Google Maps.", "12"):
        assert marked(line, "R") == line


def test_text_is_mirrored_with_its_marks_and_brackets():
    assert mirrored("(ab\u0301)") == "(b\u0301a)"
    assert mirrored("«x»") == "«x»"
