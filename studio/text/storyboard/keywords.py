"""The keywords of a text."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from studio.text.english.grammar import things
from studio.text.english.tagger import Tagged, find_names, tag
from studio.text.english.things import proper_names
from studio.text.words.cues import TIME_WORDS
from studio.text.words.dictionaries import WORD, known_words
from studio.text.words.language import UNSPACED
from studio.text.words.vocabulary import ARTICLES, STOP_WORDS, VAGUE_NOUNS, singular

MOST_KEYWORDS = 10
# A heading or a line of verse ends with its line, without a full stop; a sentence that goes on has no capital there.
_LINE_END = re.compile(r"\n\s*(?=[^\sa-z])")
# The elided article of French and Italian: l'été, dell'acqua.
_ELIDED = re.compile(r"\b([^\W\d_]{1,5})['’](?=\w)")
# Grammatical particles and signs of Chinese and Japanese: what stands between them is often a word.
_PARTICLES = re.compile(r"[的了在是和也就都而及与着不我你他她它们这那有个一到上下着过把被让从对为以于又很会能要去来说"
                        r"ぁ-んー、。，．！？；：「」『』（）\s\W\d]+")  # fmt: skip


def find_keywords(text: str, language: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return at most ten keywords: the `known` ones, then the text's own by frequency and position.

    Names are capitalised, and so are the nouns of German; other words are in lower case.
    """
    if language == "en":
        found = _english(text)
    elif language in UNSPACED:
        found = _unspaced(text, language)
    else:
        found = _foreign(text, language)
    order = {word: place for place, word in enumerate(found)}
    ranked = sorted(found, key=lambda word: (-found[word], order[word]))
    kept = {word.lower(): word for word in reversed([*known, *ranked]) if word}
    return tuple(reversed(kept.values()))[:MOST_KEYWORDS]


def _english(text: str) -> Counter[str]:
    names_told = find_names(text)
    tagged: list[Tagged] = []
    for line in _LINE_END.split(text):
        tagged += [*tag(line, names_told), (".", ".")]
    names = proper_names(tagged)
    found: Counter[str] = Counter()
    for word, kind in tagged:
        if kind in {"NN", "NNS"}:
            found.update({noun: 2 for noun in [_keyword(word)] if noun})
    for name in names:
        found[name] += 3
    pairs: list[str] = []
    for thing in things(tagged):
        first, _, second = thing.partition(" ")
        if second and thing.islower() and " " not in second and first in found and singular(second) in found:
            pairs.append(f"{first} {singular(second)}")
    for pair, count in Counter(pairs).items():
        _join_pair(found, pair, count)
    _join_names(found, names)
    return found


def _keyword(noun: str) -> str:
    """Return the singular of a noun that is worth a keyword; "" for one that is not."""
    lower = noun.lower()
    word = singular(lower)
    told = not {lower, word} & (VAGUE_NOUNS | TIME_WORDS | {"comment"}) and word not in STOP_WORDS["en"]
    return word if len(word) > 2 and told and word.replace("-", "").isalpha() else ""


def _join_names(found: Counter[str], names: Sequence[str]) -> None:
    """Remove "James" if "James Marshall" is found."""
    for name in set(names):
        if any(name != other and name in other.split() for other in names):
            del found[name]


def _join_pair(found: Counter[str], pair: str, count: int) -> None:
    """Replace single words by a pair that always occurs together: carbon dioxide, village school."""
    parts = pair.split()
    if any(found[part] > 2 * count for part in parts if part in found):
        return
    for part in parts:
        found.pop(part, None)
    found[pair] = 2 * count + 1


def _unspaced(text: str, language: str) -> Counter[str]:
    """Count the words that the dictionary has, else short runs between grammatical signs."""
    known = Counter(word for word, english in known_words(text, language) if _keyword(english))
    return known or Counter(run for run in _PARTICLES.split(text) if 2 <= len(run) <= 4)


def _foreign(text: str, language: str) -> Counter[str]:
    """Rank words by signs of a noun (after an article; a capital in German), and by the dictionary."""
    small = STOP_WORDS.get(language, frozenset())
    articles = ARTICLES.get(language, frozenset())
    known = {word.lower(): english for word, english in known_words(text, language)}
    found: Counter[str] = Counter()
    for sentence in re.split(r"[.!?…।؟]\s+", text):
        before = ""
        for place, word in enumerate(WORD.findall(_ELIDED.sub(r"\1 ", sentence))):
            lower = word.lower()
            english = known.get(lower, "")
            told = lower not in small and (len(word) > 3 or english) and (not english or _keyword(english))
            if told:
                named = place > 0 and word[0].isupper()
                score = 3 if named or before in articles else 0 if language in {"de", *ARTICLES} else 1
                found[word if named else lower] += score + 2 * bool(english)
            before = lower
    return Counter({word: score for word, score in found.items() if score > 0})
