"""Signs of Unicode and of print that stand for those of Markdown: numbers in boxes, lines of tildes, verses' numbers."""

# ruff: noqa: RUF001 (the signs of writing look alike)

from __future__ import annotations

import re
from itertools import pairwise

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# "1️⃣ Drink water", "① 玉ねぎを切る"
_BOXED = re.compile(r"^([ \t]*)(?:([0-9])\ufe0f?\u20e3|(🔟)|([①-⑳❶-❿]))[ \t]*(?=\S)", re.MULTILINE)
# Dots that stand right before a word in Chinese and Japanese.
_DOT = re.compile(
    r"^([ \t]*)(?:[・･]|[•●◆■▪◎○](?=[^\s\w]|[\u3040-\u9fff\uac00-\ud7af]))[ \t]*(?=\S)", re.MULTILINE
)
_FENCE = re.compile(r"^[ \t]*(?P<sign>`{3,}|~{3,})[ \t]*(?P<info>[^\n`]*)$", re.MULTILINE)
_CODE = re.compile(
    r"[{}\\=<>$|]|;\s*$|\w\(|^\s*(?:#!|\$ |import |def |const |let |var |sudo |pip |npm |git )", re.MULTILINE
)
# What a chat model puts into a box to be copied is often no code: some words that end a sentence.
_PROSE = re.compile(r"(?:\w+[ \t,]+){4}.{0,300}?[.!?。！？।]|[\u3040-\u9fff]{6,}")
_PLAIN = frozenset(("", "text", "txt", "plaintext", "plain", "markdown", "md"))
# "Q1. Do I need a boat?" above "A1. No."
_ASKED = re.compile(r"^[ \t]*(?:\*\*)?(?P<name>[QAFPDRВО])[ \t]?\d{1,3}[ \t]?[.):][ \t]*(?=\S)", re.MULTILINE)
# Numbers of a holy book's verses, within a paragraph: each the next one, behind a sentence and before another.
_VERSE = re.compile(
    r"(?:^|(?<=[.!?;:,”’\"] ))(?P<number>\d{1,3})[ \t]+(?=[“‘\"]?[^\W\d_a-zß-ÿ])", re.MULTILINE
)
_FEWEST_VERSES = 3
# The number of a stanza stands before its first line, and the others below are indented or as short.
_STANZA = re.compile(r"^[ \t]{0,4}(?P<number>\d{1,2})[.)]?[ \t]+(?P<line>[^\W\d_a-zß-ÿ][^\n]{3,58})$")
# What stands at the end of a stanza for the refrain that follows it.
_SUNG_AGAIN = re.compile(
    r"[ \t]*[\[(](?:refrain|chorus|ref\.|kehrvers|coro|estribillo|ritornello|refrão|répons)[\])][ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_FEWEST_LINES, _WIDEST = 3, 60


def read_numbers(text: str) -> str:
    """Return a text with signs of Markdown where it has others for lists, lines between parts, questions and verses."""
    text = _with_whole_fences(_COMMENT.sub("", text))
    text = _BOXED.sub(_in_figures, text)
    text = _DOT.sub(r"\1- ", text)
    asked = {found["name"] for found in _ASKED.finditer(text)}
    if len(asked) > 1 and len(_ASKED.findall(text)) > len(asked):
        text = _ASKED.sub(r"\g<name>: ", text)
    return _without_verses(_without_stanzas(text))


def _in_figures(found: re.Match[str]) -> str:
    _, figure, ten, round_ = found.groups()
    number = figure or ("10" if ten else str(_in_circle(round_)))
    return f"{found[1]}{number}. "


def _in_circle(sign: str) -> int:
    return ord(sign) - (0x275F + 22 if sign >= "❶" else 0x245F)


def _with_whole_fences(text: str) -> str:
    """Return a text in which no lone fence hides what follows, and tildes between paragraphs only part them."""
    fences = [
        found for found in _FENCE.finditer(text) if not found["info"].strip() or found["sign"][0] == "`"
    ]
    for sign in "`~":
        own = [found for found in fences if found["sign"][0] == sign]
        inner = [text[one.end() : other.start()] for one, other in zip(own[::2], own[1::2], strict=False)]
        told = [bool(_PROSE.search(words)) and not _CODE.search(words) for words in inner]
        named = any(one["info"].strip() not in _PLAIN for one in own)
        is_code = named or not told or not all(told)
        # One that is never closed is a slip of whoever has copied.
        wrong = own[-1:] if is_code and len(own) % 2 else [] if is_code else own
        for found in reversed(wrong):
            instead = "\n---\n" if sign == "~" else "\n"
            text = text[: found.start()] + instead + text[found.end() :]
        fences = list(_FENCE.finditer(text))
    return text


def _without_verses(text: str) -> str:
    found = list(_VERSE.finditer(text))
    numbers = [int(one["number"]) for one in found]
    # Numbers at the start of each line are a list's.
    within = [one for one in found if text[max(0, one.start() - 1) : one.start()] not in ("", "\n")]
    is_counting = all(later == earlier + 1 for earlier, later in pairwise(numbers))
    if len(found) < _FEWEST_VERSES or not is_counting or len(within) * 2 < len(found) - 1:
        return text
    return _VERSE.sub("", text)


def _without_stanzas(text: str) -> str:
    """Take the numbers off the stanzas of a hymn: "1 Guide us through the rising water,"."""
    parts = re.split(r"(\n[ \t]*\n\s*?(?=\S|[ \t]))", text)
    numbered: list[tuple[int, int]] = []
    for at, part in enumerate(parts):
        lines = [line for line in part.split("\n") if line.strip()]
        first = _STANZA.match(lines[0]) if lines else None
        is_stanza = len(lines) >= _FEWEST_LINES and all(len(line.strip()) < _WIDEST for line in lines)
        ended = sum(line.rstrip()[-1:] in ".!?" for line in lines)
        # What is asked, and may be answered below, is a test's.
        if (
            first
            and lines[0].rstrip()[-1:] != "?"
            and is_stanza
            and ended * 2 <= len(lines)
            and not any(line.strip()[0].isdigit() for line in lines[1:])
        ):
            numbered.append((at, int(first["number"])))
    if len(numbered) < 2 or [number for _, number in numbered] != [*range(1, len(numbered) + 1)]:
        return text
    for at, _ in numbered:
        lines = parts[at].split("\n")
        first_at = next(index for index, line in enumerate(lines) if line.strip())
        lines[first_at] = re.sub(r"^[ \t]*\d{1,2}[.)]?[ \t]+", "", lines[first_at])
        parts[at] = "\n".join(line.strip() for line in lines)
    return _SUNG_AGAIN.sub("", "".join(parts))
