"""Which music suits a text."""

from __future__ import annotations

import pytest

from studio.text.storyboard.moods import find_mood
from tests.studio.corpora.corpus import judge
from tests.studio.text.test_text import board

# Shares of the corpora that are right, as measured; seen texts were written with the words at hand.
MOODS, UNSEEN_MOODS = 1.0, 0.95


def mistake_in_mood(row: tuple[str, ...]) -> str:
    mood = board(row[0]).mood or "-"
    return "" if mood in row[1].split(" | ") else mood


def test_a_text_gets_the_mood_that_suits_it():
    known, unseen = judge("moods", mistake_in_mood), judge("moods_unseen", mistake_in_mood)
    assert known.share >= MOODS, known
    assert unseen.share >= UNSEEN_MOODS, unseen


@pytest.mark.parametrize(
    ("mood", "text"),
    [
        ("calm", "Breathe in slowly. Let the quiet of the evening garden come to you, and rest."),
        ("uplifting", "Our team won the cup! Join us and celebrate a new future together."),
        ("dramatic", "The army attacked at midnight. Fire and smoke rose over the battle."),
        ("playful", "The silly puppy jumped into the birthday cake, and all the kids laughed."),
        ("tech", "The satellite carries a new sensor, a battery and two computers into orbit."),
        ("", "It is what it is."),
        ("dramatic", "Der Krieg war eine große Gefahr für das Dorf, und ein Sturm kam."),
    ],
)
def test_the_mood_of_the_music_follows_the_words(mood, text):
    assert board(text).mood == mood


def test_moods_are_those_that_can_be_played():
    from studio.film.sound import music
    from studio.text.storyboard.moods import MUSIC_WORDS

    assert set(MUSIC_WORDS) == set(music.MOODS)


@pytest.mark.parametrize(
    ("words", "mood"),
    [
        ("the army attacked at midnight, and a detective fled", "dramatic"),
        ("say goodbye to tangled cables", ""),
        ("she runs a chain of shops", ""),
        ("our trains run every ten minutes", ""),
        ("the haunts, they haunt us", ""),
    ],
)
def test_one_word_does_not_make_a_particular_mood(words, mood):
    assert find_mood(words.replace(",", "").split()) == mood
