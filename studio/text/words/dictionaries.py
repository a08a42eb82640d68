"""English translations of words for places, times, weather, moods and subjects in other languages."""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path

from studio.text.words.language import UNSPACED

# A word with its marks, which Indic scripts and Thai write as separate characters.
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u0900-\u0963\u0971-\u0dff\u0e31-\u0e4e])"
WORD = re.compile(rf"{_LETTER}+(?:[-'’]{_LETTER}+)*")  # noqa: RUF001  # Apostrophes of two kinds.
_FILE = Path(__file__).with_name("dictionary.txt")
# Animals, people and things that a picture may show, in the languages that most foreign texts are in.
_NOUNS = Path(__file__).with_name("nouns.txt")
# Shorter ends of German words are found in too many others: "Ente" in "Dokumente".
_SHORTEST_END = 6
# Prefixes that Arabic writes in one word with a noun: and, so, in, like, for, the.
_ARABIC_FRONT = re.compile(r"^(?:[وف])?(?:[بكل])?(?:ال|لل)?")
# Suffixes: his, her, their, our, your; a case.
_ARABIC_END = re.compile("(?:\u0647\u0627|\u0647\u0645|\u0646\u0627|\u0647|\u0643|\u064a|\u0627)$")


def translate(text: str, language: str) -> list[str]:
    """Return the English of the words of a text that the dictionary has, in their order."""
    return [english for _, english in known_words(text, language)]


def known_words(text: str, language: str) -> list[tuple[str, str]]:
    """Return the words of a text that the dictionary has, as they stand, with their English."""
    whole, stems = _entries(language)
    if language in UNSPACED:
        return _known_signs(text, whole)
    words = WORD.findall(unicodedata.normalize("NFC", text))
    return [(word, english) for word in words if (english := _look_up(word.lower(), language, whole, stems))]


@functools.cache
def picturable() -> frozenset[str]:
    """Return the English of the nouns that are translated because a picture may show them."""
    return frozenset(row.partition("|")[0] for row in _NOUNS.read_text("utf-8").splitlines()[1:])


def words_in_english(text: str, language: str) -> list[str]:
    """Return the lower-case words of an English text; of others, the translations in the dictionary."""
    return re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower()) if language == "en" else translate(text, language)


def _look_up(word: str, language: str, whole: dict[str, str], stems: dict[str, str]) -> str:
    bare = word.rpartition("'")[2] if language in {"fr", "it"} else word
    forms = [word, bare]
    if language == "ar":
        plain = _ARABIC_FRONT.sub("", word)
        bare = _ARABIC_END.sub("", plain)
        forms += [word.removeprefix("\u0627\u0644"), plain, bare, f"{plain[:-1]}\u0629"]
    if language == "de":
        # The last part of a compound says what it is: Fischerdorf, Bergsee.
        forms += [word[at:] for at in range(3, len(word) - 3)] if len(word) > 8 else []
    nouns = _read(_NOUNS, language)
    found = next((whole[form] for form in forms if form in whole), "")
    found = found or next(
        (
            nouns[form]
            for form in forms
            if form in nouns and (form in (word, bare) or len(form) >= _SHORTEST_END)
        ),
        "",
    )
    return found or next((english for stem, english in stems.items() if word.startswith(stem)), "")


def _known_signs(text: str, whole: dict[str, str]) -> list[tuple[str, str]]:
    """Return the longest dictionary words that follow each other in a text without spaces."""
    found: list[tuple[str, str]] = []
    at = 0
    longest = max(map(len, whole), default=0)
    while at < len(text):
        size = next((size for size in range(longest, 0, -1) if text[at : at + size] in whole), 0)
        if size:
            found.append((text[at : at + size], whole[text[at : at + size]]))
        at += size or 1
    return found


@functools.cache
def _entries(language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Read a language's words with their English, and the beginnings of words (marked with a star)."""
    words = _read(_FILE, language)
    return (
        {word: english for word, english in words.items() if not word.endswith("*")},
        {word[:-1]: english for word, english in words.items() if word.endswith("*")},
    )


@functools.cache
def _read(file: Path, language: str) -> dict[str, str]:
    head, *rows = [line.split("|") for line in file.read_text("utf-8").splitlines()]
    column = head.index(language) if language in head[1:] else 0
    return {word: row[0] for row in rows for word in row[column].split()} if column else {}
