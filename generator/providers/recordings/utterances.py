"""A text spoken in utterances: cut where one takes a breath, joined, and with the times of its words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from generator.providers.recordings.decoding import Samples
from generator.providers.recordings.tempo import change_tempo
from studio.contracts import Speech, Word, is_speakable
from studio.errors import ProviderError, ProviderFailure
from studio.speech.aligning import align
from studio.speech.sound import Span, finish, trim
from studio.text.words.punctuation import CLAUSE_END, CLOSERS, SENTENCE_END, SENTENCE_ENDS

# Samples a second of what is handed on.
RATE = 24000
# Seconds of silence after a sentence and after any other utterance.
SENTENCE_PAUSE, OTHER_PAUSE = 0.3, 0.08
# Least seconds for a spoken letter or digit; faster speech means that something is missing.
FASTEST_LETTER = 0.025
# Where an utterance may end, best first; and the least share of the longest that it is then.
_ENDS = ((SENTENCE_END, 0.0), (CLAUSE_END, 0.3), (re.compile(r"\s"), 0.3))


@dataclass(frozen=True, slots=True)
class Utterance:
    """A part of a text: its words, and the numbers of the text's words that it begins and ends with."""

    words: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording, with the words that the service says it has spoken; none if it does not say when."""

    samples: Samples
    words: tuple[Word, ...] = ()


def cut(text: str, longest: int, size: Callable[[str], int] = len) -> list[Utterance]:
    """Cut a text into utterances of at most `longest` by `size`, after sentences, else clauses, else words.

    Each has a letter or digit to speak.
    """
    utterances: list[Utterance] = []
    start = 0
    while start < len(text):
        end = _end(text, start, longest, size)
        words = " ".join(text[start:end].split())
        if is_speakable(words):
            utterances.append(
                Utterance(words, _word_at(text, start, text[start:end]), len(text[:end].split()) - 1)
            )
        start = end
    return utterances


def _word_at(text: str, start: int, utterance: str) -> int:
    """Return the number of the word that an utterance begins in or with."""
    goes_on = start > 0 and not text[start - 1].isspace() and not utterance[:1].isspace()
    return len(text[:start].split()) - goes_on


def _end(text: str, start: int, longest: int, size: Callable[[str], int]) -> int:
    room = len(text)
    while size(text[start:room]) > longest:
        # In proportion, so that a long text is measured a few times only.
        room = min(room - 1, start + max(1, (room - start) * longest // size(text[start:room])))
    if room == len(text):
        return room
    for ends, least in _ENDS:
        places = [match.end() for match in ends.finditer(text, start, room)]
        if places and places[-1] - start >= least * (room - start):
            return places[-1]
    return room


def told_words(told: Iterable[tuple[object, object, object]], samples: Samples) -> tuple[Word, ...]:
    """Return the words that a service names with their start and end in seconds; none at all if they cannot be right."""
    words = []
    longest, before = len(samples) / RATE + 0.5, 0.0
    for text, start, end in told:
        if not isinstance(text, str) or not _is_time(start, longest) or not _is_time(end, longest):
            return ()
        begins, ends = float(str(start)), float(str(end))
        if begins < before - 0.05 or ends < begins:
            return ()
        words.append(Word(text=text, start=max(begins, before), end=max(ends, before)))
        before = max(begins, before)
    return tuple(words)


def _is_time(value: object, longest: float) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return math.isfinite(value) and -0.05 <= value <= longest


def check_length(samples: Samples, words: str, service: str, pace: float = 1.0) -> Samples:
    """Return the samples. Raises ProviderError, kind BAD_ANSWER, if they are too short for the words."""
    letters = sum(character.isalnum() for character in words)
    if len(samples) < letters * FASTEST_LETTER / pace * RATE:
        raise ProviderError(f"{service} sent an incomplete recording.", ProviderFailure.BAD_ANSWER)
    return samples


def join(
    text: str, heard: list[tuple[Utterance, Heard]], language: str, *, model: str, pace: float = 1.0
) -> Speech:
    """Join recordings to a speech; see the contract. `pace` is what they were spoken or stretched with, for the pauses.

    Without the times of one utterance there are none at all: they are derived from the words' lengths then, as for any
    voice that tells none.
    """
    parts: list[np.ndarray] = []
    spans: dict[int, Span] = {}
    clock = 0.0
    for place, (utterance, one) in enumerate(heard):
        if place:
            ended = heard[place - 1][0].words.rstrip(CLOSERS)
            pause = SENTENCE_PAUSE if ended[-1:] in {*SENTENCE_ENDS} else OTHER_PAUSE
            parts.append(np.zeros(int(pause / pace * RATE), np.float32))
            clock += len(parts[-1]) / RATE
        samples, before = trim(one.samples.astype(np.float32) / np.float32(32768), RATE)
        found = align(utterance.words.split(), one.words, language)
        _note(spans, found, utterance, clock - before)
        parts.append(samples)
        clock += len(samples) / RATE
    written = text.split() if all(one.words for _, one in heard) else []
    return finish(np.concatenate(parts), RATE, written, spans if written else {}, model=model)


def _note(spans: dict[int, Span], found: dict[int, Span], utterance: Utterance, later: float) -> None:
    """Add the times of an utterance's words; a word that two utterances share lasts over both."""
    for place, (start, end) in found.items():
        number = utterance.first + place
        begins = spans[number][0] if number in spans else start + later
        spans[number] = (begins, end + later)


def stretched(heard: Heard, pace: float) -> Heard:
    """Return a recording at another pace, with its times."""
    samples = change_tempo(heard.samples, RATE, pace)
    factor = len(samples) / max(1, len(heard.samples))
    words = (Word(text=one.text, start=one.start * factor, end=one.end * factor) for one in heard.words)
    return Heard(samples, tuple(words))
