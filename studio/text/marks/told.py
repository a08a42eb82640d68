"""Marks in narrations: pauses, words that are said otherwise than they are written, and line breaks.

`[pause 2s]` is a silence, `{Nguyen|win}` is shown "Nguyen" and said "win", and a line break ends a block: a list item, a
line of verse, a heading. What is no whole mark is text.
"""

# ruff: noqa: RUF001 (the letters of scripts look alike)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from studio.text.marks.sayings import SayAs, find_sayings
from studio.text.marks.syntax import LONGEST_PAUSE, Mark, marks_in
from studio.text.words.writing import is_unspaced

# Seconds of silence between the lines and the paragraphs of a narration.
LINE_PAUSE, PARAGRAPH_PAUSE = 0.45, 0.7

_LINE_BREAK = re.compile(r"\n\s*")
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

    `verbatim` takes what stands in brackets and braces for text; lines are lines all the same. `language` is the film's.
    """
    narration = narration.strip()
    parts = list(marks_in(narration, verbatim=verbatim))
    # A mark parts words, and phrases too.
    plain = "".join(part if isinstance(part, str) else "\n" for part in parts)
    listed = find_sayings(plain, language, sayings)
    return _build(parts, listed)


def as_read(narration: str, *, verbatim: bool = False) -> str:
    """Return a narration as it is shown: without marks, with its line breaks."""
    return read_marks(narration, verbatim=verbatim).shown


def _build(parts: Sequence[Mark], listed: Sequence[tuple[int, int, str]]) -> Told:
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
