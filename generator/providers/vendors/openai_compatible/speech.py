"""Voices by `/audio/speech`."""

from __future__ import annotations

import io
import re
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import requests

from generator.providers.calling.meter import note
from generator.providers.recordings.decoding import Samples, decode, not_speech, read_raw
from generator.providers.recordings.tempo import change_tempo
from generator.providers.vendors.openai_compatible.habits import habits
from generator.providers.vendors.openai_compatible.voices import PREFIX, find_voice, read_voices
from generator.providers.vendors.openai_compatible.wire import Wire, failure, message_of
from studio.contracts import Speech, SpeechProvider, check_pace, is_speakable
from studio.errors import ProviderError, ProviderFailure
from studio.speech.sound import Span, finish
from studio.text.words.punctuation import CLAUSE_END, SENTENCE_END

# Samples a second of what we hand on; and of the bare samples that services send, if they do not say otherwise.
RATE = 24000
# The most characters of one request of the service.
LONGEST = 4000
# Seconds of silence between two requests' recordings.
PAUSE = 0.3
Format = Literal["wav", "mp3", "pcm"]
FORMATS: tuple[Format, ...] = ("wav", "mp3", "pcm")
UNKNOWN = (400, 415, 422, 500, 501)
_ABOUT_FORMAT = re.compile(r"response_format|format|wav|codec|encod", re.I)
_ABOUT_VOICE = re.compile(r"\bvoice\b", re.I)
_RATE = re.compile(r"rate=(\d{4,6})")
_ENDS = (SENTENCE_END, CLAUSE_END, re.compile(r"\s"))


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording, and the times of its words by their number, in seconds, where a server tells them."""

    samples: Samples
    spans: Mapping[int, Span] = field(default_factory=dict)


class OpenAISpeech(SpeechProvider):
    """One model that speaks. It tells no times of words: those are found in what it has spoken."""

    service = "OpenAI-compatible"

    def __init__(
        self, *, base_url: str, model: str, voices: Sequence[str], key: str = "", service: str = ""
    ) -> None:
        self.wire = Wire(base_url=base_url, key=key, service=service)
        self.service = self.wire.service
        self._model = model
        self._voices = read_voices(voices)
        self._heard: dict[str, Heard] = {}

    def speaks(self, *, language: str, voice: str = "") -> bool:
        """Return whether a voice was named for the language, and whether the one that is wanted is of this service."""
        return bool(find_voice(self._voices, language)) and (not voice or voice.startswith(PREFIX))

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        """Speak a text; see the contract. The pace is made by stretching: many servers know none."""
        check_pace(pace)
        name = find_voice(self._voices, language, voice)
        if not name:
            sentence = f"{self.service} has no voice for this language."
            raise ProviderError(sentence, ProviderFailure.CONFIG)
        pieces = in_pieces(text)
        if not pieces:
            raise ProviderError(f"{self.service} cannot speak this text.", ProviderFailure.REFUSED)
        for piece in pieces:
            if piece not in self._heard:
                self._heard[piece] = self._hear(piece, name)
                note(characters=len(piece))
        return self._joined(pieces, pace, f"{self._model} {name}")

    def _joined(self, pieces: list[str], pace: float, model: str) -> Speech:
        """Return the recordings of consecutive pieces as one, with the times of words if they are all known."""
        parts: list[Samples] = []
        written: list[str] = []
        spans: dict[int, Span] = {}
        clock = 0.0
        for piece in pieces:
            heard = self._heard[piece]
            for place, (start, end) in heard.spans.items():
                spans[len(written) + place] = ((clock + start) / pace, (clock + end) / pace)
            written += piece.split()
            parts += [heard.samples, np.zeros(int(PAUSE * RATE), np.int16)]
            clock += (len(parts[-2]) + len(parts[-1])) / RATE
        samples = change_tempo(np.concatenate(parts[:-1]), RATE, pace).astype(np.float32) / np.float32(32768)
        is_timed = all(self._heard[piece].spans for piece in pieces)
        return finish(samples, RATE, written if is_timed else (), spans if is_timed else {}, model=model)

    def offers(self) -> list[str]:
        return self.wire.models()

    def _hear(self, words: str, voice: str) -> Heard:
        """Return the recording of a piece. A server that tells times of words as well takes another of these."""
        about = (self.wire.base_url, self._model, "sound")
        form: Format = habits.recall(*about, default=FORMATS[0])
        while True:
            body = {"model": self._model, "input": words, "voice": voice, "response_format": form}
            response = self.wire.post("/audio/speech", body, self._model)
            if response.status_code == 200:
                heard = Heard(samples_of(response, form, self.service))
                habits.learn(*about, found=form)
                return heard
            following = FORMATS[FORMATS.index(form) + 1 :]
            if not following or not _is_about_format(response):
                raise self._failure(response)
            form = following[0]

    def _failure(self, response: requests.Response) -> ProviderError:
        told = message_of(response)
        if response.status_code in (400, 404, 422) and _ABOUT_VOICE.search(told):
            sentence = f"{self.service} does not have the voice that is set up."
            return ProviderError(sentence, ProviderFailure.CONFIG)
        return failure(self.service, response)


def _is_about_format(response: requests.Response) -> bool:
    return response.status_code in UNKNOWN and bool(_ABOUT_FORMAT.search(message_of(response)))


def samples_of(response: requests.Response, form: Format, service: str) -> Samples:
    """Return the samples of an answer: by what it holds, because servers send other formats than they were asked for."""
    data, kind = response.content, response.headers.get("Content-Type", "").lower()
    if not data or kind.startswith(("text/", "application/json")):
        raise _unlike_speech(response, service)
    if kind.startswith(("audio/pcm", "audio/l16")):
        is_bare = data[:4] != b"RIFF"
    else:
        is_bare = form == "pcm" and not _has_container(data)
    if is_bare:
        found = _RATE.search(kind)
        rate = int(found.group(1)) if found else RATE
        samples = read_raw(data, rate, service)
        return samples if rate == RATE else change_rate(samples, rate, service)
    return decode(data, RATE, service)


def change_rate(samples: Samples, rate: int, service: str) -> Samples:
    """Return bare samples of another rate at ours, by way of a WAV header."""
    file = io.BytesIO()
    with wave.open(file, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(rate)
        recording.writeframes(samples.astype("<i2").tobytes())
    return decode(file.getvalue(), RATE, service)


def _has_container(data: bytes) -> bool:
    """Return whether a recording begins as a file of a known kind does."""
    begins = (b"RIFF", b"RF64", b"ID3", b"OggS", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
    return data.startswith(begins) or data[4:8] == b"ftyp"


def _unlike_speech(response: requests.Response, service: str) -> ProviderError:
    """Return the error for an answer in words: an error with status 200, or a page for people."""
    return failure(service, response) if message_of(response) else not_speech(service)


def in_pieces(text: str, longest: int = LONGEST) -> list[str]:
    """Return a text in pieces that one request takes, cut after sentences, else clauses, else words."""
    pieces, start = [], 0
    while start < len(text):
        end = _end(text, start, longest)
        words = " ".join(text[start:end].split())
        if is_speakable(words):
            pieces.append(words)
        start = end
    return pieces


def _end(text: str, start: int, longest: int) -> int:
    if start + longest >= len(text):
        return len(text)
    window = text[start : start + longest]
    for ends in _ENDS:
        places = [match.end() for match in ends.finditer(window)]
        if places and places[-1] >= longest // 3:
            return start + places[-1]
    return start + longest
