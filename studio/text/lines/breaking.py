"""Says where a line of text may break in any script, how well it breaks there, and how wide text is."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate

from studio.text.lines.clusters import is_flag_letter, is_leading_vowel, split_clusters

# What turns a narrow sign into a picture.
_AS_EMOJI = "\ufe0f"
# Where writers of scripts without spaces allow a break themselves.
_BREAK_HERE = "\u200b"
_OPENING = "([{（「『“‘«"  # noqa: RUF001
# What Japanese lines never begin with, besides punctuation: small letters, and marks that repeat or lengthen
# (JIS X 4051).
_NOT_FIRST = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーｰ々〻ゝゞヽヾ％")  # noqa: RUF001
# Burmese consonants end a syllable, instead of beginning one, with this sign.
_BURMESE, _KILLED = range(0x1000, 0x102B), "\u103a"
_HANGUL = range(0xAC00, 0xD7A4)
# What is a little wider than a line is set smaller rather than torn.
_BEARABLE = 1.5
# Blocks whose letters are wider than Latin ones: Tamil, Malayalam and Burmese; Armenian, Sinhala, Georgian, Ethiopic.
_BROAD = {
    1.5: (range(0x0B80, 0x0C00), range(0x0D00, 0x0D80), range(0x1000, 0x10A0)),
    1.25: (range(0x0530, 0x0590), range(0x0D80, 0x0E00), range(0x10A0, 0x1100), range(0x1200, 0x13A0)),
}
# How badly a line breaks between two kinds of Japanese letters: words are kanji or katakana with hiragana behind.
_STRAINS = {"kk": 9.0, "cc": 2.0, "hh": 3.0, "ch": 4.0, "kh": 2.0}
_STRAIN = 8.0


def split_breakable(word: str, limit: int) -> Iterator[str]:
    """Yield a word in the parts between which a line may break, none much wider than `limit` columns.

    Zero-width spaces, which tell where, are left out.
    """
    part, last = "", ""
    for cluster in split_clusters(word):
        if part and _may_break(part, last, cluster):
            yield from _bearable(part, limit)
            part = ""
        part, last = part + cluster, cluster
    yield from _bearable(part, limit)


def strain(before: str, after: str) -> float:
    """Return how badly a line would break between two parts of a word, as columns of difference between lines."""
    kinds = _kind(before[-1]) + _kind(after[0])
    return _STRAINS.get(kinds, 0.0 if "h" in kinds else _STRAIN)


def is_torn(before: str, after: str) -> bool:
    """Tell if two parts of a word are parted where a line breaks only for want of room."""
    *_, last = split_clusters(before)
    return not _is_sign(last) and not _may_break(before, last, next(split_clusters(after)))


@lru_cache(maxsize=4096)
def columns(text: str) -> int:
    """Return how wide a text is in character cells: East Asian wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return math.ceil(sum(_cells(cluster) for cluster in split_clusters(text)))


@cache
def _cells(cluster: str) -> float:
    if _AS_EMOJI in cluster or any(map(_is_wide, cluster)) or is_flag_letter(cluster[0]):
        return 2
    return sum(_cell(character) for character in cluster)


def _cell(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return next((width for width, blocks in _BROAD.items() if any(ord(character) in b for b in blocks)), 1)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F")


def _may_break(part: str, last: str, cluster: str) -> bool:
    """Tell if a line may break between a part, which ends with the cluster `last`, and a cluster."""
    first = cluster[0]
    kind = unicodedata.category(first)
    # Signs go with what is before them, those that open something with what is behind them.
    if (kind[0] == "P" and kind not in ("Ps", "Pi")) or first in _NOT_FIRST:
        return False
    if last[-1] in _OPENING or unicodedata.category(last[0]) in ("Ps", "Pi") or _is_all_signs(part):
        return False
    if last.endswith(_BREAK_HERE) or is_leading_vowel(first):
        return True
    if ord(first) in _BURMESE:
        return _KILLED not in cluster
    # Numbers keep their units, and Korean has spaces.
    is_behind_quote = unicodedata.category(last[0]) in ("Pe", "Pf") and any(map(_is_ideograph, part))
    return (_is_ideograph(first) and not last[-1].isdecimal()) or _is_ideograph(last[0]) or is_behind_quote


def _is_all_signs(part: str) -> bool:
    return all(unicodedata.category(character)[0] == "P" for character in part)


def _is_ideograph(character: str) -> bool:
    """Tell if a character is a word or a syllable beside which a line may break, or a picture."""
    return _is_wide(character) and ord(character) not in _HANGUL


def _bearable(part: str, limit: int) -> Iterator[str]:
    """Yield a part, in pieces of about the same width if it is much too wide for a line."""
    part = part.replace(_BREAK_HERE, "")
    clusters = list(split_clusters(part))
    is_whole = columns(part) <= _BEARABLE * limit
    while clusters:
        count = len(clusters) if is_whole else _fitting(clusters, limit)
        yield "".join(clusters[:count])
        del clusters[:count]


def _fitting(clusters: list[str], limit: int) -> int:
    """Return how many clusters make the next piece of a long word: up to a sign in it, else a fair share."""
    ends = list(accumulate(_cells(cluster) for cluster in clusters))
    if ends[-1] <= limit:
        return len(clusters)
    share = ends[-1] / math.ceil(ends[-1] / limit)
    fitting = max(1, sum(end <= limit for end in ends))
    behind_signs = (
        count
        for count in range(fitting, 0, -1)
        if _is_sign(clusters[count - 1]) and not _is_sign(clusters[count]) and ends[count - 1] > share / 2
    )
    evenest = min(range(1, fitting + 1), key=lambda count: abs(ends[count - 1] - share))
    return next(behind_signs, evenest)


def _is_sign(cluster: str) -> bool:
    return unicodedata.category(cluster[0])[0] in "PS"


@cache
def _kind(character: str) -> str:
    """Return h for hiragana, k for katakana, c for Chinese characters, "-" for what is none of these."""
    name = unicodedata.name(character, "")
    kinds = {"HIRAGANA": "h", "KATAKANA": "k", "KATAKANA-HIRAGANA": "k", "CJK": "c"}
    return kinds.get(name.partition(" ")[0], "-")
