"""Lines as they were meant: wrapped ones are joined, words cut at line ends are made whole."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from itertools import pairwise
from pathlib import Path

import gruut_lang_en

from studio.text.words.punctuation import SENTENCE_ENDS

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_CUT = re.compile(r"(?P<first>[^\W\d_]{2,})[-‐¬]$")
_LONGEST_WORD = 60
_CLOSERS = "\"'”’»)]“"
# Text is wrapped at a width of at least this many characters; narrower lines are lines of their own.
_NARROWEST = 38
_WRAPPED_SHARE = 0.8
# A column of print may be as narrow as this if words are cut at its line ends.
_COLUMN = 18
# Words that keep their hyphen before others.
_HYPHENED = frozenset(
    [
        "all",
        "by",
        "co",
        "cross",
        "double",
        "ex",
        "free",
        "full",
        "great",
        "half",
        "high",
        "long",
        "low",
        "mid",
        "multi",
        "non",
        "off",
        "old",
        "on",
        "one",
        "over",
        "post",
        "pre",
        "pro",
        "re",
        "self",
        "short",
        "step",
        "sub",
        "three",
        "twin",
        "two",
        "under",
        "well",
    ]
)
_AND = frozenset("and or und oder bzw et ou y o e ed en of i и или".split())  # noqa: SIM905
# A line at least this long whose sentence goes on in the next was wrapped.
_GOES_ON = 28
# "lava = magma that has come out", in a glossary.
TERM = re.compile(r"^\S+(?: \S+){0,3} [–—=-] \S")
# "2 I do not walk after things", in a psalm.
_VERSE_NUMBER = re.compile(r"(\d{1,3}) (?=[^\W\d_])")
_MEASURE = re.compile(
    r"(?<![^\W\d_])(?:q\. ?b|n\. ?b|pck|pkg|pkt|stk|msp|tbsp|tsp|oz|lbs?|c\. ?à ?[sc]|cdta|cda|szt|łyż|ks|db|st)\.$",
    re.IGNORECASE,
)
_FEW_WORDS = 5
_VERSE_WIDTH, _FEWEST_VERSES = 60, 3


def plain_letters(text: str) -> str:
    """Replace the joined letters of printed pages ("ﬁ") by single ones."""
    return _LIGATURE.sub(lambda found: _LIGATURES[found[0]], text)


def is_wrapped(paragraphs: Sequence[Sequence[str]]) -> bool:
    """Return whether the line ends of paragraphs are those of a page: wherever the next word had no room."""
    lines = [line for paragraph in paragraphs for line in paragraph]
    pairs = [pair for paragraph in paragraphs for pair in pairwise(paragraph)]
    if not pairs:
        return False
    # The last pair of a paragraph counts as well: only its last line may be short.
    width = _usual_width(lines)
    cut = sum(_is_cut(first, second) for first, second in pairs)
    if width < (_COLUMN if cut else _NARROWEST):
        return False
    full = sum(
        len(first) + 1 + len(second.partition(" ")[0]) > width or _is_cut(first, second)
        for first, second in pairs
    )
    goes_on = sum(first[-1:] not in SENTENCE_ENDS and second[:1].islower() for first, second in pairs)
    return full >= _WRAPPED_SHARE * len(pairs) and (len(pairs) > 2 or goes_on * 2 >= len(pairs))


def _is_cut(line: str, following: str) -> bool:
    """Return whether a word is cut between two lines."""
    return bool(_CUT.search(line[-_LONGEST_WORD:])) and following[:1].islower()


def _usual_width(lines: Sequence[str]) -> int:
    """Return the width of a page by its lines: the longest, unless it is alone."""
    lengths = sorted(map(len, lines))
    return lengths[-2] if len(lengths) > 6 and lengths[-1] > 1.3 * lengths[-2] else lengths[-1]


def join_lines(lines: Sequence[str], *, wrapped: bool, verses: bool = False) -> list[str]:
    """Return lines with those joined that only a page's width has parted."""
    joined: list[str] = []
    for line in lines:
        if joined and (cut := _joined_word(joined[-1], line)) is not None:
            joined[-1] = cut
        elif joined and not verses and (wrapped or _goes_on(joined[-1], line)):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _goes_on(line: str, following: str) -> bool:
    """Return whether a sentence plainly goes on in the next line although nothing else is wrapped."""
    # Below the subject of a post in a forum.
    if (TERM.match(line) and TERM.match(following)) or re.match(r"by [\w.-]{2,25} »", following):
        return False
    return len(line) >= _GOES_ON and (line[-1:].isalnum() or line[-1:] == ",") and following[:1].islower()


def _joined_word(line: str, following: str) -> str | None:
    """Return two lines with the word that was cut between them made whole, if one was."""
    cut = _CUT.search(line[-_LONGEST_WORD:])
    rest = re.match(r"[^\W\d_]+", following)
    if cut is None or rest is None or not following[:1].islower() or rest[0].casefold() in _AND:
        return None
    whole = cut["first"] + rest[0]
    is_whole = _is_known(whole) or _is_known(re.sub(r"(?:s|ed|ing|ly)$", "", whole))
    keeps = (
        _is_known(cut["first"])
        and _is_known(rest[0])
        and not (is_whole or _are_closed(cut["first"], rest[0]))
    )
    return f"{line[:-1]}{'-' if keeps else ''}{following}"


def _are_closed(first: str, rest: str) -> bool:
    """Return whether two known words are written as one: things in the plural, as "hoofprints"."""
    return rest.endswith("s") and _is_known(rest[:-1]) and first.casefold() not in _HYPHENED


def _is_known(word: str) -> bool:
    """Return whether the English lexicon has a word."""
    return word.lower() in _known_words()


@cache
def _known_words() -> frozenset[str]:
    """Return the words of the lexicon; it has no index, and a page may cut hundreds of words."""
    file = Path(gruut_lang_en.get_lang_dir()) / "lexicon.db"
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as lexicon:
        return frozenset(word for (word,) in lexicon.execute("SELECT DISTINCT word FROM word_phonemes"))


def ends_sentence(line: str) -> bool:
    """Return whether a line ends with the sign of a sentence's end; emoji after it do not count."""
    # "vegetable stock q.b.", "1 pkg."
    if _MEASURE.search(line) and len(line.split()) <= _FEW_WORDS:
        return False
    return re.sub(r"[^\w.!?…。！？।؟]+$", "", line)[-1:] in {*SENTENCE_ENDS}


def _without_numbers(lines: list[str]) -> list[str]:
    """Return lines without the numbers of verses, where these count and other lines have none."""
    found = {at: number for at, line in enumerate(lines) if (number := _VERSE_NUMBER.match(line))}
    numbers = [int(number[1]) for number in found.values()]
    count = len(numbers)
    if count < 2 or 3 * count > 2 * len(lines) or numbers != [*range(numbers[0], numbers[0] + count)]:
        return lines
    return [line[found[at].end() :] if at in found else line for at, line in enumerate(lines)]


def _are_parts(paragraphs: Sequence[Sequence[str]]) -> bool:
    """Return whether paragraphs are parts of a letter or a lesson, with their names over them."""
    several = [paragraph for paragraph in paragraphs if len(paragraph) > 1]
    named = sum(paragraph[0].isupper() and not paragraph[1].isupper() for paragraph in several)
    # "Exit ticket" over its sentence, and so on.
    return named > 1 or all(len(pair) == 2 and _is_named(*pair) for pair in several)


def _is_named(line: str, following: str) -> bool:
    """Return whether a line is the name of a part, over a sentence that is longer."""
    return (
        (line[-1:].isalnum() or line[-1:] == ")")
        and ends_sentence(following)
        and len(line) * 1.3 < len(following)
    )


def are_verses(paragraphs: Sequence[Sequence[str]], *, counted: bool = False) -> bool:
    """Return whether lines are those of a poem or a song: short, many, and few of them end a sentence.

    The stanzas are `counted` if each has its number over it.
    """
    lines = [line for paragraph in paragraphs if len(paragraph) > 1 for line in paragraph]
    alone = sum(len(paragraph) == 1 for paragraph in paragraphs)
    # A letter has a few short lines too, among paragraphs that are more.
    if alone >= len(lines) or (
        alone > 2 and all(len(paragraph) < _FEWEST_VERSES for paragraph in paragraphs)
    ):
        return False
    if len(lines) < _FEWEST_VERSES or max(map(len, lines)) > _VERSE_WIDTH:
        return False
    # A poem counts what it has as well: one colon in many lines is no list's.
    colons = sum(line.endswith(":") for line in lines)
    is_broken = colons * 6 > len(lines) or any(
        line.startswith("#") or _CUT.search(line[-_LONGEST_WORD:]) for line in lines
    )
    if _are_parts(paragraphs):
        return False
    lines = _without_numbers(lines)
    # Prices, dates and amounts stand on the lines of other texts.
    if sum(bool(re.search(r"\d", line)) for line in lines) * 3 >= len(lines):
        return False
    if is_broken or sum(line[:1].isdigit() for line in lines) * 5 > len(lines):
        return False
    if (
        max(map(len, paragraphs)) < _FEWEST_VERSES
        and not counted
        and any(line[:1].islower() for line in lines)
    ):
        return False
    ended = sum(ends_sentence(line) for line in lines)
    if len(lines) <= _FEWEST_VERSES and ended > 1:
        return False
    is_long = sum(len(line.split()) > 2 for line in lines)
    return ended * 2 <= len(lines) and is_long * 2 >= len(lines)
