"""Marks in narrations: what is shown, what is said, and where it is silent."""

# ruff: noqa: RUF001 (the signs of scripts look alike)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.text.marks.again import mark_again
from studio.text.marks.lines import going_on, with_end
from studio.text.marks.told import Told, as_read, read_marks
from studio.text.plain import cut_plainly
from studio.text.provider import EmbeddedText
from studio.text.words.writing import tidy

# What is written, what is shown, and the seconds of each silence with what is said before it.
PAUSES = [
    ("Wait [pause] here.", "Wait here.", [("Wait", 1.0)]),
    ("Wait [pause 2s] here.", "Wait here.", [("Wait", 2.0)]),
    ("Wait [pause 1.5 s] here.", "Wait here.", [("Wait", 1.5)]),
    ("Wait [Pause 3 seconds] here.", "Wait here.", [("Wait", 3.0)]),
    ("Wait [PAUSE: 2 sec] here.", "Wait here.", [("Wait", 2.0)]),
    ("Wait [pause for two seconds] here.", "Wait here.", [("Wait", 2.0)]),
    ("Wait [2 second pause] here.", "Wait here.", [("Wait", 2.0)]),
    ("Wait [long pause] here.", "Wait here.", [("Wait", 2.0)]),
    ("Wait [pause 500ms] here.", "Wait here.", [("Wait", 0.5)]),
    ("Wait [pause 90s] here.", "Wait here.", [("Wait", 10.0)]),
    ("Warte [Pause 2 Sekunden] kurz.", "Warte kurz.", [("Warte", 2.0)]),
    ("Espera [pausa 2s] aquí.", "Espera aquí.", [("Espera", 2.0)]),
    ("Attends [pause 1,5 s] ici.", "Attends ici.", [("Attends", 1.5)]),
    ("[pause 2s] Hello.", "Hello.", [("", 2.0)]),
    ("Goodbye. [pause 2s]", "Goodbye.", [("Goodbye.", 2.0)]),
    ("[pause 2s]", "", [("", 2.0)]),
    ("Wait [pause], now.", "Wait, now.", [("Wait,", 1.0)]),
    ("Stop.[pause]Go.", "Stop. Go.", [("Stop.", 1.0)]),
    ("你好[pause]世界", "你好世界", [("你好", 1.0)]),
    ("One [pause][pause 2s] two.", "One two.", [("One", 3.0)]),
    ("One [pause 1s] [pause 2s] two.", "One two.", [("One", 3.0)]),
    ("One\n[pause 2s]\ntwo.", "One\ntwo.", [("One", 2.0)]),
    ("One [pause 2s]\ntwo.", "One\ntwo.", [("One", 2.0)]),
    ("Butter\nTwo eggs\nSalt", "Butter\nTwo eggs\nSalt", [("Butter", 0.45), ("Two eggs", 0.45)]),
    ("Learning goals\n\nYou can say no.", "Learning goals\n\nYou can say no.", [("Learning goals", 0.7)]),
]
# What only looks like a mark.
SIGNS = [
    "See [1] and [paused 2].",
    "He said [pause the film] and left.",
    "[pause 2s and go]",
    "[pause",
    "pause 2s]",
    "a {b} c",
    "{Nguyen|}",
    "{|win}",
    "{Nguyen|…}",
    "{a|b|c}",
    "{{name|default}}",
    "{Nguyen|win",
    "x | y",
]


def silences(told: Told) -> list[tuple[str, float]]:
    ends = [0, *(one.end for one in told.breaks())]
    return [
        (told.said[start : one.start], one.seconds) for start, one in zip(ends, told.breaks(), strict=False)
    ]


@pytest.mark.parametrize(("written", "shown", "heard"), PAUSES)
def test_a_pause_is_neither_shown_nor_said(written: str, shown: str, heard: list[tuple[str, float]]):
    told = read_marks(written)
    assert (told.shown, told.said, silences(told)) == (shown, shown, heard)


@pytest.mark.parametrize("written", SIGNS)
def test_what_is_no_whole_mark_is_text(written: str):
    assert read_marks(written) == Told(written, written)


@pytest.mark.parametrize(
    ("written", "shown", "said", "groups"),
    [
        ("Mr {Nguyen|win} came.", "Mr Nguyen came.", "Mr win came.", [(1, 1)] * 3),
        ("{Nguyen|win}'s {SQL|sequel}, see?", "Nguyen's SQL, see?", "win's sequel, see?", [(1, 1)] * 3),
        ("Ask {Dr. Who|doctor who}!", "Ask Dr. Who!", "Ask doctor who!", [(1, 1), (2, 2)]),
        (
            "In {1984|nineteen eighty four} we",
            "In 1984 we",
            "In nineteen eighty four we",
            [(1, 1), (1, 3), (1, 1)],
        ),
        ("{SQL Server|sequel} runs", "SQL Server runs", "sequel runs", [(2, 1), (1, 1)]),
        ("the [pause] {Nguyen|win} end", "the Nguyen end", "the win end", [(1, 1)] * 3),
        ("I {♥|love} you", "I ♥ you", "I love you", [(1, 1)] * 3),
    ],
)
def test_words_are_said_otherwise_than_they_are_written(written, shown, said, groups):
    told = read_marks(written)
    assert (told.shown, told.said, told.word_groups()) == (shown, said, groups)


def test_everything_can_be_said_as_it_stands():
    told = read_marks("Say {Nguyen|win}\nand [pause 2s].", verbatim=True)
    assert told == Told(*["Say {Nguyen|win}\nand [pause 2s]."] * 2)
    assert [one.is_line for one in told.breaks()] == [True]


@pytest.mark.parametrize(
    ("line", "language", "ended"),
    [
        ("Butter", "en", "Butter."),
        ("Butter.", "en", "Butter."),
        ("“Butter!”", "en", "“Butter!”"),
        ("Whose woods these are,", "en", "Whose woods these are,"),
        ("Ingredients:", "en", "Ingredients:"),
        ("Chapter 3", "en", "Chapter 3."),
        ("Kapitel 3", "de", "Kapitel 3"),
        ("Ludwig XIV", "de", "Ludwig XIV"),
        ("Zwei Eier", "de", "Zwei Eier."),
        ("两个鸡蛋", "zh", "两个鸡蛋。"),
        ("卵2個", "ja", "卵2個。"),
        ("दो अंडे", "hi", "दो अंडे।"),
        ("بيضتان", "ar", "بيضتان."),
        ("دو انڈے", "ur", "دو انڈے۔"),
        ("ไข่สองฟอง", "th", "ไข่สองฟอง"),
        ("Яйца", "ru", "Яйца."),
        ("달걀 두 개", "ko", "달걀 두 개."),
    ],
)
def test_a_line_ends_as_a_sentence_does_in_its_script(line: str, language: str, ended: str):
    assert with_end(line, language) == ended


@pytest.mark.parametrize(
    ("words", "language", "handed"),
    [
        ("And the winner is", "en", "And the winner is,"),
        ("Wait.", "en", "Wait."),
        ("“Wait”", "en", "“Wait”,"),
        ("获胜者是", "zh", "获胜者是，"),
        ("الفائز هو", "ar", "الفائز هو،"),
        ("ผู้ชนะคือ", "th", "ผู้ชนะคือ"),
    ],
)
def test_words_before_a_pause_go_on_as_a_clause_does(words: str, language: str, handed: str):
    assert going_on(words, language) == handed


def test_marks_are_put_back_into_narrations_that_were_cut_without_them():
    text = "Hello there. [pause 2s] {Dr. Who|doctor who} came. He left. [pause]"
    shown = as_read(text)
    assert shown == "Hello there. Dr. Who came. He left."
    assert mark_again(["Hello there.", "Dr. Who came. He left."], text) == [
        "Hello there. [pause 2s]",
        "{Dr. Who|doctor who} came. He left. [pause]",
    ]
    # Words that are said as one stay together.
    cut = mark_again(["Hello there. Dr.", "Who came.", "He left."], text)
    assert cut == ["Hello there. [pause 2s] {Dr. Who|doctor who}", "came.", "He left. [pause]"]
    assert mark_again(["Butter", "Two\neggs"], "Butter [pause]\n\nTwo {eggs|ex}") == [
        "Butter [pause]",
        "Two\n{eggs|ex}",
    ]
    assert mark_again(["Other words."], text) == ["Other words."]


PIECES = [
    "Butter",
    " ",
    "\n",
    "two eggs",
    "[pause]",
    "[pause 2s]",
    "{Nguyen|win}",
    "{a",
    "|",
    "}",
    ".",
    "你好",
    ", ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_no_mark_is_ever_shown_and_no_word_lost(pieces: list[str]):
    text = tidy("".join(pieces)).strip()
    told = read_marks(text)
    assert "[pause" not in told.shown
    assert as_read(told.shown) == told.shown
    groups = told.word_groups()
    assert sum(shown for shown, _ in groups) == len(told.shown.split())
    assert sum(said for _, said in groups) == len(told.said.split())
    edges = [0, *(edge for one in told.breaks() for edge in (one.start, one.end)), len(told.said)]
    assert edges == sorted(edges)
    said = "".join(told.said[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    assert "".join(said.split()) == "".join(told.said.split())
    assert mark_again([told.shown], text)[0].count("[") == text.count("[")


TEXT = (
    "[pause 2s] The old lighthouse stands on the cliff. [pause 3s] {Dr. Nguyen|doctor win} has lived in it since 1990. "
    "Every night he lights the lamp, and the ships pass by safely [pause], one after another.\n\n[pause 4s]\n\nIn the "
    "morning the fog lifts. {SQL|sequel} is not a fish. The gulls cry over the bay, and the fishermen go out. [pause]"
)


@pytest.mark.parametrize("split", ["auto", "sentence", "line", "paragraph"])
def test_a_storyboard_keeps_marks_whole_and_makes_nothing_else_of_them(split: str):
    board = EmbeddedText().write_storyboard(text=TEXT, split=split)
    plain = EmbeddedText().write_storyboard(text=as_read(TEXT), split=split)
    told = " ".join(passage.narration for passage in board.passages)
    assert told.split() == TEXT.split()
    assert [as_read(passage.narration) for passage in board.passages] == [
        one.narration for one in plain.passages
    ]
    assert [one.prompt for one in board.passages] == [one.prompt for one in plain.passages]
    assert (board.title, board.keywords, board.mood) == (plain.title, plain.keywords, plain.mood)
    assert not any(passage.narration.startswith("[") for passage in board.passages[1:])


def test_the_storyboard_of_last_resort_keeps_marks_too():
    board = cut_plainly(TEXT)
    assert " ".join(passage.narration for passage in board.passages).split() == TEXT.split()
    assert not any("[pause" in passage.prompt or "sequel" in passage.prompt for passage in board.passages)
    assert board.title == "The old lighthouse stands on the cliff."
