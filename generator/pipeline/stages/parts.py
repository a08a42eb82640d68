"""Division of a narration into parts of one voice each, and joining of their recordings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.models import Scene
from generator.providers.calling.chain import Chain
from generator.providers.factory import get_provider, get_voices
from studio.contracts import Speech, SpeechProvider, Word, is_speakable
from studio.film.reading import SHORTEST, reading_seconds, sign_seconds
from studio.film.sound.splicing import PAUSE, SENTENCE_PAUSE, splice
from studio.film.text.words import ending_of, share_out
from studio.text.marks.lines import going_on, with_end
from studio.text.marks.told import Break, Told
from studio.text.words.runs import split_runs

# Unspoken parts are shown for their reading time, if that exceeds these seconds: a name must not interrupt the voice.
_SHORT = 1.2
_PASSED_BY = 0.25
# A scene of a pause of no length still has one.
_LEAST_SILENCE = 0.1

# Obsolete language codes still in use, with the current ones.
_OLD_CODES = {"iw": "he", "in": "id"}

Times = list[tuple[float, float]]
Narrator = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a narration: its start offset in what is said, its words, and its language; `voice` is the one to request.

    `is_own` means that it is in the film's language. `chain` has the providers that can speak it, possibly none.
    `pause` has the seconds of silence after it if a mark or the end of a line asks for one; `ends_line` means that a
    line ends with it, and `is_last` that no word follows it. Silence before the first word belongs to a part without words.
    """

    start: int
    text: str
    language: str
    voice: str
    is_own: bool
    chain: Chain[SpeechProvider]
    pause: float | None = None
    ends_line: bool = False
    is_last: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def narrator(self) -> Narrator:
        """Who is to speak it: the language, and the voice that was chosen for it, "" for the language's own."""
        return self.language, self.voice

    @property
    def has_voice(self) -> bool:
        return bool(self.chain.links)

    @property
    def first_choice(self) -> str:
        return self.chain.links[0].name

    @property
    def handed(self) -> str:
        """The words as a voice is handed them: a line ends as a sentence does, and words before a pause as a clause."""
        if self.ends_line:
            return with_end(self.text, self.language)
        return going_on(self.text, self.language) if self.pause and not self.is_last else self.text


def parts_of(scene: Scene) -> list[Part]:
    """Cut what a scene says at pauses, at the ends of lines and at changes of language."""
    film, told = scene.generation, scene.told
    runs, breaks = _runs(told.said, scene), list(told.breaks())
    parts = []
    if not told.said or (breaks and breaks[0].start == 0):
        pause = breaks.pop(0).seconds if breaks else None
        parts.append(Part(0, "", film.language or "en", "", is_own=True, chain=Chain(()), pause=pause))
    has_lines, start = any(one.is_line for one in breaks), parts[0].start if parts else 0
    for one in [*breaks, None]:
        end = one.start if one else len(told.said)
        found = [part for run in runs if (part := _between(run, start, end))]
        if found:
            is_end = has_lines and (not one or one.is_line or one.end == len(told.said))
            found[-1] = replace(
                found[-1],
                pause=_seconds(one, scene.pace_in_force) if one else None,
                ends_line=is_end,
                is_last=not told.said[found[-1].end :].strip(),
            )
        parts += found
        start = one.end if one else end
    return parts


def _seconds(one: Break, pace: float) -> float:
    return one.seconds if one.is_exact else one.seconds / pace


def _between(run: Part, start: int, end: int) -> Part | None:
    """Return what of a part lies between two offsets, if there is any; signs alone have no voice."""
    first, last = max(start, run.start), min(end, run.end)
    text = run.text[first - run.start : max(first, last) - run.start]
    if not text.strip():
        return None
    return replace(run, start=first, text=text, chain=run.chain if is_speakable(text) else Chain(()))


def _runs(text: str, scene: Scene) -> list[Part]:
    """Return a text as parts of one language each; it is one part if no voice is wanted."""
    language, chosen = scene.generation.language or "en", scene.voice_in_force
    base = language.lower().replace("_", "-").partition("-")[0]
    base = _OLD_CODES.get(base, base)
    if not scene.has_narrator:
        return [Part(0, text, language, "", is_own=True, chain=Chain(()))]
    chain = _chain(language, chosen, chosen)
    runs = split_runs(text, base, reads_latin=bool(chain.links))
    if len(runs) == 1 and runs[0].language == base:
        return [Part(0, text, language, chosen, is_own=True, chain=chain)]
    voices = {voice.value: voice.language for voice in get_voices()}
    parts = []
    for run in runs:
        is_own = run.language == base
        voice = chosen if is_own or voices.get(chosen) == run.language else ""
        spoken = chain if is_own else _chain(run.language, chosen, voice)
        name = language if is_own else run.language
        parts.append(Part(run.start, text[run.start : run.end], name, voice, is_own, spoken))
    return parts


def _chain(language: str, chosen: str, voice: str) -> Chain[SpeechProvider]:
    """Return the providers for a language: if a built-in voice was chosen, no service is called."""
    asked = get_provider("speech").only(lambda provider: provider.speaks(language=language, voice=chosen))
    return asked.those_that(lambda provider: provider.speaks(language=language, voice=voice))


def join_parts(told: Told, parts: Sequence[Part], spoken: Sequence[Speech | None], pace: float) -> Speech:
    """Return one recording of a narration; a part without speech is silent and only shown.

    If nothing is spoken there is no data, and the duration is the reading time with the pauses.
    """
    first = spoken[0]
    if len(parts) == 1 and first and not parts[0].pause:
        return replace(first, words=_as_shown(told, first.words))
    if not any(spoken):
        return _unspoken(told, parts, pace)
    pauses = [_pause_after(part) / pace if part.pause is None else part.pause for part in parts]
    # Only what was asked for is heard after the last word.
    pauses[-1] = parts[-1].pause or 0.0
    pieces = [
        (speech.data if speech else _time_to_read(part.text, pace), pause)
        for part, speech, pause in zip(parts, spoken, pauses, strict=True)
    ]
    voices = [
        f"{part.language} {speech.model}" if speech else ""
        for part, speech in zip(parts, spoken, strict=True)
    ]
    spliced = splice(pieces, voices)
    times = _as_shown(told, _word_times(told.said, parts, spoken, spliced.spans))
    return Speech(data=spliced.data, duration=spliced.duration, words=times, model="")


def _unspoken(told: Told, parts: Sequence[Part], pace: float) -> Speech:
    """Return the reading time of a narration; with pauses or lines in it, also when each word is due."""
    if len(parts) == 1 and parts[0].pause is None:
        return Speech(data=b"", duration=reading_seconds(told.shown, pace), words=(), model="")
    least = 0.0 if told.is_silence else SHORTEST
    read = sum(sign_seconds(part.text) for part in parts)
    slowness = max(1 / pace, least / read if read else 0.0)
    spans, clock = [], 0.0
    for part in parts:
        end = clock + sign_seconds(part.text) * slowness
        spans.append((clock, end))
        clock = end + (part.pause or 0.0)
    words = _as_shown(told, _word_times(told.said, parts, [None] * len(parts), spans))
    return Speech(data=b"", duration=max(clock, _LEAST_SILENCE), words=words, model="")


def _time_to_read(text: str, pace: float) -> float:
    seconds = sign_seconds(text) / pace
    return seconds if seconds >= _SHORT or not text else _PASSED_BY


def _pause_after(part: Part) -> float:
    words = part.text.split()
    return SENTENCE_PAUSE if words and ending_of(words[-1]) == 2 else PAUSE


def _as_shown(told: Told, said: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words as they are shown with the times of what is said for them."""
    if not told.swaps or len(said) != len(told.said.split()):
        return tuple(said)
    shown, words, place = told.shown.split(), list[Word](), 0
    for count, heard in told.word_groups():
        start, end = said[place].start, said[place + heard - 1].end
        place += heard
        written = shown[len(words) : len(words) + count]
        words += [
            Word(text=text, start=round(start + first, 3), end=round(start + last, 3))
            for text, (first, last) in zip(written, share_out(written, end - start), strict=True)
        ]
    return tuple(words)


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
