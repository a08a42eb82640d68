"""The parts of a long sentence: each of its figures is shown by itself, when it is spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from studio.graphics.choice.whole import hangs
from studio.graphics.reading.amounts import BARE
from studio.graphics.reading.clauses import CONDITION, FRONT, Span, clause_around, segments
from studio.graphics.reading.cues import cue_words
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence, Word
from studio.graphics.rules import (
    call,
    comparison,
    date,
    enumeration,
    growth,
    item,
    number,
    question,
    quote,
    share,
    statement,
)
from studio.graphics.values import Graphic
from studio.text.words.vocabulary import STOP_WORDS

# What shows figures, of which each may have a part of its sentence, and what a part may be shown as.
_FIGURED = (share, comparison, growth, number, date)
OF_PARTS = (*_FIGURED, enumeration, statement)
# What shows a sentence as a whole, whatever figures it has.
_WHOLE = (call, quote, question, item)
# The least sureness of a figure, the fewest words of a sentence that is divided and of its parts: fewer are not read.
_SURE, _LONG, _LEAST = 0.6, 12, 4
# From so many words on that are heard before a figure, another thing is shown until then.
_LATE = 8
# English words before a figure that belong to it, by their tags.
_FRONTS = frozenset("DT IN JJ JJR JJS RB RBR RBS RP TO PRP$ PDT".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A figure with what shows it: its offsets in the sentence."""

    start: int
    end: int
    sureness: float


def parts_of(sentence: Sentence, film: FilmText) -> list[Sentence]:
    """Return the parts of a sentence that are shown by themselves: all of it, if it is not long or has not several figures."""
    if film.is_story or sentence.length(0, len(sentence.text)) < _LONG:
        return [sentence]
    if any(rule.find(sentence, film) for rule in _WHOLE):
        return [sentence]
    whole = comparison.find(sentence, film)
    if whole and not whole.figures:
        return [sentence]
    cuts = _cuts(sentence, _settled(sentence, _anchors(sentence, film)))
    places = [0, *cuts, len(sentence.text)]
    if len(places) == 2:
        return [sentence]
    return [replace(sentence, window=_trimmed(sentence.text, *span)) for span in pairwise(places)]


def _cuts(sentence: Sentence, anchors: Sequence[_Anchor]) -> list[int]:
    """Return where the parts of figures begin; of two that would be too short the surer figure has one."""
    while True:
        cuts: list[tuple[int, int]] = []
        before, last, worse = 0, 0, -1
        for index, anchor in enumerate(anchors):
            cut = _boundary(sentence, before, anchor.start)
            if cut is not None:
                if index and sentence.length(last, cut) < _LEAST:
                    worse = index if anchor.sureness < anchors[index - 1].sureness else index - 1
                    break
                if sentence.length(0, cut) >= _LEAST:
                    cuts.append((cut, index))
                    last = cut
            before = anchor.end
        if worse < 0:
            return [cut for cut, _ in cuts]
        anchors = [one for index, one in enumerate(anchors) if index != worse]


def _anchors(sentence: Sentence, film: FilmText) -> list[_Anchor]:
    """Return the figures of a sentence that can be shown, in order; those that one graphic shows are one."""
    spans = [(one.start, one.end) for one in sentence.all_amounts]
    spans += [(one.start, one.end) for one in sentence.all_dates]
    found: list[_Anchor] = []
    for rule in (comparison, growth):
        graphic = rule.find(sentence, film)
        if graphic and not hangs(graphic, sentence):
            inside = [span for span in spans if _is_told(sentence, graphic, span)]
            if inside:
                found.append(_Anchor(min(inside)[0], max(inside)[1], graphic.sureness))
    for start, end in sorted(spans):
        if any(one.start <= start < one.end for one in found):
            continue
        part = replace(sentence, window=(start, end))
        shown = [one for rule in _FIGURED if (one := rule.find(part, film)) and not hangs(one, sentence)]
        best = max((one.sureness for one in shown), default=0.0)
        if best >= _SURE:
            found.append(_Anchor(start, end, best))
    return sorted(found, key=lambda one: one.start)


def _settled(sentence: Sentence, anchors: Sequence[_Anchor]) -> list[_Anchor]:
    """Return the figures that have a part of their own, none of them one of several alike of which others have none."""
    found = _apart(sentence, _without_dates(sentence, anchors))
    while alone := [one for one in found if not _has_like(sentence, one, found)]:
        if len(alone) == len(found):
            return found
        found = alone
    return []


def _has_like(sentence: Sentence, anchor: _Anchor, anchors: Sequence[_Anchor]) -> bool:
    """Return whether the clause of a figure has others of its kind that are not shown: "250 grams of flour, 125 grams of butter"."""
    amount = next((one for one in sentence.all_amounts if one.start == anchor.start), None)
    if amount is None:
        return False
    spans = clause_around(sentence, anchor.start, anchor.end)
    others = [
        one
        for one in sentence.all_amounts
        if any(a <= one.start < b for a, b in spans)
        and not any(o.start <= one.start < o.end for o in anchors)
    ]
    return any(
        (one.alone or one.kind) == amount.kind and (amount.kind != BARE or one.size >= amount.size)
        for one in others
    )


def _without_dates(sentence: Sentence, anchors: Sequence[_Anchor]) -> list[_Anchor]:
    """Return the figures without dates that stand in the clause of another figure, beside which they are read."""
    dates = {one.start for one in sentence.all_dates}
    clauses = {one.start: clause_around(sentence, one.start, one.end) for one in anchors}
    others = {clauses[one.start] for one in anchors if one.start not in dates}
    kept = [one for one in anchors if one.start not in dates or clauses[one.start] not in others]
    return kept if len(kept) > 1 else list(anchors)


def _is_told(sentence: Sentence, graphic: Graphic, span: Span) -> bool:
    first = sentence.word_at(span[0])
    told = {figure.first for figure in graphic.figures} | {
        graphic.phrases[role].first for role in ("start", "end") if role in graphic.phrases
    }
    return first in told


def _apart(sentence: Sentence, anchors: Sequence[_Anchor]) -> list[_Anchor]:
    """Return figures without those that follow too soon: of two, the surer one is shown."""
    kept: list[_Anchor] = []
    for anchor in anchors:
        if kept and sentence.length(kept[-1].start, anchor.start) < _LEAST:
            if anchor.sureness > kept[-1].sureness:
                kept[-1] = anchor
            continue
        kept.append(anchor)
    return kept


def _boundary(sentence: Sentence, before: int, start: int) -> int | None:
    """Return where the part of a figure begins; None if it goes on from what is shown before.

    It is where its clause begins, or, if much is said before the figure comes, where the words begin that belong to it.
    """
    clause = 0
    parts = segments(sentence)
    for one in parts[:-1]:
        # "And" goes with what it joins.
        is_led = one.kind in {FRONT, CONDITION} and sentence.length(one.start, start) < _LATE
        if before <= one.end <= start and not is_led:
            clause = max(clause, _next_word(sentence.text, one.end))
    if clause and sentence.length(clause, start) < _LATE:
        return clause
    if not clause and before == 0 and sentence.length(0, start) < _LATE:
        return None
    return _front(sentence, max(before, clause), start)


def _next_word(text: str, at: int) -> int:
    while at < len(text) and not text[at].isalnum():
        at += 1
    return at


def _front(sentence: Sentence, before: int, start: int) -> int:
    """Return where the words begin that belong to a figure: "with more than" 37 tons."""
    if sentence.is_unspaced:
        return start
    of = {"of", *cue_words("of", sentence.language)}
    first, is_of = start, False
    joins = cue_words("and", sentence.language)
    for word in reversed([word for word in sentence.words if before <= word.start < start]):
        # "A budget of" 2.5 million: the noun belongs to it too.
        if not (is_of or _is_small(sentence, word)) or not word.text[0].isalnum():
            break
        first, is_of = word.start, word.low in of
    before_it = [word for word in sentence.words if before <= word.end < first]
    if before_it and before_it[-1].low in joins and before_it[-1].end + 1 == first:
        first = before_it[-1].start
    return first


def _is_small(sentence: Sentence, word: Word) -> bool:
    if sentence.language == "en":
        return word.tag in _FRONTS
    return word.low in STOP_WORDS.get(sentence.language, frozenset())


def _trimmed(text: str, start: int, end: int) -> Span:
    return start, start + len(text[start:end].rstrip())
