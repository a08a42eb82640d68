from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from generator.rendering import emoji
from generator.rendering.emoji import EMOJI, add_drawings, draw_emoji, emoji_name
from generator.rendering.fonts import font_runs
from generator.rendering.lettering import draw_caption
from generator.rendering.timeline import CaptionLook, Cue

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#d00" d="M0 0h8v8H0z"/></svg>'


@pytest.fixture(autouse=True)
def drawings(tmp_path: Path):
    """Have a few drawings, and forget them afterwards."""
    file = tmp_path / "drawings.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("fox", "pizza", "red-heart", "woman", "party-popper", "thumbs-up"):
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
    ],
)
def test_an_emoji_is_found_by_its_name(cluster: str, name: str):
    assert emoji_name(cluster) == name
    assert font_runs(f"Hi{cluster}!") == [("Inter", "Hi"), (EMOJI, cluster), ("Inter", "!")]


@pytest.mark.parametrize("sign", ["🎈", "a", "★", "€", "1", "ฟ", "♀"])
def test_what_has_no_drawing_is_no_emoji(sign: str):
    assert emoji_name(sign) is None


def test_a_drawing_is_a_little_taller_than_capital_letters():
    drawing = draw_emoji("🦊", 40)

    assert drawing.mode == "RGBA"
    assert 40 < drawing.height < 50
    assert drawing.getpixel((20, 20)) == (221, 0, 0, 255)


def test_an_emoji_is_drawn_in_its_colours():
    caption = draw_caption(Cue(start=0, end=1, text="🦊"), (640, 360), CaptionLook())

    # Red is far from grey in V.
    assert caption is not None
    assert caption.whole.ink[2].max() > 200
