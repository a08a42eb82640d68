"""The value of a line of a pasted text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a text.

    `kind` is one of "heading", "paragraph", "item", "line" (of a list without marks), "verse", "row", "picture", "code", "rule",
    "apart"; what is apart is left out for its `reason`. `cells` are a row's, `head` those of the row that names its columns.
    """

    kind: str
    text: str
    level: int = 0
    is_strong: bool = False
    is_italic: bool = False
    starts: bool = True
    cells: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    reason: str = ""
