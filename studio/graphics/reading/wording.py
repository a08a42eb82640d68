"""Phrases of a sentence as they are shown, and the words in them that are emphasised."""

# ruff: noqa: RUF001, SIM905 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.graphics.reading.amounts import BARE, SEVERAL, SPAN
from studio.graphics.reading.clauses import Span
from studio.graphics.reading.cues import cue
from studio.graphics.reading.sentence import Sentence, Word
from studio.graphics.values import Phrase
from studio.text.words.cues import TIME_WORDS
from studio.text.words.punctuation import CLAUSE_ENDS, CLOSERS
from studio.text.words.vocabulary import STOP_WORDS, VAGUE_NOUNS

# The most words at display size, and the most in the lines before and after a number together.
MOST_WORDS, MOST_BESIDE = 9, 14
# From this count on a number is worth emphasis.
_MANY = 10
_PAIR = 2
_EDGES = CLAUSE_ENDS + "،-– "
_PAIRS = (("(", ")"), ("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ("[", "]"), ("（", "）"))
_DENIALS = frozenset("never nobody nothing no not n't nor none neither cannot".split())
_OPPOSITES = (
    ("fails", "succeed"), ("fail", "succeed"), ("old", "new"), ("nobody", "everyone"), ("less", "more"), ("before", "after"),
    ("slow", "fast"), ("problem", "solution"), ("question", "answer"), ("past", "future"), ("lose", "win"), ("small", "big"),
    ("easy", "hard"), ("dark", "light"), ("yesterday", "today"), ("talent", "discipline"), ("stop", "start"), ("give", "take"),
)  # fmt: skip
# Nouns that say when or how much, and are not what a phrase is about.
_PALE = VAGUE_NOUNS | TIME_WORDS | STOP_WORDS["en"]
_CJK_RUN = re.compile(r"[\u3400-\u9fff]+[\u30a0-\u30ff\u3400-\u9fff]*|[\u30a0-\u30ff]{2,}")


def phrase(
    sentence: Sentence, spans: Sequence[Span], *, capital: bool = True, emphasis: Sequence[Span] | None = None
) -> Phrase | None:
    """Return parts of a sentence as a phrase; None if nothing is left, or if a quotation or bracket is torn.

    `emphasis` are offsets in the sentence; None finds the words by itself.
    """
    texts = [" ".join(sentence.text[start:end].split()) for start, end in spans]
    text = _trimmed(" ".join(text for text in texts if text))
    if not any(map(str.isalnum, text)) or _is_torn(text):
        return None
    if emphasis is None:
        emphasis = emphasised(sentence, spans)
    places = _places(sentence, text, emphasis)
    if capital:
        text = text[0].upper() + text[1:]
    first = _first_letter(sentence, spans)
    return Phrase(
        text=text,
        first=sentence.word_at(first),
        last=sentence.word_at(max(first, _last_letter(sentence, spans))),
        emphasis=places,
    )


def _first_letter(sentence: Sentence, spans: Sequence[Span]) -> int:
    start, end = spans[0]
    return next((at for at in range(start, end) if sentence.text[at].isalnum()), start)


def _last_letter(sentence: Sentence, spans: Sequence[Span]) -> int:
    start, end = spans[-1]
    return next((at for at in range(end - 1, start - 1, -1) if sentence.text[at].isalnum()), start)


def _trimmed(text: str) -> str:
    """Return a phrase without the signs at its ends that only make sense in its sentence."""
    text = text.strip(_EDGES)
    bare = text.rstrip(CLOSERS)
    # "p.m." and "etc." keep their full stops.
    last = bare.rsplit(" ", 1)[-1]
    if bare.endswith((".", "。", "।", "॥", "።", "۔")) and not bare.endswith("...") and "." not in last[:-1]:
        text = bare[:-1] + text[len(bare) :]
    text = text.strip(_EDGES)
    for opened, closed in (*_PAIRS, ("„", "“"), ('"', '"')):
        if text.startswith(opened) and closed not in text[1:]:
            text = text[1:]
        if text.endswith(closed) and opened not in text[:-1]:
            text = text[:-1]
    return text.strip(_EDGES)


def _is_torn(text: str) -> bool:
    if "„" in text:
        return text.count("„") != text.count("“")
    return text.count('"') % 2 == 1 or any(
        text.count(opened) != text.count(closed) for opened, closed in _PAIRS
    )


def _places(sentence: Sentence, text: str, emphasis: Sequence[Span]) -> tuple[Span, ...]:
    """Return where emphasised words stand in a phrase; none if they are all of it."""
    found: list[Span] = []
    for start, end in emphasis:
        words = " ".join(sentence.text[start:end].split()).rstrip(".。।,")
        at = text.rfind(words) if words else -1
        around = f" {text} "[at] + f" {text} "[at + len(words) + 1]
        if not sentence.is_unspaced and any(map(str.isalnum, around)):
            continue
        if at >= 0 and len(words) < len(text.rstrip(".!?…")):
            found.append((at, at + len(words)))
    return tuple(sorted(set(found)))


def emphasised(sentence: Sentence, spans: Sequence[Span]) -> list[Span]:
    """Return the one to three words of parts of a sentence that say most."""
    start, end = spans[0][0], spans[-1][1]
    words = [
        word
        for word in sentence.words
        if (any(a <= word.start < b for a, b in spans) and word.text[0].isalnum()) or word.low == "n't"
    ]
    words = [word for word in words if start <= word.start < end]
    if sentence.is_unspaced:
        return _in_signs(sentence, start, end)
    if len(words) < 2:
        return []
    found = (
        _opposites(words)
        or _counted(sentence, spans)
        or _denied(sentence, words)
        or _superlative(sentence, words)
        or _last_noun(sentence, words)
    )
    if len(words) == _PAIR and found and found[0][0] == words[0].start:
        return []
    covered = sum(len(sentence.text[a:b].split()) for a, b in found)
    return [] if covered >= len(words) else found


def _opposites(words: Sequence[Word]) -> list[Span]:
    low = {word.low: word for word in words}
    for one, other in _OPPOSITES:
        if one in low and other in low and len(words) <= 6:
            return [(low[one].start, low[one].end), (low[other].start, low[other].end)]
    return []


def _counted(sentence: Sentence, spans: Sequence[Span]) -> list[Span]:
    """Return the first amount of a phrase, with its sign and unit."""
    inside = [one for one in sentence.amounts if any(a <= one.start and one.end <= b for a, b in spans)]
    # "Five habits" are known by the habits.
    inside = [one for one in inside if one.kind != BARE or (one.size >= _MANY and one.start > spans[0][0])]
    inside += [one for one in sentence.amounts if one.kind == SEVERAL and one not in inside]
    inside = [one for one in inside if any(a <= one.start and one.end <= b for a, b in spans)]
    best = min(inside, key=lambda one: (one.kind in {SPAN, BARE}, one.start), default=None)
    if best is None:
        return []
    # "Three to four hours" are one.
    later = [one.end for one in inside if one.kind == SEVERAL and one.start > best.start]
    return [(best.start, later[0] if best.kind == SEVERAL and later else best.end)]


def _content(word: Word, language: str) -> bool:
    if word.tag:
        return (
            word.tag.startswith(("NN", "JJ", "VB", "CD", "RB"))
            and word.low not in STOP_WORDS["en"]
            and "'" not in word.text
        )
    return word.low not in STOP_WORDS.get(language, frozenset()) and len(word.text) > 2


def _denied(sentence: Sentence, words: Sequence[Word]) -> list[Span]:
    """Return a negation with the word that it denies."""
    negation = cue("negation", sentence.language)
    for at, word in enumerate(words[:-1]):
        is_negation = (
            word.low in _DENIALS if sentence.language == "en" else bool(negation.fullmatch(word.low))
        )
        if not is_negation:
            continue
        after = next((one for one in words[at + 1 : at + 3] if _content(one, sentence.language)), None)
        if after is None:
            continue
        start = words[at - 1].start if word.low == "n't" and at else word.start
        return [(start, after.end)]
    return []


def _superlative(sentence: Sentence, words: Sequence[Word]) -> list[Span]:
    if sentence.language == "en":
        for at, word in enumerate(words):
            # "Most adults" are many.
            counts = word.low == "most" and words[at + 1 : at + 2] and words[at + 1].tag.startswith("NN")
            if word.tag in {"JJS", "RBS"} and word.low not in {"least"} and not counts:
                noun = next((one for one in words[at + 1 : at + 3] if one.tag.startswith(("NN", "JJ"))), word)
                return [(word.start, noun.end)]
        return []
    match = cue("superlative", sentence.language).search(sentence.text, words[0].start, words[-1].end)
    after = next((one for one in words if match and one.start >= match.end()), None)
    return [(match.start(), after.end)] if match and after else []


def _last_noun(sentence: Sentence, words: Sequence[Word]) -> list[Span]:
    """Return the last noun with its adjectives; without tags, the last of the longest words."""
    if sentence.language != "en":
        known = [word for word in words if _content(word, sentence.language)]
        if not known:
            return []
        if sentence.language == "de":
            nouns = [word for word in known if word.text[0].isupper() and word is not words[0]]
            known = nouns[-1:] or known
        elif len(known) > 1 and known[0] is words[0]:
            # "¿Cuánta agua …?", "Cierra el grifo": the first word seldom says most.
            known = known[1:]
        best = max(known[-4:], key=lambda word: (len(word.text), word.start))
        return [(best.start, best.end)]
    at = next(
        (
            index
            for index in range(len(words) - 1, -1, -1)
            if words[index].tag.startswith("NN") and words[index].low not in _PALE
        ),
        -1,
    )
    verb = next((index for index, word in enumerate(words) if word.tag in {"VBD", "VBZ", "VBP", "MD"}), -1)
    says_more = any(_content(word, "en") and word.tag != "RP" for word in words[verb + 1 :])
    if at < 0 or (at < verb and says_more and _ends_sentence(sentence, words[-1])):
        return _predicate(words, verb)
    first = at
    while (
        first
        and first > at - 2
        and words[first - 1].tag.startswith(("JJ", "NN"))
        and words[first - 1].end + 1 == words[first].start
    ):
        first -= 1
    if first == 0:
        first = at
    return [(words[first].start, words[at].end)]


def _ends_sentence(sentence: Sentence, word: Word) -> bool:
    """Return whether a word is the last of its sentence; before a number something else is to come."""
    return not any(map(str.isalnum, sentence.text[word.end :]))


def _predicate(words: Sequence[Word], verb: int) -> list[Span]:
    """Return what is said of a subject if no noun follows: "grow slowly", "starts today"."""
    rest = [word for word in words[verb + 1 :] if _content(word, "en")]
    if not rest:
        last = [word for word in words if _content(word, "en")]
        return [(last[-1].start, last[-1].end)] if last else []
    first = (
        words[verb]
        if verb >= 0 and words[verb].end + 1 == rest[0].start and _content(words[verb], "en")
        else rest[0]
    )
    last_word = (
        rest[1] if len(rest) > 1 and rest[0].end + 1 == rest[1].start and first is rest[0] else rest[0]
    )
    return [(first.start, last_word.end)]


def _in_signs(sentence: Sentence, start: int, end: int) -> list[Span]:
    runs = [match.span() for match in _CJK_RUN.finditer(sentence.text, start, end) if len(match[0]) >= 2]
    best = max(runs, key=lambda run: (min(run[1] - run[0], 4), run[0]), default=None)
    return [best] if best and best[1] - best[0] < end - start - 1 else []
