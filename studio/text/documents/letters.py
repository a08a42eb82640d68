"""Files of plain text, in whatever encoding they were written."""

# ruff: noqa: RUF001 (the letters of writing look alike)

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from studio.text.words.language import identify

# The marks at the beginning of a file that say its encoding; the longer one of two that begin alike comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings of many bytes a letter: hardly anything else is valid in them, so they are tried before those of one byte.
_EAST_ASIAN = ("shift_jis", "euc_jp", "euc_kr", "gb18030", "big5")
# Bytes that are looked at to find the encoding.
_LOOKED_AT = 256 * 1024
# Of these many control characters for each letter, a file is no text.
_MOST_CONTROLS = 0.01
# So many letters above ASCII say something of an encoding, this share of them must be letters that its texts are made of,
# and Japanese has this share of kana.
_FEWEST_FAR, _MOST_OF, _LEAST_KANA = 4, 0.9, 0.15
# Cyrillic, by the letters that are commonest in its languages: in a wrong encoding these come out as rare ones, or large.
_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866")
_COMMON_CYRILLIC, _MOSTLY_COMMON = frozenset("оеаинтсрвлкдмпу"), 0.55
# Languages of Europe that Western encodings do not hold, with their letters above ASCII.
_ALPHABETS = {
    "cp1250": {
        "pl": "ąćęłńóśźż",
        "cs": "áčďéěíňóřšťúůýž",
        "sk": "áäčďéíĺľňóôŕšťúýž",
        "hu": "áéíóöőúüű",
        "ro": "ăâîşţșț",
        "hr": "čćđšž",
        "sl": "čšžćđ",
    },
    "cp1254": {"tr": "çğıöşüâîûi\u0307"},
    "cp1257": {"lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöüšž"},
}
# What else is believed of a guess: scripts of their own.
_OTHERS = frozenset(
    ("cp1253", "iso8859_7", "cp1255", "iso8859_8", "cp1256", "iso8859_6", "cp874", "tis_620", "cp1258")
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SIXTEEN = {0: "utf-16-be", 1: "utf-16-le"}


def is_text(content: bytes) -> bool:
    """Return whether bytes are a text in some encoding."""
    if any(content.startswith(mark) for mark, _ in _MARKS) or _without_mark(content):
        return not _looks_binary(decode(content))
    controls = len(_CONTROLS.findall(content[:_LOOKED_AT]))
    return controls <= _MOST_CONTROLS * min(len(content), _LOOKED_AT) and b"\0" not in content


def decode(content: bytes) -> str:
    """Return the text of a file."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if encoding := _without_mark(content):
        return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        # A text that was cut within a letter, or that has a single broken one, is still UTF-8.
        valid = content.decode("utf-8", errors="ignore")
        has_many = sum(letter > "\x7f" for letter in valid)
        broken = content.decode("utf-8", errors="replace").count("\ufffd")
        if (has_many and broken * 20 <= has_many) or (error.start >= len(content) - 3 and has_many):
            return content.decode("utf-8", errors="replace").replace("\ufffd", "")
    return content.decode(_guessed(content), errors="replace").replace("\ufffd", "")


def _without_mark(content: bytes) -> str:
    """Return the name of UTF-16 if every second byte is nearly always zero, as in European texts; else ""."""
    front = content[: 4096 - len(content) % 2] if len(content) > 1 else b""
    for at, name in _SIXTEEN.items():
        zeros, others = front[at::2], front[1 - at :: 2]
        if zeros and zeros.count(0) > 0.7 * len(zeros) and others.count(0) < 0.05 * len(others):
            return name
    return ""


def _guessed(content: bytes) -> str:
    front = content[:_LOOKED_AT]
    for encoding in _EAST_ASIAN:
        if _is_plausible(front, encoding):
            return encoding
    if found := _cyrillic(front):
        return found
    for encoding, alphabets in _ALPHABETS.items():
        if _is_written_in(front.decode(encoding, errors="replace"), alphabets):
            return encoding
    best = from_bytes(front).best()
    # Of those for European languages, Windows' own has the most files; it holds the others' letters, and quotation marks.
    return best.encoding if best and best.encoding in _OTHERS else "cp1252"


def _cyrillic(content: bytes) -> str:
    """Return the encoding in which bytes come out as Cyrillic words with the commonest letters of these; else ""."""
    shares = {}
    for encoding in _CYRILLIC:
        letters = [letter for letter in content.decode(encoding, errors="replace") if letter.isalpha()]
        far = [letter for letter in letters if letter > "\x7f"]
        if len(far) >= _FEWEST_FAR and len(far) * 2 > len(letters):
            shares[encoding] = sum(letter in _COMMON_CYRILLIC for letter in far) / len(far)
    best = max(shares, key=lambda encoding: shares[encoding], default="")
    return best if best and shares[best] > _MOSTLY_COMMON else ""


def _is_written_in(text: str, alphabets: dict[str, str]) -> bool:
    """Return whether a text is in a language of which all its letters above ASCII are."""
    far = [letter for letter in text.lower() if letter > "\x7f" and letter.isalnum()]
    language = identify(text) if far else ""
    return language in alphabets and all(letter in alphabets[language] for letter in far)


def _is_plausible(content: bytes, encoding: str) -> bool:
    """Return whether bytes are valid in an encoding of East Asia and come out as the letters that its texts are made of."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(content)
    except UnicodeDecodeError:
        return False
    far = [letter for letter in text if letter > "\x7f" and not _is_sign(letter)]
    if len(far) < _FEWEST_FAR:
        return False
    han = sum(map(_is_common_han, far))
    kana = sum("\u3040" <= letter <= "\u30ff" for letter in far)
    hangul = sum("\uac00" <= letter <= "\ud7a3" for letter in far)
    if encoding in ("shift_jis", "euc_jp"):
        return kana >= _LEAST_KANA * len(far) and kana + han >= _MOST_OF * len(far)
    return (hangul if encoding == "euc_kr" else han) >= _MOST_OF * len(far)


def _is_sign(letter: str) -> bool:
    """Return whether a letter is a sign of writing, which all of these encodings have."""
    return (
        "\u3000" <= letter <= "\u303f"
        or "\uff01" <= letter <= "\uff60"
        or letter in "\u2018\u2019\u201c\u201d\u2026\u2014\u00b7"
    )


def _is_common_han(letter: str) -> bool:
    """Return whether a letter is among the Chinese characters that national standards put first, as the common ones."""
    if not "\u4e00" <= letter <= "\u9fff":
        return False
    for encoding, last in (("gb2312", 0xD7), ("shift_jis", 0x97), ("big5", 0xC6)):
        try:
            if letter.encode(encoding)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False


def _looks_binary(text: str) -> bool:
    strange = sum(
        unicodedata.category(letter) in ("Cc", "Cn", "Co") and letter not in "\t\n\r\f\v"
        for letter in text[:20_000]
    )
    return strange > 0.05 * min(len(text), 20_000)
