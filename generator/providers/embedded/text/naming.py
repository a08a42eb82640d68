"""The title of a text, and its keywords."""

# ruff: noqa: RUF001 (the signs of writing look alike; lists of words read best as text)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.providers.embedded.text import grammar
from generator.providers.embedded.text.cues import TIME_WORDS
from generator.providers.embedded.text.language import UNSPACED
from generator.providers.embedded.text.tokens import tokenize
from generator.providers.embedded.text.vocabulary import ARTICLES, STOP_WORDS, VAGUE_NOUNS, singular

MOST_KEYWORDS = 10
LONGEST_TITLE = 80
_GOOD_TITLE = 60
_MOST_WORDS = 11
_TRIMMED = " \t\n,;:.。，、；：!！?？…-–—\"'“”‘’«»„()[]*_#"
_INTRODUCTION = re.compile(
    r"(?:in|on|at|after|before|when|while|once|during|if|as|since|for|by|every|one|deep|long|today|am|im|als|wenn|nach|"
    r"cuando|en|quand|dans|après|quando|nel|em|toen|op)\b[^,.;:]{0,60},\s+",
    re.IGNORECASE,
)
_BREAKS = re.compile(
    r"\s*[;:—–(]\s*|,\s+|\s+(?=(?:and|but|because|which|who|where|when|while|that|so|und|aber|weil|denn|der|die|das|et|mais|qui|que|y|"
    r"pero|ma|che|mas|en|maar|dat)\s)"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# The article of French and Italian that melts into the next word: l'été, dell'acqua.
_ELIDED = re.compile(r"\b([^\W\d_]{1,5})['’](?=\w)")
# Signs of grammar in Chinese and Japanese: what stands between them is often a word.
_PARTICLES = re.compile(r"[的了在是和也就都而及与着不我你他她它们这那有个一到上下着过把被让从对为以于又很会能要去来说"
                        r"ぁ-んー、。，．！？；：「」『』（）\s\W\d]+")  # fmt: skip


def find_title(text: str, language: str) -> str:
    """Name a film by the first sentence of its text: whole where it is short, else by its first clause, never mid-word."""
    first = _first_sentence(text, language)
    if language in UNSPACED:
        clause = re.split(r"[，、；：,;:]", first)[0]
        return (first if len(first) <= 24 else clause[:24]).strip(_TRIMMED) or "…"
    if _fits(first):
        return _capital(first)
    rest = first
    introduction = _INTRODUCTION.match(first)
    if introduction and len(first[introduction.end() :].split()) >= 3:
        rest = first[introduction.end() :]
    return _capital(_shorten(rest, language)) or "Untitled"


def _first_sentence(text: str, language: str) -> str:
    line = next((line for line in text.splitlines() if any(c.isalnum() for c in line)), text)
    sentence = ""
    for token in tokenize(line, language):
        sentence += f" {token.text}" if token.spaced and sentence else token.text
        if token.cut <= 0 and any(c.isalnum() for c in sentence):
            break
    return sentence.strip(_TRIMMED)


def _fits(words: str) -> bool:
    return len(words) <= _GOOD_TITLE and len(words.split()) <= _MOST_WORDS


def _shorten(sentence: str, language: str) -> str:
    """Cut a sentence at its last clause that fits, else behind the last word that may end a title."""
    cuts = [match.start() for match in _BREAKS.finditer(sentence)]
    fitting = [sentence[:cut] for cut in cuts if _fits(sentence[:cut]) and len(sentence[:cut].split()) >= 3]
    if fitting:
        return fitting[-1]
    words: list[str] = []
    for word in sentence.split():
        if not _fits(" ".join([*words, word])):
            break
        words.append(word)
    small = STOP_WORDS.get(language, STOP_WORDS["en"])
    while len(words) > 2 and words[-1].lower().strip(_TRIMMED) in small:
        words.pop()
    return " ".join(words) or sentence[:_GOOD_TITLE]


def _capital(title: str) -> str:
    title = title.strip(_TRIMMED)
    if title.isupper() and len(title) > 5:
        title = title.capitalize()
    return title[:1].upper() + title[1:]


def keep_title(title: str) -> str:
    """Bring a given title to one line of at most 80 characters, without cutting a word."""
    line = " ".join(title.split())
    return (
        line
        if len(line) <= LONGEST_TITLE
        else line[: LONGEST_TITLE + 1].rpartition(" ")[0] or line[:LONGEST_TITLE]
    )


def find_keywords(text: str, language: str, known: Sequence[str]) -> tuple[str, ...]:
    """Give at most ten keywords, lower case: first those that are known, then the text's own by number and place."""
    if language == "en":
        found = _english(text)
    elif language in UNSPACED:
        found = Counter(run for run in _PARTICLES.split(text) if 2 <= len(run) <= 4)
    else:
        found = _foreign(text, language)
    order = {word: place for place, word in enumerate(found)}
    ranked = sorted(found, key=lambda word: (-found[word], order[word]))
    return tuple(dict.fromkeys([*(word.lower() for word in known), *ranked]))[:MOST_KEYWORDS]


def _english(text: str) -> Counter[str]:
    tagged = grammar.tag(text)
    found: Counter[str] = Counter()
    for noun in grammar.nouns(tagged):
        word = singular(noun)
        if (
            len(word) > 2
            and not {noun, word} & VAGUE_NOUNS
            and word not in STOP_WORDS["en"]
            and word not in TIME_WORDS
        ):
            found[word] += 2
    pairs = [name.lower() for name in grammar.names(tagged)]
    for thing in grammar.things(tagged):
        first, _, second = thing.lower().partition(" ")
        if second and " " not in second and first in found and singular(second) in found:
            pairs.append(f"{first} {singular(second)}")
    for pair, count in Counter(pairs).items():
        _join_pair(found, pair, count)
    return found


def _join_pair(found: Counter[str], pair: str, count: int) -> None:
    """Put words that always stand together in the place of the single ones: carbon dioxide, New York."""
    parts = pair.split()
    if pair in found or any(found[part] > 2 * count for part in parts if part in found):
        return
    for part in parts:
        found.pop(part, None)
    found[pair] = 2 * count + 1


def _foreign(text: str, language: str) -> Counter[str]:
    """Rank words by where nouns stand: behind an article, and with a capital where German has it."""
    small = STOP_WORDS.get(language, frozenset())
    articles = ARTICLES.get(language, frozenset())
    found: Counter[str] = Counter()
    for sentence in re.split(r"[.!?…।؟]\s+", text):
        before = ""
        for place, word in enumerate(_WORD.findall(_ELIDED.sub(r"\1 ", sentence))):
            lower = word.lower()
            if lower not in small and len(word) > 3:
                named = place > 0 and word[0].isupper()
                found[lower] += (
                    3 if named or before in articles else 0 if language in {"de", *ARTICLES} else 1
                )
            before = lower
    return Counter({word: score for word, score in found.items() if score > 0})
