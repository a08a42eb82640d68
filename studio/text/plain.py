"""The storyboard of last resort: a text cut at its sentences and not analysed."""

from __future__ import annotations

import re

from studio.contracts import LONGEST_SCENE, MOST_SCENES, Passage, Storyboard
from studio.text.marks.again import mark_again
from studio.text.marks.told import as_read
from studio.text.words.punctuation import CLOSERS, OWN_STOPS, STOPS

LONGEST_TITLE = 80
LONGEST_PROMPT = 300
_CLOSED = re.escape(CLOSERS)
_ENDS = re.compile(
    rf"(?<=[{STOPS}])\s+|(?<=[{OWN_STOPS}])(?![{OWN_STOPS}{_CLOSED}])|(?<=[{OWN_STOPS}][{_CLOSED}])(?![{_CLOSED}])|\n+"
)


def cut_plainly(
    text: str,
    *,
    language: str = "",
    title: str = "",
    keywords: tuple[str, ...] = (),
    verbatim: bool = False,
) -> Storyboard:
    """Return the words of a text in their order as 1 to 120 scenes."""
    shown = as_read(text, verbatim=verbatim)
    sentences = [" ".join(part.split()) for part in _ENDS.split(shown)]
    pieces = [piece for sentence in sentences if sentence for piece in _pieces(sentence)]
    share = -(-len(pieces) // MOST_SCENES) or 1
    narrations = [" ".join(pieces[first : first + share]) for first in range(0, len(pieces), share)]
    passages = [
        Passage(narration=marked, prompt=one[:LONGEST_PROMPT])
        for one, marked in zip(narrations, mark_again(narrations, text, verbatim=verbatim), strict=True)
        if marked
    ]
    return Storyboard(
        title=title or narrations[0][:LONGEST_TITLE],
        language=language or "en",
        keywords=keywords,
        passages=tuple(passages),
        model="sentences",
    )


def _pieces(sentence: str) -> list[str]:
    """Cut a sentence that is too long for a scene between words, or anywhere if it has no spaces."""
    pieces = []
    while len(sentence) > LONGEST_SCENE:
        end = sentence.rfind(" ", 1, LONGEST_SCENE)
        end = end if end > 0 else LONGEST_SCENE
        pieces.append(sentence[:end].strip())
        sentence = sentence[end:].strip()
    return [*pieces, sentence] if sentence else pieces
