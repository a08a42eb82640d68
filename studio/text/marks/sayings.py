"""Words that somebody wants said in their own way: where they stand in a text, and what is said there.

An entry stands for whole words. Small letters and capitals are the same to it, unless it has a capital after its first
letter: "US" and "iPhone" are found only as they are written, or all in capitals. English words are found in their
possessive and plural too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from studio.text.words.runs import split_runs
from studio.text.words.writing import is_unspaced

_HISSES = ("s", "x", "z", "ch", "sh")
_APOSTROPHES = "'’ʼ"  # noqa: RUF001
# What may follow a word that is whole in English: the sign of the possessive, or the plural.
_POSSESSIVE = f"[{_APOSTROPHES}]s"
# A word of fewer letters has no plural of its own: "a" and "as" are two words.
_SHORTEST_PLURAL = 3
Found = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class SayAs:
    """A word or phrase as it is written, how it is said, and the language in which it is; "" for all."""

    written: str
    said: str
    language: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether capitals count: there is one after its first letter."""
        return any(sign.isupper() for sign in self.written[1:])


def find_sayings(text: str, language: str, sayings: Sequence[SayAs]) -> list[Found]:
    """Return (start, end, what is said) of the words that are to be said otherwise, in order.

    `language` is the text's. Where two entries meet, the one that begins first counts, then the longer one, then the one
    for that language alone, then the one whose capitals count.
    """
    folded = _plain(text).casefold()
    language = language.lower().replace("_", "-").partition("-")[0]
    found = [
        (start, (-end, not one.language, not one.is_exact), one.written, end, said)
        for one in sayings
        if _beginning(one.written) in folded
        for start, end, said in _places(text, language, one)
    ]
    found.sort()
    kept: list[Found] = []
    for start, _, _, end, said in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, said))
    return kept


def _places(text: str, language: str, one: SayAs) -> Iterator[Found]:
    wanted = one.language.lower().partition("-")[0]
    for match in _pattern(one.written).finditer(text):
        spoken = _language_at(text, match.start(), language) if wanted or match["ending"] else language
        if wanted and wanted != spoken:
            continue
        if not match["ending"]:
            yield match.start(), match.end(), one.said
        elif spoken == "en":
            yield match.start(), match.end(), _with_ending(one.said, match["ending"])


def _language_at(text: str, place: int, language: str) -> str:
    runs = split_runs(text, language)
    return next((run.language for run in runs if run.start <= place < run.end), language)


@lru_cache(maxsize=512)
def _pattern(written: str) -> re.Pattern[str]:
    spellings = {written, unicodedata.normalize("NFC", written), unicodedata.normalize("NFD", written)}
    is_exact = SayAs(written, "").is_exact
    if is_exact:
        spellings |= {spelling.upper() for spelling in spellings}
    words = "|".join(map(_spelled, sorted(spellings, key=len, reverse=True)))
    flags = "" if is_exact else "(?i:"
    # French and Italian join small words by an apostrophe: the word behind it is whole.
    before = "" if is_unspaced(written[0], written[0]) else r"(?<!\w)"
    after = "" if is_unspaced(written[-1], written[-1]) else rf"(?!\w)(?![{_APOSTROPHES}][^\W\d_])"
    return re.compile(
        f"{before}{flags}(?:{words}){')' if flags else ''}(?P<ending>{_endings(written)})?{after}"
    )


def _spelled(written: str) -> str:
    """Return a pattern for a spelling, with any apostrophe, and any white space but a line break between words."""
    escaped = (re.escape(word) for word in written.split())
    return re.sub(f"[{_APOSTROPHES}]", f"[{_APOSTROPHES}]", r"[^\S\n]+".join(escaped))


def _endings(written: str) -> str:
    """Return a pattern for the endings of the English possessive and plural of a word."""
    ends = written.lower()
    if not ends[-1:].isascii() or not ends[-1:].isalpha():
        return "(?!)"
    has_capital = any(map(str.isupper, written))
    if len(written) < _SHORTEST_PLURAL and not has_capital:
        return f"(?i:{_POSSESSIVE})"
    plural = "es" if ends.endswith(_HISSES) else "s"
    return f"(?i:{_POSSESSIVE}|{plural})"


def _with_ending(said: str, ending: str) -> str:
    """Return what is said with the ending of an English possessive or plural."""
    if ending[0] in _APOSTROPHES:
        return f"{said}'s"
    if said.lower().endswith(_HISSES):
        return f"{said}es"
    if re.search(r"[^aeiou\W]y$", said, re.IGNORECASE):
        return f"{said[:-1]}ies"
    return f"{said}s"


@lru_cache(maxsize=512)
def _beginning(written: str) -> str:
    """Return what a text without this entry mostly lacks: its first letters, up to a sign that is written in two ways."""
    return re.split(rf"[\s{_APOSTROPHES}]", _plain(written).casefold())[0]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)
