"""Growth: an amount that something has grown to, by a verb of growth and the time that it took."""

from __future__ import annotations

import re

from studio.graphics.reading.amounts import BARE, MEASURE, MONEY, SPAN
from studio.graphics.reading.around import figure, split_at
from studio.graphics.reading.clauses import Span, clause_around
from studio.graphics.reading.cues import cue
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import MOST_BESIDE, MOST_WORDS, phrase
from studio.graphics.values import Graphic, Phrase

_SURE = 0.9
_LEADS = re.compile(r"\s*(?:after|in|within|over)\s+(?:the next\s+)?", re.IGNORECASE)
# "From 2019 to 2026": the second year has no preposition of its own.
_UNTIL = re.compile(r"\s+(?:to|bis|à|a|al|до)\s+((?:1\d|20)\d\d)(?![\d.,]*\d)", re.IGNORECASE)
# No time that something takes: an age, a point in time, a rate.
_IS_RATE = re.compile(r"\s*(?:old|ago|a\b|each|every)")


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the growth that a sentence tells with its amount and its time."""
    language = sentence.language
    grown = [one for one in sentence.amounts if one.kind in {MONEY, BARE, MEASURE}]
    if len(grown) != 1 or cue("fall", language).search(cue("more than", language).sub(" ", sentence.text)):
        return None
    amount = grown[0]
    spans = clause_around(sentence, amount.start, amount.end)
    clause = " ".join(sentence.text[a:b] for a, b in spans)
    denied = cue("negation", language).search(clause)
    if not cue("growth", language).search(clause) or denied or (amount.kind == BARE and amount.size < 10):
        return None
    times = _times(sentence, spans)
    if times is None:
        return None
    start, end, cut = times
    before, after = split_at([(max(a, cut), b) for a, b in spans if b > cut], amount.start, amount.end)
    words = [sum(sentence.length(*span) for span in part) for part in (before, after)]
    if max(words) > MOST_WORDS or sum(words) > MOST_BESIDE or not words[0]:
        return None
    first, then = phrase(sentence, before), phrase(sentence, after, capital=False) if words[1] else None
    roles = {"before": first, "after": then, "start": start, "end": end}
    return Graphic(
        kind="growth",
        form="curve" if cue("curve", language).search(clause) else "line",
        phrases={role: one for role, one in roles.items() if one},
        figures=(figure(sentence, amount),),
        direction=1,
        language=language,
        sureness=_SURE,
        reason=f"Something grows to {sentence.text[amount.start : amount.end]} in a time that the sentence names.",
    )


def _times(sentence: Sentence, spans: tuple[Span, ...]) -> tuple[Phrase | None, Phrase | None, int] | None:
    """Return what stands at the start and the end of the axis, and where the words begin that are shown beside it."""
    dates = [one for one in sentence.dates if any(a <= one.start < b for a, b in spans) and one.value]
    if len(dates) == 2:
        start, end = (phrase(sentence, [one.year], emphasis=[]) for one in dates)
        between = sentence.text[dates[0].end : dates[1].start]
        # "From 2019 to 2026 we grew": both stand before the clause.
        leads = dates[0].start == spans[0][0] and len(between.split()) < 2
        return start, end, dates[1].end if leads else 0
    years = dates and _UNTIL.match(sentence.text, dates[0].end)
    if years and dates[0].start == spans[0][0]:
        start = phrase(sentence, [dates[0].year], emphasis=[])
        return start, phrase(sentence, [years.span(1)], emphasis=[]), years.end()
    inside = [
        one for one in sentence.amounts if one.kind == SPAN and any(a <= one.start < b for a, b in spans)
    ]
    if not inside or _IS_RATE.match(sentence.text[inside[0].end :]):
        return None
    span = inside[0]
    end = phrase(sentence, [(span.start, span.end)], emphasis=[], capital=False)
    # "After ten years interest has added": the time stands at the axis instead.
    leads = sentence.language == "en" and bool(_LEADS.fullmatch(sentence.text[spans[0][0] : span.start]))
    return None, end, span.end if leads else 0
