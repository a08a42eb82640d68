"""The scenes of a document: its headings and scenes begin one, its notes say what is seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from studio.contracts import MOST_SCENES, is_speakable
from studio.text.reader.document import Block, Document, Kind, pause_mark
from studio.text.reader.shown import seen_in
from studio.text.storyboard.scenes import seconds_of, split_scenes

# A scene that its writer has marked stays one up to this many seconds.
_LONGEST_MARKED = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedScene:
    """One scene of a document: its narration, and the prompt of its picture; empty where none is given."""

    narration: str
    prompt: str = ""


@dataclass(slots=True)
class _Section:
    """What belongs together. `is_marked` is true if its writer has made it one scene, whose name says what is `shown`."""

    headings: list[str] = field(default_factory=list)
    body: str = ""
    prompt: str = ""
    shown: str = ""
    is_marked: bool = False

    @property
    def says(self) -> bool:
        """Whether something is spoken below the headings."""
        return is_speakable(_without_pauses(self.body))

    @property
    def is_silent(self) -> bool:
        return not (self.headings or self.says)

    def add(self, words: str, *, apart: bool) -> None:
        self.body += (("\n\n" if apart else "\n") if self.body else "") + words


def scenes_of(document: Document, language: str, split: str = "auto") -> list[MarkedScene]:
    """Cut a document into 1 to MOST_SCENES scenes.

    A narration's lines are the document's blocks; `split` says how what stands below one heading is cut.
    """
    scenes: list[MarkedScene] = []
    for section in _merged(_sections(document.blocks, language)):
        prompt = section.prompt or section.shown
        scenes += [
            MarkedScene(narration=narration, prompt=prompt)
            for narration in _narrations(section, language, split)
        ]
    return _few(scenes, language)


def _sections(blocks: Sequence[Block], language: str) -> list[_Section]:
    sections = [_Section()]
    before: Block | None = None
    notes_lead = _notes_lead(blocks)
    for block in blocks:
        current = sections[-1]
        if block.kind == Kind.SCENE:
            sections.append(_Section(is_marked=True, shown=seen_in(block.text, language)))
        elif block.kind == Kind.HEADING:
            if current.body or not (current.headings or current.is_marked):
                sections.append(current := _Section(prompt="" if current.body else current.prompt))
            current.headings.append(block.text)
        elif block.kind == Kind.PICTURE:
            # Where notes stand before what they show, one begins a scene, else it ends one.
            if current.prompt or (notes_lead and current.says):
                sections.append(current := _Section(is_marked=True))
            current.prompt = block.text
            current.is_marked = True
        elif block.kind == Kind.PAUSE:
            current.add(pause_mark(block.seconds), apart=False)
        elif block.is_spoken:
            if (
                not notes_lead
                and current.prompt
                and not current.is_silent
                and before
                and before.kind == Kind.PICTURE
            ):
                sections.append(current := _Section(is_marked=True))
            current.add(block.text, apart=_is_apart(before, block))
        if block.kind != Kind.LEFT_OUT:
            before = block
    return sections


def _is_apart(before: Block | None, block: Block) -> bool:
    return block.starts and before is not None


def _notes_lead(blocks: Sequence[Block]) -> bool:
    """Return whether the notes about pictures stand before the words that they belong to."""
    for block in blocks:
        if block.kind == Kind.PICTURE:
            return True
        if block.is_spoken and block.kind != Kind.HEADING:
            return False
    return True


def _merged(sections: Sequence[_Section]) -> list[_Section]:
    """Return sections in which something is spoken; what is shown or silent goes to the one after, or before."""
    merged: list[_Section] = []
    waiting = _Section()
    for section in sections:
        if section.is_silent:
            waiting.prompt = waiting.prompt or section.prompt or section.shown
            waiting.body = "\n".join(filter(None, (waiting.body, section.body)))
            continue
        section.prompt = section.prompt or ("" if section.shown else waiting.prompt)
        if waiting.body:
            section.body = f"{waiting.body}\n{section.body}"
        merged.append(section)
        waiting = _Section()
    if merged and waiting.body:
        merged[-1].add(waiting.body, apart=False)
    if merged and not merged[-1].prompt:
        merged[-1].prompt = waiting.prompt
    return merged


def _narrations(section: _Section, language: str, split: str) -> list[str]:
    whole = "\n".join(filter(None, (*section.headings, section.body)))
    is_short = seconds_of(_without_pauses(whole), language) <= _LONGEST_MARKED
    if not section.body or (section.is_marked and split == "auto" and is_short):
        return [re.sub(r"\n{2,}", "\n", whole)]
    narrations = split_scenes(section.body, language, split)
    return ["\n".join((*section.headings, narrations[0])), *narrations[1:]]


def _few(scenes: list[MarkedScene], language: str) -> list[MarkedScene]:
    """Join neighbours, the shortest first, until there are not too many."""
    lengths = [seconds_of(scene.narration, language) for scene in scenes]
    while len(scenes) > MOST_SCENES:
        at = min(range(len(scenes) - 1), key=lambda index: lengths[index] + lengths[index + 1])
        first, second = scenes[at : at + 2]
        joined = MarkedScene(
            narration=f"{first.narration}\n{second.narration}", prompt=first.prompt or second.prompt
        )
        scenes[at : at + 2] = [joined]
        lengths[at : at + 2] = [lengths[at] + lengths[at + 1]]
    return scenes


def _without_pauses(text: str) -> str:
    return re.sub(r"\[[^\[\]\n]*\]", "", text)
