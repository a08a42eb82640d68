"""A written English text as spoken words, each with the written word it belongs to."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from studio.speech.words.abbreviations import PAUSES, is_abbreviation, pause_behind, read_abbreviation
from studio.speech.words.acronyms import SPELLED, WORDS_TOO
from studio.speech.words.compounds import take_compound
from studio.speech.words.joining import join_parts
from studio.speech.words.money import read_magnitude
from studio.speech.words.numerals import MARK, PLAIN, SUBSCRIPTS
from studio.speech.words.quantities import read_cased, read_quantity, read_unit
from studio.speech.words.spelling import fold, read_address, read_file, read_roman, spell
from studio.speech.words.sums.formulas import read_sum
from studio.speech.words.sums.powers import read_formula, take_power
from studio.speech.words.sums.substances import is_ion
from studio.speech.words.tables import lexical
from studio.speech.words.tables.units import UNITS, singular
from studio.speech.words.written import KEPT, Written, take_apart

__all__ = ["PAUSES", "Spoken", "read_words"]

# A hostile "word" of thousands of digits must not become half an hour of speech.
_MOST_WORDS = 40

_DASH = re.compile(r"—|―|(?<!\d)–|–(?!\d)|--+|\.{2,}|[,;:!?](?=[^\W\d])|(?<=[a-z])\.(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One spoken word or one pause sign, and the position of the written word that it belongs to."""

    text: str
    owner: int


def read_words(written: Sequence[str], known: Callable[[str], bool]) -> list[Spoken]:
    """Read each written word as zero or more spoken words and pauses; `known` asks the lexicon.

    A letter that is spelled is given as a capital, every other word in lower case. Each item carries the
    position of its written word, so that the times of speech can be mapped to the text.
    """
    apart = [take_apart(word) for word in written]
    parts = join_parts(apart)
    shouted = _find_shouted(parts, known)
    spoken: list[Spoken] = []
    owner = 0
    for index, part in enumerate(parts):
        before = parts[index - 1] if index else Written()
        after = parts[index + 1] if index + 1 < len(parts) else Written()
        words = _read_part(part, before, after, known, index in shouted)[:_MOST_WORDS]
        words = singular(words) if part.measures else words
        if set(part.opening) & set("([{") and spoken:
            spoken.append(Spoken(",", owner))
        spoken += _share(words, owner, part.span)
        owner += part.span
        if pause := pause_behind(part, after, is_last=index + 1 == len(parts)):
            spoken.append(Spoken(pause, owner - 1))
    return spoken


def _share(words: Sequence[str], owner: int, span: int) -> Iterator[Spoken]:
    """Share the words that several written words are read as ("10 000") evenly among these."""
    for index, word in enumerate(words):
        yield Spoken(word, owner + index * span // len(words))


def _find_shouted(parts: Sequence[Written], known: Callable[[str], bool]) -> set[int]:
    """Return the words in capitals that stand in a line of capitals, which says nothing about each of them.

    A few acronyms side by side are no such line: it has two words at least that are nothing but words.
    """
    shouted: set[int] = set()
    for is_loud, group in groupby(enumerate(parts), lambda item: item[1].core.upper() == item[1].core):
        run = list(group)
        if not is_loud:
            continue
        loud = [part.core for _, part in run if len(part.core) > 1 and part.core.isalpha()]
        plain = [word for word in loud if (word not in SPELLED or word in WORDS_TOO) and known(word.lower())]
        if (
            len(loud) >= 3
            and len(plain) >= 2
            and any(len(word) > 2 and word not in SPELLED for word in plain)
        ):
            shouted |= {index for index, _ in run}
    return shouted


def _read_part(
    part: Written, before: Written, after: Written, known: Callable[[str], bool], shouted: bool
) -> list[str]:
    lower = part.lower
    if part.words or not lower:
        return list(part.words)
    if MARK in lower:
        return _read_marked(part, before, after, known, shouted)
    if lower in lexical.WHOLE:
        return lexical.WHOLE[lower].split()
    if lower in lexical.SIGNS:
        return [] if lower == "~" else lexical.SIGNS[lower].split()
    # A comma divides what would be an amount and its unit: "120/80; HR 72".
    amount = "" if set(before.closing) & set(",:;.!?") else before.lower
    if not _is_initial(part, before, after) and (unit := read_unit(part.core, amount)):
        return unit
    if part.closing.startswith(".") and len(part.core) == 1 and part.core.isupper() and lower != "a":
        is_last = not after.core or after.lower in lexical.STARTERS
        reigns = is_last and read_roman(part.core, before.core, follows_closely=not before.closing)
        return reigns or list(fold(part.core).upper())
    if is_abbreviation(part, before, after):
        return read_abbreviation(part, before, after)
    if quantity := _read_amount(part, before, after):
        return quantity
    if set(lower) & KEPT:
        return _read_raised(part, before, after, known, shouted)
    if part.core.isalpha():
        # "Paul I think" has no ruler.
        is_speaker = part.core == "I" and after.lower in lexical.FIRST_PERSON
        roman = [] if is_speaker else read_roman(part.core, before.core, follows_closely=not before.closing)
        return roman or spell(part.core, known, shouted)
    if compound := take_compound(part.core):
        return _read_row(compound, known, shouted)
    return (
        read_address(part.core)
        or read_file(part.core, known)
        or read_sum(part.core, known)
        or read_roman(part.core, before.core, follows_closely=not before.closing)
        or _read_pieces(part.core, known, shouted)
    )


def _is_initial(part: Written, before: Written, after: Written) -> bool:
    """Return whether a capital with a full stop is of a name ("in 2008 J. Smith"), and no unit ("5 V.")."""
    if len(part.core) != 1 or not part.core.isupper() or part.closing != ".":
        return False
    is_name_behind = after.core[:1].isupper() and after.lower not in lexical.STARTERS
    return bool(is_name_behind or part.opening or before.closing)


def _read_amount(part: Written, before: Written, after: Written) -> list[str] | None:
    lower, cues = part.lower, (before.lower, after.lower)
    return (
        read_cased(part.core, *cues)
        or read_quantity(lower, *cues)
        or (read_quantity(lower.removesuffix("'s"), *cues) if lower[:1].isdecimal() else None)
        or read_magnitude(lower, before.lower)
    )


def _read_row(pieces: Sequence[Written], known: Callable[[str], bool], shouted: bool) -> list[str]:
    """Read the pieces of a compound, each between its neighbours."""
    row = [Written(), *pieces, Written()]
    words: list[str] = []
    for before, piece, after in zip(row, pieces, row[2:], strict=False):
        said = _read_part(piece, before, after, known, shouted)
        words += singular(said) if piece.measures else said
    return words


def _read_marked(
    part: Written, before: Written, after: Written, known: Callable[[str], bool], shouted: bool
) -> list[str]:
    """Read the numbers that are joined in a word, and the text around them, one by one."""
    words: list[str] = []
    pieces = [Written(core=piece) for piece in part.core.split(MARK) if piece]
    for piece, following in zip(pieces, [*pieces[1:], after], strict=True):
        words += _read_part(piece, before, following, known, shouted)
        before = piece
    return words


def _read_raised(
    part: Written, before: Written, after: Written, known: Callable[[str], bool], shouted: bool
) -> list[str]:
    """Read a word with superscripts or subscripts: a power, a formula."""
    if not set(part.core) & set(SUBSCRIPTS) and is_ion(part.core.translate(PLAIN)):
        return spell(part.core.translate(PLAIN), known, shouted)
    if set(part.core) & set(SUBSCRIPTS):
        return read_formula(part.core, known)
    if part.lower in UNITS:
        return UNITS[part.lower][1].split()
    base, power, rest = take_power(part.core)
    words = _read_part(Written(core=base), before, Written(), known, shouted) + power
    return words + _read_part(Written(core=rest), Written(core=base), after, known, shouted)


def _read_pieces(core: str, known: Callable[[str], bool], shouted: bool) -> list[str]:
    """Read "word—word" with a breath between, and each piece by itself."""
    words: list[str] = []
    for piece in _DASH.split(core):
        if piece and words:
            words.append(",")
        words += spell(piece, known, shouted)
    return words
