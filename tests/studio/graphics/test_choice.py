"""The choice for each sentence: right kinds, true numbers, whole phrases, a rhythm."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from studio.graphics.choice.choose import Choice, choose
from studio.graphics.choice.told import choose_for
from studio.graphics.reading.sentence import Scene
from studio.graphics.values import GROUNDS, KINDS, PALETTES
from studio.painter.read.confidence import Confidence
from tests.studio.corpora.corpus import read_corpus
from tests.studio.graphics.scoring import choices_of, judge_choices

FLOORS = {"choices": 0.96, "choices_unseen": 0.97}
FILMS = [row for name in FLOORS for row in read_corpus(name)]


def ask(value: float):
    """Return a painter that is equally sure of everything."""
    return lambda sentence, language, prompt: Confidence(
        value=value, reasons=(), noun="", place="", drawing=""
    )


def chosen(text: str, *, language: str = "en", value: float = 0.0, wish: str = "mixed") -> list[Choice]:
    scene = Scene(narration=text)
    return choose([scene], language=language, mood="", style="plain", wish=wish, confidence=ask(value))


def kind_of(choice: Choice) -> str:
    return choice.graphic.kind if choice.graphic else "paint"


def shown(choice: Choice) -> str:
    """Return all words and numbers that a choice shows."""
    if choice.graphic is None:
        return ""
    phrases = [*choice.graphic.phrases.values(), *choice.graphic.items]
    figures = [f"{one.text} {one.sign} {one.unit}" for one in choice.graphic.figures]
    return " ".join([*(one.text for one in phrases), *figures])


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_sentences_are_shown_as_what_is_right_and_nothing_false_is_shown(name, floor):
    score, false = judge_choices(name)
    assert false == []
    assert score.share >= floor, score


@pytest.mark.parametrize("row", FILMS, ids=lambda row: row[0][:30])
def test_every_word_that_is_shown_is_in_the_sentence(row):
    for choice in choices_of(row):
        text = " ".join(row[0].split()).lower()
        for phrase in [*choice.graphic.phrases.values(), *choice.graphic.items] if choice.graphic else ():
            words = phrase.text.lower().split()
            assert all(word.strip(".,:;") in text for word in words), (choice.text, phrase.text)


@pytest.mark.parametrize("row", FILMS, ids=lambda row: row[0][:30])
def test_phrases_know_their_words_in_the_narration_and_emphasise_some_of_them(row):
    for choice in choices_of(row):
        graphic = choice.graphic
        if graphic is None:
            continue
        assert graphic.kind in KINDS
        assert graphic.form in KINDS[graphic.kind]
        assert graphic.ground in GROUNDS
        assert graphic.palette in PALETTES
        assert graphic.reason
        for phrase in [*graphic.phrases.values(), *graphic.items]:
            # A part of a sentence may repeat its subject.
            assert phrase.first <= phrase.last <= choice.last
            assert choice.first <= phrase.last
            for start, end in phrase.emphasis:
                assert 0 <= start < end <= len(phrase.text)


@pytest.mark.parametrize("row", FILMS, ids=lambda row: row[0][:30])
def test_no_three_scenes_in_a_row_are_of_one_kind_or_on_one_ground(row):
    choices = choices_of(row)
    for three in zip(choices, choices[1:], choices[2:], strict=False):
        kinds, grounds = {kind_of(one) for one in three}, {one.ground for one in three}
        assert len(kinds) > 1 or kinds <= {"item", "paint"}, [one.text for one in three]
        assert len(grounds) > 1 or grounds == {"painted"}, [one.text for one in three]
    # After paper or flood comes night.
    for one, other in pairwise(choices):
        assert not {one.ground, other.ground} <= {"paper", "flood"}


NO_NUMBERS = [
    "Version 4.0 ships next week.",
    "He lives at 14 Maple Street in Leeds.",
    "The code is 4512, so write it down.",
    "Take bus 205 to the old town.",
    "Call me at two or at three.",
    "She came in 2nd and he came in 3rd.",
    "There are a thousand reasons to smile.",
    "The 5G network and the F-16 are here.",
    "We won 3-1 in the end.",
    "Windows 11 runs on my old laptop.",
    "It was one of the best days.",
    "They met again eight years later.",
    "Rome fell in 44 BC, people say.",
    "Between 20 and 30 children come to us.",
    "It takes 4 to 6 days to heal.",
    "The flight takes 2 h 30 min in all.",
    "One in 100 runners gets injured.",
    "I am 100% sure of this.",
    "The film runs until 10:30 at night.",
    "Apollo 11 brought them to the Moon.",
]


@pytest.mark.parametrize("sentence", NO_NUMBERS)
def test_what_only_looks_like_an_amount_is_no_number(sentence):
    first, *_ = chosen(sentence)
    assert kind_of(first) not in {"number", "share", "change", "growth", "comparison"}, first


# What a number must never lose, or it would say something else.
SENSE = [
    ("You could save up to $200 a year.", "up to"),
    ("Less than 20% of workers say yes.", "less than"),
    ("Almost half of all adults drink it.", "almost"),
    ("Landlords may not raise rents by more than 5% a year.", "not raise rents by more than"),
    ("Nobody should drink more than four cups a day.", "nobody should drink more than"),
    ("If you pay late, it costs 20 euros more.", "if you pay late"),
    ("It costs $20, but only on Mondays.", "only on mondays"),
    ("We cannot wait another 20 years.", "cannot"),
    ("The old API keeps working until March 2027.", "until"),
    ("No one has beaten him since 2009.", "since"),
    ("According to the BBC, 70% of buyers lost money.", "according to the bbc"),
    ("The opposition says that 9 out of 10 landlords will sell.", "the opposition says"),
]


@pytest.mark.parametrize(("sentence", "kept"), SENSE)
def test_what_qualifies_a_sentence_stays_in_what_is_shown(sentence, kept):
    first, *_ = chosen(sentence)
    assert kind_of(first) == "paint" or kept in " ".join(shown(first).lower().split()), shown(first)


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("Search is up to 40% faster.", 1),
        ("The hives lost 12% of their bees.", -1),
        ("Decaf has up to 97% less caffeine.", -1),
        ("Der Umsatz stieg um 12 %.", 1),
        ("Les prix ont baissé de 40 %.", -1),
        ("房价下降了15%。", -1),
        # Where it is not sure, no arrow is drawn.
        ("Inflation fell to 3% in May.", 0),
        ("If we lose 5% more, it may turn into savannah.", 0),
        ("Wages did not rise by 4%.", 0),
    ],
)
def test_a_change_goes_the_way_that_the_text_says(sentence, direction):
    language = (
        "zh"
        if sentence.endswith("。")
        else "de"
        if "Umsatz" in sentence
        else "fr"
        if "prix" in sentence
        else "en"
    )
    first, *_ = chosen(sentence, language=language)
    assert first.graphic is not None
    assert first.graphic.direction == direction


def test_a_quotation_names_whoever_said_it():
    said, told = chosen(
        '"We shall never surrender today," said Winston Churchill. "Stay hungry and stay foolish," she told Anna Smith.'
    )
    assert said.graphic.phrases["name"].text == "Winston Churchill"
    assert "name" not in told.graphic.phrases


def test_no_ring_shows_a_share_that_is_denied():
    (choice,) = chosen("You do not use only 10% of it.")
    assert kind_of(choice) == "number"
    assert "not use only" in shown(choice)


def test_two_prices_keep_what_they_are_for():
    (choice,) = chosen("It costs $4.99 a month instead of $9.99.")
    assert [figure.value for figure in choice.graphic.figures] == [9.99, 4.99]
    assert choice.graphic.phrases["main"].text == "a month"


def test_a_story_is_painted_although_it_counts():
    choices = chosen(
        "Once upon a time a fox lived in a den. He counted 300 stars every night. One day he met a crow."
    )
    assert {kind_of(choice) for choice in choices} == {"paint"}


def test_a_sure_painter_outweighs_what_is_not_sure():
    text = "Thomas Edison tried many lamps. Our team sold 40 lamps. It costs $90."
    assert [kind_of(choice) for choice in chosen(text, value=0.8)] == ["name", "paint", "number"]
    first, _, last = chosen(text, value=0.8)
    assert (first.graphic.form, first.ground, last.ground) == ("tag", "painted", "split")


def test_the_owner_may_want_paintings_only_or_words_only():
    text = "Prices rose by 40%. A fox crosses the snow. Never give up."
    assert [kind_of(choice) for choice in chosen(text, wish="painted")] == ["paint"] * 3
    assert "paint" not in [kind_of(choice) for choice in chosen(text, value=0.9, wish="words")]
    with pytest.raises(ValueError, match="mixed, painted, words"):
        chosen(text, wish="all")


# A wrong figure says what the text does not; scenery says less.
def test_what_the_painter_is_not_sure_of_is_painted_as_scenery():
    text = "Bulls top the table. A fox crosses the snow. The team is swimming in work."
    unsure, sure = (chosen(text, value=value, wish="painted") for value in (0.3, 0.45))
    assert [choice.is_scenery for choice in unsure] == [True] * 3
    assert not any(choice.is_scenery for choice in sure)


def test_where_only_rhythm_wants_a_picture_the_painter_has_to_be_as_sure_as_anywhere():
    text = "You need no excuse. Nobody will help you. Small steps count. Every day counts."
    choices = chosen(text, value=0.5)
    painted = [choice for choice in choices if choice.graphic is None]
    assert painted
    assert all(choice.is_scenery for choice in painted)
    assert not any(choice.is_scenery for choice in choices if choice.graphic)


def test_whom_a_story_is_about_stays_in_its_pictures():
    text = "Once upon a time a fox lived in a den. He slept all day. One day he met a crow."
    assert not any(choice.is_scenery for choice in chosen(text, value=0.1, wish="painted"))


# Only digits and signs are read in a language without cues.
def test_a_language_without_cues_is_read_by_digits_and_signs():
    text = "Czy to prawda? Cena wynosi 250 zł. 45% ludzi tak uważa. 1. Pij wodę. 2. Śpij dobrze. Zobacz strona.example."
    kinds = [kind_of(choice) for choice in chosen(text, language="pl")]
    assert kinds == ["question", "number", "number", "item", "item", "call"]


def test_sentences_of_one_scene_have_their_own_words():
    one, two = chosen("Is it true? It costs 40 euros.")
    assert (one.first, one.last, two.first, two.last) == (0, 2, 3, 6)
    assert (two.graphic.figures[0].first, two.graphic.figures[0].last) == (5, 6)


def test_the_command_says_kind_sureness_and_reason():
    run = subprocess.run(
        [sys.executable, "-m", "studio.graphics", "--choose", "What is a blockchain? It costs $40."],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "question/question" in run.stdout
    assert "S 0.85" in run.stdout
    assert "The sentence is about a number: $40." in run.stdout


def test_the_scenes_of_the_command_are_those_of_a_film():
    choices = choose_for("# How bees make honey\n\nBees fly far.\n\n## Why it never spoils\n\nIt is dry.")
    assert [kind_of(choice) for choice in choices][::2] == ["title", "title"]


VERSE = """The fog comes in on velvet feet,
The harbour lamps are drowned in grey,
A gull complains above the street,
My ship has sailed another way.

The bells ring thin across the bay,
The fishwives fold their shawls and go,
And all the words we meant to say
Lie down together in the snow."""


def test_verse_is_painted_and_steps_in_lines_are_not():
    steps = "Whisk the eggs with milk\nMelt butter in a pan\nPour in the eggs and wait\nFold the omelette\nServe it with chives"
    assert {kind_of(choice) for choice in choose_for(VERSE, language="en")} == {"paint"}
    assert "statement" in {kind_of(choice) for choice in choose_for(steps, language="en")}
