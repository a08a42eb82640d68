"""A definition: what something is, early in the film."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from studio.graphics.reading.clauses import Span
from studio.graphics.reading.cues import alternation, cue, cue_words, whole
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence, Word
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

_POINTING = frozenset("this that these those his her its their my our your".split())
# Where the sign or the word of a definition is no verb.
_PATTERNS = {
    "ru": r"([А-ЯЁ][\w-]*(?:\s[\w-]+){0,2})\s+(?:[—–]\s+(?:это\s+)?|это\s+)(?=[а-яё])(.+)",
    "zh": r"(?![这那它他她]|我们|你)([^，,。、是]{1,8}?)(?:是一种|是一个|是指|指的是|是(?=[^。]*的(?:技术|学科|过程|方法|现象|东西|地方|动物|植物|疾病|能力|系统)。?$))(.+)",
    "ja": r"([^、。]{1,8}?)とは、?(.+)",
}


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
        (sentence.index >= _EARLY and not _is_subject(film, named))
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
    subject = [word for word in words[:at] if word.tag != "DT"]
    if not _is_term(words[0], subject):
        return None
    following = words[at + 1]
    has_article = following.tag == "DT" and following.low in {"a", "an", "the"}
    gloss = (following.start, len(sentence.text))
    said = sentence.text[slice(*gloss)].split(" ", 1)[-1] if has_article else sentence.text[slice(*gloss)]
    is_noun = has_article or (following.tag.startswith("NN") and words[at].low != "means")
    # "The service is a joke": a known thing is judged, not explained; but "the heart is a muscle" is short.
    judges = words[0].low == "the" and words[at].low == "is" and following.low == "a"
    if not is_noun or _NO_GLOSS.search(said) or (judges and (len(subject) > 1 or sentence.index >= _EARLY)):
        return None
    return (subject[0].start, subject[-1].end), gloss


def _is_term(first: Word, subject: Sequence[Word]) -> bool:
    """Return whether a subject is a thing that can be explained: nouns with their adjectives, neither vague nor somebody's."""
    if not subject or not subject[-1].tag.startswith("NN"):
        return False
    head = subject[-1].low
    is_plain = all(word.tag.startswith(("NN", "JJ")) for word in subject)
    return (
        is_plain and not {head, head.removesuffix("s")} & (_NO_TERM | ABSTRACT) and first.low not in _POINTING
    )


def _by_cues(sentence: Sentence) -> tuple[Span, Span] | None:
    """Return a term and what it is in another language: a few words, "is", and an article or a noun."""
    pattern = _pattern(sentence.language)
    match = pattern.match(sentence.text) if pattern else None
    if not match:
        return None
    term, first = match[1].lower(), match[2].split(" ")[0]
    small = STOP_WORDS.get(sentence.language, frozenset())
    denies = cue("negation", sentence.language)
    if term in small or (not sentence.is_unspaced and denies.search(f"{term} {first}")):
        return None
    if sentence.language == "zh" and re.match(r"不|最|很|因为", match[2]):
        return None
    return match.span(1), match.span(2)


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    if language in _PATTERNS:
        return re.compile(_PATTERNS[language])
    words = [word for word in cue_words("be", language) if word not in {"—", "–"}]
    if not words:
        return None
    articles = alternation(word for word in cue_words("article", language) if not word.endswith("'"))
    has_articles = bool(cue_words("article", language))
    front = rf"(?:(?:{articles})\s+|l['’])?" if has_articles else ""
    then = rf"(?=(?:{articles})\s|l['’]|un['’])" if has_articles else ""
    term = r"([^\W\d_][\w’'-]*(?:\s[\w’'-]+){0,2}?)"
    be = whole(alternation(words), language)
    return re.compile(rf"{front}{term}\s+{be}\s+{then}(.+)", re.IGNORECASE)
