"""Corpora with right values, and how well the studio does on them.

A file `NAME.tsv` holds what rules were written for, `NAME_unseen.tsv` what none may be written for: when a row there is
looked at to mend a rule, it moves to the other file, and another takes its place. The right values of unseen rows are
written down before the studio is asked, and only a slip in how they are written is mended afterwards. A cell of a title,
a prompt or a reading may name several right ones, with " | " between them; one of a casting, with spaces. A row of
languages is a text, the language that its author usually writes, and its own. A row of homographs has a sentence, the
words in it that are judged, and their sounds. The folder `aloud` holds readings of other languages than English. One of scenes
is a script, and what its writer says is seen in each of its scenes ("-" for nothing). One of honesty is a text, its
language, the drawings that it may show ("-" for none; with " | " between, those of each sentence), and the places where it
is not. One of searches has what a
film says, what is typed, and "found" or "not"; one of choices a film's sentences, its language, and what each is shown
as; one of clauses a long sentence, its language, and its figures in order, each with its words; one of moods a text and
the moods that suit it, "-" for none; one of introductions a sentence, its language, and the name and role that it
introduces, "-" for nobody; one of documents a file as `tests/studio/text/documents/drawn.py` makes it, and its scenes,
each by its first word and the letter of the picture that it shows; one of narrations scenes with " / " between them, their
language, and how they are read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many rows came out right, and what came out of the others."""

    count: int
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        return 1 - len(self.wrong) / self.count

    def __str__(self) -> str:
        return "\n  ".join([f"{self.share:.1%} of {self.count} right; wrong:", *self.wrong])


def read_corpus(name: str) -> list[Row]:
    """Return the rows of a file of this folder; ⏎ stands for a line break, ⇥ for a tab."""
    lines = (Path(__file__).parent / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [
        tuple(cell.replace("⏎", "\n").replace("⇥", "\t") for cell in line.split("\t"))
        for line in lines
        if line
    ]


def judge(name: str, mistake: Callable[[Row], str]) -> Score:
    """Score a corpus; `mistake` returns what is wrong about a row, or nothing."""
    rows = read_corpus(name)
    found = [(row, mistake(row)) for row in rows]
    return Score(len(rows), tuple(f"{row[0][:90]} -> {wrong}" for row, wrong in found if wrong))


@dataclass(frozen=True, slots=True)
class WordErrors:
    """How many words a corpus asks for, how many of them were wrong, missing or too many, and in which rows."""

    count: int
    errors: int
    wrong: tuple[str, ...]

    @property
    def rate(self) -> float:
        return self.errors / self.count

    def __str__(self) -> str:
        return "\n  ".join([f"{self.rate:.1%} of {self.count} words wrong:", *self.wrong])


def judge_words(name: str, read: Callable[[str], str]) -> WordErrors:
    """Compare what is read for each row with the nearest of its right values, word by word."""
    count, errors, wrong = 0, 0, []
    for text, rights, kind in read_corpus(name):
        said = read(text)
        missed, right = min(
            (word_errors(said.split(), right.split()), right) for right in rights.split(" | ")
        )
        count, errors = count + len(right.split()), errors + missed
        wrong += [f"{kind} {missed}: {text} -> {said}"] if missed else []
    return WordErrors(count, errors, tuple(wrong))


def word_errors(said: list[str], right: list[str]) -> int:
    """Return the fewest words to replace, add or leave out to come from one to the other."""
    row = list(range(len(right) + 1))
    for count, word in enumerate(said, 1):
        above, row[0] = row[:], count
        for index, wanted in enumerate(right, 1):
            row[index] = min(above[index] + 1, row[index - 1] + 1, above[index - 1] + (word != wanted))
    return row[-1]
