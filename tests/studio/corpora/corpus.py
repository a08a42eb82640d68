"""Corpora with right values, and how well the studio does on them.

A file `NAME.tsv` holds what rules were written for, `NAME_unseen.tsv` what none may be written for: when a row there is
looked at to mend a rule, it moves to the other file, and another takes its place. The right values of unseen rows are
written down before the studio is asked, and only a slip in how they are written is mended afterwards. A cell of a title
or a prompt may name several right ones, with " | " between them; one of a casting, with spaces. A row of languages is a
text, the language that its author usually writes, and its own. A row of homographs has a sentence, the words in it that
are judged, and their sounds.
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
    """Return the rows of a file of this folder; ⏎ stands for a line break."""
    lines = (Path(__file__).parent / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(cell.replace("⏎", "\n") for cell in line.split("\t")) for line in lines if line]


def judge(name: str, mistake: Callable[[Row], str]) -> Score:
    """Score a corpus; `mistake` returns what is wrong about a row, or nothing."""
    rows = read_corpus(name)
    found = [(row, mistake(row)) for row in rows]
    return Score(len(rows), tuple(f"{row[0][:90]} -> {wrong}" for row, wrong in found if wrong))
