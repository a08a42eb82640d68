"""A comparison: two values of one unit, from one to the other or one instead of the other, or what was then and is now."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from studio.graphics.reading.amounts import BARE, SEVERAL, SHARE, TIMES, Amount
from studio.graphics.reading.around import figure, split_at
from studio.graphics.reading.clauses import clause_around
from studio.graphics.reading.cues import alternation, cue, cue_words, whole
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import MOST_BESIDE, MOST_WORDS, phrase
from studio.graphics.values import Graphic, Phrase

_SURE = 0.9
# A change from one to the other, and no mere range, is meant if the clause has one of these besides verbs of rising and falling.
_MOVES = re.compile(
    r"\b(?:went|goes|moved|moves|changed|changes|improved|improves|raised|raises|lowered|lowers|doubled|tripled|quadrupled|halved|slashed|boosted|extended|expanded)\b",
    re.IGNORECASE,
)
_LONGEST_LABEL = 5
# A date that begins a sentence stands before this offset.
_EARLY = 20
# The words of what was then, and of what is now.
_SIDE = 2, 8


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the two values that a sentence compares."""
    amounts = sentence.amounts
    for one, other in itertools.pairwise(amounts):
        if {one.kind, other.kind} & {SHARE, TIMES} or not (pair := _of_one_unit(one, other)):
            continue
        found = _from_to(sentence, *pair) or _instead(sentence, *pair)
        if found:
            return found
    return _then_now(sentence)


def _then_now(sentence: Sentence) -> Graphic | None:
    """Return "In 1990 a letter took a week, today a message takes a second" as two phrases, one for each time."""
    language, text = sentence.language, sentence.text
    then, now = alternation(cue_words("then", language)), alternation(cue_words("now", language))
    begins = re.match(
        rf"\s*(?:{then if sentence.is_unspaced else whole(then, language)})", text, re.IGNORECASE
    )
    date = next((one for one in sentence.dates if one.start < _EARLY), None)
    if not (begins or (date and sentence.length(0, date.start) <= 1)):
        return None
    gap = r"\s*[,;،，、；—–-]\s*(?:(?:and|but|und|aber|et|mais|y|pero|e|mas|ma|а|но)\s+)?"
    joint = re.search(
        rf"{gap}(?={now if sentence.is_unspaced else whole(now, language)})", text, re.IGNORECASE
    )
    if not joint or (date and joint.start() < date.end):
        return None
    spans = (0, joint.start()), (joint.end(), len(text))
    if any(not _SIDE[0] <= sentence.length(*span) <= _SIDE[1] for span in spans):
        return None
    one, other = (phrase(sentence, [span], emphasis=[]) for span in spans)
    if not one or not other:
        return None
    return Graphic(
        kind="comparison",
        form="arrow",
        items=(one, replace(other, emphasis=((0, len(other.text)),))),
        language=language,
        sureness=_SURE,
        reason="The sentence says how it was and how it is now.",
    )


def _of_one_unit(one: Amount, other: Amount) -> tuple[Amount, Amount] | None:
    """Return two amounts with the same unit: "from 4 to 9 euros" gives the first the unit of the second."""
    first, second = one.alone or one.kind, other.alone or other.kind
    if first == BARE and not one.unit and second != first:
        one = replace(one, sign=other.sign, is_before=other.is_before, unit=other.unit, scale=other.scale)
        first = second
    if first != second or one.sign != other.sign or one.unit != other.unit:
        return None
    return (one, other) if one.size != other.size else None


def _from_to(sentence: Sentence, one: Amount, other: Amount) -> Graphic | None:
    language, text = sentence.language, sentence.text
    spans = clause_around(sentence, one.start, other.end)
    clause = " ".join(text[a:b] for a, b in spans)
    moves = (
        cue("rise", language).search(clause)
        or cue("fall", language).search(clause)
        or cue("move", language).search(clause)
        or _MOVES.search(clause)
    )
    if not moves or re.search(r"\b(?:not|never)\b|n['’]t\b", clause):
        return None
    start, middle = _joints(sentence, one, other)
    if start < 0 or spans[0][0] > start:
        return None
    before, after = split_at(spans, start, other.end)
    words = [sum(sentence.length(*span) for span in part) for part in (before, after)]
    labels = [phrase(sentence, [span], emphasis=[], capital=False) for span in ((start, one.start), middle)]
    if max(words) > MOST_WORDS or sum(words) > MOST_BESIDE or not all(labels):
        return None
    main = phrase(sentence, [*before, *after]) if sum(words) else None
    return _graphic(sentence, main, [label for label in labels if label], (one, other))


def _joints(sentence: Sentence, one: Amount, other: Amount) -> tuple[int, tuple[int, int]]:
    """Return where "from" begins, and the offsets of "to" between two amounts; -1 if they are not so joined."""
    language, text = sentence.language, sentence.text
    between = text[one.end : other.start]
    to = alternation(cue_words("to", language))
    if language in {"zh"}:
        match = re.search(r"从\s*$", text[: one.start])
        joined = re.fullmatch(rf"[^\d，,。]{{0,4}}(?:{to})", between)
        return (match.start(), (one.end, other.start)) if match and joined else (-1, (0, 0))
    before = re.compile(
        rf"{whole(alternation(cue_words('from', language)), language)}\s*$", re.IGNORECASE
    ).search(text[: one.start])
    joined = re.fullmatch(
        rf"(?:\s+\w+){{0,2}}\s+(?:{to})\s+(?:(?:about|nearly|almost|over|just|only)\s+)?",
        between,
        re.IGNORECASE,
    )
    if not before or not joined:
        return -1, (0, 0)
    return before.start(), (one.end, other.start)


def _instead(sentence: Sentence, one: Amount, other: Amount) -> Graphic | None:
    """Return "5 euros instead of 9": the value that holds now comes last, in the accent."""
    spans = clause_around(sentence, one.start, other.end)
    between = (one.end, other.start)
    match = cue("instead", sentence.language).search(sentence.text, *between)
    if (
        not match
        or sentence.text[match.end() : other.start].strip() not in {"", "the", "of"}
        or one.kind == SEVERAL
    ):
        return None
    before, after = split_at(spans, one.start, other.end)
    words = sum(sentence.length(*span) for span in before)
    if (
        not 0 < words <= _LONGEST_LABEL
        or sum(sentence.length(*span) for span in after) > MOST_WORDS
        or sentence.length(one.end, match.start()) > 2
    ):
        return None
    now, old = (
        phrase(sentence, before, emphasis=[]),
        phrase(sentence, [(match.start(), other.start)], emphasis=[], capital=False),
    )
    if not now or not old:
        return None
    # "A month" of "4 euros a month instead of 9" belongs to both.
    shared = [(one.end, match.start()), *after]
    has_words = any(sentence.length(*span) for span in shared)
    rest = phrase(sentence, shared, capital=False) if has_words else None
    return _graphic(sentence, rest, [old, now], (other, one))


def _graphic(
    sentence: Sentence, main: Phrase | None, labels: list[Phrase], pair: tuple[Amount, Amount]
) -> Graphic:
    values: Iterator[Amount] = iter(pair)
    return Graphic(
        kind="comparison",
        form="bars",
        phrases={"main": main} if main else {},
        # The value that holds now is the last, in the accent.
        items=(labels[0], replace(labels[1], emphasis=((0, len(labels[1].text)),))),
        figures=tuple(figure(sentence, amount) for amount in values),
        direction=1 if pair[1].size > pair[0].size else -1,
        language=sentence.language,
        sureness=_SURE,
        reason=f"The sentence compares {pair[0].text} and {pair[1].text}.",
    )
