"""Read texts in other languages than English: each written word as the words that its voice is handed."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from studio.speech.languages.french import French
from studio.speech.languages.german import German
from studio.speech.languages.italian import Italian
from studio.speech.languages.language import Language
from studio.speech.languages.others import Other
from studio.speech.languages.portuguese import Portuguese
from studio.speech.languages.rules.addresses import address_rules, phone_rules
from studio.speech.languages.rules.amounts import amount_rules
from studio.speech.languages.rules.counts import count_rules
from studio.speech.languages.rules.moments import moment_rules
from studio.speech.languages.rules.signs import abbreviation_rules, acronym_rules, formula_rules, sign_rules
from studio.speech.languages.scanning import Rule, scan
from studio.speech.languages.spanish import Spanish
from studio.speech.words.numerals import MARK, plain_numbers

_LANGUAGES: dict[str, type[Language]] = {
    "de": German,
    "es": Spanish,
    "fr": French,
    "it": Italian,
    "pt-br": Portuguese,
}
_LONGEST_WORD = 300
_SAME = str.maketrans(
    {"’": "'", "‘": "'", "−": "-", "‐": "-", "‑": "-", "⁄": "⁄", "№": "Nº", "º": "º", "×": "×", "·": "·"}
)
_FRACTION = re.compile(f"{MARK}(\\d+⁄\\d+){MARK}")


def read_aloud(written: Sequence[str], voice: str) -> list[str]:
    """Return what a voice of espeak-ng is handed for each written word; nothing for words that others stand for."""
    if voice not in _LANGUAGES:
        return scan([word.translate(_SAME) for word in written], _rules_of_others(voice))
    cleaned = [_clean(word) for word in written]
    return scan(cleaned, _rules(voice, _is_shouted(cleaned)))


@cache
def _rules_of_others(voice: str) -> list[Rule]:
    language = Other(voice)
    return [
        *language.rules(),
        *address_rules(language),
        *moment_rules(language),
        *phone_rules(language),
        *amount_rules(language),
        *count_rules(language),
        *formula_rules(language),
        *sign_rules(language),
    ]


@cache
def _rules(voice: str, shouted: bool) -> list[Rule]:
    language = _LANGUAGES[voice]()
    return [
        *address_rules(language),
        *language.rules(),
        *moment_rules(language),
        *abbreviation_rules(language),
        *phone_rules(language),
        *amount_rules(language),
        *count_rules(language),
        *acronym_rules(language, shouted=shouted),
        *sign_rules(language),
    ]


def _clean(word: str) -> str:
    """Write the signs that look alike, and numbers of all kinds, in one way."""
    plain = plain_numbers(unicodedata.normalize("NFC", word[:_LONGEST_WORD]).translate(_SAME))
    return _FRACTION.sub(r" \1 ", plain).replace(MARK, " ").strip() or word[:_LONGEST_WORD]


def _is_shouted(words: Sequence[str]) -> bool:
    """Return whether a text is in capitals as a whole, so that these spell nothing."""
    letters = [letter for word in words for letter in word if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return sum(any(map(str.isalpha, word)) for word in words) >= 3 and capitals > 0.85 * len(letters)
