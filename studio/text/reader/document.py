"""What a pasted text consists of: the values that its reader returns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block means for a film."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    VERSE = "line of verse"
    SPOKEN = "spoken line"
    SCENE = "scene heading"
    PICTURE = "picture note"
    PAUSE = "pause"
    LEFT_OUT = "left out"


# What the narrator says.
SPOKEN_KINDS = frozenset((Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.VERSE, Kind.SPOKEN))
# The silence of a pause without a length, and the longest, in seconds.
USUAL_PAUSE, LONGEST_PAUSE = 1.0, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One part of a text.

    `text` is what is spoken, the name of a scene, the prompt of a picture note, or what was left out; then `reason`
    says why. `speaker` is who says a spoken line, `level` a heading's (1 to 6), `seconds` a pause's length. `starts` is
    true where an empty line or the like stood before the block.
    """

    kind: Kind
    text: str = ""
    speaker: str = ""
    level: int = 0
    seconds: float = 0.0
    reason: str = ""
    starts: bool = False

    @property
    def is_spoken(self) -> bool:
        return self.kind in SPOKEN_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as blocks in their order. `title` is the text's own; empty if it has none."""

    blocks: tuple[Block, ...]
    title: str = ""

    def of_kind(self, kind: Kind) -> list[Block]:
        return [block for block in self.blocks if block.kind == kind]

    @property
    def is_structured(self) -> bool:
        """Whether more is known of the text than its words: then its scenes follow from that."""
        plain = {Kind.PARAGRAPH, Kind.LEFT_OUT}
        return any(block.kind not in plain for block in self.blocks)

    @property
    def text(self) -> str:
        """What is spoken, cleaned: a line for each block, an empty line where a paragraph begins."""
        parts: list[str] = []
        before: Block | None = None
        for block in self.blocks:
            if block.kind == Kind.PAUSE:
                said = pause_mark(block.seconds)
            elif block.is_spoken:
                said = block.text
            else:
                before = None
                continue
            is_apart = block.starts or before is None or before.kind == Kind.HEADING
            parts.append(("\n\n" if is_apart else "\n") + said if parts else said)
            before = block
        return "".join(parts)


def pause_mark(seconds: float) -> str:
    """Write a pause as narrations carry it: "[pause 2s]"."""
    return f"[pause {seconds:g}s]"


def left_out(text: str, reason: str) -> Block:
    """Return a block of what is not spoken, with why."""
    return Block(kind=Kind.LEFT_OUT, text=text, reason=reason)
