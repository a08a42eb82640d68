"""The words of a text as they are searched: without case, accents and signs, and the same on every database.

Words are told apart and folded here, and not by the tokenizers of SQLite and PostgreSQL, which disagree with each
other and, for PostgreSQL, with themselves under another locale. To both a word is a row of small Latin letters and
digits.
"""

# ruff: noqa: RUF001, RUF003 (letters and signs that look alike are what this is about)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.models.search import spellings

# Letters of one word; what is longer is found by its beginning.
LONGEST = 40
# Words of one search; it has 200 signs at most on the page, but callers are free.
MOST_TERMS = 64

# Scripts that put no spaces between words, and Korean, which puts what it declines a word with behind it: Thai and Lao,
# Burmese, Khmer, Japanese, Chinese. Their words are found as rows of letters anywhere.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u9fff\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
# Between parts of a word that are looked for alone and together: e-mail, l’été, ジョン・スミス, می‌خواهم.
_JOINTS = frozenset("'’ʼ‘`´-‐‑·・\u200c\u05be")
_JOINT = "-"
# Before the tokens of other spellings; no word's own begin so.
_OTHERWISE = "zz"
# Marks that change how a letter is read and not which letter it is, also those of vowels in Hebrew and Arabic. The marks
# of Indian and Thai vowels are letters.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f]"
)
# Letters of their own that only look as if they had an accent.
_OWN_LETTERS = frozenset("йїў")
# What Unicode does not take apart, after the folding of case. Both i of Turkish are one letter for everybody else.
_LETTERS = {
    **{"ı": "i", "ð": "d", "ħ": "h", "ł": "l", "ŧ": "t", "ŋ": "n", "ɨ": "i", "ƀ": "b", "ɓ": "b"},
    **{"ɗ": "d", "ƙ": "k", "ƴ": "y", "æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij"},
    # Arabic and Persian write the same letters with several signs.
    **{"ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ٱ": "ا"},
}  # fmt: skip


class _Folding(dict[int, str]):
    """A table for `str.translate` that learns each sign when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_sign(chr(code))
        return folded


def _fold_sign(sign: str) -> str:
    """Return what stands for a sign: letters, a space between words, a joint, or nothing."""
    if sign in _JOINTS:
        return _JOINT
    if sign in spellings.TWOFOLD:
        # It stands for one letter or for two, which is told later.
        return sign
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""
    if category == "So":
        # An emoji is a word of its own.
        return f" {sign} "
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category[0] not in "LNM":
        return " "
    return spellings.fold_kana(_LETTERS.get(bare := _without_accents(sign), bare))


def _without_accents(sign: str) -> str:
    if sign in _OWN_LETTERS:
        return sign
    parts = unicodedata.normalize("NFD", sign)
    kept = _ACCENTS.sub("", parts)
    return sign if kept == parts else unicodedata.normalize("NFC", kept)


_FOLDED = _Folding()


def _fold(text: str) -> list[str]:
    """Return the words of a text, folded but for letters that may be written as two; joints divide parts of some."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    # Folding has taken some letters apart.
    plain = spellings.with_lengths(unicodedata.normalize("NFC", plain))
    return plain.translate(_FOLDED).split()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that follow each other; if `is_open`, the last one may go on. An other one is in another spelling."""

    tokens: tuple[str, ...]
    is_open: bool
    is_other: bool = False


# The ways in which one word of a search may be written; one of them has to be found.
Term = tuple[Phrase, ...]


def tokenize(text: str) -> str:
    """Return the tokens of a text that is to be found, divided by spaces."""
    return " ".join(token for word in _fold(text) for token in _all_tokens_of(word))


def terms_of(search: str) -> list[Term]:
    """Return the words that somebody looks for. Of the last one the beginning is enough: it may still be typed."""
    words = [word for word in _fold(search) if word.strip(_JOINT)][:MOST_TERMS]
    return [_term(word, is_last=word is words[-1]) for word in words]


def _all_tokens_of(word: str) -> Iterator[str]:
    yield from map(encode, _tokens_of(spellings.plain(word)))
    for other in spellings.others(word):
        yield from (_OTHERWISE + encode(token) for token in _tokens_of(other))


def _tokens_of(word: str) -> Iterator[str]:
    if word.isascii() and _JOINT not in word:
        yield word
        return
    parts = [part for part in word.split(_JOINT) if part]
    for part in parts if len(parts) == 1 else [*parts, "".join(parts)]:
        for run, is_unspaced in _runs(part):
            yield from _pairs(run) if is_unspaced else (run,)
            if is_unspaced:
                yield run[-1]


def _term(word: str, *, is_last: bool) -> Term:
    plain, others = spellings.plain(word), spellings.others(word)
    marked = [*others, plain] if others or spellings.may_be_other(plain) else []
    found = [
        *_phrases(plain, is_last),
        *(Phrase(one.tokens, one.is_open, True) for other in others for one in _phrases(other, is_last)),
        *(
            Phrase(tuple(_OTHERWISE + token for token in one.tokens), one.is_open, True)
            for other in marked
            for one in _phrases(other, is_last)
        ),
    ]
    return tuple(dict.fromkeys(found))


def _phrases(word: str, is_last: bool) -> list[Phrase]:
    parts = [part for part in word.split(_JOINT) if part]
    found = [_phrase(parts, is_last)]
    if len(parts) > 1:
        found.append(_phrase(["".join(parts)], is_last))
    return found


def _phrase(parts: list[str], is_last: bool) -> Phrase:
    runs = [run for part in parts for run in _runs(part)]
    tokens: list[str] = []
    for number, (run, is_unspaced) in enumerate(runs):
        tokens += _pairs(run) if is_unspaced else (run,)
        # The text has each last letter alone; a single letter is the beginning of a pair as well.
        if is_unspaced and (len(run) == 1 or number < len(runs) - 1):
            tokens.append(run[-1])
    run, is_unspaced = runs[-1]
    return Phrase(tuple(map(encode, tokens)), is_last or (is_unspaced and len(run) == 1))


def _runs(part: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a word by script, and whether that script writes words without spaces."""
    end = 0
    for unspaced in _UNSPACED.finditer(part):
        if unspaced.start() > end:
            yield part[end : unspaced.start()], False
        end = unspaced.end()
        yield unspaced[0], True
    if end < len(part):
        yield part[end:], False


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(len(run) - 1)]


def encode(token: str) -> str:
    """Write a token with small letters and digits, a letter first; its beginnings stay the beginnings of it."""
    token = token[:LONGEST]
    if token.isascii() and token.isalnum() and "z" not in token and not token[0].isdigit():
        return token
    return _encode_sign(token[0], is_first=True) + "".join(map(_encode_sign, token[1:]))


@lru_cache(maxsize=8192)
def _encode_sign(sign: str, is_first: bool = False) -> str:
    if "a" <= sign <= "y" or ("0" <= sign <= "9" and not is_first):
        return sign
    # Base 36; code points have four digits, none of which begins with a z.
    digits, code = "", ord(sign)
    for _ in range(4):
        code, digit = divmod(code, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return f"z{digits}"
