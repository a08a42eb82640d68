"""A quotation: words that somebody has said, with who it was."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re

from studio.graphics.reading.cues import alternation, cue_words, whole
from studio.graphics.reading.film import FilmText
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.wording import phrase
from studio.graphics.values import Graphic, Phrase
from studio.text.words.punctuation import SENTENCE_END

_SURE = 0.85
_LEAST, _LEAST_SIGNS, _MOST = 4, 2, 30
_QUOTED = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|「([^「」]+)」|『([^『』]+)』|\"([^\"]+)\"")
_NAME = r"(?:[^\W\d_a-zа-яà-ÿ][\w’'.-]*)(?:\s+(?:(?:da|de|del|della|di|van|von|der|den|bin|al|la|le|du)\s+)*[^\W\d_a-zа-яà-ÿ][\w’'.-]*)*"


def find(sentence: Sentence, film: FilmText) -> Graphic | None:
    """Return what a sentence quotes; nothing of dialogues in stories, and of titles."""
    if film.is_story:
        return None
    for match in _QUOTED.finditer(sentence.text):
        group = next(at for at, one in enumerate(match.groups(), 1) if one)
        start, end = match.span(group)
        if sentence.length(start, end) < (_LEAST_SIGNS if sentence.is_unspaced else _LEAST):
            continue
        speaker = _speaker(sentence, match.start(), match.end())
        if speaker is None:
            continue
        start = _last_sentence(sentence, start, end)
        main = phrase(sentence, [(start, end)]) if sentence.length(start, end) <= _MOST else None
        if main:
            roles = {"main": main} | speaker
            return Graphic(
                kind="quote",
                form="quote",
                phrases=roles,
                language=sentence.language,
                sureness=_SURE,
                reason=f"The sentence quotes {speaker['name'].text if 'name' in speaker else 'somebody'}.",
            )
    return None


def _last_sentence(sentence: Sentence, start: int, end: int) -> int:
    """Return where the last sentence of a long quotation begins; where it begins itself if it is short."""
    if sentence.length(start, end) <= _MOST:
        return start
    ends = [match.end() for match in SENTENCE_END.finditer(sentence.text, start, end - 2)]
    return ends[-1] if ends else start


def _speaker(sentence: Sentence, start: int, end: int) -> dict[str, Phrase] | None:
    """Return who has said a quotation, as "name", or nothing if it is a pronoun; None if nobody is said to."""
    say = alternation(cue_words("say", sentence.language))
    verb = say if sentence.is_unspaced else whole(say, sentence.language)
    after, before = sentence.text[end:], sentence.text[:start]
    if match := re.match(rf"\s*[—–-]\s*({_NAME})", after):
        return _named(sentence, end + match.start(1), end + match.end(1))
    patterns: tuple[str, ...] = (
        rf"[\s,.，、。—–-]*(?:{verb})\s+({_NAME})",
        rf"[\s,]*({_NAME})\s+(?:(?:has|once|also|a|ha)\s+)*(?:{verb})",
    )
    if sentence.is_unspaced:
        patterns = (
            rf"[，,、]*([\u3400-\u9fff\u30a0-\u30ff·・]{{2,8}}?)(?:{say})",
            rf"と、?([^\s、。はが]{{1,10}})[はが](?:{say})",
        )
    if sentence.language == "ar" and (
        match := re.search(rf"(?:{verb})\s+(\S+(?:\s+\S+){{0,2}}?)\s*[:،]\s*$", before)
    ):
        return _named(sentence, match.start(1), match.end(1))
    if sentence.language == "hi" and (
        match := re.search(r"(?:^|[।,]\s*)(\S+(?:\s+\S+){0,2}?)\s+ने\s+(?:कहा|लिखा)", sentence.text)
    ):
        return _named(sentence, match.start(1), match.end(1))
    for pattern in patterns:
        if match := re.match(pattern, after):
            return _named(sentence, end + match.start(1), end + match.end(1))
    if match := re.search(rf"({_NAME})\s+(?:(?:has|once|also|famously)\s+)*(?:{verb})\s*[,:：]?\s*$", before):
        return _named(sentence, match.start(1), match.end(1))
    near = " ".join(after.split()[:6]), " ".join(before.split()[-6:])
    if sentence.is_unspaced:
        near = after[:12], before[-12:]
    return {} if any(re.search(verb, part, re.IGNORECASE) for part in near) else None


_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "one",
        "who",
        "er",
        "sie",
        "es",
        "il",
        "elle",
        "on",
        "él",
        "ella",
        "ele",
        "ela",
        "lui",
        "lei",
        "он",
        "она",
        "они",
        "هو",
        "هي",
    ]
)


def _named(sentence: Sentence, start: int, end: int) -> dict[str, Phrase]:
    name = phrase(sentence, [(start, end)], emphasis=[])
    if name is None or name.text.lower() in _PRONOUNS or name.text.endswith(("'s", "’s")):
        return {}
    role = re.match(
        r",\s+((?:the|a|an|its|our|chief|head|director|founder|professor)\b[^,.;:]{3,40})(?=[,.]|$)",
        sentence.text[end:],
    )
    found = (
        phrase(sentence, [(end + role.start(1), end + role.end(1))], emphasis=[], capital=False)
        if role
        else None
    )
    return {"name": name} | ({"role": found} if found else {})
