"""The picture prompt of each passage: subject, place, time of day, weather, mood, carried through the film."""

# ruff: noqa: RUF001 (apostrophes look alike)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.providers.embedded.text import grammar
from generator.providers.embedded.text.cues import Cues, find_cues, find_signs, light_of
from generator.providers.embedded.text.language import UNSPACED
from generator.providers.embedded.text.phrases import Cast, describe
from generator.providers.embedded.text.vocabulary import STOP_WORDS

_LONGEST = 200
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one passage says by itself."""

    subject: str
    cues: Cues
    hint: str


def write_prompts(narrations: Sequence[str], language: str, keywords: Sequence[str]) -> list[str]:
    """Write a prompt for each narration, in English keywords where the language is known.

    What a passage leaves open (place, time of day, weather, who "she" is) is carried on from the passages before it; the
    opening takes the first place that the film names. `keywords` are the subject where the words name none.
    """
    seen = _look_at_all(narrations, language)
    named = [one.cues.place for one in seen if one.cues.place]
    hints = Counter(one.hint for one in seen if one.hint)
    opening = named[0] if named else hints.most_common(1)[0][0] if hints else ""
    known = Cues(place=opening, time=next((one.cues.time for one in seen if one.cues.time), ""))
    subject = ", ".join(keywords[:2])
    prompts = []
    for one in seen:
        subject = one.subject or subject
        known = one.cues.over(known)
        prompts.append(_join(subject, known))
    return prompts


def _join(subject: str, cues: Cues) -> str:
    parts = [subject]
    for part in (cues.place, cues.time, cues.weather, cues.mood or light_of(cues.time)):
        if part and not re.search(rf"\b{re.escape(part)}s?\b", subject, re.IGNORECASE):
            parts.append(part)
    prompt = ", ".join(part for part in parts if part)
    return (
        prompt[:_LONGEST].rpartition(" ")[0].rstrip(",")
        if len(prompt) > _LONGEST
        else prompt or "quiet landscape"
    )


def _look_at_all(narrations: Sequence[str], language: str) -> list[_Seen]:
    seen: list[_Seen] = []
    cast = Cast()
    for narration in narrations:
        words = [word.lower() for word in _WORD.findall(narration)]
        if language == "en":
            tagged = grammar.tag(narration)
            cues, hint = find_cues(words, grammar.nouns(tagged), language)
            seen.append(_Seen(subject=", ".join(describe(tagged, cast)), cues=cues, hint=hint))
        else:
            words = words if language not in UNSPACED else find_signs(narration)
            cues, hint = find_cues(words, words, language)
            seen.append(_Seen(subject=_own_words(narration, language), cues=cues, hint=hint))
    return seen


def _own_words(narration: str, language: str) -> str:
    """Give the words of a passage that carry its sense, for languages whose grammar is not known here."""
    small = STOP_WORDS.get(language, frozenset())
    words = [
        word
        for word in _WORD.findall(narration)
        if word.lower() not in small and (len(word) > 2 or not word.isascii())
    ]
    return " ".join(words[:_MOST_WORDS])[: _LONGEST // 2]
