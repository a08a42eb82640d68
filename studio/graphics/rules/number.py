"""A number: an amount with what it counts, measures or costs."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.graphics.reading.amounts import BARE, MEASURE, MONEY, PERCENT, SEVERAL, SHARE, SPAN, TIMES, Amount
from studio.graphics.reading.around import around, figure
from studio.graphics.reading.clauses import Span
from studio.graphics.reading.cues import cue
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.values import Graphic
from studio.text.words.vocabulary import STOP_WORDS

# The least value of a count that is worth a scene; measured values are whatever they are.
_LEAST = 10
_SURE, _RATHER_SURE, _LESS_SURE, _DOUBTFUL = 0.85, 0.8, 0.75, 0.45
# Nobody can paint so many.
_LARGE = 1000
_ORDER = {MONEY: 0, PERCENT: 1, MEASURE: 2, TIMES: 3, BARE: 4, SPAN: 5}
# Behind a span of time these make a point in time of it: "eight years later".
_POINT = re.compile(
    r"\s*-?\s*(?:later|ago|before|earlier|after|old\b(?=\s+[a-z]))|-old|\s*(?:später|zuvor|plus tard|después|depois|dopo|fa\b|спустя|назад|बाद|पहले|后|前|後)"
)
_AGO = re.compile(r"(?:il y a|vor|hace|há|после|через|بعد|قبل)\s*$", re.IGNORECASE)
# "37 of them", "600 a year": what they are was said.
_OF_THEM = re.compile(
    r"(?:of them|davon|darunter|d['’]entre (?:eux|elles)|de ell[oa]s|del[ea]s|di (?:loro|essi|esse)|из них|منها|منهم)\b"
    r"|(?:par|por|pro|im|per|all['’]|al|ao|в|a|each|every)\s*"
    r"(?:an|jour|mois|semaine|año|día|mes|semana|ano|dia|mês|jahr|tag|monat|woche|anno|giorno|mese|settimana|год|день|месяц|неделю|year|day|month|week)\b",
    re.IGNORECASE,
)
# "The number of employees stayed at 85".
_NUMBER_OF = re.compile(
    r"\bnumber of (?:\w+ ){1,3}(?:is|was|stayed at|stands at|remains at|reached|has reached) $", re.IGNORECASE
)
# "100% sure" is no number.
_WHOLLY = re.compile(
    r"\s*(?:sure|certain|natural|free|true|right|ready|serious|worth|me\b|you\b|safe|sicher|sûre?|segur[oa]|sicur[oa]|уверен)",
    re.IGNORECASE,
)


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the number that a sentence is about, if it can be shown with all that its clause says of it."""
    found = sorted(
        (amount for amount in sentence.amounts if _is_shown(sentence, amount)),
        key=lambda amount: (_ORDER[amount.kind], -amount.start),
    )
    for amount in found:
        beside = around(sentence, amount.start, amount.end)
        if beside and _has_like(sentence, amount, beside.spans):
            continue
        if beside and beside.phrases:
            return Graphic(
                kind="number",
                form="number",
                phrases=beside.phrases,
                figures=(figure(sentence, amount),),
                language=sentence.language,
                sureness=_sureness(amount),
                reason=f"The sentence is about a number: {sentence.text[amount.start : amount.end]}.",
            )
    return None


def _has_like(sentence: Sentence, amount: Amount, spans: Sequence[Span]) -> bool:
    """Return whether the same clause has another amount of the kind: none of them is the number."""
    inside = [
        one for one in sentence.amounts if one is not amount and any(a <= one.start < b for a, b in spans)
    ]
    if any(one.kind == SEVERAL for one in inside):
        return True
    alike = [one for one in inside if (one.alone or one.kind) == amount.kind]
    if amount.kind == BARE:
        # "340 people work in 12 offices": what they count differs.
        return any(one.size >= amount.size for one in alike)
    return bool(alike)


def _is_shown(sentence: Sentence, amount: Amount) -> bool:
    after = sentence.text[amount.end :]
    if amount.kind not in _ORDER or amount.kind == SHARE:
        return False
    if amount.kind == PERCENT:
        return not (amount.value == 100 and _WHOLLY.match(after))
    if amount.kind == SPAN:
        return not _POINT.match(after) and not _AGO.search(sentence.text[: amount.start])
    if amount.kind in {MONEY, MEASURE, TIMES}:
        return amount.size > 1 or not amount.is_word
    return amount.size >= _LEAST and _counts_something(sentence, amount)


def _counts_something(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a bare number stands before what it counts: "twelve publishers"."""
    after = sentence.text[amount.end :].lstrip()
    if sentence.is_unspaced and amount.unit:
        return True
    if re.match(r"[A-Z]\.|[A-Z]{2,}\s[§\d]", after):
        # "42 U.S.C. § 1983".
        return False
    if cue("count", sentence.language).match(after) or _OF_THEM.match(after):
        return True
    if sentence.language == "en" and _NUMBER_OF.search(sentence.text[: amount.start]):
        return True
    if sentence.language != "en":
        noun = re.match(r"[^\W\d_][\w'’-]*", after)
        small = STOP_WORDS.get(sentence.language, frozenset())
        return amount.scale > 1 or (noun is not None and noun[0].lower() not in small)
    word = next((word for word in sentence.words if word.start >= amount.end), None)
    return word is not None and (
        word.tag.startswith(("NN", "JJ"))
        or word.low in {"of", "different", "more", "new"}
        or (amount.scale > 1 and len(amount.unit) > 2)
    )


def _sureness(amount: Amount) -> float:
    if amount.kind in {MONEY, PERCENT}:
        return _SURE
    if amount.kind == SPAN and amount.is_word and amount.value < _LEAST:
        return _DOUBTFUL
    return _RATHER_SURE if amount.size >= _LARGE else _LESS_SURE
