"""How long a text takes, by the very voice that will speak it.

A voice is measured against the reading time of what it says, which counts the signs of each script by what they carry:
so a few paragraphs tell of a whole text.
"""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass, replace

from generator.models import Generation, Scene
from generator.pipeline.hearing import speaking
from generator.pipeline.hearing.stretches import Stretch, UnheardError
from generator.pipeline.stages.parts import Part, parts_of
from generator.providers.factory import can_speak, speaker_of
from studio.film.reading import NARROW_SIGNS, WIDE_SIGNS, sign_seconds
from studio.film.schedule import BREATH
from studio.speech.samples import sample_of

# Characters of a text that are spoken to measure it, and the seconds of a scene, after which there is a breath.
ENOUGH, SCENE_SECONDS = 500, 8.0
_WITH_BREATHS = 1.0 + BREATH / SCENE_SECONDS
# Languages of which a sign carries as much as two or three letters.
_WIDE = frozenset(("zh", "ja", "ko"))


@dataclass(frozen=True, slots=True)
class Measure:
    """Seconds that a narrator takes for each second of reading time."""

    rate: float = 1.0

    def seconds(self, text: str) -> float:
        """Return how long a film is that says a text."""
        return self.rate * sign_seconds(text) * _WITH_BREATHS

    def letters(self, seconds: float, language: str) -> int:
        """Return about how many characters are said in so many seconds."""
        signs = WIDE_SIGNS if language in _WIDE else NARROW_SIGNS
        return max(10, round(seconds / _WITH_BREATHS / self.rate * signs))


def measure(film: Generation, text: str = "") -> Measure:
    """Measure the narrator of a film, which need not be stored, by some of a text, else by the voice's sample.

    A service is heard by its sample alone, which is everybody's and remembered. Where nothing can be heard, people's
    reading says how long it takes.
    """
    read = Measure(1.0 / (film.pace or 1.0))
    if film.voice == Generation.NO_VOICE or not can_speak(film.language, film.voice):
        return read
    speaker = speaker_of(film.language, film.voice)
    try:
        if not text.strip() or (speaker and speaker.service):
            return _of([(sample_of(film.language), speaking.sample(film).data)]) or read
        scene = Scene(generation=film, narration=text)
        heard = [(one.text, speaking.hear(scene, Stretch((one,))).data) for one in _some(parts_of(scene))]
    except UnheardError:
        return read
    return _of(heard) or read


def _some(parts: list[Part]) -> list[Part]:
    """Return some of a text's paragraphs from its beginning, as they are spoken in one breath."""
    chosen: list[Part] = []
    for part in (one for one in parts if one.has_voice):
        if sum(len(one.text) for one in chosen) >= ENOUGH:
            break
        # Where scenes will end is not known yet; what is silent there is counted as breaths.
        chosen.append(replace(part, pause=None))
    return chosen


def _of(heard: list[tuple[str, bytes]]) -> Measure | None:
    read = sum(sign_seconds(words) for words, _ in heard)
    spoken = sum(_lasts(sound) for _, sound in heard)
    return Measure(spoken / read) if read and spoken else None


def _lasts(sound: bytes) -> float:
    with wave.open(io.BytesIO(sound)) as file:
        return float(file.getnframes() / file.getframerate())
