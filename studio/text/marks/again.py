"""Marks put back into narrations that were cut from a text without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.text.marks.syntax import marks_in, raw_marks
from studio.text.marks.told import read_marks


def mark_again(narrations: Sequence[str], text: str, *, verbatim: bool = False) -> list[str]:
    """Return narrations that were cut from a text as it is read with the marks that stand in the text.

    Words that are said otherwise are never cut. A pause belongs to the words before it. If the narrations are not the
    words of the text, they are returned as they are. One is empty if its words belong to the one before.
    """
    told = read_marks(text, verbatim=verbatim)
    if not (told.swaps or told.pauses) or _letters("".join(narrations)) != _letters(told.shown):
        return list(narrations)
    marks = list(_visible(text))
    marked, place, skipped = [], 0, 0
    for narration in narrations:
        written = ""
        for sign in narration:
            if not sign.strip() or skipped:
                # The rest of words that are said otherwise, of which the mark stands there already.
                written += "" if skipped or not written else sign
                skipped -= bool(skipped and sign.strip())
                continue
            while not marks[place][1]:
                mark = marks[place][0] if written[-1:].strip() else f"{marks[place][0].lstrip()} "
                written += mark
                place += 1
            written += marks[place][0]
            skipped = len(marks[place][1]) - 1
            place += 1
        while place < len(marks) and not marks[place][1]:
            written += f" {marks[place][0].lstrip()}"
            place += 1
        marked.append(written.strip())
    return marked


def _letters(text: str) -> str:
    return "".join(text.split())


def _visible(text: str) -> Iterator[tuple[str, str]]:
    """Yield each sign or mark of a text with the letters that are shown of it, white space left out.

    A pause has none; a space before it is kept with it.
    """
    space = ""
    for mark, raw in zip(marks_in(text), raw_marks(text), strict=True):
        if isinstance(mark, str):
            yield from ((sign, sign) for sign in mark if sign.strip())
            space = "" if mark[-1:].strip() else " "
        elif isinstance(mark, tuple):
            yield raw, _letters(mark[0])
            space = ""
        else:
            yield f"{space}{raw}", ""
