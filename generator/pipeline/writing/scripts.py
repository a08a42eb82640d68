"""A script about a topic, as long as its owner wants it to be with the voice that will speak it."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from generator.models import Generation
from generator.pipeline.writing.asking import MOST_SECONDS, UnwrittenError, ask
from generator.pipeline.writing.length import Measure, measure
from generator.providers.factory import get_voices
from studio.contracts.wishes import Script, ScriptWish
from studio.text.words.language import identify

# The lengths that are offered, in seconds, and how far a script may be off before it is corrected.
LENGTHS, TOLERANCE = (15, 30, 60, 90, 180), 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptOrder:
    """What a script is wanted about, and who will speak it."""

    topic: str
    seconds: int
    tone: str = ""
    audience: str = ""
    language: str = ""
    voice: str = ""
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class MeasuredScript:
    """A script, how long it takes in seconds, and how long it was to be."""

    script: Script
    seconds: float
    wanted: int

    @property
    def miss(self) -> float:
        return abs(self.seconds / self.wanted - 1.0)

    @property
    def told(self) -> str:
        """Say how long it takes."""
        lasts = f"about {self.seconds:.0f} seconds with this voice"
        if self.miss <= TOLERANCE:
            return f"This draft takes {lasts}. Correct it as you like: nothing is sent yet."
        return (
            f"This draft takes {lasts}, and you wanted {self.wanted}: the service came no nearer. Correct it as you "
            "like: nothing is sent yet."
        )


def write_script(order: ScriptOrder) -> MeasuredScript:
    """Have a script written, and corrected once if the voice needs another time for it. Raises UnwrittenError."""
    until = time.monotonic() + MOST_SECONDS
    film = _film_for(order)
    wish = ScriptWish(
        topic=order.topic,
        seconds=order.seconds,
        letters=measure(film).letters(order.seconds, film.language),
        tone=order.tone,
        audience=order.audience,
        language=order.language or _language_of(order.voice),
    )
    first, measured = _asked(wish, film, until)
    if first.miss <= TOLERANCE:
        return first
    letters = measured.letters(order.seconds, first.script.language)
    try:
        second, _ = _asked(replace(wish, letters=letters, draft=first.script.text), film, until)
    except UnwrittenError:
        # What is there is better than nothing.
        return first
    return min(first, second, key=lambda one: one.miss)


def _asked(wish: ScriptWish, film: Generation, until: float) -> tuple[MeasuredScript, Measure]:
    script = ask(lambda provider: provider.write_script(wish), until=until)
    film.language = script.language
    measured = measure(film, script.text)
    return MeasuredScript(script, measured.seconds(script.text), wish.seconds), measured


def _film_for(order: ScriptOrder) -> Generation:
    """Return a film with the narrator, which is nowhere stored and nobody's."""
    language = order.language or _language_of(order.voice) or identify(order.topic)
    return Generation(language=language, voice=order.voice, pace=order.pace)


def _language_of(voice: str) -> str:
    return next((one.language for one in get_voices() if one.value == voice), "") if voice else ""
