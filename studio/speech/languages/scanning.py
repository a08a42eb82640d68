"""One pass over a text: at each word the first rule that fits says it, and what no rule fits stays as it is."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# Where a rule may begin: where no word or number goes on.
_START = re.compile(r"(?<![^\W_])(?=\S)|(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)|(?=[&+=×÷<>≈≤≥/@*~_])")
# A hostile "word" must not become half an hour of speech.
_MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a text that a rule may say, with the text around it."""

    match: re.Match[str]

    @property
    def before(self) -> str:
        return self.match.string[: self.match.start()]

    @property
    def after(self) -> str:
        return self.match.string[self.match.end() :]

    def __getitem__(self, group: str) -> str:
        return self.match[group] or ""

    def words_before(self, count: int = 1) -> list[str]:
        """Return the words before the place in the same clause, the nearest last."""
        clause = re.split(r"[,;:!?()«»\"]|\.(?= \w{2,} |$)", self.before[-80:])[-1]
        return re.findall(r"[^\W_]+(?:['-][^\W_]+)*'?", clause)[-count:]

    @property
    def word_before(self) -> str:
        return (self.words_before() or [""])[-1].lower()

    @property
    def leader(self) -> str:
        """Return the word before the place, and before the other Roman numerals of a list ("siglos XIX y XX")."""
        text = re.sub(r"(?:[IVXLC]+[a-zè]{0,3}(?:,| (?:y|e|et|und|o|a|à|al|-))? )+$", "", self.before)
        found = re.search(r"([^\W_]+(?:['-][^\W_]+)*)\.?[ \u2019']?$", text)
        return found[1] if found else ""

    @property
    def word_after(self) -> str:
        """Return the word that follows, if only a space stands between."""
        found = re.match(r" ?([^\W\d_]+(?:'[^\W\d_]+)?)", self.after)
        return found[1] if found else ""

    @property
    def ends(self) -> bool:
        """Return whether nothing follows in the text."""
        return not re.search(r"\w", self.after)

    @property
    def begins(self) -> bool:
        """Return whether a sentence begins here."""
        return not re.search(r"\w", re.split(r"[.!?:] ", self.before)[-1])


# Says a place, or returns None to leave it to the next rule.
Say = Callable[[Place], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    say: Say


def rule(pattern: str, say: Say, flags: int = 0) -> Rule:
    return Rule(re.compile(pattern, flags), say)


def scan(written: Sequence[str], rules: Sequence[Rule]) -> list[str]:
    """Return what is said for each written word; words that are read together share what is said of them."""
    text = " ".join(written)
    begins = [0]
    for word in written:
        begins.append(begins[-1] + len(word) + 1)
    said: list[list[str]] = [[] for _ in written]

    def copy(start: int, end: int) -> None:
        while start < end:
            owner = bisect_right(begins, start) - 1
            stop = min(end, begins[owner + 1])
            if kept := text[start:stop].strip():
                said[owner].append(kept)
            start = stop

    position = 0
    for start in (match.start() for match in _START.finditer(text)):
        if start < position or (found := _first(text, start, rules)) is None:
            continue
        words, end = found
        copy(position, start)
        first, last = bisect_right(begins, start) - 1, bisect_right(begins, end - 1) - 1
        for index, word in enumerate(words):
            said[first + index * (last + 1 - first) // len(words)].append(word)
        position = end
    copy(position, len(text))
    return [_join(parts) for parts in said]


def _first(text: str, start: int, rules: Sequence[Rule]) -> tuple[list[str], int] | None:
    """Return the words by the first rule that fits, and where they end in the text."""
    for one in rules:
        match = one.pattern.match(text, start)
        if match and match.end() > start:
            words = one.say(Place(match))
            if words is not None:
                return words.split()[:_MOST_WORDS], match.end()
    return None


def _is_unspaced(sign: str) -> bool:
    """Return whether a letter is of a script that writes no spaces: Thai, Lao, Chinese."""
    return "\u0e00" <= sign <= "\u0eff" or "\u2e80" <= sign <= "\u9fff"


def _join(parts: Sequence[str]) -> str:
    joined = ""
    for part in parts:
        # Vowels of Indic scripts are marks, and end words too.
        apart = (
            joined
            and part[0].isalnum()
            and (unicodedata.category(joined[-1])[0] in "LMN" or joined[-1] in ",.;:!?")
        )
        is_unspaced = bool(joined) and _is_unspaced(joined[-1]) and _is_unspaced(part[0])
        joined += f" {part}" if apart and not is_unspaced else part
    return joined
