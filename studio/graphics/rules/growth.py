"""Growth: an amount that something has grown to, by a verb of growth and the time that it took."""

from __future__ import annotations

import re

from studio.graphics.reading.amounts import BARE, MEASURE, MONEY, SPAN
from studio.graphics.reading.around import figure, split_at
from studio.graphics.reading.clauses import Span, clause_around
from studio.graphics.reading.cues import alternation, cue, cue_words, whole
from studio.graphics.reading.dates import Date
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import MOST_BESIDE, MOST_WORDS, phrase
from studio.graphics.values import Graphic, Phrase

_SURE = 0.9
_LEADS = r"\s*(?:after|in|within|over)\s+(?:only|just|about|the next)?\s*$"


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
    inside = [one for one in sentence.dates if any(a <= one.start < b for a, b in spans) and one.value]
    if len(inside) == 2:
        start, end = (phrase(sentence, [_year(one)], emphasis=[]) for one in inside)
        leads = not sentence.text[: inside[0].start].strip() or inside[0].start == spans[0][0]
        cut = (
            inside[1].end
            if leads and not re.search(r"\w{3,}\s+\w{3,}", sentence.text[inside[0].end : inside[1].start])
            else 0
        )
        return start, end, cut
    span = next(
        (one for one in sentence.amounts if one.kind == SPAN and any(a <= one.start < b for a, b in spans)),
        None,
    )
    if span is None or re.match(r"\s*(?:old|ago|a\b|each|every)", sentence.text[span.end :]):
        return None
    end = phrase(sentence, [(span.start, span.end)], emphasis=[], capital=False)
    leads = sentence.language == "en" and re.fullmatch(
        _LEADS, sentence.text[spans[0][0] : span.start], re.IGNORECASE
    )
    named = cue("growth", sentence.language).search(sentence.text, span.end) or not leads
    return (None, end, span.end) if leads and named else (None, end, 0)


def _year(date: Date) -> Span:
    return date.year


def _is_to(sentence: Sentence, at: int) -> bool:
    words = alternation(cue_words("to", sentence.language))
    return bool(re.search(rf"{whole(words, sentence.language)}\s*$", sentence.text[:at], re.IGNORECASE))
