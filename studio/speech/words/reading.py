"""A written English text as spoken words, each with the written word it belongs to."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio.speech.words import lexical
from studio.speech.words.numerals import MARK, RAISED, SUBSCRIPTS, plain_numbers
from studio.speech.words.powers import read_formula, take_power
from studio.speech.words.quantities import is_number, read_magnitude, read_quantity, read_unit
from studio.speech.words.spelling import fold, read_address, read_roman, spell

# Signs that end a breath, the weakest first. The voice knows them and shapes its melody by them.
PAUSES = ",:;.!?"
# A hostile "word" of thousands of digits must not become half an hour of speech.
_MOST_WORDS = 40
_LONGEST_WORD = 120

_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "…": "...",
        "‐": "-",
        "‑": "-",
        "№": "#",
        "℮": "e",
    }
)
# Signs whose position carries their meaning, and separators of numbers.
_KEPT = frozenset((*RAISED, *SUBSCRIPTS, MARK))
_CARET = re.compile(r"(?<=[\w)\]])\^\(?([-−]?)(\d+|n)\b\)?")
_RAISE = str.maketrans("0123456789-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻ⁿ")
_UNSPOKEN = frozenset({"So", "Sk", "Cf", "Cc", "Cn", "Co", "Cs", "Mn", "Me"})
_APART = re.compile(
    r"(?P<opening>[\"'(\[{<¿¡*_~|]*)(?P<core>.*?)(?P<closing>[\"')\]}>*_~|.,:;!?\-—–]*)", re.DOTALL
)
_DASH = re.compile(r"—|―|(?<!\d)–|–(?!\d)|--+|\.{2,}|[,;:!?](?=[^\W\d])|(?<=[a-z])\.(?=[A-Z])")
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One spoken word or one pause sign, and the position of the written word that it belongs to."""

    text: str
    owner: int


@dataclass(frozen=True, slots=True)
class _Written:
    """A written word in parts: the opening signs, the spoken core, and the closing signs."""

    opening: str = ""
    core: str = ""
    closing: str = ""

    @property
    def lower(self) -> str:
        return self.core.lower()


def read_words(written: Sequence[str], known: Callable[[str], bool]) -> list[Spoken]:
    """Read each written word as zero or more spoken words and pauses; `known` asks the lexicon.

    A letter that is spelled is given as a capital, every other word in lower case. Each item carries the
    position of its written word, so that the times of speech can be mapped to the text.
    """
    parts = [_take_apart(word) for word in written]
    shouted = _is_shouted(parts)
    spoken: list[Spoken] = []
    for owner, part in enumerate(parts):
        before = parts[owner - 1] if owner else _Written()
        after = parts[owner + 1] if owner + 1 < len(parts) else _Written()
        words = _read_part(part, before, after, known, shouted)[:_MOST_WORDS]
        opening = [","] if set(part.opening) & set("([{") and spoken else []
        pause = _pause_behind(part, after, is_last=owner + 1 == len(parts))
        spoken += [Spoken(item, owner) for item in (*opening, *words, pause) if item]
    return spoken


def _clean(word: str) -> str:
    """Normalise look-alike characters and drop what cannot be said: pictures, marks, invisible signs."""
    word = unicodedata.normalize("NFC", word[:_LONGEST_WORD].translate(_SAME).replace("(s)", "s"))
    word = plain_numbers("".join(_compatible(c) for c in word if c not in "™®©℠" and c != MARK))
    word = "".join(
        c for c in word if c == "°" or c in _KEPT or c == "^" or unicodedata.category(c) not in _UNSPOKEN
    )
    return _CARET.sub(lambda match: match.expand(r"\1\2").translate(_RAISE), word).replace("^", "")


def _compatible(sign: str) -> str:
    """Replace a sign by its plain equivalent; a superscript in the result stays one ("㎡" is "m²")."""
    if sign in _KEPT or sign.isnumeric() or sign in "\u20e3ºª":
        return sign
    tag, *codes = unicodedata.decomposition(sign).split() or [""]
    if tag == "<square>":
        return "".join(_compatible(chr(int(code, 16))) for code in codes)
    return unicodedata.normalize("NFKC", sign)


def _take_apart(word: str) -> _Written:
    word = _clean(word)
    if word.lower() in lexical.SIGNS or word.lower() in lexical.WHOLE:
        return _Written(core=word)
    match = _APART.fullmatch(word)
    if match is None:
        return _Written(core=word)
    opening, core, closing = match["opening"], match["core"].strip(MARK), match["closing"]
    if opening.endswith("'") and re.fullmatch(r"\d0s|em|cause|til|tis|twas|n", core.lower()):
        opening, core = opening[:-1], f"'{core}"
    if opening[-1:] in {"~", "<"} and core[:1].isdecimal():
        opening, core = opening[:-1], opening[-1] + core
    if closing.startswith("'") and core.lower().endswith("in"):
        core, closing = f"{core}g", closing[1:]  # "Runnin'" is "running", said carelessly.
    return _Written(opening, core, closing)


def _is_shouted(parts: Sequence[_Written]) -> bool:
    """Return whether a text is in capitals as a whole, and does not only have a few words in capitals."""
    words = [part.core for part in parts if len(part.core) > 1 and part.core.isalpha()]
    return len(words) >= 3 and sum(word.isupper() for word in words) > len(words) * 0.7


def _is_abbreviation(part: _Written, before: _Written, after: _Written) -> bool:
    """Return whether the full stop after (or within) a word makes it an abbreviation here."""
    lower = part.lower
    if _DOTTED.fullmatch(part.core):
        return True
    if lower in lexical.NUMBERED:
        return part.closing.startswith(".") and (is_number(after.lower) or is_number(before.lower))
    if lower in lexical.POINTLESS:
        return True
    if len(part.core) == 1 and part.core.isupper() and part.closing == "." and after.core[:1].isupper():
        return lower != "i"
    return lower in lexical.ABBREVIATIONS and part.closing.startswith(".")


def _pause_behind(part: _Written, after: _Written, *, is_last: bool) -> str:
    """Return the strongest pause that the signs after a word ask for; "" for none."""
    signs = part.closing
    if is_last:
        return max((sign for sign in signs if sign in PAUSES), key=PAUSES.index, default=".")
    if signs.startswith(".") and _is_abbreviation(part, _Written(), after):
        ends = part.lower in lexical.CLOSING or _DOTTED.fullmatch(part.core)
        if not (ends and after.core[:1].isupper() and not _is_name_behind(part, after)):
            signs = signs[1:]
    if ".." in signs and after.core[:1].islower():
        return ","
    if any(sign in PAUSES for sign in signs):
        return max((sign for sign in signs if sign in PAUSES), key=PAUSES.index)
    return "," if set(signs) & set(")]}—–-") else ""


def _is_name_behind(part: _Written, after: _Written) -> bool:
    """Return whether a name follows ("St. Paul", "U.S. Army") and not a sentence ("in the U.S. He left")."""
    starters = {
        "the",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "but",
        "and",
        "in",
        "a",
        "an",
        "then",
        "there",
    }
    return after.lower not in starters


def _read_part(
    part: _Written, before: _Written, after: _Written, known: Callable[[str], bool], shouted: bool
) -> list[str]:
    lower = part.lower
    if not lower:
        return []
    if MARK in lower:
        return _read_marked(part, before, after, known, shouted)
    if lower in lexical.WHOLE:
        return lexical.WHOLE[lower].split()
    if lower in lexical.SIGNS:
        return [] if lower == "~" else lexical.SIGNS[lower].split()
    if part.closing.startswith(".") and len(part.core) == 1 and part.core.isupper() and lower != "a":
        return list(fold(part.core).upper())
    if _is_abbreviation(part, before, after):
        return _read_abbreviation(part, after)
    quantity = (
        read_quantity(lower.removesuffix("'s") if lower[:1].isdecimal() else lower, before.lower, after.lower)
        or read_unit(lower, before.lower)
        or read_magnitude(lower, before.lower)
    )
    if quantity:
        return quantity
    if set(lower) & _KEPT:
        return _read_raised(part, before, after, known, shouted)
    return (
        read_address(part.core)
        or read_roman(part.core, before.core, follows_closely=not before.closing)
        or _read_pieces(part.core, known, shouted)
    )


def _read_marked(
    part: _Written, before: _Written, after: _Written, known: Callable[[str], bool], shouted: bool
) -> list[str]:
    """Read the numbers that are joined in a word, and the text around them, one by one."""
    words: list[str] = []
    pieces = [_Written(core=piece) for piece in part.core.split(MARK) if piece]
    for piece, following in zip(pieces, [*pieces[1:], after], strict=True):
        words += _read_part(piece, before, following, known, shouted)
        before = piece
    return words


def _read_raised(
    part: _Written, before: _Written, after: _Written, known: Callable[[str], bool], shouted: bool
) -> list[str]:
    """Read a word with superscripts or subscripts: a power, a formula."""
    if set(part.core) & set(SUBSCRIPTS):
        return read_formula(part.core, known)
    if part.lower in lexical.UNITS:
        return lexical.UNITS[part.lower][1].split()
    base, power, rest = take_power(part.core)
    words = _read_part(_Written(core=base), before, _Written(), known, shouted) + power
    return words + _read_part(_Written(core=rest), _Written(core=base), after, known, shouted)


def _read_abbreviation(part: _Written, after: _Written) -> list[str]:
    lower = part.lower
    if _DOTTED.fullmatch(part.core):
        return [letter.upper() for letter in lower if letter.isalpha()]
    if lower == "st" and after.core[:1].isupper() and _is_name_behind(part, after):
        return ["saint"]
    if len(lower) == 1:
        return list(fold(lower).upper())
    return lexical.ABBREVIATIONS[lower].split()


def _read_pieces(core: str, known: Callable[[str], bool], shouted: bool) -> list[str]:
    """Read "word—word" with a breath between, and each piece by itself."""
    words: list[str] = []
    for piece in _DASH.split(core):
        if piece and words:
            words.append(",")
        words += spell(piece, known, shouted)
    return words
