"""Characters of written text in any script: white space, separators, and what can be spoken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from studio.contracts import is_speakable

# White space under other names: line ends (Word's line break among them), paragraph ends, and word
# separators.
_LINE_ENDS = re.compile("\r\n|[\r\v\x1e\x85\u2028]")
_PARAGRAPH_ENDS = re.compile("[\f\x1c\x1d\u2029]")
_SPACES = re.compile("[\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Marks for typesetting programs, at a line's end too: the soft hyphen, and two that forbid a break.
_SHY = re.compile("\u00ad(?:[ \t]*\n[ \t]*(?=[^\\W\\d_]))?|[\u2060\ufeff]")
# What is never shown: surrogates, which no file can hold, and the zero-width space, which separates words in
# scripts without spaces.
_BREAK_HERE = "\u200b"
# Nor are private-use codes, which no font here draws, and noncharacters.
_NEVER_GIVEN = "".join(chr(plane << 16 | code) for plane in range(17) for code in (0xFFFE, 0xFFFF))
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_UNSEEN = re.compile(
    f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff{_PRIVATE}\ufdd0-\ufdef{_NEVER_GIVEN}{_BREAK_HERE}]+"
)
# Thai and Lao, Tibetan, Burmese, Khmer, Tai, Chinese and Japanese, in which a space would be a pause.
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u3040-\u30ff\u3400-\u9fff\ua9e0-\ua9ff\uaa60-\uaadf\uf900-\ufaff\U00020000-\U0003ffff]"
)
# After these a new word begins; a zero-width space only allows a line break ("example.com").
_ENDS = frozenset(".,;:!?…)")
# Separators on a line of their own: at least three of the first kind, or one of the other.
_RULES = frozenset("*-_=~#+·•⁃‐‑‒–—―─━═⁎∗◇◆✦✧✱✲✳")  # noqa: RUF001
_ORNAMENTS = frozenset("*⁂⁑⁕※❦❧☙✻✽❖")


def tidy(text: str) -> str:
    """Normalise white space of every kind to spaces, tabs and line breaks, and drop what is never shown.

    No two words run together: if nothing else stands between them, a space does.
    """
    text = _PARAGRAPH_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    text = _SHY.sub("", _SPACES.sub(" ", text))
    return _UNSEEN.sub(_between, text)


def tidy_line(text: str) -> str:
    """Tidy a text of one line: a title, a keyword."""
    return " ".join(tidy(text).split())


def _between(unseen: re.Match[str]) -> str:
    start = unseen.start()
    before, after = unseen.string[max(0, start - 1) : start], unseen.string[unseen.end() : unseen.end() + 1]
    if not (_is_of_word(before) or (before in _ENDS and set(unseen[0]) != {_BREAK_HERE})) or not _is_of_word(
        after
    ):
        return ""
    if not is_unspaced(before, after):
        return " "
    return _BREAK_HERE if _BREAK_HERE in unseen[0] else ""


def is_unspaced(before: str, after: str) -> bool:
    """Return whether two signs are of scripts in which no space stands between words."""
    return bool(_WITHOUT_SPACES.match(before) and _WITHOUT_SPACES.match(after))


def _is_of_word(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "LMN"


def is_parting(line: str) -> bool:
    """Return whether a line is only a separator ("* * *", "⁂"): it is neither spoken nor shown."""
    signs = "".join(line.split())
    is_rule = len(signs) >= 3 and _RULES.issuperset(signs)
    return is_rule or (bool(signs) and _ORNAMENTS.issuperset(signs))


def without_partings(text: str) -> str:
    """Replace separator lines by empty ones, which separate as well."""
    return "\n".join("" if is_parting(line) else line for line in text.split("\n"))


def join_silent(parts: Sequence[str]) -> list[int]:
    """Group parts of a text so that each group can be spoken: a silent part joins the one before or after.

    Returns the number of parts before the end of each group; an empty list if nothing can be spoken.
    """
    ends: list[int] = []
    for count, part in enumerate(parts, start=1):
        if is_speakable(part):
            ends.append(count)
        elif ends:
            ends[-1] = count
    return ends
