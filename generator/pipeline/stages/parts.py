"""Division of a narration into parts of one voice each, and joining of their recordings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.models import Scene
from generator.providers.calling.chain import Chain
from generator.providers.factory import get_provider, get_voices
from studio.contracts import Speech, SpeechProvider, Word, is_speakable
from studio.film.reading import reading_seconds, sign_seconds
from studio.film.sound.splicing import PAUSE, SENTENCE_PAUSE, splice
from studio.film.text.words import ending_of, share_out
from studio.text.words.runs import split_runs

# Unspoken parts are shown for their reading time, if that exceeds these seconds: a name must not interrupt the voice.
_SHORT = 1.2
_PASSED_BY = 0.25

# Obsolete language codes still in use, with the current ones.
_OLD_CODES = {"iw": "he", "in": "id"}

Times = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a narration: its start offset, its words, and its language; `voice` is the one to request.

    `is_own` means that it is in the film's language. `chain` has the providers that can speak it, possibly none.
    """

    start: int
    text: str
    language: str
    voice: str
    is_own: bool
    chain: Chain[SpeechProvider]

    @property
    def has_voice(self) -> bool:
        return bool(self.chain.links)

    @property
    def first_choice(self) -> str:
        return self.chain.links[0].name


def parts_of(scene: Scene) -> list[Part]:
    """Cut a scene's narration at changes of language; it is one part if no voice is wanted."""
    film, text = scene.generation, scene.narration
    language = film.language or "en"
    base = language.lower().replace("_", "-").partition("-")[0]
    base = _OLD_CODES.get(base, base)
    if not film.has_narrator:
        return [Part(0, text, language, "", is_own=True, chain=Chain(()))]
    chain = _chain(language, film.voice, film.voice)
    runs = split_runs(text, base, reads_latin=bool(chain.links))
    if len(runs) == 1 and runs[0].language == base:
        return [
            Part(0, text, language, film.voice, is_own=True, chain=chain if is_speakable(text) else Chain(()))
        ]
    voices = {voice.value: voice.language for voice in get_voices()}
    parts = []
    for run in runs:
        is_own = run.language == base
        voice = film.voice if is_own or voices.get(film.voice) == run.language else ""
        spoken = chain if is_own else _chain(run.language, film.voice, voice)
        words = text[run.start : run.end]
        name = language if is_own else run.language
        parts.append(
            Part(run.start, words, name, voice, is_own, spoken if is_speakable(words) else Chain(()))
        )
    return parts


def _chain(language: str, chosen: str, voice: str) -> Chain[SpeechProvider]:
    """Return the providers for a language: if a built-in voice was chosen, no service is called."""
    asked = get_provider("speech").only(lambda provider: provider.speaks(language=language, voice=chosen))
    return asked.those_that(lambda provider: provider.speaks(language=language, voice=voice))


def join_parts(text: str, parts: Sequence[Part], spoken: Sequence[Speech | None], pace: float) -> Speech:
    """Return one recording of a narration; a part without speech is silent and only shown.

    If nothing is spoken there is no data, and the duration is the reading time.
    """
    first = spoken[0]
    if len(parts) == 1 and first:
        return first
    if not any(spoken):
        return Speech(data=b"", duration=reading_seconds(text, pace), words=(), model="")
    pieces = [
        (speech.data if speech else _time_to_read(part.text, pace), _pause_after(part.text) / pace)
        for part, speech in zip(parts, spoken, strict=True)
    ]
    spliced = splice(pieces)
    times = _word_times(text, parts, spoken, spliced.spans)
    return Speech(data=spliced.data, duration=spliced.duration, words=times, model="")


def _time_to_read(text: str, pace: float) -> float:
    seconds = sign_seconds(text) / pace
    return seconds if seconds >= _SHORT else _PASSED_BY


def _pause_after(text: str) -> float:
    words = text.split()
    return SENTENCE_PAUSE if words and ending_of(words[-1]) == 2 else PAUSE


def _word_times(
    text: str, parts: Sequence[Part], spoken: Sequence[Speech | None], spans: Sequence[tuple[float, float]]
) -> tuple[Word, ...]:
    """Return the words of the text with their times; a word in two languages lasts through both."""
    written = list(re.finditer(r"\S+", text))
    times: dict[int, tuple[float, float]] = {}
    owner = 0
    for part, speech, (start, end) in zip(parts, spoken, spans, strict=True):
        pieces = list(re.finditer(r"\S+", part.text))
        for piece, (first, last) in zip(pieces, _times_within(pieces, speech, end - start), strict=True):
            while written[owner].end() <= part.start + piece.start():
                owner += 1
            begin = times[owner][0] if owner in times else start + first
            times[owner] = (begin, start + last)
    return tuple(
        Word(text=word.group(), start=round(times[index][0], 3), end=round(times[index][1], 3))
        for index, word in enumerate(written)
    )


def _times_within(pieces: Sequence[re.Match[str]], speech: Speech | None, seconds: float) -> Times:
    if speech and len(speech.words) == len(pieces):
        return [(word.start, word.end) for word in speech.words]
    return share_out([piece.group() for piece in pieces], seconds)
