"""How sure the painter is that it can show what a sentence says."""

from __future__ import annotations

import pytest

from studio.painter.read.confidence import confidence

# From here on a painting is right.
SURE = 0.6


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("A fox runs through the forest at night.", "fox"),
        ("The lighthouse stands on the coast.", "lighthouse"),
        ("Two elephants drink at the river.", "elephants"),
        ("The bees fly over the meadow in the morning.", "bees"),
    ],
)
def test_a_thing_by_its_own_name_in_a_named_place_is_sure(sentence, noun):
    found = confidence(sentence)
    assert found.value >= SURE, found
    assert found.noun == noun


@pytest.mark.parametrize(
    "sentence",
    [
        "The difference was never talent.",
        "Nobody will clap for you at 6 a.m.",
        "Search is up to 40 % faster.",
        "Save the page to your drive.",
        "Thomas Edison tried thousands of filaments.",
        "Your turn starts today.",
    ],
)
def test_what_cannot_be_seen_is_not_sure(sentence):
    assert confidence(sentence).value < SURE


def test_the_place_is_one_that_the_sentence_names():
    assert confidence("A fox runs through the forest.").place == "forest"
    assert confidence("A fox runs.", prompt="a fox running, forest").place == ""


def test_other_languages_are_read_by_their_known_words():
    assert confidence("Der Fuchs läuft durch den Wald.", "de").value >= SURE


def test_each_reason_says_how_much_it_counts():
    found = confidence("A fox runs through the forest at night.")
    assert [reason[:5] for reason in found.reasons] == ["+0.45", "+0.15", "+0.25"]
