"""Plays, chats and interviews: the ways to write who speaks, as names before a colon."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from collections import Counter

from studio.text.reader.notes.brackets import is_direction, is_sound
from studio.text.reader.notes.chatter import is_page_furniture
from studio.text.reader.notes.labels import Role, may_speak, role_of

# "KÄTHE. Sie kommen spät."
_STOPPED = re.compile(
    # Places of screenplays have a full stop as well: "INT. KITCHEN - NIGHT".
    r"^[ \t]*(?P<name>(?!(?:INT|EXT|EST)\b|INNEN\b|AU(?:SS|ẞ)EN\b)[^\W\d_a-zß-ÿ]{2,20}(?: [^\W\d_a-zß-ÿ]{2,20})?)\.[ \t]+(?=\S)",
    re.MULTILINE,
)
# "[Tom] Where have you been?", and "Tom - Where have you been?".
_BOXED = re.compile(r"^[ \t]*\[(?P<name>[^\W\d_a-z][\w .'’-]{0,27})\]:?[ \t]+(?=\S)", re.MULTILINE)
_DASHED = re.compile(
    r"^[ \t]*(?P<name>[^\W\d_a-z][\w.'’]{0,20}(?: [^\W\d_a-z][\w.'’]{0,20})?)[ \t]+[–—-][ \t]+(?=\S)",
    re.MULTILINE,
)
# A name with its colon alone over what is said; a list below it is said by nobody.
_OVER = re.compile(
    r"^[ \t]*(?:\*\*|__)?(?P<name>[^\W\d_a-z][\w .'’-]{0,27}?)(?:(?:\*\*|__)[ \t]*:|:[ \t]*(?:\*\*|__)?)[ \t]*\n+(?=[ \t]*[^\s#>|*+\d-])",
    re.MULTILINE,
)
_ASKED = re.compile(r"[?!？！][\"'”’»)]*$", re.MULTILINE)
_FEWEST_NAMED = 3
# Of all lines so many have a name with a dash, and so many of those ask or call.
_MOST_LINES, _SPOKEN = 0.8, 0.25


# Before what is seen and what is heard, in place of labels; only where others say what is spoken.
_EYE = re.compile(
    r"^(?:[ \t]*\d{1,2}[.)] )?(?P<before>[ \t]*(?:[-*] )?)(?:🎥|📷|📸|🖼|🎞|📹|👁)\ufe0f?[ \t]*(?=[^\n:]{3,}$)",
    re.MULTILINE,
)
_EAR = re.compile(
    r"^(?P<before>[ \t]*(?:[-*] )?)(?:🎵|🎶|🔊|🔉)\ufe0f?[ \t]*(?:(?:[Aa]udio|[Ss]ound|[Tt]on|[Ss]on|[Áá]udio|[Зз]вук) ?: ?)?(?=[^\n:]{3,}$)",
    re.MULTILINE,
)
_MOUTH = re.compile(r"^[ \t]*(?:[-*] |\d{1,2}[.)] )?[🗣🎙🎤👄]\ufe0f?[ \t]*\S", re.MULTILINE)


def read_signs(text: str) -> str:
    """Return a script with labels where it has pictures before what is seen, heard and said: "🎥 fog over a bog"."""
    if not _MOUTH.search(text) or not _EYE.search(text):
        return text
    return _EAR.sub(r"\g<before>SFX: ", _EYE.sub(r"\g<before>Visual: ", text))


def read_play(text: str) -> str:
    """Return a text with names before colons if it names those who speak in another way."""
    if _come_again(_STOPPED, text) and _fewest(_STOPPED, text):
        text = _STOPPED.sub(r"\g<name>: ", text)
    for way in (_OVER, _BOXED):
        if _come_again(way, text):
            text = way.sub(_before_colon, text)
    if _come_again(_DASHED, text) and _is_spoken(text):
        text = _DASHED.sub(_before_colon, text)
    return text


def _before_colon(found: re.Match[str]) -> str:
    return f"{found['name'].strip()}: " if _may_be_name(found["name"]) else found[0]


def _may_be_name(name: str) -> bool:
    role = role_of(name)
    # "You said:" stands over each turn of a chat with a model.
    if is_page_furniture(f"{name}:"):
        return False
    # "Tom" is a tone of voice in Portuguese.
    is_other = role and (role[1] or role[0] not in (Role.NARRATION, Role.ABOUT))
    return may_speak(name) and not (is_other or is_direction(name) or is_sound(name))


def _names(way: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(name for found in way.finditer(text) if _may_be_name(name := found["name"].strip()))


def _come_again(way: re.Pattern[str], text: str) -> bool:
    """Return whether two names or more are written in a way, and one of them again."""
    names = _names(way, text)
    return len(names) > 1 and max(names.values()) > 1


def _fewest(way: re.Pattern[str], text: str) -> bool:
    return sum(_names(way, text).values()) >= _FEWEST_NAMED


def _is_spoken(text: str) -> bool:
    """Return whether nearly all lines have a name with a dash, and enough of them are plainly said to somebody."""
    lines = [line for line in text.split("\n") if line.strip()]
    named = [line for line in lines if _DASHED.match(line)]
    asked = sum(bool(_ASKED.search(line)) for line in named)
    return len(named) >= _MOST_LINES * len(lines) and asked >= _SPOKEN * len(named)
