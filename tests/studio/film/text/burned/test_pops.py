"""Which words are seen together where one is shown at a time."""

from __future__ import annotations

import pytest

from studio.film.plan import Cue, SpokenWord
from studio.film.text.burned.pops import beats_of
from tests.studio.film.text.burned.drawing import cue_of


def told(cue: Cue, most: int = 1) -> list[str]:
    return [
        "".join(
            word if is_joined or not at else f" {word}" for at, (word, is_joined) in enumerate(beat.words)
        )
        for beat in beats_of(cue, most)
    ]


def test_each_word_comes_by_itself_when_it_is_said():
    beats = beats_of(cue_of("One small boat\nfar out"))

    assert [beat.words[0][0] for beat in beats] == ["One", "small", "boat", "far", "out"]
    assert [beat.frame for beat in beats] == [0, 15, 30, 45, 60]


def test_words_that_are_said_too_fast_to_be_read_come_together():
    assert told(cue_of("in the harbour", 0.1)) == ["in the", "harbour"]
    assert told(cue_of("in the harbour", 0.3)) == ["in", "the", "harbour"]


def test_a_dash_stays_with_the_word_before_it():
    assert told(cue_of("boat — far")) == ["boat —", "far"]


def test_up_to_three_words_come_together_but_never_two_sentences():
    assert told(cue_of("We go. You stay here now"), 3) == ["We go.", "You stay here", "now"]


def test_parts_of_words_without_spaces_come_in_readable_groups():
    parts = ["港口", "在", "日出", "之前", "醒来", "，"]  # noqa: RUF001
    words = tuple(SpokenWord(text=part, start=at * 0.3, end=at * 0.3 + 0.3) for at, part in enumerate(parts))
    cue = Cue(start=0, end=1.8, text="".join(parts), words=words)

    assert told(cue) == ["港口在", "日出之前", "醒来，"]  # noqa: RUF001


@pytest.mark.parametrize("words", [(), (SpokenWord(text="Other", start=0, end=1),)])
def test_words_that_are_not_those_of_the_text_give_way_to_it(words: tuple[SpokenWord, ...]):
    assert told(Cue(start=0, end=1, text="One two", words=words)) == ["One two"]
