"""Readings of one written word that holds no amount: as a word, letter by letter, or piece by piece."""

# ruff: noqa: RUF001 (the signs that writers use look alike)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial

from studio.speech.words.acronyms import SPELLED, WORDS_TOO, is_spelled
from studio.speech.words.counting import called, cardinal, number, ordinal, plural, year
from studio.speech.words.numerals import roman_value
from studio.speech.words.sums.powers import name_letter
from studio.speech.words.sums.substances import read_substance
from studio.speech.words.tables import lexical

_ROMAN = re.compile(r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_YEAR = re.compile(r"M{1,2}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_DOMAINS = (
    "com|org|net|edu|gov|mil|int|io|ai|uk|de|eu|app|dev|info|tv|co|ly|fr|nl|ch|jp|cn|au|nz|gg|fm|xyz|biz|online|shop|store|blog|cloud|"
    "(?:co|com|org|ac|gov)\\.[a-z]{2}"
)
# The last part of any other country may be a word: only a path behind it shows an address.
_ADDRESS = re.compile(
    rf"[a-z]+://(?:www\.)?([^/?#\s]+)\S*|www\.([^/?#\s]+)\S*|((?:[a-z0-9-]+\.)+(?:{_DOMAINS}|[a-z]{{2}}(?=/)))(?:/\S*)?",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"(?P<stem>(?:[a-z]:\\)?(?:[\w~.-]+[/\\])*\w[\w-]*(?:\.[\w-]+)*)\.(?P<kind>pdf|docx?|xlsx?|pptx?|txt|csv|json|xml|html?|css|jsx?|tsx?|py|cpp|java|"
    r"exe|zip|rar|png|jpe?g|gif|svg|mp[34]|mov|avi|wav|psd|md|log|ini|ya?ml|bat|dmg|iso|apk|sql|rb|php|tar|gz|bak|cfg|toml|epub|mkv|web[mp]|"
    r"ipynb|dll|odt|rtf|tex)",
    re.IGNORECASE,
)
_SAID_KINDS = frozenset({"zip", "doc", "gif", "java", "log", "bat", "tar", "tex", "toml", "ini"})
_MAIL = re.compile(r"([\w.+-]+)@((?:[\w-]+\.)+\w+)")
_PIECE = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:st|nd|rd|th|s)\b|\d+(?:\.\d+)*|[&+@#%=]")
# One Greek letter stands for a quantity; more of them are a word that no English reader can say.
_GREEK = re.compile("(?<![\u0370-\u03ff])([\u0391-\u03a9\u03b1-\u03c9])(?![\u0370-\u03ff])")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_WORD = 40
# Letters that no rule of Unicode maps to plain Latin, and how an English reader would say them.
_SMALL_LATIN = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "th",
    "þ": "th",
    "ı": "i",
    "ŋ": "ng",
}
_LATIN = str.maketrans(
    {
        **_SMALL_LATIN,
        **{small.upper(): plain.title() for small, plain in _SMALL_LATIN.items() if len(small.upper()) == 1},
    }
)


def spell(word: str, known: Callable[[str], bool], shouted: bool) -> list[str]:
    """Read a word of letters, digits, hyphens and slashes; leave out what no English reader can say."""
    if word.islower() and word.isascii() and word.isalpha() and len(word) > 1:
        return _read_letters(word, known, partial(is_spelled, known=known, shouted=shouted), alone=True)
    if substance := read_substance(word, known):
        return substance
    if _GREEK.search(word):
        parts = _GREEK.split(word)
        return [said for part in parts if part for said in _read_part(part, known, shouted)]  # 2πr
    if re.search(r"\d'[sS]$", word):
        *head, last = spell(word[:-2], known, shouted) or [""]
        return [*head, f"{last}'s"]  # U2's
    words: list[str] = []
    pieces = _PIECE.findall(word)
    for preceding, piece, following in zip(["", *pieces], pieces, [*pieces, ""][1:], strict=False):
        # US-101, CA-1
        joint = "-" if len(piece) <= 2 and f"{piece}-{following}" in word else ""
        beside_digit = following[:1].isdecimal() and f"{piece}{joint}{following}" in word
        if piece[0].isdecimal():
            # A380, F-150
            words += called(piece) if preceding[-1:].isalpha() and piece.isdecimal() else _read_digits(piece)
        elif piece in lexical.SIGNS:
            words += _read_sign(piece, word)
        elif "&" in word and len(piece.removesuffix("'s")) <= 2:
            words += _read_letter_name(piece)  # AT&T
        elif piece in {"I", "A", "a"} and _is_beside_number(word, preceding, piece, following):
            words.append(piece.upper())  # I-95, A4, 8a
        else:
            spelled = partial(is_spelled, known=known, shouted=shouted, beside_digit=beside_digit)
            words += _read_letters(piece, known, spelled, alone=piece == word)
    return words


def _read_part(part: str, known: Callable[[str], bool], shouted: bool) -> list[str]:
    return [name_letter(part)] if _GREEK.fullmatch(part) else spell(part, known, shouted)


def _is_beside_number(word: str, preceding: str, piece: str, following: str) -> bool:
    joint = "-" if piece.isupper() and f"{piece}-{following}" in word else ""
    is_before = following[:1].isdecimal() and f"{piece}{joint}{following}" in word
    return is_before or (preceding[-1:].isdecimal() and f"{preceding}{piece}" in word)


def _read_letter_name(piece: str) -> list[str]:
    letters = list(fold(piece.removesuffix("'s")).upper())
    return [*letters[:-1], f"{letters[-1]}'s"] if letters and piece.endswith("'s") else letters


def _read_digits(piece: str) -> list[str]:
    if piece[-1] == "s":
        return plural(number(piece[:-1]))  # MP3s
    if piece[-1].isalpha():
        return ordinal(int(piece[:-2]))
    if piece.count(".") > 1:
        return [word for part in piece.split(".") for word in (*number(part), "point")][:-1]
    return number(piece)


def _read_sign(sign: str, word: str) -> list[str]:
    if sign == "#" and word.startswith("#"):
        return ["hashtag"]
    return lexical.SIGNS[sign].split()


def _read_letters(
    piece: str, known: Callable[[str], bool], spelled: Callable[[str], bool], *, alone: bool
) -> list[str]:
    letters = fold(piece)
    if not letters:
        return []
    if not piece.isascii() and known(piece.lower()):
        return [piece.lower()]  # A résumé does not resume.
    if letters.lower() in lexical.WHOLE:
        return lexical.WHOLE[letters.lower()].split()
    if len(letters) == 3 and letters[1:].lower() == "'s":
        return [f"{letters[0].upper()}'s"]  # the three R's
    if len(letters) == 1:
        return [
            letters.lower() if letters in {"a", "I", "i"} or (letters == "A" and alone) else letters.upper()
        ]
    stem, tail = _take_plural(letters, known)
    if spelled(stem):
        return [*stem[:-1].upper(), stem[-1].upper() + tail]
    if not known(letters.lower()) and _CAMEL.search(letters):
        return [
            word
            for part in _CAMEL.split(letters)
            for word in _read_letters(part, known, spelled, alone=False)
        ]
    return [letters.lower()[:_LONGEST_WORD]]


def _take_plural(letters: str, known: Callable[[str], bool]) -> tuple[str, str]:
    """Split "TVs", "TV's" and "pdfs", which are all said as TV's, into the letters and the ending."""
    if letters.endswith(("'s", "'S")):
        return letters[:-2], "'s"
    stem = letters[:-1]
    if letters.isupper() and letters[-1] == "S" and letters not in SPELLED and stem in SPELLED - WORDS_TOO:
        return stem, "'s"  # TVS
    is_plural = letters[-1] == "s" and len(stem) > 1
    if is_plural and (
        stem.isupper()
        or (stem.upper() in SPELLED and not (known(letters) and re.search("[aeiouy]", letters.lower())))
    ):
        return stem, "'s"
    return letters, ""


def fold(word: str) -> str:
    """Reduce a Latin word to the letters a to z and apostrophes; drop letters of other scripts."""
    plain = unicodedata.normalize("NFKD", word.translate(_LATIN))
    return "".join(
        letter for letter in plain if letter.isascii() and (letter.isalpha() or letter == "'")
    ).strip("'")


def read_address(core: str) -> list[str]:
    """Read a web address by its host and a mail address in full; return nothing for any other word."""
    mail, address = _MAIL.fullmatch(core), _ADDRESS.fullmatch(core)
    if mail:
        return [*_read_dotted(mail[1]), "at", *_read_dotted(mail[2])]
    if address:
        return _read_dotted((address[1] or address[2] or address[3]).partition(":")[0])
    return []


def read_file(core: str, known: Callable[[str], bool]) -> list[str]:
    """Read the name of a file, with its folders; return nothing for any other word."""
    match = _FILE.fullmatch(core)
    if match is None:
        return []
    stem, kind = match["stem"], match["kind"].lower()
    words: list[str] = []
    for part in re.split(r"([./\\])", stem):
        words += {".": ["dot"], "/": ["slash"], "\\": ["backslash"]}.get(part) or spell(part, known, False)
    # Node.js is a product and not a file.
    joint = [] if kind == "js" and stem[0].isupper() else ["dot"]
    return [*words, *joint, *_read_kind(kind)]


def _read_kind(kind: str) -> list[str]:
    if kind in lexical.WHOLE or kind in _SAID_KINDS:
        return lexical.WHOLE.get(kind, kind).split()
    return [word for sign in kind for word in (number(sign) if sign.isdecimal() else [sign.upper()])]


def _read_dotted(name: str) -> list[str]:
    words: list[str] = []
    for part in name.lower().split("."):
        pieces = _PIECE.findall(part)[:6]
        words += ["dot"] if words else []
        words += [w for p in pieces for w in (number(p) if p[0].isdecimal() else _read_host(p))]
    return words


def _read_host(piece: str) -> list[str]:
    is_acronym = piece.upper() in SPELLED - WORDS_TOO or not re.search("[aeiouy]", piece)
    spelled = (
        (len(piece) <= 2 and piece != "co") or (len(piece) <= 4 and is_acronym) or piece in {"www", "edu"}
    )
    return list(fold(piece).upper()) if spelled else [fold(piece)[:_LONGEST_WORD]]


def read_roman(core: str, before: str, *, follows_closely: bool) -> list[str]:
    """Read a Roman numeral after a word that counts ("Part IV") or a ruler ("Henry VIII"), or one that is a year."""
    if len(core) > 3 and core.isupper() and _ROMAN_YEAR.fullmatch(core):
        return year(roman_value(core))
    if not before or not core.isupper() or not _ROMAN.fullmatch(core):
        return []
    value = roman_value(core)
    if before.lower() in lexical.RULERS and follows_closely:
        return ["the", *ordinal(value)]
    is_small = not set(core) & set("LC")
    is_counted = before.lower() in lexical.COUNTED and (is_small or len(core) > 1)
    is_counted = is_counted or (is_small and len(core) > 1 and before[:1].isupper() and follows_closely)
    return cardinal(value) if is_counted else []
