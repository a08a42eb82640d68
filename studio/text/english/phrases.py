"""Short phrases (subject, act, place) for the pictures of an English film."""

from __future__ import annotations

from collections.abc import Sequence

from studio.text.english.cast import Characters
from studio.text.english.clause import Clause
from studio.text.english.clauses import Reader
from studio.text.english.grammar import elements
from studio.text.english.tagger import Tagged
from studio.text.english.things import LINKS

_REFERRING = frozenset(["it", "them"])


def describe(tagged: Sequence[Tagged], cast: Characters) -> list[str]:
    """Return at most two short phrases of who does what where; `cast` keeps the people for the next passage."""
    clauses = Reader(cast).read(elements(tagged))
    found = [(clause.worth, _trim(clause.words)) for clause in clauses]
    own = [
        index
        for index, (worth, phrase) in enumerate(found)
        if worth and phrase and not _is_told(found, index)
    ]
    # Who is only denied something is seen where nobody does anything.
    own = [index for index in own if not clauses[index].denied] or own
    best = sorted(sorted(own, key=lambda index: -found[index][0])[:2])
    phrases = [found[index][1] for index in best]
    if len(best) == 2 and _share_subject(clauses[best[0]], clauses[best[1]]):
        subject = clauses[best[1]].subject
        is_next = best[1] == best[0] + 1
        second = phrases[1].removeprefix(f"{subject} ") if subject else phrases[1]
        return [f"{_named(phrases[0])} and {second if is_next else _named(second)}"]
    return [_named(phrase) for phrase in phrases]


def _share_subject(first: Clause, second: Clause) -> bool:
    """Return whether the same one does both: "woman ringing bell and waiting"."""
    acts = bool(first.act and second.act) and not second.front and not second.described
    return acts and first.subject == second.subject and not first.front


def _named(phrase: str) -> str:
    """Return a phrase without a pronoun for something that it does not name."""
    return _trim(" ".join(word for word in phrase.split() if word not in _REFERRING))


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
