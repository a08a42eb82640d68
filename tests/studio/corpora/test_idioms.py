"""Figures of speech are found by a word of theirs, which must miss none of them."""

from __future__ import annotations

import functools

import pytest

from studio.text.senses import idioms
from studio.text.senses.idioms import without_idioms
from tests.studio.corpora.corpus import read_corpus

TEXTS = [row[0] for row in read_corpus("honesty")[:80] + read_corpus("castings")[:80]]
FIGURES = [
    "It was a PIECE OF CAKE.",
    "Rain, raining cats and dogs",
    "He hit the road and spilled the beans",
    "Put all your eggs in one basket",
    "He is on the other hand a dark horse",
    "Under the weather, she bit the bullet",
    "A bird's-eye view of a bird's eye view",
    "It's a storm in a teacup, a storm in a tea cup",
    "The last straw broke the ice in the long run",
    "PİECE of cake, pıece of cake, blacK sheep, bed of roſes",  # noqa: RUF001
]


@pytest.mark.parametrize("change", [str, str.upper, str.title], ids=["as written", "shouted", "as a title"])
def test_none_is_missed_that_its_pattern_finds(change):
    for text in map(change, [*TEXTS, *FIGURES]):
        plainly = functools.reduce(lambda left, one: one[1].sub(one[2], left), idioms._idioms(), text)
        assert without_idioms(text) == plainly


def test_figures_are_taken_away_and_other_texts_left():
    assert all(without_idioms(text) != text for text in FIGURES)
    assert without_idioms("A baker sells bread.") == "A baker sells bread."
