"""Songs as musicians copy them: with the names of chords over the words."""

from __future__ import annotations

import re

from studio.text.reader.notes.page_signs import BUTTON

_CHORD = re.compile(
    r"^[|(:]*[A-H](?:#|b|♯|♭)?(?:m|maj|min|dim|aug|sus|add)?\d{0,2}(?:(?:sus|add|b|#)\d{1,2})?(?:/[A-H](?:#|b)?)?[|):*.]*$"
)
# Fewer lines of single capitals may be initials, grades or answers of a test.
_FEWEST_LINES = 2


# What a page of lyrics has around them.
_LYRICS = re.compile(
    r"^(?P<name>[^\n]{1,80}?) (?:lyrics|songtext|paroles|letra|testo)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_AROUND = re.compile(
    r"^[ \t]*(?:\d+ contributors?|translations|\d*embed|(?:see|get tickets|see [^\n]{1,40} live)[^\n]{0,40}live|get tickets[^\n]{0,30}|you might also like|read more|share|\d+ views?)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_STANZA = re.compile(r"^\[[^\[\]\n]{2,40}\][ \t]*$", re.MULTILINE)


def read_lyrics(text: str) -> str:
    """Return a song without what a page of lyrics has around it, and with its name as a heading."""
    around = list(_AROUND.finditer(text))
    name = _LYRICS.search(text)
    first = _STANZA.search(text)
    if not (around and first and (len(around) > 1 or name)):
        return text
    text = _AROUND.sub(lambda found: f"\n```{BUTTON}\n{found[0].strip()}\n```\n", text)
    name = _LYRICS.search(text, 0, text.find(first[0]))
    return f"{text[: name.start()]}\n# {name['name']}\n{text[name.end() :]}" if name else text


def without_chords(text: str) -> str:
    """Return a text without the lines that only name chords, where there are several over words."""
    lines = text.split("\n")
    chords = [_names_chords(line) for line in lines]
    over_words = sum(
        is_chords and bool(following.strip()) and not also
        for is_chords, also, following in zip(chords, [*chords[1:], True], [*lines[1:], ""], strict=True)
    )
    if over_words < _FEWEST_LINES:
        return text
    return "\n".join(line for line, is_chords in zip(lines, chords, strict=True) if not is_chords)


def _names_chords(line: str) -> bool:
    words = line.split()
    return len(words) > 1 and all(_CHORD.match(word) for word in words)
