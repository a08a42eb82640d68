from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fontpkg
import pytest
from PIL import ImageFont, features

from studio.film.text import fonts
from studio.film.text.fonts import add_font, font_runs, load_font


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Hello “world” — 42 % & café", "Inter"),
        ("Съешь ещё булок", "Inter"),
        ("Γειά σου Κόσμε", "Inter"),  # noqa: RUF001
        ("Tiếng Việt", "Inter"),
        ("שלום עולם", "Heebo"),
        ("مرحبا بالعالم، هذا", "Noto Sans Arabic"),
        ("नमस्ते दुनिया", "Noto Sans Devanagari"),
        ("আমার সোনার বাংলা", "Hind Siliguri"),
        ("வணக்கம் உலகம்", "Noto Sans Tamil"),
        ("తెలుగు భాష", "Noto Sans Telugu"),
        ("สวัสดีชาวโลก", "Noto Sans Thai"),
    ],
)
def test_each_script_is_drawn_in_one_run_by_a_font_that_covers_it(text: str, family: str):
    assert font_runs(text) == [(family, text)]


@pytest.mark.parametrize("text", ["日本語だけ", "🎉👩‍🚀", "\ue000\U0010fffe", ""])
def test_what_no_font_covers_is_left_out(text: str):
    assert font_runs(text) == []


def test_uncovered_characters_are_left_out_of_a_word():
    assert font_runs("Par🎉ty你") == [("Inter", "Party")]


def test_a_sign_that_cannot_be_drawn_semi_bold_is_drawn_as_its_file_has_it():
    [(family, text)] = font_runs("\ufdfd")
    assert (family.startswith("Noto Sans Arabic"), text) == (True, "\ufdfd")
    assert load_font(family, 60).getmask(text).size[1] > 60
    # Letters beside it keep their weight.
    assert font_runs("\ufdfdمرحبا")[1:] == [("Noto Sans Arabic", "مرحبا")]  # noqa: RUF001


def test_of_a_letter_with_too_many_marks_the_first_ones_are_drawn():
    [(_, text)] = font_runs("a" + "\u0301" * 5000)
    assert text == "a" + "\u0301" * 12
    assert font_runs("क्ष्म्य") == [("Noto Sans Devanagari", "क्ष्म्य")]


def test_a_word_of_two_scripts_has_two_runs():
    assert font_runs("สวัสดีVideo") == [("Noto Sans Thai", "สวัสดี"), ("Inter", "Video")]


def test_joiners_stay_with_their_letters():
    text = "क्\u200dष"

    assert font_runs(text) == [("Noto Sans Devanagari", text)]


@pytest.mark.skipif(not features.check("raqm"), reason="This Pillow cannot shape.")
def test_arabic_letters_are_joined():
    font = load_font("Noto Sans Arabic", 40)

    # Joined forms of these letters are narrower than the forms that stand alone.
    assert font.getlength("بيت") < 0.9 * sum(font.getlength(letter) for letter in "بيت")


def test_letters_are_semi_bold():
    regular = ImageFont.truetype(str(fontpkg.path("Inter")), 40)

    assert ink_of(load_font("Inter", 40)) > 1.15 * ink_of(regular)


def ink_of(font: ImageFont.FreeTypeFont) -> int:
    return sum(bytes(font.getmask("Handgloves")))


@pytest.fixture
def few_fonts(monkeypatch) -> Iterator[None]:
    """Leave one font in packages, and forget afterwards what a test adds."""
    monkeypatch.setattr(fonts, "_files", {})
    monkeypatch.setattr(fonts, "_families", lambda: ("Inter",))
    fonts._runs.cache_clear()
    yield
    fonts._runs.cache_clear()


def test_a_font_file_covers_what_packages_do_not(few_fonts):
    assert font_runs("สวัสดี") == []

    add_font("A Thai Font", Path(fontpkg.path("Noto Sans Thai")))

    assert font_runs("Helloสวัสดี") == [("Inter", "Hello"), ("A Thai Font", "สวัสดี")]
    assert load_font("A Thai Font", 40).getlength("สวัสดี") > 40


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("漢字", "Noto Sans SC"),
        ("漢字の話", "Noto Sans JP"),
        ("한국어 漢字", "Noto Sans KR"),
        ("カナ", "Noto Sans JP"),
    ],
)
def test_letters_tell_whose_forms_a_line_has(few_fonts, monkeypatch, tmp_path, text, family):
    for name in ("Noto Sans JP", "Noto Sans KR", "Noto Sans SC"):
        add_font(name, tmp_path / name)
    # Fonts of so many characters are fetched at set-up only.
    monkeypatch.setattr(fonts, "_covers", lambda name, cluster: name != "Inter")

    assert {name for name, _ in font_runs(text)} == {family}
    assert {name for name, _ in font_runs(text[0], text)} == {family}


def test_letters_come_in_any_weight_and_for_any_size():
    widths = [load_font("Inter", 100, weight=weight).getlength("Compound") for weight in (300, 560, 760, 900)]
    assert widths == sorted(set(widths))
    display, text = (load_font("Inter", 100, optical=size).getlength("Compound") for size in (32, 14))
    assert display < text
    # A family that comes in files of one weight each takes the nearest.
    bold, semi_bold = (
        load_font("Hind Siliguri", 100, weight=weight).getlength("আমার") for weight in (760, 600)
    )
    assert bold > semi_bold
