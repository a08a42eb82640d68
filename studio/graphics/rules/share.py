"""A share of a whole ("72% of teachers", "two in five"), or a change in per cent or times ("40% faster")."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re

from studio.graphics.reading.amounts import PERCENT, SHARE, TIMES, Amount
from studio.graphics.reading.around import around, figure, split_at
from studio.graphics.reading.clauses import Span, clause_around
from studio.graphics.reading.cues import alternation, cue, cue_words, whole
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import phrase
from studio.graphics.values import Graphic
from studio.text.words.language import UNSPACED

_SURE = 0.95
# Points beside discs may have a few words more than a statement: the discs say the number.
_MOST = 12
_LONGEST_COMPARATIVE = 10
_NO_WORD = "(?!)"


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the share or the change that a sentence tells."""
    for amount in sentence.amounts:
        if amount.kind in {SHARE, PERCENT} and _is_denied_before(sentence, amount):
            # "You do not use only 10% of it": a ring would show what is not so.
            continue
        if amount.kind == SHARE and (found := _discs(sentence, amount)):
            return found
        if amount.kind in {PERCENT, TIMES}:
            if direction := _direction(sentence, amount):
                if found := _change(sentence, amount, direction):
                    return found
            elif amount.kind == PERCENT and _is_of(sentence, amount) and (found := _ring(sentence, amount)):
                return found
    return None


def _discs(sentence: Sentence, amount: Amount) -> Graphic | None:
    spans = clause_around(sentence, amount.start, amount.end)
    if sum(sentence.length(*span) for span in spans) > _MOST:
        return None
    main = phrase(sentence, spans, emphasis=[(amount.start, amount.end)])
    if main is None:
        return None
    return Graphic(
        kind="share",
        form="discs",
        phrases={"main": main},
        place=(int(amount.value), int(amount.of)),
        language=sentence.language,
        sureness=_SURE,
        reason=f"The sentence tells a share: {sentence.text[amount.start : amount.end]}.",
    )


def _ring(sentence: Sentence, amount: Amount) -> Graphic | None:
    beside = around(sentence, amount.start, amount.end)
    if beside is None or not beside.phrases:
        return None
    phrases = beside.phrases
    if beside.before:
        # "Less than 20% of workers": what qualifies the number stands before it, so that all of it is set beside the ring.
        main = phrase(sentence, beside.spans, emphasis=[(amount.start, amount.end)])
        if main is None or sum(sentence.length(*span) for span in beside.spans) > _MOST:
            return None
        phrases = {"main": main}
    return Graphic(
        kind="share",
        form="ring",
        phrases=phrases,
        figures=(figure(sentence, amount),),
        language=sentence.language,
        sureness=_SURE,
        reason=f"The sentence tells a share of a whole: {sentence.text[amount.start : amount.end]}.",
    )


def _is_of(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a part of a whole is meant: "of" follows, and it is neither a discount nor more than all."""
    language, after = sentence.language, sentence.text[amount.end :]
    if not 0 < amount.value <= 100 or cue("discount", language).search(sentence.text):
        return False
    of = alternation(cue_words("of", language))
    if language in UNSPACED:
        return bool(re.match(rf"\s*(?:{of})", after))
    if _consists(sentence, amount):
        return True
    if language in {"fr", "it"}:
        return bool(re.match(rf"\s+(?:{of})(?:\s|(?<=['’]))", after.replace("’", "'")))
    return bool(re.match(rf"\s+(?:{of})(?!\w)", after, re.IGNORECASE))


def _consists(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a whole is said to be so much of something: "is 60 percent water", "besteht zu 60 Prozent aus"."""
    before, after = sentence.text[: amount.start], sentence.text[amount.end :]
    if sentence.language == "de":
        return bool(re.search(r"\bzu\s+(?:\w+\s+)?$", before) and re.match(r"\s+aus\b", after))
    if sentence.language != "en" or _comparative_at(sentence, amount.end):
        return False
    word = next((word for word in sentence.words if word.start >= amount.end), None)
    about = r"(?:(?:about|around|almost|nearly|roughly|only|over|just)\s+)?"
    is_whole = re.search(rf"\b(?:is|are|was|were)\s+{about}$", before)
    return bool(is_whole and word and word.tag.startswith(("NN", "VBN", "JJ")) and word.tag != "JJR")


def _change(sentence: Sentence, amount: Amount, direction: int) -> Graphic | None:
    beside = around(sentence, amount.start, amount.end)
    if beside is None or not beside.phrases:
        return None
    phrases = beside.phrases
    after = split_at(beside.spans, amount.start, amount.end)[1]
    named = _comparative_at(sentence, amount.end)
    if (
        named
        and after
        and named[1] <= after[-1][1]
        and len(sentence.text[slice(*named)]) <= _LONGEST_COMPARATIVE
    ):
        rest = (
            phrase(sentence, [(named[1], after[-1][1])], capital=False)
            if sentence.length(named[1], after[-1][1])
            else None
        )
        comparative = phrase(sentence, [named], capital=False, emphasis=[])
        phrases = {role: one for role, one in phrases.items() if role != "after"}
        phrases |= {"comparative": comparative} if comparative else {}
        phrases |= {"after": rest} if rest else {}
    return Graphic(
        kind="change",
        form="arrow",
        phrases=phrases,
        figures=(figure(sentence, amount),),
        direction=direction,
        language=sentence.language,
        sureness=_SURE,
        reason=f"The sentence tells a change: {sentence.text[amount.start : amount.end]}, {'up' if direction > 0 else 'down'}.",
    )


def _comparative_at(sentence: Sentence, at: int) -> Span | None:
    """Return the offsets of a comparative that begins behind an offset: "faster" of "40% faster"."""
    words = alternation(cue_words("comparative", sentence.language))
    pattern = words if sentence.language in UNSPACED else whole(words, sentence.language)
    match = re.compile(rf"\s*({pattern})", re.IGNORECASE).match(sentence.text, at)
    return match.span(1) if match else None


def _direction(sentence: Sentence, amount: Amount) -> int:
    """Return 1 if an amount is a change upwards, -1 if downwards, 0 if it is none or unclear."""
    language = sentence.language
    spans = clause_around(sentence, amount.start, amount.end)
    clause = " ".join(sentence.text[a:b] for a, b in spans)
    if _is_denied(sentence, clause) or cue("discount", language).search(clause):
        return 0
    before, after = split_at(spans, amount.start, amount.end)
    first = " ".join(sentence.text[a:b] for a, b in before)
    then = " ".join(sentence.text[a:b] for a, b in after)
    plain = cue("more than", language).sub(" ", first)
    if named := _comparative_at(sentence, amount.end):
        direction = _of_word(sentence.text[slice(*named)], language)
        # "If we lose 5% more" is no rise.
        return 0 if _verb_direction(plain, "", language) == -direction else direction
    if amount.kind == TIMES:
        return 0
    level = alternation(cue_words("level", language))
    if re.search(
        rf"{level if language in UNSPACED else whole(level, language)}\s*(?:{alternation(cue_words('more than', language))})?\s*$",
        first,
        re.IGNORECASE,
    ):
        return 0
    return _verb_direction(plain, then, language)


def _verb_direction(before: str, after: str, language: str) -> int:
    """Return the direction of a verb of change before an amount; behind it where verbs stand last, or nouns of change."""
    comparatives = {*cue_words("comparative", language)}
    found = []
    for name, sign in (("rise", 1), ("fall", -1)):
        words = [word for word in cue_words(name, language) if word not in comparatives | {"up", "down"}]
        pattern = re.compile(whole(alternation(words), language) if words else _NO_WORD, re.IGNORECASE)
        places = [match.start() for match in pattern.finditer(before)]
        if places:
            found.append((places[-1], sign))
        elif language in UNSPACED | {"hi", "ar", "de"} and pattern.search(after):
            found.append((-1, sign))
    if language == "en":
        match = re.search(r"\b(up|down|off)\s+(?:by\s+)?$", before)
        found += [(match.start(), 1 if match[1] == "up" else -1)] if match else []
        noun = re.match(r"\s+(increase|rise|growth|decrease|drop|decline|fall)\b", after)
        found += [(-1, 1 if noun[1] in {"increase", "rise", "growth"} else -1)] if noun else []
    signs = {sign for _, sign in found}
    return signs.pop() if len(signs) == 1 else 0


def _of_word(word: str, language: str) -> int:
    low = word.lower()
    ups, downs = low in cue_words("rise", language), low in cue_words("fall", language)
    if language in UNSPACED:
        ups, downs = (
            ups or low in {"更", "快", "更快", "速く", "多く", "高く"},
            downs or low in {"少", "少な"},
        )
    return int(ups) - int(downs)


def _is_denied_before(sentence: Sentence, amount: Amount) -> bool:
    """Return whether a negation stands before an amount in its clause; behind it, it belongs to what is said of the share."""
    before, _ = split_at(clause_around(sentence, amount.start, amount.end), amount.start, amount.end)
    return sentence.language == "en" and _is_denied(sentence, " ".join(sentence.text[a:b] for a, b in before))


def _is_denied(sentence: Sentence, clause: str) -> bool:
    if sentence.language == "en":
        return bool(
            re.search(
                r"\b(?:not|never|no longer|cannot|nobody|none|neither)\b|n['’]t\b", clause, re.IGNORECASE
            )
        )
    words = [
        word
        for word in cue_words("negation", sentence.language)
        if word
        not in {
            "nur",
            "seulement",
            "solo",
            "sólo",
            "só",
            "apenas",
            "только",
            "فقط",
            "सिर्फ़",
            "सिर्फ",
            "只",
            "只有",
            "だけ",
            "plus",
        }
    ]
    return bool(re.search(whole(alternation(words), sentence.language), clause, re.IGNORECASE))
