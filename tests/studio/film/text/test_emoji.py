from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from studio.film.plan import CaptionAppearance, Cue
from studio.film.text import emoji
from studio.film.text.burned.draw import draw_caption
from studio.film.text.emoji import EMOJI, add_drawings, draw_emoji, emoji_name
from studio.film.text.fonts import font_runs

DRAWN = (
    *(
        "fox",
        "pizza",
        "red-heart",
        "woman",
        "party-popper",
        "thumbs-up",
        "keycap-1",
        "copyright",
        "handshake",
        "hourglass-done",
    ),
    *(
        "family-man-woman-girl-boy",
        "polar-bear",
        "shaking-face",
        "fight-cloud",
        "elf",
        "flag-de",
        "flag-gb-sct",
    ),
)
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#d00" d="M0 0h8v8H0z"/></svg>'


@pytest.fixture(autouse=True)
def drawings(tmp_path: Path):
    """Have a few drawings, and forget them afterwards."""
    file = tmp_path / "drawings.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name in DRAWN:
            archive.writestr(name, SQUARE)
    add_drawings([file])
    yield
    add_drawings([])
    assert emoji._files == []


@pytest.mark.parametrize(
    ("cluster", "name"),
    [
        ("🦊", "fox"),
        ("🍕", "pizza"),
        ("🎉", "party-popper"),
        ("❤\ufe0f", "red-heart"),
        ("👍\U0001f3fd", "thumbs-up"),
        # There is no astronaut, but a woman.
        ("👩\u200d🚀", "woman"),
        ("🧝🏽\u200d♀️", "elf"),
        # Hands of two tones shake.
        ("🫱🏽\u200d🫲🏿", "handshake"),
        ("👨\u200d👩\u200d👧\u200d👦", "family-man-woman-girl-boy"),
        ("🐻\u200d❄️", "polar-bear"),
        ("1\ufe0f\u20e3", "keycap-1"),
        ("🇩🇪", "flag-de"),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "flag-gb-sct"),
        # Of Unicode 15 and 17: younger than what Python knows.
        ("\U0001fae8", "shaking-face"),
        ("\U0001faef", "fight-cloud"),
    ],
)
def test_an_emoji_is_found_by_its_name(cluster: str, name: str):
    assert emoji_name(cluster) == name
    assert font_runs(f"Hi{cluster}!") == [("Inter", "Hi"), (EMOJI, cluster), ("Inter", "!")]


@pytest.mark.parametrize("sign", ["🎈", "a", "★", "€", "1", "ฟ", "♀"])
def test_what_has_no_drawing_is_no_emoji(sign: str):
    assert emoji_name(sign) is None


def test_flags_that_stand_side_by_side_are_told_apart():
    assert font_runs("🇩🇪🇩🇪") == [(EMOJI, "🇩🇪"), (EMOJI, "🇩🇪")]


def test_a_flag_without_a_drawing_is_its_letters():
    assert font_runs("🇫🇷!") == [("Inter", "FR!")]


def test_a_sign_of_texts_is_text_until_a_picture_is_asked_for():
    assert font_runs("©") == [("Inter", "©")]
    assert font_runs("©\ufe0f") == [(EMOJI, "©\ufe0f")]
    assert font_runs("❤\ufe0e") == [("Inter", "❤")]
    # No font of letters has this one.
    assert font_runs("⌛\ufe0e") == [(EMOJI, "⌛\ufe0e")]


def test_a_digit_in_a_key_without_a_drawing_is_kept():
    assert font_runs("2\ufe0f\u20e3") == [("Inter", "2")]


def test_a_drawing_is_a_little_taller_than_capital_letters():
    drawing = draw_emoji("🦊", 40)

    assert drawing.mode == "RGBA"
    assert 40 < drawing.height < 50
    assert drawing.getpixel((20, 20)) == (221, 0, 0, 255)


def test_an_emoji_is_drawn_in_its_colours():
    caption = draw_caption(Cue(start=0, end=1, text="🦊"), (640, 360), CaptionAppearance())

    # Red is far from grey in V.
    assert caption is not None
    assert caption.whole.ink[2].max() > 200
