"""Who speaks in an interview: full names before what they say, which the narrator does not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.graphics.introductions.find import Introduction
from studio.graphics.introductions.names import names_in
from studio.graphics.reading.sentence import Sentence
from studio.text.reader.document import Document, Kind

# So many words of a line find it again in a narration.
_MOST = 6


def find_speakers(document: Document, narrations: Sequence[str], language: str) -> Iterator[Introduction]:
    """Yield who speaks in a text where each says something first; `narrations` are those of the film's scenes.

    Only full names are shown, and only where several people speak.
    """
    lines = [block for block in document.blocks if block.kind == Kind.SPOKEN and block.speaker]
    if len({block.speaker for block in lines}) < 2:
        return
    told = set[str]()
    words = [narration.split() for narration in narrations]
    for block in lines:
        if block.speaker in told:
            continue
        told.add(block.speaker)
        place = _place_of(block.text.split()[:_MOST], words)
        if place and _is_full(block.speaker, language):
            yield Introduction(name=block.speaker, role="", scene=place[0], word=place[1])


def _is_full(speaker: str, language: str) -> bool:
    sentence = Sentence(text=speaker, language=language, narration=speaker, names=frozenset(speaker.split()))
    return any(name.text == speaker and len(speaker.split()) > 1 for name in names_in(sentence))


def _place_of(wanted: Sequence[str], words: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Return the scene and the word in it with which a line begins."""
    for scene, found in enumerate(words):
        for at in range(len(found) - len(wanted) + 1 if wanted else 0):
            if list(found[at : at + len(wanted)]) == list(wanted):
                return scene, at
    return None
