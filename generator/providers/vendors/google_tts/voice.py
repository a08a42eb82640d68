"""Google's voice through gTTS. It needs no key, sends the text to Google, and may stop working without notice."""

from __future__ import annotations

import io
import time
import wave
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import requests
from gtts import gTTS, gTTSError

from generator.providers.calling.meter import note
from generator.providers.recordings.tempo import change_tempo
from generator.providers.vendors import http
from generator.providers.vendors.google_tts.mp3 import Samples, count_frames, decode
from generator.providers.vendors.google_tts.phrases import Phrase, SpokenPhrase, cut_phrases, word_times
from generator.providers.vendors.google_tts.voices import DOMAINS, PREFIX, find_voice
from studio.contracts import Speech, SpeechProvider, check_pace
from studio.errors import ProviderError, ProviderFailure
from studio.text.words.punctuation import CLOSERS, SENTENCE_ENDS

SERVICE = "Google's voice"
# Most characters per request of the service; the package would cut longer texts at every comma.
LONGEST_PHRASE = 100
RATE = 24000
# Seconds to connect and for each read, for a whole answer, and between two requests: it blocks faster clients.
TIMEOUTS, BODY, PAUSE = (http.CONNECT, 15.0), 20.0, 0.4
# Seconds to pause after "too many requests", which does not say for how long.
BLOCKED = 10.0
# Least seconds per spoken letter or digit; faster speech means an incomplete recording.
FASTEST_LETTER = 0.035
# Longest recording of a phrase: two minutes, in frames of 24 milliseconds.
MOST_FRAMES = 5000
# Of full scale 32768: the level below which samples around the words are trimmed, and the level that a recording must
# reach so as not to count as silent.
QUIET, AUDIBLE = 150, 500
# Seconds kept before and after the words of a phrase; then seconds of silence after a sentence and other phrases.
LEAD, TAIL = 0.03, 0.08
SENTENCE_PAUSE, OTHER_PAUSE = 0.3, 0.06
PATH = "_/TranslateWebserverUi/data/batchexecute"


class GoogleSpeech(SpeechProvider):
    """Google's voice. One instance speaks one passage; called again after a failure, it requests only missing phrases.

    `tld` is the default accent's domain, `slow` selects the slower of the service's two paces. `base_url` replaces
    Google's address.
    """

    service = SERVICE

    def __init__(
        self,
        *,
        tld: str = "com",
        slow: bool = False,
        base_url: str = "",
        pause: float = PAUSE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if tld not in DOMAINS:
            raise ProviderError(f"The address of {SERVICE} is not one that we know.", ProviderFailure.CONFIG)
        self._tld = tld
        self._slow = slow
        self._base_url = base_url
        self._pause = pause
        self._sleep = sleep
        self._heard: dict[str, Samples] = {}

    def speaks(self, *, language: str, voice: str = "") -> bool:
        """Return whether Google has the language and, if one is named, the voice."""
        return bool(find_voice(language)) and (not voice or voice.startswith(PREFIX))

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        """Speak phrase by phrase; see the contract. A voice of another language is replaced by the language's own.

        The service has only a normal and a slower pace, so other paces are made by stretching.
        """
        check_pace(pace)
        chosen = find_voice(language, voice)
        phrases = cut_phrases(text, LONGEST_PHRASE)
        if chosen is None or not phrases:
            raise ProviderError(f"{SERVICE} cannot speak this text.", ProviderFailure.REFUSED)
        domain = chosen.domain or self._tld
        for phrase in phrases:
            if phrase.words not in self._heard:
                self._sleep(self._pause)
                recording = self._fetch(phrase.words, chosen.code, domain)
                note(characters=len(phrase.words))
                self._heard[phrase.words] = hear(recording, phrase.words)
        samples, spoken = join(
            [(phrase, change_tempo(self._heard[phrase.words], RATE, pace)) for phrase in phrases], pace
        )
        return Speech(
            data=_pack(samples),
            duration=len(samples) / RATE,
            words=word_times(text, spoken),
            model=f"{chosen.code} {domain}{' slow' if self._slow else ''}",
        )

    def _fetch(self, words: str, code: str, domain: str) -> bytes:
        """Return the recording of one phrase as the service sends it."""
        question = _Question(self._base_url, words, tld=domain, lang=code, slow=self._slow, timeout=TIMEOUTS)
        answer = io.BytesIO()
        try:
            question.write_to_fp(answer)
        except gTTSError as error:
            raise _failure(error) from error
        # The package raises these for an answer that is not text or not base64.
        except (ValueError, TypeError, AssertionError) as error:
            raise _unreadable() from error
        if not answer.getvalue():
            # To the package, a consent or CAPTCHA page looks like an answer without sound.
            raise _unreadable()
        return answer.getvalue()


class _Question(gTTS):  # type: ignore[misc]  # The package has no types.
    """One request of the package, with a time limit and optionally another address."""

    def __init__(self, base_url: str, words: str, **options: Any) -> None:
        self._base_url = base_url.rstrip("/")
        # The package's preprocessing could make the phrase too long, and its check would replace pt-PT by Brazilian.
        super().__init__(words, pre_processor_funcs=[], lang_check=False, **options)

    def _prepare_requests(self) -> list[requests.PreparedRequest]:
        prepared: list[requests.PreparedRequest] = super()._prepare_requests()
        for request in prepared:
            if self._base_url:
                request.prepare_url(f"{self._base_url}/{PATH}", None)
            request.hooks["response"] = [http.read_within(BODY, SERVICE)]
        return prepared


def hear(recording: bytes, words: str) -> Samples:
    """Return the samples of a phrase without the silence around it. Raises ProviderError, kind BAD_ANSWER."""
    if count_frames(recording) > MOST_FRAMES:
        raise ProviderError(f"{SERVICE} sent a recording that does not end.", ProviderFailure.BAD_ANSWER)
    samples = decode(recording, RATE)
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > QUIET)
    if not loud.size or np.abs(samples.astype(np.int32)).max() < AUDIBLE:
        raise ProviderError(f"{SERVICE} sent a silent recording.", ProviderFailure.BAD_ANSWER)
    start = max(0, int(loud[0]) - int(LEAD * RATE))
    kept = samples[start : int(loud[-1]) + int(TAIL * RATE)]
    letters = sum(character.isalnum() for character in words)
    if len(kept) < letters * FASTEST_LETTER * RATE:
        raise ProviderError(f"{SERVICE} sent an incomplete recording.", ProviderFailure.BAD_ANSWER)
    return kept


def join(heard: list[tuple[Phrase, Samples]], pace: float = 1.0) -> tuple[Samples, list[SpokenPhrase]]:
    """Join phrases with pauses between; return the samples and the times of each phrase."""
    pieces: list[Samples] = []
    spoken: list[SpokenPhrase] = []
    length = 0
    for phrase, samples in heard:
        if pieces:
            ended = heard[len(spoken) - 1][0].words.rstrip(CLOSERS)
            pause = SENTENCE_PAUSE if ended[-1:] in {*SENTENCE_ENDS} else OTHER_PAUSE
            pieces.append(np.zeros(int(pause / pace * RATE), np.int16))
            length += len(pieces[-1])
        pieces.append(samples)
        spoken.append(SpokenPhrase(phrase, length / RATE, (length + len(samples)) / RATE))
        length += len(samples)
    return np.concatenate(pieces), spoken


def _pack(samples: Samples) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(RATE)
        recording.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()


def _failure(error: gTTSError) -> ProviderError:
    """Return the failure behind an error of the package, which hides the cause in the error's context."""
    if error.rsp is None:
        cause = error.__context__ or error
        if _is_turned_away(cause):
            return http.status_failure(SERVICE, 429, BLOCKED)
        return http.transport_failure(SERVICE, cause)
    status = error.rsp.status_code
    if status == 200:
        return _unreadable()
    if status == 429:
        return http.status_failure(SERVICE, status, http.retry_after(error.rsp) or BLOCKED)
    failure = http.status_failure(SERVICE, status)
    if 400 <= status < 500 and failure.kind != ProviderFailure.INPUT:
        message = f"{SERVICE} no longer answers to us."
        return ProviderError(message, ProviderFailure.GONE)
    return failure


def _is_turned_away(error: BaseException) -> bool:
    """Return whether this is the redirect by which the service says "too many requests"."""
    if not isinstance(error, http.RedirectedError) or error.response is None:
        return False
    return urlsplit(error.response.headers.get("Location", "")).path.startswith("/sorry/")


def _unreadable() -> ProviderError:
    return ProviderError(f"{SERVICE} answered with something that is not speech.", ProviderFailure.BAD_ANSWER)
