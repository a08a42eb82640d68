"""The sentences of a film, with where they stand in their narrations."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from studio.graphics.reading.amounts import Amount, find_amounts
from studio.graphics.reading.dates import Date, find_dates
from studio.text.english.narration import tag_narration
from studio.text.english.tagger import find_names
from studio.text.words.abbreviations import CLOSING, LEADING
from studio.text.words.language import UNSPACED
from studio.text.words.punctuation import CLOSERS, OWN_STOPS, SENTENCE_END
from studio.text.words.sentences import sentence_ends
from studio.text.words.vocabulary import STOP_WORDS

_PIECE = re.compile(r"\S+")
_OPENING = "“„«「『"
_CLOSING = "”»」』"
_NUMBER_ALONE = re.compile(r"[(#]?\d{1,2}[.)]|[-–—•*]")
# A word in whose full stop the splitter sees none, since it is a name ("Yahoo."), and what then begins a sentence.
_ENDS = re.compile(r"[^\W\d_]{3,}[.!?]")
_TITLES = frozenset(["Prof.", "Gov.", "Gen.", "Sen.", "Rep.", "Capt.", "Mrs."])
# Signs of which two stand for a word in scripts without spaces.
SIGNS_A_WORD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One scene of a storyboard: its narration as it is shown, without marks, and the prompt of its picture."""

    narration: str
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign of a sentence: its offsets there, and its tag (Penn Treebank) if the sentence is English."""

    text: str
    start: int
    end: int
    tag: str = ""

    @property
    def low(self) -> str:
        return self.text.lower()


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A sentence: `start` is its offset in the narration, `index` its place in the film of `count` sentences.

    `window` are the offsets of a part of a long one that is shown by itself: only its amounts and dates count then.
    """

    text: str
    language: str
    narration: str
    start: int = 0
    scene: int = 0
    index: int = 0
    count: int = 1
    names: frozenset[str] = frozenset()
    prompt: str = ""
    ends_line: bool = field(default=False, compare=False)
    window: tuple[int, int] | None = None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(_tagged(self.text, self.names) if self.language == "en" else _plain(self.text))

    @cached_property
    def all_dates(self) -> tuple[Date, ...]:
        return find_dates(self.text, self.language)

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        return tuple(one for one in self.all_dates if self.is_within(one.start))

    @cached_property
    def all_amounts(self) -> tuple[Amount, ...]:
        return find_amounts(self.text, self.language, [(one.start, one.end) for one in self.all_dates])

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        return tuple(one for one in self.all_amounts if self.is_within(one.start))

    def is_within(self, offset: int) -> bool:
        """Return whether an offset lies in the part that is shown."""
        return self.window is None or self.window[0] <= offset < self.window[1]

    @property
    def span(self) -> tuple[int, int]:
        """The offsets of what is shown: all of the sentence, or a part of it."""
        return self.window or (0, len(self.text))

    @property
    def is_last(self) -> bool:
        return self.index + 1 == self.count

    @cached_property
    def is_unspaced(self) -> bool:
        return self.language in UNSPACED

    def length(self, start: int, end: int) -> int:
        """Return how many words stand in a part of the sentence."""
        text = self.text[start:end]
        if self.is_unspaced:
            return -(-sum(sign.isalnum() for sign in text) // SIGNS_A_WORD)
        return len([piece for piece in text.split() if any(map(str.isalnum, piece))])

    def word_at(self, offset: int) -> int:
        """Return the index of the narration's word (split at spaces) in which an offset of the sentence lies."""
        return max(0, bisect_right(self._word_starts, self.start + offset) - 1)

    @cached_property
    def _word_starts(self) -> list[int]:
        return [match.start() for match in _PIECE.finditer(self.narration)]


def read_film(scenes: Sequence[Scene], language: str) -> list[Sentence]:
    """Return the sentences of all scenes in order."""
    names = find_names("\n".join(scene.narration for scene in scenes)) if language == "en" else frozenset()
    spans = [
        (at, start, end, last)
        for at, scene in enumerate(scenes)
        for start, end, last in _sentence_spans(scene.narration, language)
    ]
    return [
        Sentence(
            text=scenes[at].narration[start:end],
            language=language,
            narration=scenes[at].narration,
            start=start,
            scene=at,
            index=index,
            count=len(spans),
            names=names,
            prompt=scenes[at].prompt,
            ends_line=last,
        )
        for index, (at, start, end, last) in enumerate(spans)
    ]


def _sentence_spans(narration: str, language: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the offsets of each sentence, and whether its line ends there too."""
    start = 0
    for line in narration.splitlines(keepends=True):
        spans = list(_line_spans(line, language))
        for at, (first, end) in enumerate(spans):
            yield start + first, start + end, at + 1 == len(spans)
        start += len(line)


def _line_spans(line: str, language: str) -> Iterator[tuple[int, int]]:
    ends = _unspaced_ends(line) if language in UNSPACED else _spaced_ends(line, language)
    first: int | None = None
    for start, end in ends:
        first = start if first is None else first
        text = line[first:end]
        if not _NUMBER_ALONE.fullmatch(text) and not _is_open(text):
            yield first, end
            first = None
    if first is not None and line[first:].strip():
        yield first, len(line.rstrip())


def _spaced_ends(line: str, language: str) -> Iterator[tuple[int, int]]:
    pieces = list(_PIECE.finditer(line))
    if not pieces:
        return
    found = sentence_ends([piece[0] for piece in pieces], [False] * len(pieces), language)
    found |= {
        at
        for at in range(len(pieces) - 1)
        if _ENDS.fullmatch(pieces[at][0])
        and _begins(pieces[at + 1][0], language)
        and not _is_short(pieces[at][0], language)
    }
    first = 0
    for at in sorted(found | {len(pieces) - 1}):
        yield pieces[first].start(), pieces[at].end()
        first = at + 1


def _begins(piece: str, language: str) -> bool:
    """Return whether a sentence may begin there: a small word with a capital."""
    return piece[0].isupper() and piece.lower() in STOP_WORDS.get(language, frozenset())


def _is_short(piece: str, language: str) -> bool:
    return (
        piece.lower() in LEADING.get(language, frozenset()) | CLOSING.get(language, frozenset())
        or piece in _TITLES
    )


def _unspaced_ends(line: str) -> Iterator[tuple[int, int]]:
    start = len(line) - len(line.lstrip())
    for match in SENTENCE_END.finditer(line):
        goes_on = line[match.end() : match.end() + 1] in {*CLOSERS, *OWN_STOPS, "と"} - {""}
        if match.end() > start and not goes_on:
            yield start, match.end()
            start = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip())
    if line[start:].strip():
        yield start, len(line.rstrip())


def _is_open(text: str) -> bool:
    """Return whether a quotation begins in a text that does not end there."""
    if "„" in text:
        return text.count("„") > text.count("“")
    opened = sum(text.count(sign) for sign in _OPENING) > sum(text.count(sign) for sign in _CLOSING)
    return opened or text.count('"') % 2 == 1


def _tagged(text: str, names: frozenset[str]) -> Iterator[Word]:
    """Yield the words of an English sentence; the tagger's words are found again in the text."""
    plain = text.replace("’", "'")
    low = plain.lower()
    at = 0
    for word, kind in tag_narration(text, names):
        start = low.find(word.lower(), at)
        if start < 0 or (low[at:start].strip() and start - at > len("https://") * 8):
            continue
        at = start + len(word)
        yield Word(text[start:at], start, at, kind)


_PLAIN = re.compile(
    r"\d+(?:[.,:]\d+)*|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0971-\u0dff])*(?:['’-][^\W\d_]+)*|[^\w\s]"
)


def _plain(text: str) -> Iterator[Word]:
    for match in _PLAIN.finditer(text):
        yield Word(match[0], match.start(), match.end())
