"""Line breaking in any script: where a line may break, how well it breaks there, and how wide text is."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate

from icu4py.breakers import LineBreaker

from studio.text.lines.clusters import is_flag_letter, split_clusters
from studio.text.lines.syllables import syllable_borders

# The variation selector that turns a text symbol into an emoji.
_AS_EMOJI = "\ufe0f"
# Zero-width spaces, with which writers of scripts without spaces allow a break.
_BREAK_HERE = "\u200b"
# How ICU breaks lines (UAX 14): strict about what may begin a Japanese line (JIS X 4051), and between whole
# words of Chinese, Japanese and Korean only. Thai, Lao, Khmer and Burmese words come from its dictionaries in
# any locale.
_LOCALE = "ja@lb=strict;lw=phrase"
# Blocks of scripts without spaces between words, besides those with wide letters (class SA of UAX 14): Thai
# and Lao, Burmese, Khmer, Tai scripts.
_UNSPACED = (
    range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800), range(0x1950, 0x1AB0),
    range(0xA9E0, 0xAA00), range(0xAA60, 0xAAE0),
)  # fmt: skip
# A word a little wider than a line is set smaller rather than broken.
_BEARABLE = 1.5
HYPHEN = "-"
# The fewest letters before and after a hyphen.
_FEWEST = 3
# Blocks whose letters are wider than Latin ones: Tamil, Malayalam and Burmese; Armenian, Sinhala, Georgian, Ethiopic.
_BROAD = {
    1.5: (range(0x0B80, 0x0C00), range(0x0D00, 0x0D80), range(0x1000, 0x10A0)),
    1.25: (range(0x0530, 0x0590), range(0x0D80, 0x0E00), range(0x10A0, 0x1100), range(0x1200, 0x13A0)),
}
# How badly a line breaks between two kinds of Japanese letters: words are kanji or katakana, followed by
# hiragana.
_STRAINS = {"kk": 9.0, "cc": 2.0, "hh": 3.0, "ch": 4.0, "kh": 2.0}
_STRAIN = 8.0


def split_breakable(word: str, limit: int) -> Iterator[str]:
    """Yield a word in the parts between which a line may break, none much wider than `limit` columns.

    Beside those that are torn for lack of room is room for a hyphen (`takes_hyphen`). Zero-width spaces, which mark such places, are left out.
    """
    for part in _parts(word):
        yield from _bearable(part, limit)


def strain(before: str, after: str) -> float:
    """Return how badly a line breaks between two parts of a word, in columns of uneven length."""
    if unicodedata.category(before[-1])[0] == "P":
        return 0.0
    kinds = _kind(before[-1]) + _kind(after[0])
    return _STRAINS.get(kinds, 0.0 if "h" in kinds else _STRAIN)


def takes_hyphen(before: str, after: str) -> bool:
    """Return whether a hyphen has to stand where a line breaks between two parts of a word.

    Not behind a sign, as in addresses, and not in scripts whose lines break anywhere between words or letters.
    """
    last, first = list(split_clusters(before))[-1], after[0]
    is_within = last[0].isalnum() and first.isalnum()
    return is_within and not _is_unspaced(last[0]) and not _is_unspaced(first)


def is_torn(before: str, after: str) -> bool:
    """Return whether two parts of a word are separated only for lack of room."""
    ends = accumulate(map(len, _parts(before + after)))
    return not _is_sign(list(split_clusters(before))[-1]) and len(before) not in ends


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


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[str, ...]:
    """Return the parts of a word between which a line may break: the whole word if its script uses spaces."""
    if not any(map(_is_unspaced, word)):
        return (word,)
    parts: list[str] = []
    for part in LineBreaker(word, _LOCALE):
        # ICU does not break at straight quotes, which may open or close.
        if parts and all(unicodedata.category(sign)[0] == "P" for sign in parts[-1]):
            parts[-1] += part
        else:
            parts.append(part)
    return tuple(parts)


def _is_unspaced(character: str) -> bool:
    is_listed = any(ord(character) in block for block in _UNSPACED)
    return is_listed or character == _BREAK_HERE or _is_wide(character)


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
    """Return the length of a long word's next piece in clusters: up to a sign in it, else a syllable's end.

    It is about an equal share.
    """
    ends = list(accumulate(_cells(cluster) for cluster in clusters))
    if ends[-1] <= limit:
        return len(clusters)
    room = limit if _is_unspaced(clusters[0][0]) else max(1, limit - columns(HYPHEN))
    share = ends[-1] / math.ceil(ends[-1] / room)
    behind_signs = (
        count
        for count in range(sum(end <= limit for end in ends), 0, -1)
        if _is_sign(clusters[count - 1]) and not _is_sign(clusters[count]) and ends[count - 1] > share / 2
    )
    fitting = max(1, sum(end <= room for end in ends))
    syllables = [
        count
        for count in syllable_borders(clusters)
        if _FEWEST <= count <= min(fitting, len(clusters) - _FEWEST) and ends[count - 1] > share / 2
    ]
    evenest = min(syllables or range(1, fitting + 1), key=lambda count: abs(ends[count - 1] - share))
    return next(behind_signs, evenest)


def _is_sign(cluster: str) -> bool:
    return unicodedata.category(cluster[0])[0] in "PS"


@cache
def _kind(character: str) -> str:
    """Return h for hiragana, k for katakana, c for Chinese characters, "-" for anything else."""
    name = unicodedata.name(character, "")
    kinds = {"HIRAGANA": "h", "KATAKANA": "k", "KATAKANA-HIRAGANA": "k", "CJK": "c"}
    return kinds.get(name.partition(" ")[0], "-")
