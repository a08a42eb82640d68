"""How text is set: a look for each use, as the table of the design has them; and what a script makes of it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

# Below this size in units letters are small: they need more contrast, and more open shapes.
SMALL = 5.0
# Inter's optical sizes, and how many of its pixels a unit is for small letters.
_FINEST, _PER_UNIT = 32.0, 6.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Sizes are in units, for wide and for tall frames; tracking and leading in shares of the size."""

    largest: tuple[float, float]
    smallest: float
    lines: tuple[int, int] = (1, 1)
    weight: int = 760
    tracking: float = -0.027
    leading: float = 1.03


TITLE = Look(largest=(13.2, 12.4), smallest=6.4, lines=(3, 5))
QUESTION = replace(TITLE, largest=(13.4, 12.4))
CALL = replace(TITLE, largest=(14.6, 14.0), smallest=7.0, lines=(2, 5))
STATEMENT = Look(largest=(13.6, 12.6), smallest=6.0, lines=(3, 6))
BESIDE_TILE = Look(largest=(10.0, 11.4), smallest=5.4, lines=(4, 5))
LOUD = Look(largest=(24.0, 27.0), smallest=6.0, tracking=-0.032, leading=1.0)
QUIET = Look(largest=(9.6, 12.5), smallest=6.0, tracking=-0.024, leading=1.0)
NAME = Look(largest=(17.0, 20.0), smallest=7.0, weight=800, leading=1.02)
TERM = Look(largest=(15.0, 14.0), smallest=7.0, lines=(1, 2), weight=790)
ITEM = Look(largest=(10.4, 10.4), smallest=5.4, lines=(4, 4))
ITEM_BESIDE = replace(ITEM, largest=(8.8, 10.4))
QUOTE = Look(largest=(10.6, 10.0), smallest=5.0, lines=(4, 7), weight=640, tracking=-0.03, leading=1.14)
GLOSS = Look(largest=(7.0, 7.0), smallest=4.4, lines=(3, 5), weight=560, tracking=-0.018, leading=1.18)
ROW = Look(largest=(6.6, 6.3), smallest=4.4, lines=(2, 2), weight=660, tracking=-0.024, leading=1.12)
ROW_OF_MANY = replace(ROW, largest=(5.4, 5.4))
LINE = Look(largest=(4.9, 5.2), smallest=4.1, lines=(2, 2), weight=560, tracking=-0.012, leading=1.18)
FACT = replace(LINE, largest=(5.0, 5.2), lines=(2, 3))
SHARE = Look(largest=(8.6, 8.4), smallest=5.0, lines=(4, 4))
SHARE_OF_FEW = replace(SHARE, largest=(9.2, 9.6), lines=(2, 4))
COMPARATIVE = Look(largest=(10.0, 9.6), smallest=5.0)
LABEL = Look(largest=(4.4, 4.4), smallest=3.3, lines=(2, 2), weight=640, tracking=-0.01, leading=1.15)
TILE_LABEL = replace(LABEL, largest=(4.4, 6.6), weight=650, tracking=-0.02)
DAY = Look(largest=(5.4, 5.4), smallest=4.1, weight=640, tracking=-0.004, leading=1.2)
AXIS = Look(largest=(3.3, 3.3), smallest=3.3, weight=560, tracking=-0.01, leading=1.15)
NUMERAL = Look(largest=(28.0, 29.0), smallest=10.0, weight=790, tracking=-0.022, leading=0.84)
YEAR = replace(NUMERAL, largest=(31.0, 29.0))
CHANGE = replace(NUMERAL, largest=(24.0, 24.0), smallest=9.0)
GROWTH = replace(NUMERAL, largest=(19.0, 21.0), smallest=9.0)
SIDE_NUMERAL = replace(NUMERAL, largest=(19.0, 22.0), smallest=5.0, leading=1.0)
SIDE = Look(largest=(9.4, 11.0), smallest=5.0, lines=(3, 3))
PILL = Look(largest=(5.6, 5.6), smallest=3.6, weight=720, tracking=-0.02, leading=1.1)


@dataclass(frozen=True, slots=True)
class Script:
    """What a script asks for: a factor for sizes, its least leading for large and small letters, its heaviest weight.

    `is_spaced` means that letters may move apart or together: those that do not join.
    """

    scale: float = 1.0
    leading: float = 0.0
    small_leading: float = 0.0
    heaviest: int = 900
    is_spaced: bool = True


_PLAIN = Script()
_INDIC = Script(0.92, 1.26, 1.45, 740, is_spaced=False)
_THAI = Script(0.96, 1.26, 1.4, 740, is_spaced=False)
_CJK = Script(0.94, 1.20, 1.45, 700, is_spaced=False)
_SCRIPTS = {
    "LATIN": _PLAIN,
    "GREEK": _PLAIN,
    "CYRILLIC": Script(0.94),
    "ARABIC": Script(0.98, 1.30, 1.45, 740, is_spaced=False),
    "HEBREW": Script(1.0, 1.10, 1.25, 800, is_spaced=False),
    "THAI": _THAI,
    "LAO": _THAI,
    "KHMER": Script(0.9, 1.5, 1.6, 740, is_spaced=False),
    "MYANMAR": Script(0.9, 1.5, 1.6, 740, is_spaced=False),
    "TIBETAN": Script(0.9, 1.5, 1.6, 740, is_spaced=False),
    "ARMENIAN": _PLAIN,
    "GEORGIAN": Script(0.94),
    "ETHIOPIC": Script(0.94, 1.15, 1.3, 740, is_spaced=False),
    "CJK": _CJK,
    "HIRAGANA": _CJK,
    "KATAKANA": _CJK,
    "HANGUL": Script(0.94, 1.16, 1.35, 700, is_spaced=False),
}


@lru_cache(maxsize=512)
def script_of(text: str) -> Script:
    """Return the script of most letters of a text; Latin's if it has none."""
    names = Counter(unicodedata.name(sign, "").partition(" ")[0] for sign in text if sign.isalpha())
    if not names:
        return _PLAIN
    return _SCRIPTS.get(names.most_common(1)[0][0], _INDIC)


def is_small(units: float) -> bool:
    """Return whether letters of this size in units count as small."""
    return units < SMALL


def leading_of(look: Look, script: Script, units: float) -> float:
    """Return the height of a line in shares of the size, for letters of this size in units."""
    return max(look.leading, script.small_leading if is_small(units) else script.leading)


def optical_size(units: float) -> float:
    """Return the optical size of letters of this size in units: display forms, more open ones when small."""
    return min(_FINEST, max(14.0, _PER_UNIT * units))
