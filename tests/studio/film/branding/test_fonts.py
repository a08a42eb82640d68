from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fontpkg
import numpy as np
import pytest

from studio.film.plan import CaptionAppearance, Cue, SpokenWord
from studio.film.text.burned.draw import draw_caption
from studio.film.text.cards import draw_card
from studio.film.text.fonts import choose_font, chosen_font, font_runs, ready_fonts
from studio.graphics.type.looks import TITLE
from studio.graphics.type.setting import Room, set_text
from studio.graphics.values import Phrase

WIDE = (1280, 720)


@pytest.fixture(autouse=True)
def as_usual_afterwards() -> Iterator[None]:
    yield
    choose_font()


@pytest.fixture
def own_font(tmp_path: Path) -> Path:
    file = tmp_path / "own.ttf"
    file.write_bytes(Path(fontpkg.path("Hind Siliguri")).read_bytes())
    return file


def caption(text: str) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    words = tuple(SpokenWord(text=word, start=0, end=1) for word in text.split())
    drawn = draw_caption(Cue(start=0, end=1, text=text, words=words), WIDE, CaptionAppearance())
    assert drawn
    return drawn.whole.ink[0]


def test_ready_fonts_can_be_chosen():
    assert ready_fonts()
    for family in ready_fonts():
        choose_font(family)
        assert font_runs("Words") == [(family, "Words")]


def test_twelve_fonts_beside_those_of_other_scripts_are_ready():
    assert len({*ready_fonts()} - {"Heebo", "Hind Siliguri"}) == 12


def test_letters_that_a_ready_font_lacks_come_from_the_usual_ones():
    for family in ready_fonts():
        choose_font(family)
        for word in ("สวัสดี", "你好", "سلام", "مرحبا", "Ωμέγα", "Привет", "नमस्ते"):
            drawn = "".join(text for _, text in font_runs(word))
            choose_font()
            assert drawn == "".join(text for _, text in font_runs(word))
            choose_font(family)


def test_an_unknown_font_changes_nothing():
    choose_font("No such font")
    assert chosen_font() == ""
    assert font_runs("Words") == [("Inter", "Words")]


def test_words_are_set_in_an_owners_font_and_letters_that_it_lacks_in_the_usual_ones(own_font: Path):
    choose_font(file=own_font)
    (family, text), *_ = font_runs("Words")
    assert (family, text) == (chosen_font(), "Words")
    assert family.startswith("own ")
    assert [name for name, _ in font_runs("мир")] == ["Inter"]
    assert [name for name, _ in font_runs("سلام")] == ["Noto Sans Arabic"]


def test_captions_cards_and_graphics_are_drawn_in_it_and_afterwards_as_ever(own_font: Path):
    room = Room(width=900, unit=9.6, is_tall=False)
    phrase = Phrase(text="What grows above us", first=0, last=3)
    usual = caption("What grows above us"), draw_card("Green roofs", WIDE), set_text(phrase, TITLE, room)
    choose_font(file=own_font)
    own = caption("What grows above us"), draw_card("Green roofs", WIDE), set_text(phrase, TITLE, room)
    choose_font()
    again = caption("What grows above us"), draw_card("Green roofs", WIDE), set_text(phrase, TITLE, room)

    assert usual[0].shape != own[0].shape or not np.array_equal(usual[0], own[0])
    assert np.array_equal(usual[0], again[0])
    assert usual[1]
    assert own[1]
    assert again[1]
    assert usual[1].ink[0].shape != own[1].ink[0].shape
    assert np.array_equal(usual[1].ink[0], again[1].ink[0])
    assert usual[2] == again[2] != own[2]


def test_two_fonts_under_one_name_are_two_fonts(own_font: Path):
    choose_font(file=own_font)
    first = chosen_font()
    own_font.write_bytes(Path(fontpkg.path("Heebo")).read_bytes())
    choose_font(file=own_font)
    assert chosen_font() != first
