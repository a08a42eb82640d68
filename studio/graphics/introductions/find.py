"""Who a text introduces by name and role: "Maria Lopez, head of research at Acme"; silent where that is not sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio.graphics.introductions.english import roles_in_english
from studio.graphics.introductions.names import Name, names_in
from studio.graphics.introductions.roles import role_pattern
from studio.graphics.reading.sentence import Sentence
from studio.graphics.reading.story import is_story

_LIST = re.compile(r",\s+(?:y|e|et|und|ed|sowie|ou|oder|o)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A name with what its bearer is, both as they are shown.

    `scene` is the index of the scene, `word` that of the word of its narration with which the name begins.
    """

    name: str
    role: str
    scene: int
    word: int


def find_introductions(sentences: Sequence[Sentence]) -> list[Introduction]:
    """Return who the sentences of a film introduce, each once; nobody in stories, whose people are not real."""
    if is_story(sentences):
        return []
    found: dict[str, Introduction] = {}
    for sentence in sentences:
        for name, role in _in(sentence):
            told = Introduction(
                name=name.text,
                role=role[:1].upper() + role[1:],
                scene=sentence.scene,
                word=sentence.word_at(name.start),
            )
            found.setdefault(name.bare, told)
    return list(found.values())


def _in(sentence: Sentence) -> Iterator[tuple[Name, str]]:
    if sentence.language == "en":
        yield from roles_in_english(sentence)
        return
    pattern = role_pattern(sentence.language)
    if pattern is None:
        return
    for name in names_in(sentence):
        match = pattern.match(sentence.text, name.end)
        if match and not _LIST.match(sentence.text, match.end()):
            yield name, match["role"]
