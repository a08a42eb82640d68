"""Whether what a graphic scene shows is a whole thought: it ends where its sentence or a clause of it does."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.graphics.reading.cues import cue_words
from studio.graphics.reading.sentence import Sentence
from studio.graphics.values import Graphic, Phrase
from studio.text.words.language import UNSPACED

# The words at whose end a thought ends. What leads to a number or to items may end as it likes.
_LAST = ("main", "after", "gloss", "fact", "condition")
_LEADS_ON = frozenset(["list", "comparison"])
_CLOSES = re.compile(r"[\s\"'”’»)\]]*(?:[.,;:!?…。，、；：！？।،؛؟—–)\]]|[-–—]\s|$)")
# Small words that end a clause as parts of its verb: "turned the lights on and left".
_PARTICLES = frozenset(["in", "on", "over", "up", "off", "out", "by", "through", "about", "for", "to"])


def hangs(graphic: Graphic, sentence: Sentence) -> bool:
    """Return whether a graphic ends at a preposition, article, conjunction or auxiliary that belongs to what follows it."""
    return any(_hangs(phrase, sentence) for phrase in _last_phrases(graphic))


def _last_phrases(graphic: Graphic) -> Iterator[Phrase]:
    for role in _LAST:
        if role in graphic.phrases and not (role == "main" and _leads_on(graphic)):
            yield graphic.phrases[role]
    # What the bars of a comparison are called leads to its numbers.
    yield from () if graphic.kind == "comparison" else graphic.items


def _leads_on(graphic: Graphic) -> bool:
    """Return whether something else follows the main words: items, bars, a link, or the date that was taken from their end."""
    main = graphic.phrases["main"].text.rsplit(None, 1)[-1].lower()
    is_particle = graphic.kind == "date" and main in _PARTICLES
    return graphic.kind in _LEADS_ON or "link" in graphic.phrases or is_particle


def _hangs(phrase: Phrase, sentence: Sentence) -> bool:
    language, text = sentence.language, phrase.text.rstrip(" .,;:!?…")
    words = cue_words("hanging", language)
    if language in UNSPACED:
        last = next((word for word in words if text.endswith(word)), "")
    else:
        last = text.rsplit(None, 1)[-1].lower().replace("’", "'") if text else ""
        last = last if last in words else ""
    if not last:
        return False
    # It may well be the end of the sentence: "the film that we talked about".
    tail = " ".join(text.split()[-3:])
    at = sentence.text.lower().find(tail.lower())
    if at < 0:
        return True
    after = sentence.text[at + len(tail) :]
    following = re.match(r"\s*([^\W\d_]+)", after)
    goes_on = bool(following) and following[1].lower() in cue_words("and", language) if following else False
    return not (_CLOSES.match(after) or (goes_on and last in _PARTICLES))
