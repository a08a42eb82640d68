"""Short phrases (subject, act, place) for the pictures of an English film."""

from __future__ import annotations

from collections.abc import Sequence

from studio.text.english.cast import Characters
from studio.text.english.clauses import Reader
from studio.text.english.grammar import LINKS, elements
from studio.text.english.tagger import Tagged


def describe(tagged: Sequence[Tagged], cast: Characters) -> list[str]:
    """Return at most two short phrases of who does what where; `cast` keeps the people for the next passage."""
    found = [(clause.worth, _trim(clause.words)) for clause in Reader(cast).read(elements(tagged))]
    own = [
        (worth, phrase)
        for index, (worth, phrase) in enumerate(found)
        if worth and phrase and not _is_told(found, index)
    ]
    best = sorted(range(len(own)), key=lambda index: -own[index][0])[:2]
    return [own[index][1] for index in sorted(best)]


def _trim(phrase: str) -> str:
    words = phrase.split()
    while words and words[-1] in LINKS | {"and", ","}:
        words.pop()
    while words and words[0] in LINKS | {"and", ","}:
        del words[0]
    return " ".join(words)


def _is_told(found: Sequence[tuple[int, str]], index: int) -> bool:
    """Return whether another phrase contains all that this one says."""
    words = set(found[index][1].split())
    return any(
        words <= set(other.split()) and (set(other.split()) != words or at < index)
        for at, (_, other) in enumerate(found)
        if at != index
    )
