"""Marks in narrations: pauses, words that are said otherwise than they are written, and line breaks.

`[pause 2s]` is a silence, `{Nguyen|win}` is shown "Nguyen" and said "win", and a line break ends a block: a list item, a
line of verse, a heading. What is no whole mark is text.
"""

# ruff: noqa: RUF001 (the letters of scripts look alike)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from studio.contracts import is_speakable
from studio.text.words.punctuation import CLAUSE_ENDS, CLOSERS, SENTENCE_ENDS
from studio.text.words.sayings import SayAs, find_sayings
from studio.text.words.scripts import script_of
from studio.text.words.writing import is_unspaced

# Seconds of a pause without a length, of the longest, and of those between lines and paragraphs of a narration.
PAUSE, LONGEST_PAUSE = 1.0, 10.0
LINE_PAUSE, PARAGRAPH_PAUSE = 0.45, 0.7

_BRACKETS = re.compile(r"\[([^\[\]\n]{3,40})\]")
_BRACES = re.compile(r"(?<!\{)\{([^{}|\n]{1,100})\|([^{}|\n]{1,100})\}(?!\})")
_MARK = re.compile(f"{_BRACKETS.pattern}|{_BRACES.pattern}")
_PAUSE_WORDS = frozenset("pause pausa pauze pauza paus пауза".split())  # noqa: SIM905
_LENGTHS = {"long": 2.0, "short": 0.5, "brief": 0.5, "lange": 2.0, "kurze": 0.5, "longue": 2.0, "courte": 0.5,
            "larga": 2.0, "corta": 0.5}  # fmt: skip
_NUMBERS = {"half": 0.5, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
            "eight": 8.0, "nine": 9.0, "ten": 10.0}  # fmt: skip
_BETWEEN = frozenset("for of a an de von di".split())  # noqa: SIM905
# The second, and the thousandth of one.
_SECONDS = re.compile(
    r"s|secs?|seconds?|sek|sekunden?|secondes?|segundos?|second[oi]|seconden|с|сек|секунд[аы]?"
)
_THOUSANDTHS = re.compile(r"ms|msecs?|milliseconds?|millisekunden?|мс")
_OF_A_PAUSE = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|[:\-–.]|(\S)")
# Full stops of scripts and languages that have one of their own; languages in which a space ends a sentence; those in
# which a full stop behind a number makes it an ordinal, as behind a Roman one.
_STOPS = {"han": "。", "kana": "。", "devanagari": "।", "bn": "।", "pa": "।", "or": "।", "am": "።", "my": "။", "km": "។",
          "hy": "։", "ur": "۔"}  # fmt: skip
_SPACE_ENDS = frozenset({"th", "lo"})
_ORDINAL_STOPS = frozenset(
    "de da nb nn no is fi et lv lt cs sk sl hr bs sr pl hu tr az eu lb ka mk".split()  # noqa: SIM905
)
_ROMAN = frozenset("IVXLCDM")
_LINE_BREAK = re.compile(r"[^\S\n]*\n\s*")
# Signs that belong to the words before a mark: "Wait [pause], now".
_CLOSING = re.compile(r"(?:[.,;:!?…]+(?=\s|$)|[)\]}»”’、。，．！？；：]+)?")


@dataclass(frozen=True, slots=True)
class Swap:
    """Words that are said otherwise than they are written: offsets [start, end) in both texts."""

    shown: tuple[int, int]
    said: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Break:
    """A silence in the words that are said: offsets [start, end) of the white space there, and seconds.

    `is_line` means that a line ends there; `is_exact` that its length was asked for, at whatever pace.
    """

    start: int
    end: int
    seconds: float
    is_line: bool
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A narration with its marks read: the text that is shown and the one that is said, both with line breaks.

    `swaps` are where the two differ; `pauses` are (offset in what is said, seconds), in order.
    """

    shown: str
    said: str
    swaps: tuple[Swap, ...] = ()
    pauses: tuple[tuple[int, float], ...] = ()

    @property
    def pause_seconds(self) -> float:
        """The seconds of all pauses that were asked for."""
        return sum(one.seconds for one in self.breaks() if one.is_exact)

    @property
    def is_silence(self) -> bool:
        """Whether there is no word in it, but a pause."""
        return bool(self.pauses) and not self.shown.strip()

    def breaks(self) -> tuple[Break, ...]:
        """Return the silences between words in order, also those before the first and after the last."""
        found = [
            Break(match.start(), match.end(), _line_seconds(match[0]), is_line=True, is_exact=False)
            for match in _LINE_BREAK.finditer(self.said)
        ]
        found += [
            Break(place, place, seconds, is_line=False, is_exact=True) for place, seconds in self.pauses
        ]
        joined: list[Break] = []
        for one in sorted(found, key=lambda one: (one.start, one.end)):
            if joined and not self.said[joined[-1].end : one.start].strip():
                joined[-1] = _together(joined[-1], one)
            else:
                joined.append(one)
        return tuple(_with_white_space(one, self.said) for one in joined)

    def word_groups(self) -> list[tuple[int, int]]:
        """Return the numbers of words (shown, said) that stand for each other, in order; mostly (1, 1)."""
        if not self.swaps:
            count = len(self.shown.split())
            return [(1, 1)] * count
        said_ends = [match.end() for match in re.finditer(r"\S+", self.said)]
        groups, shown, place = [], 0, 0
        for match in re.finditer(r"\S+", self.shown):
            shown += 1
            end = self._said_at(match.end())
            if end in said_ends[place:]:
                last = said_ends.index(end, place) + 1
                groups.append((shown, last - place))
                shown, place = 0, last
        return groups

    def _said_at(self, place: int) -> int:
        """Return the offset in what is said of an offset in what is shown; -1 within words said otherwise."""
        moved = 0
        for swap in self.swaps:
            if swap.shown[0] < place < swap.shown[1]:
                return -1
            if place >= swap.shown[1]:
                moved = swap.said[1] - swap.shown[1]
        return place + moved


@lru_cache(maxsize=1024)
def read_marks(
    narration: str, *, verbatim: bool = False, sayings: tuple[SayAs, ...] = (), language: str = "en"
) -> Told:
    """Read the marks in a narration, and say the words of `sayings` as they want it.

    `verbatim` takes marks for text, and line breaks for spaces. `language` is the film's.
    """
    narration = " ".join(narration.split()) if verbatim else narration.strip()
    parts = list(_parts(narration, verbatim=verbatim))
    # A mark parts words, and phrases too.
    plain = "".join(part if isinstance(part, str) else "\n" for part in parts)
    listed = find_sayings(plain, language, sayings)
    return _build(parts, listed)


def as_read(narration: str, *, verbatim: bool = False) -> str:
    """Return a narration as it is shown: without marks, with its line breaks."""
    return read_marks(narration, verbatim=verbatim).shown


def has_marks(narration: str) -> bool:
    """Return whether a narration has a mark or a line break, so that it is not just said from end to end."""
    told = read_marks(narration)
    return bool(told.swaps or told.pauses) or "\n" in told.said


def mark_again(narrations: Sequence[str], text: str, *, verbatim: bool = False) -> list[str]:
    """Return narrations that were cut from a text as it is read with the marks that stand in the text.

    Words that are said otherwise are never cut. A pause belongs to the words before it. If the narrations are not the
    words of the text, they are returned as they are. One is empty if its words belong to the one before.
    """
    told = read_marks(text, verbatim=verbatim)
    if not (told.swaps or told.pauses) or _letters("".join(narrations)) != _letters(told.shown):
        return list(narrations)
    pieces = [(mark, _letters(shown)) for mark, shown in _visible(text)]
    marked, place, ahead = [], 0, 0
    for narration in narrations:
        wanted, found = len(_letters(narration)) - ahead, ""
        while place < len(pieces) and (wanted > 0 or not pieces[place][1]):
            found += pieces[place][0]
            wanted -= len(pieces[place][1])
            place += 1
        ahead = -wanted
        marked.append(" ".join(found.split()))
    return marked


def with_end(line: str, language: str) -> str:
    """Return a line that ends as a sentence does in its language, so that a voice ends it too.

    A sign of a clause stays: a line of verse goes on after its comma. So does a number where a full stop would make it
    an ordinal, and everything in languages in which a space ends a sentence.
    """
    bare = line.rstrip().rstrip(CLOSERS)
    if not bare or bare[-1] in {*SENTENCE_ENDS, *CLAUSE_ENDS, "-"} or language in _SPACE_ENDS:
        return line
    last = bare.split()[-1]
    if language in _ORDINAL_STOPS and (last[-1].isdigit() or set(last) <= _ROMAN):
        return line
    letter = next((sign for sign in reversed(bare) if sign.isalpha()), "")
    script = script_of(letter) if letter else ""
    return f"{line.rstrip()}{_STOPS.get(language if script == 'arabic' else script, '.')}"


def _letters(text: str) -> str:
    return "".join(text.split())


def _visible(text: str) -> Iterator[tuple[str, str]]:
    """Yield each sign or mark of a text with what is shown of it."""
    for part, raw in zip(_parts(text), _raw_parts(text), strict=True):
        if isinstance(part, str):
            yield from ((sign, sign) for sign in part)
        else:
            yield raw, part[0] if isinstance(part, tuple) else ""


# Text, the seconds of a pause, or words as they are written and as they are said.
_Part = str | float | tuple[str, str]


def _parts(narration: str, *, verbatim: bool = False) -> Iterator[_Part]:
    """Yield text and marks in their order."""
    if verbatim:
        yield narration
        return
    for raw in _raw_parts(narration):
        yield _read(raw)


def _raw_parts(narration: str) -> Iterator[str]:
    """Yield the text between marks, and marks as they are written."""
    start = 0
    for match in _MARK.finditer(narration):
        if isinstance(_read(match[0]), str):
            continue
        if match.start() > start:
            yield narration[start : match.start()]
        yield match[0]
        start = match.end()
    if start < len(narration):
        yield narration[start:]


def _read(raw: str) -> _Part:
    """Return what a mark means; anything else is text."""
    if match := _BRACKETS.fullmatch(raw):
        seconds = _pause_in(match[1])
        return raw if seconds is None else seconds
    if match := _BRACES.fullmatch(raw):
        written, said = (" ".join(side.split()) for side in match.groups())
        return (written, said) if written and is_speakable(said) else raw
    return raw


def _pause_in(words: str) -> float | None:
    """Return the seconds of a pause that words in brackets ask for, or None if they ask for something else."""
    seconds: float | None = None
    factor, asks = 1.0, False
    for match in _OF_A_PAUSE.finditer(words.lower()):
        word = match[0]
        if match[1]:
            return None
        if word[0].isdecimal() or word in _NUMBERS or word in _LENGTHS:
            if seconds is not None:
                return None
            seconds = _NUMBERS.get(word) or _LENGTHS.get(word) or float(word.replace(",", "."))
        elif word in _PAUSE_WORDS:
            asks = True
        elif _THOUSANDTHS.fullmatch(word):
            factor = 0.001
        elif not (_SECONDS.fullmatch(word) or word in _BETWEEN or not word[0].isalpha()):
            return None
    if not asks:
        return None
    return min(LONGEST_PAUSE, PAUSE if seconds is None else seconds * factor)


def _build(parts: Sequence[_Part], listed: Sequence[tuple[int, int, str]]) -> Told:
    """Put parts together; `listed` has [start, end) of their text, in which a mark is one sign, and what is said."""
    text = _Text()
    place = 0
    for part in parts:
        if isinstance(part, float):
            text.pause(part)
            place += 1
        elif isinstance(part, tuple):
            text.swap(*part)
            place += 1
        else:
            start = place
            for first, last, said in listed:
                if place <= first and last <= start + len(part):
                    text.write(part[place - start : first - start])
                    text.swap(part[first - start : last - start], said)
                    place = last
            text.write(part[place - start :])
            place = start + len(part)
    return text.told()


class _Text:
    """What is shown and what is said, as they grow."""

    def __init__(self) -> None:
        self.shown = self.said = ""
        self.swaps: list[Swap] = []
        self.pauses: list[float] = []
        self.waiting: list[float] = []
        self.placed: list[tuple[int, float]] = []

    def pause(self, seconds: float) -> None:
        self.waiting.append(seconds)

    def write(self, text: str) -> None:
        if text and self.waiting:
            if not text.strip() and "\n" not in text:
                # Between two pauses, or after the last: nothing is shown there.
                self._space(text)
                return
            text = self._after_pause(text)
        self.shown += text
        self.said += text

    def swap(self, written: str, said: str) -> None:
        if self.waiting:
            gap = self._after_pause(written[0] if written[0].isalnum() else "x")[:-1]
            self.shown, self.said = self.shown + gap, self.said + gap
        starts = len(self.shown), len(self.said)
        self.shown, self.said = self.shown + written, self.said + said
        self.swaps.append(Swap((starts[0], len(self.shown)), (starts[1], len(self.said))))

    def _space(self, text: str) -> None:
        if self.shown[-1:].strip():
            self.shown, self.said = self.shown + text[:1], self.said + text[:1]

    def _after_pause(self, text: str) -> str:
        """Place the pauses that wait, and return the text that follows them, with the one space that parts it."""
        before = self.shown.rstrip(" \t")
        had_space = len(before) < len(self.shown)
        self._strip(len(self.shown) - len(before))
        bare = text.lstrip(" \t")
        # A sign that closes what stands before the pause is not said behind it.
        signs = _CLOSING.match(bare)[0] if before[-1:].strip() else ""  # type: ignore[index]  # It always matches.
        self.shown, self.said, bare = self.shown + signs, self.said + signs, bare[len(signs) :]
        self.placed += [(len(self.said), seconds) for seconds in self.waiting]
        self.waiting = []
        if not before or before.endswith("\n"):
            # A line with nothing but a pause is no line.
            return bare.lstrip("\n") if bare.startswith("\n") else bare
        if not bare[:1].strip():
            return bare
        is_apart = had_space or len(bare) + len(signs) < len(text) or not is_unspaced(before[-1], bare[:1])
        return f" {bare}" if is_apart else bare

    def _strip(self, count: int) -> None:
        if count:
            self.shown, self.said = self.shown[:-count], self.said[:-count]

    def told(self) -> Told:
        if self.waiting:
            self._strip(len(self.shown) - len(self.shown.rstrip()))
            self.placed += [(len(self.said), seconds) for seconds in self.waiting]
        return Told(self.shown, self.said, tuple(self.swaps), tuple(self.placed))


def _line_seconds(space: str) -> float:
    return PARAGRAPH_PAUSE if space.count("\n") > 1 else LINE_PAUSE


def _together(first: Break, second: Break) -> Break:
    """Join two silences: lengths that were asked for count, and only these."""
    is_exact = first.is_exact or second.is_exact
    asked = [one.seconds for one in (first, second) if one.is_exact]
    seconds = min(LONGEST_PAUSE, sum(asked)) if asked else max(first.seconds, second.seconds)
    end = max(first.end, second.end)
    return Break(first.start, end, seconds, is_line=first.is_line or second.is_line, is_exact=is_exact)


def _with_white_space(one: Break, text: str) -> Break:
    start = len(text[: one.start].rstrip())
    end = len(text) - len(text[one.end :].lstrip())
    return Break(start, end, one.seconds, one.is_line, one.is_exact)
