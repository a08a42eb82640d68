"""A title: what the film, or a chapter of it, is called."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from itertools import pairwise

from studio.graphics.reading.cues import alternation, cue_values, cue_words, whole
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import MOST_WORDS, phrase
from studio.graphics.rules.question import is_question
from studio.graphics.values import Graphic
from studio.text.words.punctuation import CLOSERS, SENTENCE_ENDS

_FIRST, _COUNTS, _HEADING = 0.6, 0.8, 0.9
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
# "Three signs that you need a break", before a list of them.
_COUNTED = re.compile(
    rf"(?:the\s+|my\s+|our\s+)?(?:top\s+)?(?:\d+|{alternation(cue_values('number', 'en'))})\s+(?:[a-z-]+\s+){{0,2}}(?:things|ways|tips|signs|reasons|facts|habits|steps|rules|secrets|mistakes|ideas|lessons|"
    r"tricks|questions|myths|tools|books|places|foods|exercises|hacks|phrases|words|benefits|skills|apps|truths|lies)\b(?!\s+(?:is|are|was|were|changed|made|helped|will|can|have|had)\b)",
    re.IGNORECASE,
)
_NAMES_FILM = re.compile(
    r"(?:welcome|meet|introducing|this is)\b|.*\b(?:is|are) (?:now )?(?:here|out|back|live|available)\W*$",
    re.IGNORECASE,
)


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the title of a film or a chapter; stories that begin in the middle have none."""
    words = sentence.length(0, len(sentence.text))
    if sentence.text.rstrip().endswith((",", ";", ":")):
        return None
    if not 1 <= words <= MOST_WORDS or is_question(sentence) or sentence.index in film.places:
        return None
    chapter = _is_chapter(sentence)
    heading = _is_heading(sentence, film)
    first = sentence.index == 0 and not film.is_story and _names_film(sentence, film)
    if not (chapter or heading or first):
        return None
    main = phrase(sentence, [(0, len(sentence.text))])
    if main is None:
        return None
    return Graphic(
        kind="title",
        form="chapter" if chapter else "title",
        phrases={"main": main},
        language=sentence.language,
        sureness=_HEADING
        if chapter or heading
        else _COUNTS
        if sentence.amounts and not sentence.index
        else _FIRST,
        reason="A heading." if chapter or heading else "The first words name the film.",
    )


def _is_chapter(sentence: Sentence) -> bool:
    named = alternation(cue_words("chapter", sentence.language))
    if sentence.is_unspaced:
        return (
            bool(re.match(r"第[\d一二三四五六七八九十]+[章部话話回]", sentence.text)) and sentence.ends_line
        )
    match = re.match(
        rf"{whole(named, sentence.language)}\s+(?:\d{{1,3}}|[IVX]+)\s*(?:[:.–—-]|$)",
        sentence.text,
        re.IGNORECASE,
    )
    return bool(match)


def _is_heading(sentence: Sentence, film: FilmText) -> bool:
    """Return whether a sentence is a line of its own without a full stop, and not the end of its film."""
    ended = sentence.text.rstrip(CLOSERS + " ")[-1:] in {*SENTENCE_ENDS, ",", ";"}
    alone = sentence.ends_line and not sentence.narration[: sentence.start].rpartition("\n")[2].strip()
    if (sentence.index and _is_unended(film, sentence.index - 1)) or (
        _is_unended(film, sentence.index + 1) and sentence.index
    ):
        # Lines of a list.
        return False
    goes_on = bool(sentence.narration[sentence.start + len(sentence.text) :].strip())
    return (
        not ended
        and alone
        and (goes_on or sentence.index == 0)
        and not sentence.is_last
        and not sentence.amounts
    )


def _is_unended(film: FilmText, index: int) -> bool:
    """Return whether a sentence is a line that no sign ends; headings of chapters are not counted."""
    if not 0 <= index < film.sentences[0].count:
        return False
    other = film.sentences[index]
    ended = other.text.rstrip(CLOSERS + " ")[-1:] in {*SENTENCE_ENDS}
    return not ended and index > 0 and not _is_chapter(other)


def _names_film(sentence: Sentence, film: FilmText) -> bool:
    if sentence.language == "en":
        tags = ["TO", *(word.tag for word in sentence.words)]
        orders = any(tag == "VB" and before != "TO" for before, tag in pairwise(tags)) or tags[1] == "VB"
        if _COUNTED.match(sentence.text):
            return True
        return bool(_NAMES_FILM.match(sentence.text)) or not (orders or _FINITE & {*tags})
    naming = alternation(cue_words("naming", sentence.language))
    if re.match(rf"[¡\s]*(?:{naming})", sentence.text, re.IGNORECASE):
        return True
    # A number of things, and a list of them.
    counted = re.match(
        r"\d|" + alternation(cue_words("number", sentence.language)), sentence.text, re.IGNORECASE
    )
    if counted and re.search(
        alternation(cue_words("listed thing", sentence.language)), sentence.text, re.IGNORECASE
    ):
        return True
    listed = bool(counted or re.match(r"[一二三四五六七八九十\d]+[个個つ]", sentence.text)) and bool(
        film.places
    )
    return listed or sentence.text.rstrip()[-1:] not in {*SENTENCE_ENDS}
