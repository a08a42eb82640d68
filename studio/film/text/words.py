"""The division of a narration into timed pieces between which a caption may break."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from studio.film.plan import Narration
from studio.text.lines.breaking import HYPHEN, columns, split_breakable, takes_hyphen
from studio.text.words.punctuation import CLAUSE_ENDS, CLOSERS, SENTENCE_ENDS

# "U.S.", "e.g." and titles before names end with a full stop but not a sentence.
_INITIALS = re.compile(
    r"(?:\w\.)+|(?:mr|mrs|ms|dr|prof|st|mt|vs|mme|mlle|hr|fr|sr|sra|bzw|nr)\.", re.IGNORECASE
)
# The pause after each, in characters, for narrations without word times; a dash has none.
_PAUSES = dict.fromkeys(CLAUSE_ENDS, 3) | dict.fromkeys(SENTENCE_ENDS, 6) | dict.fromkeys("–—", 0)  # noqa: RUF001
_LINE_PAUSE = 6
# Seconds between two words over which no caption goes on: it would tell what is held back.
LONG_PAUSE = 0.9


@dataclass(frozen=True, slots=True)
class TimedPiece:
    """A word, or a part of one in scripts without spaces; times are in seconds from the start of the narration.

    `is_joined` means that no space precedes it, `ends_line` that a line break or a long pause follows it: nothing that is
    read in one piece goes on from there.
    """

    text: str
    start: float
    end: float
    is_joined: bool
    ends_line: bool = False


def timed_pieces(narration: Narration, limit: int) -> list[TimedPiece]:
    """Return the pieces of a narration in order, none much wider than `limit` columns.

    The text's words are matched one to one with the narration's word times; if their numbers differ, the times are
    useless, and the narration's duration is divided by characters.
    """
    lines = [line.split() for line in narration.text.split("\n")]
    words = [word for line in lines for word in line]
    line_ends = set(accumulate(map(len, lines)))
    spans = [(word.start, word.end) for word in narration.words]
    phrases = [word.phrases for word in narration.words]
    if len(spans) != len(words):
        spans, phrases = share_out(words, narration.duration, line_ends), [()] * len(words)
    pieces = []
    for index, (word, (start, end)) in enumerate(zip(words, spans, strict=True)):
        start, end = _within(start, narration.duration), _within(max(start, end), narration.duration)
        pauses = index + 1 < len(spans) and spans[index + 1][0] - end >= LONG_PAUSE
        parts = list(split_breakable(word, limit))
        times = _part_times(parts, (start, end), phrases[index])
        for place, ((first, last), part) in enumerate(zip(times, parts, strict=True), start=1):
            ends_line = place == len(parts) and (pauses or index + 1 in line_ends)
            pieces.append(TimedPiece(part, first, last, place > 1, ends_line))
    return pieces


def _part_times(
    parts: list[str], span: tuple[float, float], phrases: Sequence[tuple[int, float]]
) -> list[tuple[float, float]]:
    """Return when the parts of a word are heard: within each of its phrases divided by characters."""
    start, end = span
    edges = [(0, start), *((letter, min(max(time, start), end)) for letter, time in phrases)]
    letters = [0, *accumulate(map(len, parts))]
    groups = [max(at for at, (letter, _) in enumerate(edges) if letter <= first) for first in letters[:-1]]
    times: list[tuple[float, float]] = []
    for number in sorted(set(groups)):
        inside = [part for part, group in zip(parts, groups, strict=True) if group == number]
        first = edges[number][1]
        last = edges[number + 1][1] if number + 1 < len(edges) else end
        if number + 1 < len(edges):
            last -= (last - first) * _pause_share(inside)
        times += [(first + a, first + b) for a, b in share_out(inside, max(0.0, last - first))]
    return times


def _pause_share(parts: list[str]) -> float:
    """Return what share of a phrase's time is the pause behind it."""
    pause = _PAUSES.get(parts[-1][-1], 0)
    return pause / (sum(columns(part) + 1 for part in parts) + pause)


@lru_cache(maxsize=4096)
def ending_of(text: str) -> int:
    """Return 2 if a sentence ends with a word, 1 if a clause does, else 0."""
    text = text.rstrip(CLOSERS)
    if _INITIALS.fullmatch(text):
        return 0
    return 2 if text[-1:] in {*SENTENCE_ENDS} else 1 if text[-1:] in {*CLAUSE_ENDS} else 0


def is_sign(text: str) -> bool:
    """Return whether a word has neither letters nor digits, as emoji and dashes, and so belongs to the word before."""
    return not any(character.isalnum() for character in text)


def join_pieces(pieces: list[TimedPiece]) -> str:
    """Return the pieces as one line of text."""
    return join_parts([(piece.text, piece.is_joined) for piece in pieces])


def split_words(text: str, limit: int) -> list[tuple[str, bool]]:
    """Return the words of a text, divided at possible line breaks, as (part, is joined to the one before).

    No part is much wider than `limit` columns.
    """
    return [
        (part, index > 0) for word in text.split() for index, part in enumerate(split_breakable(word, limit))
    ]


def join_parts(parts: Sequence[tuple[str, bool]]) -> str:
    """Return (part, is joined) pairs as one line of text."""
    return "".join(
        text if is_joined or not index else f" {text}" for index, (text, is_joined) in enumerate(parts)
    )


def hyphen_after(text: str, following: str, *, is_joined: bool) -> str:
    """Return the hyphen, or nothing, that ends a line between two parts; `is_joined` if no space is between them."""
    return HYPHEN if is_joined and takes_hyphen(text, following) else ""


def _within(seconds: float, duration: float) -> float:
    return min(max(0.0, seconds), duration)


def share_out(
    words: list[str], duration: float, line_ends: Collection[int] = frozenset()
) -> list[tuple[float, float]]:
    """Divide a duration in seconds among words by their width and the pauses of their punctuation.

    `line_ends` has the numbers of words after which a line ends, which is a pause too.
    """
    weights = [columns(word) + 1 for word in words]
    pauses = [
        max(_PAUSES.get(word[-1], 0), _LINE_PAUSE * (number in line_ends))
        for number, word in enumerate(words, start=1)
    ]
    # Speech ends with its last word: there is no pause after it.
    pauses[-1:] = [0] * bool(pauses)
    unit = duration / max(1, sum(weights) + sum(pauses))
    spans, place = [], 0
    for weight, pause in zip(weights, pauses, strict=True):
        spans.append((place * unit, (place + weight) * unit))
        place += weight + pause
    return spans
