"""No prompt is machine grammar: each is English that a person could have written."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from studio.text.english.people import is_animate
from studio.text.english.things import LINKS
from studio.text.english.verbs import BASES, ing_form
from studio.text.provider import EmbeddedText
from studio.text.words.lexicon import is_word
from studio.text.words.vocabulary import singular
from tests.studio.corpora.corpus import read_corpus

FILMS = Path(__file__).parents[3] / "docs" / "films" / "README.md"
CORPORA = [f"{name}{part}" for name in ("prompts", "castings", "titles") for part in ("", "_unseen")]
# "On" may end a phrase only as part of a verb, and that is written before its object here.
ENDS = (LINKS | {"and", "or", "the", "a", "an", "his", "her", "its", "their"}) - {
    "up",
    "down",
    "off",
    "out",
    "past",
    "behind",
}
DOING = {ing_form(base, "VB") for base in BASES}
ARTICLES = ("a", "an", "the")


def faults(prompt: str) -> list[str]:
    """Return what no person would write."""
    found = []
    for part in prompt.split(", "):
        words = part.split()
        if words and words[-1].lower() in ENDS:
            found.append(f"ends in {words[-1]}")
        if words and words[0] in LINKS | {"and", "or"} and words[0] not in {"past", "underneath"}:
            found.append(f"begins with {words[0]}")
        found += [f"{first} {second}" for first, second in pairwise(words) if first.lower() == second.lower()]
        for first, second in pairwise(words):
            if first in ARTICLES and (second in ARTICLES or second in LINKS or second.isdigit()):
                found.append(f"{first} {second}")
            if first == "a" and re.match(r"[aeio]", second) and not re.match(r"eu|one|once", second):
                found.append(f"a {second}")
            if first in {"a", "an"} and second.islower() and is_plural(second):
                found.append(f"a {second}")
        found += [
            word
            for word in words
            if word.endswith("ing") and word.islower() and not (is_word(word) or word in DOING)
        ]
        if words and is_person(words[0]):
            found.append(f"{words[0]} without an article")
    return found


def is_plural(noun: str) -> bool:
    return singular(noun) != noun and not noun.endswith("'s") and noun not in {"customs", "works"}


def is_person(word: str) -> bool:
    """Return whether a word names one person or animal, which cannot stand without an article."""
    return word in {
        "man",
        "woman",
        "boy",
        "girl",
        "dog",
        "cat",
        "fox",
        "farmer",
        "teacher",
        "king",
        "queen",
        "person",
    } and is_animate(word)


def texts() -> list[str]:
    films = re.findall(r"^- \*[^*]+\*: (.+)$", FILMS.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(films) == 7
    return films + [row[0] for name in CORPORA for row in read_corpus(name) if row[0][:40].isascii()]


@pytest.mark.long
def test_no_prompt_is_machine_grammar():
    wrong = []
    for text in texts():
        board = EmbeddedText().write_storyboard(text=text, language="en", split="sentence")
        wrong += [f"{found}: {one.prompt}" for one in board.passages if (found := faults(one.prompt))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "prompt",
    [
        "coffee grounds fiving",
        "a carpenter sawsing",
        "a nurse walking in",
        "a a dog running",
        "a apple on a table",
        "a brakes of the car",
        "woman opening the door",
        "and leaving the house",
    ],
)
def test_machine_grammar_is_seen(prompt):
    assert faults(prompt)


@pytest.mark.parametrize(
    "prompt",
    [
        "an old fisherman carrying his nets along the pier, harbour, dawn, soft first light",
        "children seeing a circus train at the station",
        "a judge closing the book and leaving, courtroom",
    ],
)
def test_good_english_is_not_blamed(prompt):
    assert not faults(prompt)
