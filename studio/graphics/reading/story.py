"""Whether a film tells a story, of what happened to the same somebody whom nobody knows, or is a poem."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.graphics.reading.amounts import BARE, MONEY, PERCENT, SHARE
from studio.graphics.reading.cues import cue
from studio.graphics.reading.links import find_links
from studio.graphics.reading.sentence import Scene, Sentence
from studio.text.reader.lines import are_verses, ends_sentence

_PRONOUNS = frozenset("he she it they his her their".split())
_SPOKEN = re.compile(
    r"[\"”’»]\s*,?\s*(?:\w+\s+){0,2}?(?:said|asked|cried|whispered|shouted|answered|replied|called|thought|laughed)\b|\b(?:said|asked|cried|whispered|shouted|answered|replied)[,:]?\s+[\"“«]",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)
# The share of sentences told in the past from which on a text is told, not explained.
_MOSTLY = 0.6


def is_story(sentences: Sequence[Sentence]) -> bool:
    """Return whether sentences tell a story: by its opening, or told in the past of he, she, it or they without facts."""
    if not sentences:
        return False
    language = sentences[0].language
    opening = " ".join(sentence.text for sentence in sentences[:3])
    facts = sum(map(_has_fact, sentences))
    if cue("story", language).search(opening) and facts * 3 <= len(sentences):
        return True
    if language != "en" or facts > (1 if len(sentences) > 5 else 0):
        return False
    past = sum(_is_past(sentence) for sentence in sentences) / len(sentences)
    spoken = any(_SPOKEN.search(sentence.text) for sentence in sentences)
    same = sum(_has_pronoun(sentence) for sentence in sentences)
    told = [sentence for sentence in sentences if not re.search(r"[\"“«]", sentence.text)]
    addressed = sum(bool(_YOU.search(sentence.text)) for sentence in told)
    return past >= _MOSTLY and addressed * 4 <= len(sentences) and (same >= 2 or spoken)


def is_poem(scenes: Sequence[Scene]) -> bool:
    """Return whether most scenes of a film hold lines of verse."""
    told = [[line for line in scene.narration.splitlines() if line.strip()] for scene in scenes]
    broken = sum(len(lines) > 1 for lines in told)
    lines = [line for lines in told for line in lines]
    # A heading and its sentence are two lines as well; of them every second ends a sentence.
    ended = sum(map(ends_sentence, lines))
    return broken * 2 > len(told) and ended * 3 <= len(lines) and are_verses([lines])


def _has_fact(sentence: Sentence) -> bool:
    """Return whether a sentence has what stories lack: a year, money, per cent, a large number, an address, a full name."""
    if any(date.value for date in sentence.dates) or find_links(sentence.text):
        return True
    large = any(
        amount.kind in {MONEY, PERCENT}
        or (amount.kind in {BARE, SHARE} and amount.size >= 1000 and not amount.is_word)
        for amount in sentence.amounts
    )
    return large or (sentence.language == "en" and _has_full_name(sentence))


def _has_full_name(sentence: Sentence) -> bool:
    tags = [word.tag for word in sentence.words]
    return any(
        tags[at : at + 2] == ["NNP", "NNP"]
        and sentence.words[at].low
        not in {"old", "mr", "mrs", "king", "queen", "uncle", "aunt", "captain", "princess", "prince"}
        for at in range(len(tags) - 1)
    )


def _is_past(sentence: Sentence) -> bool:
    verbs = [word.tag for word in sentence.words if word.tag in {"VBD", "VBZ", "VBP"}]
    return bool(verbs) and verbs[0] == "VBD"


def _has_pronoun(sentence: Sentence) -> bool:
    return any(word.low in _PRONOUNS for word in sentence.words[:5])
