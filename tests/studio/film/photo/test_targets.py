from __future__ import annotations

import numpy as np
import pytest

from studio.film.photo.targets import choose_target
from studio.film.plan import Area

PIXELS = np.full((90, 160, 3), 120, np.uint8)
DOG = Area(name="dog", left=0.1, top=0.6, right=0.25, bottom=0.8)
TALL, SHORT = (Area(name="person", left=left, top=0.2, right=left + 0.12, bottom=0.9) for left in (0.3, 0.5))
ALL = (TALL, SHORT, DOG)


def target(words: str, number: int = 1, areas: tuple[Area, ...] = ALL, *, is_shared: bool = False) -> Area:
    return choose_target(areas, words, number, PIXELS, is_shared=is_shared)


@pytest.mark.parametrize("words", ["Our dog waits.", "The dogs bark!", "What a puppy.", "DOG"])
def test_words_that_name_a_thing_show_it(words: str):
    assert target(words) == DOG


@pytest.mark.parametrize("words", ["People talk.", "They laugh.", "My friends are here."])
def test_words_of_several_show_them_all(words: str):
    found = target(words)

    assert (found.left, found.right) == (TALL.left, SHORT.right)


@pytest.mark.parametrize("words", ["A man speaks.", "She laughs.", "One person."])
def test_words_of_one_person_show_the_foremost(words: str):
    assert target(words) == TALL


def test_what_is_named_first_is_shown_first_and_what_shares_the_words_shows_the_next():
    words = "A dog and two people."

    assert target(words).name == "dog"
    assert target(words, 1, is_shared=True).name == "dog"
    assert target(words, 2, is_shared=True).name == "person"


def test_a_word_within_another_names_nothing():
    assert target("Dogma and category.", 1) == target("Nothing.", 1)


def test_words_that_name_nothing_show_one_thing_after_the_other():
    assert target("Nothing.", 1) != target("Nothing.", 2)


def test_where_nothing_is_known_three_scenes_show_three_parts():
    assert len({target("Nothing.", number, ()) for number in (1, 2, 3)}) == 3


def test_of_one_who_fills_the_photo_the_face_is_shown():
    person = Area(name="person", left=0.0, top=0.0, right=0.9, bottom=1.0)

    assert target("He smiles.", 1, (person,)).bottom < 0.7
