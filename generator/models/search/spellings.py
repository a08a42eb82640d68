"""The other ways in which a word is written: Mueller for Müller, コンピュータ for コンピューター.

They are kept beside the words of a text, with a sign of their own, because only who has the umlaut before them knows
where it was: to look for "blü" wherever somebody types "blue" would find the wrong films.
"""

# ruff: noqa: RUF001 (letters and signs that look alike are what this is about)

from __future__ import annotations

import re
from itertools import product

# Letters that those who lack them write with two. What looks like them without a sign is found anyway.
TWOFOLD = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj"}
_PLAIN = {ord("ä"): "a", ord("ö"): "o", ord("ü"): "u", ord("å"): "a", ord("ø"): "o", ord("đ"): "d"}
_TWO_LETTERS = re.compile("ae|oe|ue|aa|dj")
# Different letters of one word that may each be written in two ways; nobody needs more.
_MOST_LETTERS = 3

# Katakana are written as hiragana everywhere: the same words in other letters, as capitals are.
_FIRST_KATAKANA, _LAST_KATAKANA, _TO_HIRAGANA = "ァ", "ヶ", 0x60
_KANA = re.compile("[\u3041-\u3096]")
# What is written for the mark of a long vowel where that is not at hand, or looks better.
_LENGTHS = re.compile("(?<=[\u3041-\u3096\u30a1-\u30fa])[〜~∼―─−–—](?![^\u3041-\u30ff])")
_LENGTH = "ー"
_ROWS = {
    "a": "あかさたなはまやらわがざだばぱぁゃゎ",
    "i": "いきしちにひみりぎじぢびぴぃ",
    "u": "うくすつぬふむゆるぐずづぶぷぅゅゔ",
    "e": "えけせてねへめれげぜでべぺぇ",
    "o": "おこそとのほもよろをごぞどぼぽぉょ",
}
_VOWEL = {kana: vowel for vowel, row in _ROWS.items() for kana in row}
# Behind which vowels a kana only makes them longer.
_LENGTHENS = {
    "あ": "a",
    "ぁ": "a",
    "い": "ie",
    "ぃ": "ie",
    "う": "uo",
    "ぅ": "uo",
    "え": "e",
    "ぇ": "e",
    "お": "o",
    "ぉ": "o",
}
# Kana that sound the same, the longer ones first.
_SAME = {
    "ゔぁ": "ば",
    "ゔぃ": "び",
    "ゔぇ": "べ",
    "ゔぉ": "ぼ",
    "ゔ": "ぶ",
    "づ": "ず",
    "ぢ": "じ",
    "ゕ": "か",
    "ゖ": "け",
}


def fold_kana(sign: str) -> str:
    """Return the hiragana of a katakana, and any other sign as it is."""
    if _FIRST_KATAKANA <= sign <= _LAST_KATAKANA or sign in ("ヽ", "ヾ"):
        return chr(ord(sign) - _TO_HIRAGANA)
    return sign


def with_lengths(text: str) -> str:
    """Return a text with the one mark of long vowels for all signs that stand for it behind kana."""
    return text if text.isascii() else _LENGTHS.sub(_LENGTH, text)


def plain(word: str) -> str:
    """Return a word without the signs of the letters that may be written as two."""
    return word.translate(_PLAIN)


def may_be_other(word: str) -> bool:
    """Tell whether a plain word may be another way of writing some word."""
    return bool(_TWO_LETTERS.search(word)) or _has_kana(word)


def others(word: str) -> list[str]:
    """Return the other ways in which a word is written that has been folded down to its twofold letters."""
    if word.isascii():
        return []
    letters = [letter for letter in TWOFOLD if letter in word][:_MOST_LETTERS]
    found = dict.fromkeys(
        plain(word.translate(dict(zip(map(ord, letters), chosen, strict=True))))
        for chosen in product(*((letter, TWOFOLD[letter]) for letter in letters))
    )
    if _has_kana(word):
        found[_heard(word)] = None
    found.pop(plain(word), None)
    return list(found)


def _has_kana(word: str) -> bool:
    # A single one would be found in nearly every text.
    return len(word) > 1 and bool(_KANA.search(word)) and len(_heard(word)) > 1


def _heard(word: str) -> str:
    """Return a word with all vowels short, and one kana for each sound."""
    kept, vowel = [], ""
    for kana in word:
        if vowel and (kana == _LENGTH or vowel in _LENGTHENS.get(kana, ())):
            continue
        kept.append(kana)
        vowel = _VOWEL.get(kana, "")
    short = "".join(kept)
    for written, same in _SAME.items():
        short = short.replace(written, same)
    return short
