"""Scripts of letters, and the languages that are written in them."""

# ruff: noqa: SIM905 (lists of codes read best as text)

from __future__ import annotations

import unicodedata
from bisect import bisect_right

# First code point of the blocks of a script, in order; "" if it identifies no language
# (https://www.unicode.org/charts/).
_BLOCKS = (
    (0x0000, "latin"), (0x0370, "el"), (0x0400, "cyrillic"), (0x0530, "hy"), (0x0590, "he"), (0x0600, "arabic"),
    (0x0700, ""), (0x0750, "arabic"), (0x0780, ""), (0x08A0, "arabic"), (0x0900, "devanagari"), (0x0980, "bn"), (0x0A00, "pa"),
    (0x0A80, "gu"), (0x0B00, "or"), (0x0B80, "ta"), (0x0C00, "te"), (0x0C80, "kn"), (0x0D00, "ml"), (0x0D80, "si"), (0x0E00, "th"),
    (0x0E80, "lo"), (0x0F00, ""), (0x1000, "my"), (0x10A0, "ka"), (0x1100, "ko"), (0x1200, "am"), (0x13A0, ""), (0x1780, "km"),
    (0x1800, ""), (0x1E00, "latin"), (0x1F00, "el"), (0x2000, ""), (0x3040, "kana"), (0x3100, ""), (0x3400, "han"), (0xA000, ""),
    (0xAC00, "ko"), (0xD800, ""), (0xF900, "han"), (0xFB00, "latin"), (0xFB1D, "he"), (0xFB50, "arabic"), (0xFE00, ""),
    (0xFE70, "arabic"), (0xFF00, "latin"), (0xFF66, "kana"), (0xFFA0, ""), (0x20000, "han"), (0x32000, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _BLOCKS]

# Beginnings of the Unicode names of letters outside these blocks, and the script or language each stands for.
_NAMED = {
    "LATIN": "latin", "GREEK": "el", "CYRILLIC": "cyrillic", "ARABIC": "arabic", "DEVANAGARI": "devanagari",
    "GEORGIAN": "ka", "ETHIOPIC": "am", "HANGUL": "ko", "HIRAGANA": "kana", "KATAKANA": "kana", "CJK": "han",
    "BOPOMOFO": "han", "TIBETAN": "bo", "THAANA": "dv", "YI": "ii", "MYANMAR": "my", "KHMER": "km", "VEDIC": "devanagari",
}  # fmt: skip
# After the script, a letter's Unicode name continues with one of these.
_KINDS = frozenset({"LETTER", "SYLLABLE", "SYLLABLES", "SYLLABICS", "SIGN", "SMALL", "CAPITAL", "VOWEL", "HIEROGLYPH",
                    "CHARACTER", "IDEOGRAPH", "LIGATURE", "INDEPENDENT", "CONSONANT"})  # fmt: skip
# Beginnings of the Unicode names of letters used as signs of measures or formulas.
_NO_SCRIPT = ("MODIFIER", "DOUBLE-STRUCK", "SCRIPT", "BLACK-LETTER", "TURNED", "MATHEMATICAL", "INFORMATION")
# Languages that their script identifies.
_ALONE = {script for _, script in _BLOCKS if len(script) == 2} | {"bo", "dv", "ii"}
# Scripts that several languages share. A language in none of these lists is written in Latin letters.
WRITTEN = {
    "cyrillic": frozenset("ru uk bg sr mk be kk ky tt ba cv tg mn uz az tk".split()),
    "arabic": frozenset("ar fa ur ps ug sd ku".split()),
    "devanagari": frozenset("hi mr ne sa".split()),
    "han": frozenset("zh ja ko".split()),
    "kana": frozenset({"ja"}),
    "bn": frozenset({"bn", "as"}),
    "am": frozenset({"am", "ti"}),
}
# Of those, the ones that are often written in Latin letters too.
_LATIN_TOO = frozenset("sr kk ky tt uz az tk ku".split())
# The prefix of a pseudo-code for a language without a code, known by its script: "x-cherokee".
NAMELESS = "x-"


def block_of(letter: str) -> str:
    """Return the script of a letter by its block, or the language if only one is written in it; else ""."""
    return _BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1]


def is_letter(sign: str) -> bool:
    """Return whether a sign is read; those in private use are letters of a private script."""
    return sign.isalpha() or unicodedata.category(sign) == "Co"


def script_of(letter: str) -> str:
    """Return the script of a letter, as `block_of` does, else by its Unicode name; "" if it has none."""
    if ord(letter) >= 0x2000:
        # Letters of formulas, of full width and in circles are plain letters in another form.
        letter = unicodedata.normalize("NFKD", letter)[0]
    return block_of(letter) or _by_name(letter)


def _by_name(letter: str) -> str:
    words = unicodedata.name(letter, "").replace("-", " - ").split()
    if not words:
        return f"{NAMELESS}unknown" if is_letter(letter) else ""
    if words[0] in _NAMED:
        return _NAMED[words[0]]
    kind = next((place for place, word in enumerate(words) if word in _KINDS), 0)
    if not kind or words[0].startswith(_NO_SCRIPT):
        return ""
    return f"{NAMELESS}{'-'.join(words[:kind]).lower()}"


def scripts_of(language: str) -> frozenset[str]:
    """Return the scripts in which a language is written; none for an unknown language."""
    found = {script for script, languages in WRITTEN.items() if language in languages}
    found |= {language} & _ALONE
    if language != "und" and (not found or language in _LATIN_TOO):
        found.add("latin")
    return frozenset(found)
