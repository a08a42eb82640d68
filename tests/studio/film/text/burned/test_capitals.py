"""Captions in capitals, and captions of few words."""

# ruff: noqa: RUF001 (the letters of other scripts look alike)

from __future__ import annotations

from pathlib import Path

import pytest

from studio.film.plan import CaptionAppearance, FilmPlan, Narration, Shot
from studio.film.schedule import schedule_film
from studio.film.text.burned.capitals import in_capitals
from studio.film.text.burned.cues import cues_to_draw
from studio.film.text.captions import make_cues
from studio.text.lines.breaking import columns

TEXT = "The harbour wakes before the sun is up, and nobody at all sees the small red boat leave."


@pytest.mark.parametrize(
    ("text", "language", "right"),
    [
        ("In Maßen, nicht in Massen", "de", "IN MAẞEN, NICHT IN MASSEN"),
        ("istanbul ılık", "tr", "İSTANBUL ILIK"),
        ("istanbul", "en", "ISTANBUL"),
        ("Καλημέρα, Ελλάδα μαΐου", "el", "ΚΑΛΗΜΕΡΑ, ΕΛΛΑΔΑ ΜΑΪΟΥ"),
        ("Ёлка и чай", "ru", "ЁЛКА И ЧАЙ"),
        ("არის", "ka", "არის"),
        ("և այլն", "hy", "ԵՎ ԱՅԼՆ"),
        ("an tSeachtain", "ga", "AN tSEACHTAIN"),
        ("नमस्ते 日本 مرحبا สวัสดี", "hi", "नमस्ते 日本 مرحبا สวัสดี"),
        ("See www.example.org/Path now", "en", "SEE www.example.org/Path NOW"),
        ("ﬁne œuvre ǆep", "fr", "FINE ŒUVRE ǄEP"),
    ],
)
def test_capitals_are_those_of_the_language(text: str, language: str, right: str):
    assert in_capitals(text, language) == right


def drawn_texts(**appearance: object) -> list[str]:
    captions = CaptionAppearance(**appearance)
    shot = Shot(picture=Path("none.png"), narration=Narration(file=None, duration=7.0, text=TEXT))
    plan = FilmPlan(shots=(shot,), size=(720, 1280), captions=captions)
    schedule = schedule_film(plan)
    cues = make_cues(schedule, plan.size, captions.letters)
    drawn = cues_to_draw(cues, plan, schedule)
    assert " ".join(word.text for cue in drawn for word in cue.words).lower() == TEXT.lower()
    return [cue.text for cue in drawn]


@pytest.mark.parametrize(("words", "most"), [("three", 3), ("five", 5), ("eight", 8)])
def test_a_caption_has_no_more_words_than_were_wanted(words: str, most: int):
    counts = [len(text.split()) for text in drawn_texts(words=words)]

    assert max(counts) <= most
    assert len(counts) > len(drawn_texts()) or most == 8


def test_lines_of_capitals_are_shorter_because_they_are_wider():
    lines = [line for text in drawn_texts(is_upper=True) for line in text.split("\n")]

    assert all(line == line.upper() for line in lines)
    longest = max(columns(line) for text in drawn_texts() for line in text.split("\n"))
    assert max(map(columns, lines)) <= longest


def test_one_word_at_a_time_is_taken_from_ordinary_captions():
    assert drawn_texts(style="pop", words="three") == drawn_texts()
