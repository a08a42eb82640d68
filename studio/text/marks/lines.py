"""The ends of lines: what a voice is handed there, in the writing of the line."""

# ruff: noqa: RUF001 (the signs of scripts look alike)

from __future__ import annotations

from studio.text.words.punctuation import CLAUSE_ENDS, CLOSERS, SENTENCE_ENDS
from studio.text.words.scripts import script_of

# Full stops of scripts and languages that have one of their own; languages in which a space ends a sentence; those in
# which a full stop behind a number makes it an ordinal, as behind a Roman one.
_STOPS = {"han": "。", "kana": "。", "devanagari": "।", "bn": "।", "pa": "।", "or": "।", "am": "።", "my": "။", "km": "។",
          "hy": "։", "ur": "۔"}  # fmt: skip
_COMMAS = {"han": "，", "kana": "、", "ja": "、", "arabic": "،", "am": "፣", "my": "၊", "hy": ","}
_SPACE_ENDS = frozenset({"th", "lo"})
_ORDINAL_STOPS = frozenset(
    "de da nb nn no is fi et lv lt cs sk sl hr bs sr pl hu tr az eu lb ka mk".split()  # noqa: SIM905
)
_ROMAN = frozenset("IVXLCDM")


def with_end(line: str, language: str) -> str:
    """Return a line that ends as a sentence does in its language, so that a voice ends it too.

    A sign of a clause stays: a line of verse goes on after its comma. So does a number where a full stop would make it
    an ordinal, and everything in languages in which a space ends a sentence.
    """
    last = (_bare(line).split() or [""])[-1]
    language = language.lower().partition("-")[0]
    if language in _ORDINAL_STOPS and (last[-1:].isdigit() or set(last) <= _ROMAN):
        return line
    return _with(_STOPS, ".", line, language)


def going_on(words: str, language: str) -> str:
    """Return words before a pause within a sentence, with a comma, so that a voice does not end the sentence there."""
    return _with(_COMMAS, ",", words, language)


def _with(signs: dict[str, str], usual: str, words: str, language: str) -> str:
    """Return words with the sign of their script or language after them, unless a sentence or clause ends there."""
    bare = _bare(words)
    if not bare or bare[-1] in {*SENTENCE_ENDS, *CLAUSE_ENDS, "-"} or language in _SPACE_ENDS:
        return words
    letter = next((sign for sign in reversed(bare) if sign.isalpha()), "")
    script = script_of(letter) if letter else ""
    sign = signs.get(language) if script == "arabic" else None
    return f"{words.rstrip()}{sign or signs.get(script, usual)}"


def _bare(words: str) -> str:
    return words.rstrip().rstrip(CLOSERS)
