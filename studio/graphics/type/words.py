"""A phrase as the parts between which its lines may break, each accented or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.film.text.fonts import font_runs
from studio.film.text.words import hyphen_after, is_sign, split_words
from studio.graphics.values import Phrase
from studio.text.lines.breaking import columns, strain
from studio.text.words.punctuation import CLAUSE_ENDS, SENTENCE_ENDS

# Wider than any word: words are broken only where their script breaks them.
UNBROKEN = 10_000
# How badly a line ends, in shares of the letters' size: with a word of so many letters, before a sign, within what is
# accented.
_SHORT, _DANGLING, _WITHIN = (0.0, 2.8, 2.2, 1.5), 1.7, 0.8
# Or how well: where what is accented begins or ends, and where a clause ends. And how badly a line begins with a single
# letter that belongs to the word before it, as in Chinese.
_BORDER, _CLAUSE, _PARTICLE = -0.5, -0.8, 1.6
# How wide a column of letters is, in the same shares.
_COLUMN = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or a part of one in scripts without spaces; `is_joined` if no space precedes it."""

    text: str
    is_joined: bool = False
    is_accented: bool = False


_STOPS = frozenset(CLAUSE_ENDS + SENTENCE_ENDS)


def parts_of(phrase: Phrase, limit: int = UNBROKEN) -> tuple[Part, ...]:
    """Return a phrase's parts; words wider than `limit` columns are broken with a hyphen."""
    text, parts, place = phrase.text, list[Part](), 0
    pieces = split_words(text, limit)
    # An emoji that nothing can draw leaves no gap.
    pieces = [one for one in pieces if not is_sign(one[0]) or font_runs(one[0], text)] or pieces
    for number, (piece, is_joined) in enumerate(pieces):
        place = max(place, text.find(piece, place))
        following = pieces[number + 1] if number + 1 < len(pieces) else ("", False)
        hyphen = hyphen_after(piece, *following[:1], is_joined=following[1]) if following[1] else ""
        is_accented = _is_accented(phrase, place, piece)
        place += len(piece)
        # A dash or an emoji stays with the word before it.
        if parts and not is_joined and is_sign(piece) and len(piece) > 1:
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\u00a0{piece}")
        else:
            parts.append(Part(piece + hyphen, is_joined, is_accented))
    return tuple(parts)


def strain_between(before: Part, after: Part) -> float:
    """Return how badly a line ends between two parts, in shares of the letters' size."""
    within = _WITHIN * (before.is_accented and after.is_accented)
    within += _BORDER * (before.is_accented != after.is_accented) + _CLAUSE * (before.text[-1] in _STOPS)
    if after.is_joined:
        particle = _PARTICLE * (len(after.text) == 1 and after.text.isalpha())
        return within + particle + _COLUMN * strain(before.text, after.text)
    # "7:" ends a clause: a line may well end there.
    letters = columns(before.text) if before.text[-1].isalnum() else len(_SHORT)
    short = _SHORT[letters] if letters < len(_SHORT) else 0.0
    return within + short + _DANGLING * is_sign(after.text)


def missing_share(texts: Sequence[str]) -> float:
    """Return the share of letters and digits that no font can draw."""
    whole = " ".join(texts)
    letters = [sign for sign in whole if sign.isalnum()]
    missing = sum(not font_runs(sign, whole) for sign in letters)
    return missing / max(1, len(letters))


def _is_accented(phrase: Phrase, place: int, piece: str) -> bool:
    """Return whether most letters of a piece that begins at `place` lie in accented spans."""
    letters = [place + offset for offset, sign in enumerate(piece) if sign.isalnum()]
    inside = sum(any(start <= letter < end for start, end in phrase.emphasis) for letter in letters)
    return bool(letters) and inside * 2 > len(letters)
