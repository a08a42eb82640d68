"""Which language a text is written in: by its script, by its small words, else by py3langid."""

# ruff: noqa: SIM905 (lists of words read best as text)

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter
from typing import Any

from generator.providers.embedded.text.vocabulary import STOP_WORDS

# Below this many characters a Latin text is taken as English: any other guess would be one.
_TOO_SHORT = 12
# An English text has at least this share of the small words that only English has; then nothing heavy need be loaded.
_ENGLISH_SHARE = 0.1
_FEW_WORDS = 12
# Small words that English shares with languages for which there is no list.
_SHARED_WORDS = {
    "to",
    "no",
    "so",
    "do",
    "as",
    "an",
    "a",
    "i",
    "am",
    "be",
    "has",
    "for",
    "at",
    "her",
    "over",
    "under",
    "by",
}
_ENGLISH_ONLY = STOP_WORDS["en"].difference(
    *(words for code, words in STOP_WORDS.items() if code != "en"), _SHARED_WORDS
)

# First code point of the blocks of a script, in order; "" where no language is told by it (https://www.unicode.org/charts/).
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

# Languages that share a script; py3langid decides among them. More of them would make it err more often.
_SHARED = {
    "latin": "en de es fr it pt nl sv da no fi pl cs sk hu ro hr tr vi id ca".split(),
    "cyrillic": "ru uk bg sr mk be kk".split(),
    "arabic": "ar fa ur".split(),
    "devanagari": "hi mr ne".split(),
}  # fmt: skip
# Written without spaces between words.
UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})


def identify(text: str) -> str:
    """Give the ISO 639-1 code of a text's language; a text without letters is "en"."""
    scripts = Counter(
        _BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1] for letter in text if letter.isalpha()
    )
    if scripts["kana"] and scripts["kana"] + scripts["han"] > scripts["latin"]:
        return "ja" if scripts["kana"] * 12 > scripts["han"] else "zh"
    del scripts[""]
    if not scripts:
        return "en"
    script = scripts.most_common(1)[0][0]
    if script == "han":
        return "zh"
    if script not in _SHARED:
        return script
    if script == "latin" and (len(text.strip()) < _TOO_SHORT or _is_plainly_english(text)):
        return "en"
    ranked: list[tuple[str, float]] = _identifier().rank(text)
    found = next(language for language, _ in ranked if language in _SHARED[script])
    # Bulgarian is hardly written without this letter, and short Russian is often taken for it.
    return "ru" if found == "bg" and "ъ" not in text.lower() else found


def _is_plainly_english(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower())
    found = [word for word in words if word in _ENGLISH_ONLY]
    if len(words) < _FEW_WORDS and "the" in words:
        # No other language of these has this word, and a few words are too few for statistics.
        return True
    return len(set(found)) >= 3 and len(found) >= len(words) * _ENGLISH_SHARE


@functools.cache
def _identifier() -> Any:
    # Takes half a second and 100 MB, so it is loaded at the first text that needs it.
    from py3langid import langid

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
