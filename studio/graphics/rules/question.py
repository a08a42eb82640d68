"""A question that a film asks its viewer."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re

from studio.graphics.reading.clauses import segments
from studio.graphics.reading.cues import alternation, cue_words
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import phrase
from studio.graphics.values import Graphic

_FIRST, _LATER = 0.9, 0.7
_MARKS = "?？؟"
# Questions may have a few words more than statements: they are shown whole or not at all.
_LEAST, _LEAST_SIGNS, _MOST = 3, 4, 12
_ASKS = re.compile(
    r"\b(?:what|why|how|who|when|where|which|whose|is|are|do|does|did|can|could|will|would|have|has|should)\b",
    re.IGNORECASE,
)


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the question of a sentence; nothing for tag questions, in dialogue, and for the second in a row."""
    if not is_question(sentence) or _is_tag(sentence):
        return None
    if sentence.index and is_question(film.sentences[sentence.index - 1]):
        return None
    letters = sum(map(str.isalnum, sentence.text))
    words = sentence.length(0, len(sentence.text))
    if letters < _LEAST_SIGNS or (words < _LEAST and not sentence.is_unspaced):
        return None
    start = 0 if words <= _MOST else _last_part(sentence)
    if start is None:
        return None
    main = phrase(sentence, [(start, len(sentence.text))])
    if main is None:
        return None
    return Graphic(
        kind="question",
        form="question",
        phrases={"main": main},
        language=sentence.language,
        sureness=_LATER if sentence.index else _FIRST,
        reason="The sentence asks the viewer something.",
    )


def is_question(sentence: Sentence) -> bool:
    """Return whether a sentence ends with a question mark of its own, outside quotation marks."""
    text = sentence.text.rstrip()
    return text.endswith((*_MARKS, "?!", "!?")) or (sentence.language == "el" and text.endswith((";", ";")))


def _is_tag(sentence: Sentence) -> bool:
    """Return whether only "right?" or "isn't it?" makes a question of a statement."""
    tags = alternation(cue_words("tag question", sentence.language))
    return bool(
        re.search(rf"[,，،]\s*¿?(?:{tags})\s*[{_MARKS}]+\s*$", sentence.text.replace("’", "'"), re.IGNORECASE)
    )


def _last_part(sentence: Sentence) -> int | None:
    """Return where the question itself begins behind a clause that leads to it; None if that is not known."""
    for part in segments(sentence):
        if (
            part.joint in {":", "—", "–"}
            and _ASKS.match(sentence.text, part.start)
            and sentence.length(part.start, len(sentence.text)) <= _MOST
        ):
            return part.start
    return None
