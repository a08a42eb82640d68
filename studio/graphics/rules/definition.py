"""A definition: what something is, early in the film."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

import re

from studio.graphics.reading.clauses import Span
from studio.graphics.reading.cues import alternation, cue, cue_words, whole
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import phrase
from studio.graphics.values import Graphic
from studio.text.english.things import ABSTRACT
from studio.text.words.vocabulary import STOP_WORDS, VAGUE_NOUNS

_SURE = 0.65
_LONGEST_TERM, _LONGEST_GLOSS, _EARLY = 3, 12, 2
# A gloss with these is no definition: a measure, an opinion, a part.
_NO_GLOSS = re.compile(
    r"^(?:one|part|half|most|some|all|first|second|last|same|only|reason|result|time|way|matter|lot)\b|\b(?:away|ago|today|tomorrow|yesterday|here|there|too|enough|yours|mine)\b\W*$",
    re.IGNORECASE,
)
_NO_TERM = (
    STOP_WORDS["en"]
    | VAGUE_NOUNS
    | frozenset(
        "difference rest truth answer secret problem goal point trick price cost idea plan rule result reason fact key best worst".split()
    )
)


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return the definition of a term, among the first two sentences or of what the film keeps speaking of."""
    if film.is_story:
        return None
    found = _english(sentence) if sentence.language == "en" else _by_cues(sentence)
    if not found:
        return None
    term, gloss = found
    named = sentence.text[slice(*term)]
    if (
        (sentence.index >= _EARLY
        and not _is_subject(film, named))
        or sentence.length(*gloss) > _LONGEST_GLOSS
        or sentence.length(*gloss) < 2
    ):
        return None
    if sentence.length(*term) > _LONGEST_TERM or re.search(r"\d", sentence.text[slice(*gloss)]):
        return None
    first, then = phrase(sentence, [term], emphasis=[]), phrase(sentence, [gloss], capital=False)
    if not first or not then:
        return None
    return Graphic(
        kind="definition",
        form="definition",
        phrases={"term": first, "gloss": then},
        language=sentence.language,
        sureness=_SURE,
        reason=f"The sentence says what “{named}” is.",
    )


def _is_subject(film: FilmText, term: str) -> bool:
    """Return whether a film keeps speaking of something."""
    noun = term.split()[-1].lower() if term.split() else term
    return sum(noun in sentence.text.lower() for sentence in film.sentences) >= 3


def _english(sentence: Sentence) -> tuple[Span, Span] | None:
    words = [word for word in sentence.words if word.text[0].isalnum() or word.text in {",", ":", ";"}]
    at = next((index for index, word in enumerate(words) if word.low in {"is", "are", "means"}), 0)
    if not 1 <= at <= _LONGEST_TERM + 1 or at + 2 >= len(words):
        return None
    subject = [word for word in words[:at] if word.tag not in {"DT"}]
    if (
        not subject
        or not subject[-1].tag.startswith("NN")
        or any(not word.tag.startswith(("NN", "JJ")) for word in subject)
    ):
        return None
    head = subject[-1].low
    if (
        head in _NO_TERM
        or head in ABSTRACT
        or head.removesuffix("s") in ABSTRACT
        or words[0].low
        in {"this", "that", "these", "those", "his", "her", "its", "their", "my", "our", "your"}
    ):
        return None
    following = words[at + 1]
    is_noun = (
        (following.tag == "DT"
        and following.low in {"a", "an", "the"})
        or (following.tag.startswith("NN") and words[at].low != "means")
    )
    gloss = (following.start, _gloss_end(sentence))
    bare = (
        sentence.text[slice(*gloss)].split(" ", 1)[-1]
        if following.tag == "DT"
        else sentence.text[slice(*gloss)]
    )
    if not is_noun or _NO_GLOSS.search(bare) or following.low in {"not", "no"}:
        return None
    if words[0].low == "the" and words[at].low == "is" and following.low == "a":
        # "The service is a joke": a known thing is judged, not explained; but "the heart is a muscle" is short.
        if len(subject) > 1 or sentence.index >= _EARLY:
            return None
    start = subject[0].start
    return (start, subject[-1].end), gloss


def _gloss_end(sentence: Sentence) -> int:
    return len(sentence.text)


def _by_cues(sentence: Sentence) -> tuple[Span, Span] | None:
    text, language = sentence.text, sentence.language
    article = cue_words("article", language)
    if language == "ru":
        match = re.match(
            r"([А-ЯЁ][\w-]*(?:\s[\w-]+){0,2})\s+(?:[—–]\s+(?:это\s+)?|это\s+)(?=[а-яё])(.+)", text
        )
        return (
            (match.span(1), match.span(2)) if match and not cue("negation", language).search(text) else None
        )
    if language in {"zh", "ja"}:
        be = "是一种|是一個|是一个|是指|指的是|是" if language == "zh" else "とは、?"
        match = re.match(rf"([^，,。、是]{{1,8}}?)(?:{be})(.+)", text)
        if (
            not match
            or re.match(r"[这那它他她这]|我们|你", match[1])
            or (
                language == "zh"
                and (
                    re.match(r"(?:不|最|很|因为)", match[2])
                    or text.rstrip("。").endswith("的")
                    or ("是一" not in text
                    and "指" not in text)
                )
            )
        ):
            return None
        return match.span(1), match.span(2)
    if not cue_words("be", language):
        return None
    be = whole(alternation(word for word in cue_words("be", language) if word not in {"—", "–"}), language)
    front = (
        rf"(?:(?:{alternation(word for word in article if not word.endswith(chr(39)))})\s+|l['’])?"
        if article
        else ""
    )
    then = (
        rf"(?=(?:{alternation(word for word in article if not word.endswith(chr(39)))})\s|l['’]|un['’])"
        if article
        else ""
    )
    match = re.match(
        rf"{front}((?:[^\W\d_][\w’'-]*)(?:\s[\w’'-]+){{0,2}}?)\s+{be}\s+{then}(.+)", text, re.IGNORECASE
    )
    if (
        not match
        or match[1].lower() in STOP_WORDS.get(language, frozenset())
        or cue("negation", language).search(match[1] + " " + match[2].split(" ")[0])
    ):
        return None
    return match.span(1), match.span(2)
