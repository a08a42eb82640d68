"""What the rules need to know of the whole film: its lists, names, dates, and whether it tells a story or is a poem."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from studio.graphics.reading.cues import (
    alternation,
    cue,
    cue_groups,
    cue_values,
    cue_words,
    value_of,
    whole,
)
from studio.graphics.reading.sentence import Scene, Sentence, read_film
from studio.graphics.reading.story import is_poem, is_story
from studio.text.english.verbs import base_of
from studio.text.words.language import UNSPACED
from studio.text.words.punctuation import CLOSERS

_DIGIT = re.compile(r"\s*\(?(\d{1,2})(?:[.)]|\s?[:–—-])\s+(?=\S)")
_BULLET = re.compile(r"\s*[-–—•*·‣]\s+(?=\S)")
_HAN = "一二三四五六七八九十"
_HAN_DIGIT = re.compile(rf"\s*([{_HAN}])[、.．]\s*")
_AFTER_ORDINAL = r"(?:\s*[,:،：，、.–—-]\s*|\s+)"
# How polite orders begin: "Lassen Sie", "Réservez".
_POLITE = {
    "de": re.compile(r"[A-ZÄÖÜ][a-zäöüß]+n Sie\b"),
    "fr": re.compile(r"(?!(?:Vous|Chez|Assez|Nez|Rez)\b)[A-ZÉ][a-zà-ÿ]+ez\b"),
}
# The share of orders from which on lines are steps, and no verse.
_MOST_ORDERS = 0.4
# How many sentences may stand between two items of a list.
_MOST_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a sentence in a list: its number, how many there are, and the offset behind its number."""

    number: int
    count: int
    start: int


@dataclass(frozen=True, slots=True)
class FilmText:
    """The sentences of a film, and what only shows in all of them.

    `places` are the items of its lists by the index of their sentence. `orders` is the share of sentences that tell the
    viewer to do something. `names` are the indices of sentences in which a full name comes first, with the name.
    """

    sentences: tuple[Sentence, ...]
    language: str
    is_story: bool = False
    places: dict[int, Place] = field(default_factory=dict)
    orders: float = 0.0
    dates: tuple[float, ...] = ()

    def said_before(self, sentence: Sentence, words: str) -> bool:
        """Return whether words stand in an earlier sentence."""
        return any(words in other.text for other in self.sentences[: sentence.index])


def read_text(scenes: Sequence[Scene], language: str) -> FilmText:
    """Read the narrations of a film."""
    sentences = tuple(read_film(scenes, language))
    values = [date.value for sentence in sentences for date in sentence.dates if date.value]
    places = _places(sentences, language)
    orders = sum(map(is_order, sentences)) / len(sentences) if sentences else 0.0
    return FilmText(
        sentences=sentences,
        language=language,
        # Steps of a recipe may stand in lines like those of verse.
        is_story=is_story(sentences) or (not places and orders < _MOST_ORDERS and is_poem(scenes)),
        places=places,
        orders=orders,
        dates=tuple(sorted(set(values))),
    )


def is_order(sentence: Sentence) -> bool:
    """Return whether a sentence tells its viewer to do something; without tags, by the words of calls."""
    if sentence.language != "en":
        text = sentence.text.lstrip(" ¡请")
        polite = _POLITE.get(sentence.language)
        asks = text.rstrip(CLOSERS + " ").endswith(("?", "？"))
        return bool(
            cue("call", sentence.language).match(text) or (polite and polite.match(text) and not asks)
        )
    words = [word for word in sentence.words if word.text[0].isalnum()]
    while words and words[0].low in {
        "please",
        "just",
        "so",
        "now",
        "then",
        "and",
        "first",
        "second",
        "third",
        "next",
        "finally",
        "always",
        "never",
        "don't",
        "do",
    }:
        words = words[1:]
    return bool(words) and words[0].tag == "VB"


def _places(sentences: Sequence[Sentence], language: str) -> dict[int, Place]:
    """Return the items of lists: sentences of which the numbers follow each other from one on."""
    places: dict[int, Place] = {}
    for find in (_by_digit, _by_ordinal, _by_bullet):
        marked = [(one.index, *found) for one in sentences if (found := find(one, language))]
        for run in _runs(marked):
            if find is _by_ordinal:
                run += _closing(sentences, run, language)
            if not any(index in places for index, *_ in run):
                places |= {index: Place(at + 1, len(run), start) for at, (index, _, start) in enumerate(run)}
    for steps in _step_runs(sentences, language):
        if not any(index in places for index, _ in steps):
            places |= {index: Place(at + 1, len(steps), start) for at, (index, start) in enumerate(steps)}
    return places


def _closing(
    sentences: Sequence[Sentence], run: Sequence[tuple[int, int, int]], language: str
) -> list[tuple[int, int, int]]:
    """Return the last item of a list that counts on: "Finally, …" behind "Third, …"."""
    at, number, _ = run[-1]
    for sentence in sentences[at + 1 : at + 2 + _MOST_BETWEEN]:
        words = alternation(cue_words("last step", language))
        match = re.match(rf"\s*(?:and\s+)?(?:{words})\s*[,:،，、：]\s*", sentence.text, re.IGNORECASE)
        if match:
            return [(sentence.index, number + 1, match.end())]
    return []


def _runs(marked: Sequence[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """Yield runs of at least two marked sentences that count on, with few others between them."""
    run: list[tuple[int, int, int]] = []
    for item in marked:
        goes_on = run and item[1] == run[-1][1] + 1 and item[0] - run[-1][0] <= _MOST_BETWEEN + 1
        # Bullets and steps have no numbers: 0.
        alike = run and item[1] == 0 == run[-1][1] and item[0] - run[-1][0] <= _MOST_BETWEEN
        if goes_on or alike:
            run.append(item)
            continue
        if len(run) >= 2:
            yield run
        run = [item] if item[1] in {0, 1} else []
    if len(run) >= 2:
        yield run


def _by_digit(sentence: Sentence, language: str) -> tuple[int, int] | None:
    if match := _DIGIT.match(sentence.text):
        return int(match[1]), match.end()
    if match := _HAN_DIGIT.match(sentence.text):
        return _HAN.index(match[1]) + 1, match.end()
    step = whole(alternation(cue_words("counted step", language)), language)
    words = {
        "one": "1",
        "ein": "1",
        "eins": "1",
        "un": "1",
        "uno": "1",
        "um": "1",
        **cue_values("number", language),
    }
    number = rf"(?P<number>\d{{1,2}}|{alternation(words)})"
    if match := re.match(
        rf"\s*{step}\s+(?:#|number\s+|nr\.?\s+|n°\s?)?{number}\s*[:.–—-]\s+", sentence.text, re.IGNORECASE
    ):
        named = match["number"].lower()
        return int(named) if named.isdecimal() else int(value_of(words[named])), match.end()
    return None


def _by_ordinal(sentence: Sentence, language: str) -> tuple[int, int] | None:
    """Return the number that an ordinal at the head of a sentence has: "Second, …", "The third rule: …"."""
    text = sentence.text.lstrip('¡¿"“«- ')
    skipped = len(sentence.text) - len(text)
    for number, words in enumerate(cue_groups("ordinal", language), 1):
        named = alternation(words)
        step = alternation(cue_words("counted step", language))
        article = r"(?:(?:the|my|der|die|das|le|la|el|o|a|il)\s+)?"
        found = re.match(rf"(?:{named})\s*[,:،：，、–—-]\s*", text, re.IGNORECASE) or re.match(
            rf"{article}(?:{named})\s+(?:{step})\s*(?:[:–—-]|\bis\b)\s*(?:to\s+)?", text, re.IGNORECASE
        )
        if not found and language in UNSPACED:
            found = re.match(rf"(?:{named})[,，、:：]?", text)
        if (
            not found
            and language == "en"
            and (bare := re.match(rf"(?:{named})\s+", text, re.IGNORECASE))
            and _orders_at(sentence, skipped + bare.end())
        ):
            found = bare
        if found:
            return number, skipped + found.end()
    return None


def _orders_at(sentence: Sentence, at: int, *, loosely: bool = False) -> bool:
    """Return whether an order begins there: "First whisk the eggs", and not "First time buyers".

    `loosely` also takes a noun for one that can be a verb: "fry".
    """
    word = next((word for word in sentence.words if word.start >= at), None)
    may_be = loosely and word is not None and word.tag == "NN" and base_of(word.low) == word.low
    return word is not None and (word.tag == "VB" or may_be)


def _by_bullet(sentence: Sentence, language: str) -> tuple[int, int] | None:
    match = _BULLET.match(sentence.text)
    return (0, match.end()) if match else None


def _step_runs(sentences: Sequence[Sentence], language: str) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of steps: "First, …", "Then …", "Finally, …"; in English each tells the viewer to do something."""
    run: list[tuple[int, int]] = []
    for sentence in sentences:
        if (start := _step_at(sentence, "opening step", language)) is not None:
            run = [(sentence.index, start)]
            continue
        if not run or sentence.index - run[-1][0] > _MOST_BETWEEN:
            run = []
            continue
        last = _step_at(sentence, "last step", language)
        then = _step_at(sentence, "next step", language) if last is None else last
        if then is not None:
            run.append((sentence.index, then))
        if last is not None and len(run) >= 3:
            yield run
            run = []


def _step_at(sentence: Sentence, name: str, language: str) -> int | None:
    """Return the offset behind a step word at the head of a sentence; None if there is none, or no order in English."""
    words = alternation(cue_words(name, language))
    gap = r"[,，、:：]?\s*" if language in UNSPACED else r"\s*[,:،]?\s+"
    match = re.match(rf"\s*(?:{words}){gap}", sentence.text, re.IGNORECASE)
    if not match or (language == "en" and not _orders_at(sentence, match.end(), loosely=True)):
        return None
    return match.end()
