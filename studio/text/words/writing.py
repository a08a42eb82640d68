"""What people write, whatever the script: which of it is white space, which can be spoken, which only parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from studio.contracts import is_speakable

# White space under other names: what ends a line (Word's line break among it), a paragraph, and what parts two words.
_LINE_ENDS = re.compile("\r\n|[\r\v\x1e\x85\u2028]")
_PARAGRAPH_ENDS = re.compile("[\f\x1c\x1d\u2029]")
_SPACES = re.compile("[\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Marks for programs that set type, at a line's end too: a hyphen that is not shown, and two that forbid a break.
_SHY = re.compile("\u00ad(?:[ \t]*\n[ \t]*(?=[^\\W\\d_]))?|[\u2060\ufeff]")
# What is never shown, halves of characters that no file can hold, and the space without width, which parts words that are written without spaces.
_BREAK_HERE = "\u200b"
# Nor are codes for private use, which no font here draws, and those that Unicode never gives away.
_NEVER_GIVEN = "".join(chr(plane << 16 | code) for plane in range(17) for code in (0xFFFE, 0xFFFF))
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_UNSEEN = re.compile(
    f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff{_PRIVATE}\ufdd0-\ufdef{_NEVER_GIVEN}{_BREAK_HERE}]+"
)
# Thai and Lao, Tibetan, Burmese, Khmer, Tai, Chinese and Japanese, in which a space would be a pause.
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u3040-\u30ff\u3400-\u9fff\ua9e0-\ua9ff\uaa60-\uaadf\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Behind these a new word begins; a space without width only says that a line may ("example.com").
_ENDS = frozenset(".,;:!?…)")
# What parts a text on a line of its own: at least three of one kind, or one of the other.
_RULES = frozenset("*-_=~#+·•⁃‐‑‒–—―─━═⁎∗◇◆✦✧✱✲✳")  # noqa: RUF001
_ORNAMENTS = frozenset("*⁂⁑⁕※❦❧☙✻✽❖")


def tidy(text: str) -> str:
    """Bring white space of every kind to spaces, tabs and line breaks, and leave out what is never shown.

    No two words run together: where nothing else stands between them, a space does.
    """
    text = _PARAGRAPH_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    text = _SHY.sub("", _SPACES.sub(" ", text))
    return _UNSEEN.sub(_between, text)


def tidy_line(text: str) -> str:
    """Tidy a text that has one line: a title, a keyword."""
    return " ".join(tidy(text).split())


def _between(unseen: re.Match[str]) -> str:
    start = unseen.start()
    before, after = unseen.string[max(0, start - 1) : start], unseen.string[unseen.end() : unseen.end() + 1]
    if not (_is_of_word(before) or (before in _ENDS and set(unseen[0]) != {_BREAK_HERE})) or not _is_of_word(
        after
    ):
        return ""
    is_unspaced = _WITHOUT_SPACES.match(before) and _WITHOUT_SPACES.match(after)
    if not is_unspaced:
        return " "
    return _BREAK_HERE if _BREAK_HERE in unseen[0] else ""


def _is_of_word(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "LMN"


def is_parting(line: str) -> bool:
    """Tell whether a line only parts what stands around it ("* * *", "⁂"): it is neither spoken nor shown."""
    signs = "".join(line.split())
    is_rule = len(signs) >= 3 and _RULES.issuperset(signs)
    return is_rule or (bool(signs) and _ORNAMENTS.issuperset(signs))


def without_partings(text: str) -> str:
    """Leave lines that only part empty, which parts as well."""
    return "\n".join("" if is_parting(line) else line for line in text.split("\n"))


def join_silent(parts: Sequence[str]) -> list[int]:
    """Group parts of a text so that each group can be spoken: what cannot goes with what is before it, or else behind it.

    Returns how many parts lie before the end of each group; of a text that has nothing to be spoken, none.
    """
    ends: list[int] = []
    for count, part in enumerate(parts, start=1):
        if is_speakable(part):
            ends.append(count)
        elif ends:
            ends[-1] = count
    return ends
