"""The language of a text: by its script, by its function words, else by py3langid."""

# ruff: noqa: SIM905 (letters of scripts look alike; lists of words read best as text)

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import Any

from studio.text.words.scripts import NAMELESS, block_of, script_of
from studio.text.words.vocabulary import STOP_WORDS

# A Latin text with fewer characters is taken as English: any other guess would be as weak.
_TOO_SHORT = 12
# An English text has at least this share of function words that only English has; then nothing heavy need be
# loaded.
_ENGLISH_SHARE = 0.1
_FEW_WORDS = 12
# Function words that English shares with languages for which there is no list.
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

# Languages that share a script; py3langid decides among them. More of them would make it err more often.
SHARED = {
    "latin": "en de es fr it pt nl sv da no fi pl cs sk hu ro hr tr vi id ca".split(),
    "cyrillic": "ru uk bg sr mk be kk".split(),
    "arabic": "ar fa ur".split(),
    "devanagari": "hi mr ne".split(),
}  # fmt: skip
# Letters of an alphabet that only one of its languages has, for texts of few words; in this order.
_TELLING = {
    "cyrillic": (("be", "ў"), ("kk", "әғқңөұүһ"), ("uk", "іїєґ"), ("mk", "ѓќѕ"), ("sr", "ђћљњџј")),
    "arabic": (("ur", "ٹڈڑںے"), ("fa", "پچژگ")),
}
# With fewer words than this in these scripts, statistics tell nothing.
_FEW_IN_SCRIPT = 4
# Written without spaces between words.
UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})


def identify(text: str) -> str:
    """Return the ISO 639-1 code of a text's language.

    It is "und" if only the script is known, and such a language has no code. A text without letters is "en".
    """
    scripts = Counter(block_of(letter) for letter in text if letter.isalpha())
    if scripts["kana"] and scripts["kana"] + scripts["han"] > scripts["latin"]:
        return "ja" if scripts["kana"] * 12 > scripts["han"] else "zh"
    del scripts[""]
    if not scripts:
        return _by_rare_script(text)
    script = scripts.most_common(1)[0][0]
    if script == "han":
        return "zh"
    if script not in SHARED:
        return script
    if script == "latin" and (len(text.strip()) < _TOO_SHORT or is_plainly_english(text)):
        return "en"
    if script != "latin" and len(text.split()) < _FEW_IN_SCRIPT:
        return language_by_letters(text, script)
    found = next(language for language, _ in ranked(text) if language in SHARED[script])
    # Bulgarian is hardly ever written without this letter, and short Russian is often taken for it.
    return "ru" if found == "bg" and "ъ" not in text.lower() else found


def _by_rare_script(text: str) -> str:
    scripts = Counter(script for letter in text if letter.isalpha() and (script := script_of(letter)))
    script = scripts.most_common(1)[0][0] if scripts else "en"
    return "und" if script.startswith(NAMELESS) else usual_language(script)


def language_by_letters(words: str, script: str) -> str:
    """Return the language of a few words by letters that only it has; else the script's most usual language."""
    small = words.lower()
    telling = (code for code, letters in _TELLING.get(script, ()) if any(sign in small for sign in letters))
    return next(telling, usual_language(script))


def usual_language(script: str) -> str:
    """Return the language that is most often written in a script."""
    return SHARED[script][0] if script in SHARED else {"han": "zh", "kana": "ja"}.get(script, script)


def is_plainly_english(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower())
    found = [word for word in words if word in _ENGLISH_ONLY]
    if len(words) < _FEW_WORDS and "the" in words:
        # No other of these languages has this word, and a few words are too few for statistics.
        return True
    return len(set(found)) >= 3 and len(found) >= len(words) * _ENGLISH_SHARE


def ranked(text: str) -> list[tuple[str, float]]:
    """Return all languages that py3langid knows, the likeliest first, each with its log-likelihood."""
    ranking: list[tuple[str, float]] = _identifier().rank(text)
    return ranking


@functools.cache
def _identifier() -> Any:
    # Takes half a second and 100 MB, so it is loaded at the first text that needs it.
    from py3langid import langid

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
