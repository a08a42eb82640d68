"""What is written for a film that is there: other words for a scene, what stands beside it, its words in another language."""

from __future__ import annotations

import time
from dataclasses import dataclass

from generator.models import Generation
from generator.pipeline.writing.asking import MOST_SECONDS, UnwrittenError, ask
from generator.pipeline.writing.length import measure
from studio.contracts.wishes import Publication, SceneWish, Translation
from studio.text.marks.told import as_read

SHORTER, LONGER = 0.7, 1.4
NO_WORDS = "There are no words to work on."


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """How a scene's words are wanted: otherwise, shorter, longer, or in so many seconds."""

    narration: str
    how: str = "otherwise"
    seconds: float = 0.0
    before: str = ""
    after: str = ""


def reword(film: Generation, wanted: Rewording) -> tuple[str, float]:
    """Return other words of a scene, and the seconds that they take. The film need not be stored.

    Raises UnwrittenError.
    """
    if not as_read(wanted.narration).strip():
        raise UnwrittenError(NO_WORDS)
    until = time.monotonic() + MOST_SECONDS
    shown = len(as_read(wanted.narration))
    letters = {"shorter": round(shown * SHORTER), "longer": round(shown * LONGER)}.get(wanted.how, 0)
    if wanted.how == "time":
        letters = measure(film, wanted.narration).letters(wanted.seconds, film.language)
    wish = SceneWish(
        narration=wanted.narration,
        language=film.language or "en",
        letters=letters,
        title=film.title,
        before=as_read(wanted.before),
        after=as_read(wanted.after),
    )
    words = ask(lambda provider: provider.reword(wish), until=until)
    return words, measure(film, words).seconds(as_read(words))


def write_publication(*, narration: str, title: str, language: str) -> Publication:
    """Write what stands beside a film where it is published. Raises UnwrittenError."""
    if not narration.strip():
        raise UnwrittenError(NO_WORDS)
    return ask(
        lambda provider: provider.write_publication(narration=narration, title=title, language=language),
        until=time.monotonic() + MOST_SECONDS,
    )


def translate(narrations: tuple[str, ...], *, title: str, language: str, into: str) -> Translation:
    """Translate what the scenes of a film say. Raises UnwrittenError."""
    if not narrations:
        raise UnwrittenError(NO_WORDS)
    return ask(
        lambda provider: provider.translate(narrations=narrations, title=title, language=language, into=into),
        until=time.monotonic() + MOST_SECONDS,
    )
