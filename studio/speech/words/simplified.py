"""A written word simplified for espeak-ng, which names unknown signs ("symbol one d four zero seven")."""

# ruff: noqa: RUF001, SIM905 (the signs that writers use look alike; lists of words read best as text)

from __future__ import annotations

import unicodedata

from studio.speech.words.numerals import MARK, RAISED, SUBSCRIPTS, plain_numbers

# Marks and signs that espeak-ng would read out by name. Joiners (Cf) shape Indic and Persian words and stay.
_UNSPOKEN = frozenset({"So", "Sk", "Cc", "Cn", "Co", "Cs"})
# Letters in another form: in circles, wide, slanted, or as joined forms of old Arabic encodings.
_SHAPES = frozenset("<circle> <square> <wide> <narrow> <font> <initial> <medial> <final> <isolated>".split())
_LATIN_LIGATURES = range(0xFB00, 0xFB07)
_HALVES = "½¼¾"
# Voices that know the three by themselves, and how to say them for voices that would say them in English.
_KNOWING = frozenset("en af cs da de fr hu it kn lt lv nl pl pt-br sk ta ti".split())
_CALLED = {
    "es": ("medio", "un cuarto", "tres cuartos"),
    "ca": ("mig", "un quart", "tres quarts"),
    "ro": ("jumătate", "un sfert", "trei sferturi"),
    "sv": ("en halv", "en fjärdedel", "tre fjärdedelar"),
    "nb": ("en halv", "en fjerdedel", "tre fjerdedeler"),
    "fi": ("puoli", "neljäsosa", "kolme neljäsosaa"),
    "ru": ("половина", "четверть", "три четверти"),
    "uk": ("половина", "чверть", "три чверті"),
    "tr": ("yarım", "çeyrek", "dörtte üç"),
    "el": ("μισό", "ένα τέταρτο", "τρία τέταρτα"),
    "id": ("setengah", "seperempat", "tiga perempat"),
    "vi": ("một nửa", "một phần tư", "ba phần tư"),
    "hi": ("आधा", "चौथाई", "तीन चौथाई"),
    "ar": ("نصف", "ربع", "ثلاثة أرباع"),
    "fa": ("نیم", "یک چهارم", "سه چهارم"),
    "cmn": ("二分之一", "四分之一", "四分之三"),
}
# Chinese voices read Chinese numerals themselves.
_CHINESE = "cmn"
# One sign that is a sentence.
_BASMALA = ("\ufdfd", "بسم الله الرحمن الرحيم")


def simplify(word: str, voice: str) -> str:
    """Reduce a word to plain letters and digits, with a space between numbers that are said one by one."""
    for sign, called in zip(_HALVES, _CALLED.get(voice, ()), strict=False):
        word = word.replace(sign, f" {called} ")
    kept = _HALVES if voice in _KNOWING else ""
    parts = [
        part if part in kept else plain_numbers(part, chinese=voice == _CHINESE)
        for part in _split(word, kept)
    ]
    plain = "".join(parts).replace(*_BASMALA)
    shown = "".join(map(_letter, plain))
    spoken = "".join(sign for sign in shown if sign == "°" or unicodedata.category(sign) not in _UNSPOKEN)
    return " ".join(spoken.replace(MARK, " ").split())


def _split(word: str, kept: str) -> list[str]:
    """Split a word next to the signs that are kept."""
    for sign in kept:
        word = word.replace(sign, f"\0{sign}\0")
    return word.split("\0")


def _letter(sign: str) -> str:
    if sign in RAISED or sign in SUBSCRIPTS or sign.isascii():
        return sign
    tag, *_ = unicodedata.decomposition(sign).split() or [""]
    return unicodedata.normalize("NFKC", sign) if tag in _SHAPES or ord(sign) in _LATIN_LIGATURES else sign
