"""Texts cut into numbered units, which a language model groups, so that it cannot change a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from studio.contracts import GIVEN, LONGEST_SCENE, MOST_SCENES
from studio.text.words.punctuation import CLAUSE_END
from studio.text.words.writing import join_silent

# In characters: about 12 s of speech.
LONGEST_UNIT = 220
# Characters and scenes of a text that a model is asked about at once: a longer answer would come too late, or be cut off.
MOST_ASKED, MOST_SCENES_ASKED = 5000, 40

_BREAKS = {"line": re.compile(r"\n+"), "paragraph": re.compile(r"\n\s*\n"), GIVEN: re.compile(r"\n\n")}


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a text: its start and end offsets, and its words."""

    start: int
    end: int
    words: str


def cut(text: str, language: str, split: str = "auto") -> list[Unit]:
    """Return a text's sentences, long ones cut at clauses, or cut by the owner's `split`, then MOST_SCENES at most."""
    longest = len(text) if split == GIVEN else LONGEST_UNIT if split == "auto" else LONGEST_SCENE
    parts = _split_at(_BREAKS[split], text) if split in _BREAKS else _sentences(text, language)
    units, start = [], 0
    for part in parts:
        for end in _ends(text, start, start + len(part), longest):
            if words := " ".join(text[start:end].split()):
                units.append(Unit(start, end, words))
            start = end
    units = _join_silent(units)
    return units if split in ("auto", GIVEN) else _join_beyond(units, MOST_SCENES)


def _split_at(breaks: re.Pattern[str], text: str) -> Iterable[str]:
    start = 0
    for match in breaks.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]


def _sentences(text: str, language: str) -> Iterable[str]:
    from sentencex import segment

    sentences = list(segment(language or "en", text))
    # Offsets are summed over the sentences, so no character may be missing.
    return sentences if sum(map(len, sentences)) == len(text) else [text]


def _ends(text: str, start: int, end: int, longest: int) -> list[int]:
    """Return the end offsets of the parts of a long sentence, the last one that of the sentence."""
    ends = []
    while end - start > longest:
        window = text[start : start + longest]
        clauses = [match.end() for match in CLAUSE_END.finditer(window)]
        place = next((one for one in reversed(clauses) if one > longest // 3), window.rfind(" "))
        start += place if place > 0 else longest
        ends.append(start)
    return [*ends, end]


def _join_silent(units: list[Unit]) -> list[Unit]:
    """Join units that cannot be spoken, such as a line of emoji, to a neighbour."""
    ends = join_silent([unit.words for unit in units])
    return [_join(units[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def in_sections(units: list[Unit], split: str) -> list[list[Unit]]:
    """Return the units in consecutive groups of about equal length, each of which a model is asked about by itself."""
    letters = sum(len(unit.words) for unit in units)
    count = max(-(-letters // MOST_ASKED), 1 if split == "auto" else -(-len(units) // MOST_SCENES_ASKED))
    sections: list[list[Unit]] = [[] for _ in range(count)]
    place = 0
    for number, unit in enumerate(units):
        # By length, or by number where each unit is a scene.
        share = place / letters if split == "auto" else number / len(units)
        sections[min(count - 1, int(share * count))].append(unit)
        place += len(unit.words)
    return [section for section in sections if section]


def _join(units: list[Unit]) -> Unit:
    return Unit(units[0].start, units[-1].end, " ".join(unit.words for unit in units))


def _join_beyond(units: list[Unit], most: int) -> list[Unit]:
    """Join the shortest pairs of neighbours until there are at most `most` units."""
    units = list(units)
    while len(units) > 2 * most:
        units = [_join(units[place : place + 2]) for place in range(0, len(units), 2)]
    while len(units) > most:
        place = min(range(len(units) - 1), key=lambda n: len(units[n].words) + len(units[n + 1].words))
        units[place : place + 2] = [_join(units[place : place + 2])]
    return units
