"""Words of an owner's list: where they stand, and what is said there."""

# ruff: noqa: RUF001 (the signs of scripts look alike)

from __future__ import annotations

import pytest

from studio.text.marks.sayings import SayAs
from studio.text.marks.told import read_marks

LIST = (
    SayAs("Nguyen", "win"),
    SayAs("gif", "jif"),
    SayAs("US", "you ess"),
    SayAs("iPhone", "eye phone"),
    SayAs("New York", "noo yawk"),
    SayAs("New York Times", "the times"),
    SayAs("query", "kweery"),
    SayAs("cache", "cash"),
    SayAs("O'Brien", "oh bryan"),
    SayAs("an", "ann"),
    SayAs("北京", "Peking"),
    SayAs("chat", "shah", "fr"),
    SayAs("Zoë", "zo-ee"),
    SayAs("Zoë", "tso-eh", "de"),
    SayAs("C++", "see plus plus"),
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mr Nguyen and NGUYEN and nguyen.", "Mr win and win and win."),
        ("It tells us about the US.", "It tells us about the you ess."),
        ("An iPhone, not an iphone; an IPHONE.", "ann eye phone, not ann iphone; ann eye phone."),
        ("Nguyen's cat, Nguyen’s dog, the Nguyens' house", "win's cat, win's dog, the wins' house"),
        ("GIFs and gifs", "jifs and jifs"),
        ("Two caches", "Two cashes"),
        ("New  York is not Newyork.", "noo yawk is not Newyork."),
        ("The New York Times", "The the times"),
        ("New\nYork", "New\nYork"),
        ("A gifted man", "A gifted man"),
        ("an ans", "ann ans"),
        ("Mrs O’Brien", "Mrs oh bryan"),
        ("我在北京。", "我在Peking。"),
        ("Let us chat.", "Let us chat."),
        ("gif_file gif-file", "gif_file jif-file"),
        ("I like C++.", "I like see plus plus."),
        ("{gif|ghif} or gif", "ghif or jif"),
        ("Zoe\u0308 came.", "zo-ee came."),
    ],
)
def test_whole_words_are_said_as_the_list_says(text: str, said: str):
    assert read_marks(text, sayings=LIST).said == said


def test_entries_of_one_language_hold_for_that_language_and_before_others():
    assert read_marks("Zoë spricht.", sayings=LIST, language="de").said == "tso-eh spricht."
    assert read_marks("Un chat dort.", sayings=LIST, language="fr").said == "Un shah dort."


def test_endings_are_those_of_english_alone():
    assert read_marks("Nguyens Katze", sayings=LIST, language="de").said == "Nguyens Katze"


def test_what_is_shown_stays_as_it_was_written():
    told = read_marks("Mr Nguyen in New York.", sayings=LIST)
    assert told.shown == "Mr Nguyen in New York."
    assert told.word_groups() == [(1, 1), (1, 1), (1, 1), (2, 2)]
    assert read_marks("Nothing of it here.", sayings=LIST).swaps == ()
