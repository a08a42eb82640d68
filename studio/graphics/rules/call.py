"""A call: what the viewer is asked to do at the end, with an address, a number to ring or a price."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re

from studio.graphics.reading.amounts import MONEY
from studio.graphics.reading.clauses import CONDITION, Segment, Span, segments
from studio.graphics.reading.cues import alternation, cue, cue_words, whole
from studio.graphics.reading.film import FilmText, is_order
from studio.graphics.reading.links import find_links
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import MOST_WORDS, phrase
from studio.graphics.values import Graphic, Phrase

_SURE, _LINKED = 0.85, 0.95
# Where calls stand, and the share of orders in a film from which on they are its steps.
_END, _STEPS = 0.25, 0.5


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the call of a sentence; steps of instructions and orders in stories are none."""
    links = find_links(sentence.text)
    if links:
        return _linked(sentence, links[-1] if len(links) == 1 else links[0])
    if film.is_story or not _is_near_end(sentence) or sentence.index in film.places:
        return None
    is_turn = sentence.language == "en" and re.match(
        r"(?:now\s+)?(?:it['’]s\s+)?your turn\b", sentence.text, re.IGNORECASE
    )
    orders = is_order(sentence) or (sentence.language == "en" and _is_taken_for_noun(sentence))
    if not is_turn and (
        not orders or film.orders >= _STEPS or (sentence.language == "en" and not _is_plain_order(sentence))
    ):
        return None
    return _plain(sentence)


def _is_near_end(sentence: Sentence) -> bool:
    return sentence.index >= sentence.count - max(1, round(sentence.count * _END)) and sentence.count > 1


def _is_plain_order(sentence: Sentence) -> bool:
    """Return whether an order asks to act, and not to keep from acting or to think of something."""
    return not re.match(
        r"(?:please\s+)?(?:never|don['’]t|do not|imagine|remember|note|think|let|thank|suppose|say)\b",
        sentence.text,
        re.IGNORECASE,
    )


def _is_taken_for_noun(sentence: Sentence) -> bool:
    """Return whether a sentence begins with an order that the tagger takes for a noun: "Update today"."""
    words = [word for word in sentence.words if word.text[0].isalnum() or word.text in ":!,"][:2]
    if len(words) < 2 or not cue("call", "en").fullmatch(words[0].low):
        return False
    return words[1].tag in {"DT", "PRP$", "PRP", "RB", "IN", "RP", ":", "."} or words[1].low in {
        "today",
        "now",
        "early",
        "small",
        "here",
        "tomorrow",
    }


def _linked(sentence: Sentence, link: Span) -> Graphic | None:
    before = alternation(cue_words("link before", sentence.language))
    hanging = re.search(
        rf"[\s:：]*(?:{before if sentence.is_unspaced else whole(before, sentence.language)})?[\s:：]*$",
        sentence.text[: link[0]],
        re.IGNORECASE,
    )
    end = hanging.start() if hanging else link[0]
    shown = phrase(sentence, [link], capital=False, emphasis=[])
    if shown is None:
        return None
    pieces, conditions = _parted(sentence, end)
    main = phrase(sentence, pieces) if pieces else None
    rest = (link[1], len(sentence.text))
    after = [rest] if any(map(str.isalnum, sentence.text[slice(*rest)])) else []
    condition = phrase(sentence, conditions or after) if (conditions or after) else None
    if condition and sum(sentence.length(*span) for span in conditions or after) > MOST_WORDS:
        condition = None
    roles: dict[str, Phrase | None] = {"main": main, "link": shown, "condition": condition}
    return _graphic(sentence, roles, "link", _LINKED, f"The sentence says where to go: {shown.text}.")


def _parted(sentence: Sentence, end: int) -> tuple[list[Span], list[Span]]:
    """Return the words of a call before its link, and a condition that stands before them."""
    parts = [part for part in segments(sentence) if part.start < end]
    cut = [Segment(part.start, min(part.end, end), part.kind, part.joint, part.has_verb) for part in parts]
    cut = [part for part in cut if any(map(str.isalnum, sentence.text[part.start : part.end]))]
    conditions = [(cut[0].start, cut[0].end)] if len(cut) > 1 and cut[0].kind == CONDITION else []
    main = cut[1:] if conditions else cut
    whole_span = [(main[0].start, main[-1].end)] if main else []
    if whole_span and sentence.length(*whole_span[0]) <= MOST_WORDS:
        return whole_span, conditions
    for part in main:
        if (
            (part.has_verb or part is main[0])
            and sentence.length(part.start, part.end) <= MOST_WORDS
            and part.kind != CONDITION
        ):
            return [(part.start, part.end)], conditions
    return [], []


def _plain(sentence: Sentence) -> Graphic | None:
    price = next((one for one in sentence.amounts if one.kind == MONEY), None)
    parts, conditions = _parted(sentence, len(sentence.text))
    if not parts:
        return None
    link = condition = None
    if price and parts[0][0] < price.start < parts[0][1]:
        cut = re.search(
            r"\s+(?:for|at|from|only|just|für|pour|por|per|за)?\s*$", sentence.text[: price.start]
        )
        if cut and cut.group().strip() == "for" and price.end >= parts[0][1] - 1:
            link = phrase(sentence, [(price.start, price.end)], emphasis=[], capital=False)
            parts = [(parts[0][0], cut.start())]
    rest = [
        part for part in segments(sentence) if part.start >= (price.end if link and price else parts[0][1])
    ]
    if conditions:
        condition = phrase(sentence, conditions)
    elif rest := _short(sentence, rest):
        start = rest[0].start - len(rest[0].joint) - 1 if rest[0].joint in {"and", "or"} else rest[0].start
        begins = rest[0].joint in {":", ";", "—", "–"}
        condition = phrase(sentence, [(max(start, parts[0][1]), rest[-1].end)], capital=begins)
    roles = {"main": phrase(sentence, parts), "link": link, "condition": condition}
    return (
        _graphic(
            sentence, roles, "words", _SURE, "The sentence asks the viewer to act, at the end of the film."
        )
        if roles["main"]
        else None
    )


def _short(sentence: Sentence, parts: list[Segment]) -> list[Segment]:
    """Return the first of some segments that together can be read below a call."""
    kept: list[Segment] = []
    for part in parts:
        if sentence.length(parts[0].start, part.end) <= MOST_WORDS:
            kept.append(part)
    return kept


def _graphic(
    sentence: Sentence, roles: dict[str, Phrase | None], form: str, sureness: float, reason: str
) -> Graphic:
    return Graphic(
        kind="call",
        form=form,
        phrases={role: one for role, one in roles.items() if one},
        language=sentence.language,
        sureness=sureness,
        reason=reason,
    )
