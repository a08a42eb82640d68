"""Speech by Kokoro-FastAPI, with the times of its words where the server tells them."""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Sequence
from typing import Any

import requests

from generator.providers.calling.meter import note
from generator.providers.listing import lists
from generator.providers.recordings.decoding import decode, not_speech
from generator.providers.recordings.utterances import (
    RATE,
    Heard,
    Utterance,
    check_length,
    cut,
    join,
    told_words,
)
from generator.providers.vendors import http
from generator.providers.vendors.kokoro.voices import (
    LANGUAGES,
    PREFIX,
    KokoroVoice,
    common,
    find_voice,
    listed_names,
    read_voices,
)
from studio.contracts import Speech, SpeechProvider, check_pace
from studio.errors import ProviderError, ProviderFailure

SERVICE = "Kokoro"
# Seconds for an answer to begin, which on a slow processor is when all has been spoken; for its body; for the list.
FIRST_BYTE, BODY, LIST = 120.0, 60.0, 10.0
# The most characters of one request: the server fails on long texts without a stop.
LONGEST = 400
TIMED, PLAIN, VOICES = "/dev/captioned_speech", "/v1/audio/speech", "/v1/audio/voices"
# Seconds for which a server that knows no times is not asked for them again.
REMEMBERED = 24 * 3600.0
_ABOUT_VOICE = re.compile(r"\bvoices?\b", re.I)
# By address: until when it is known to tell no times.
_timeless: dict[str, float] = {}


class KokoroSpeech(SpeechProvider):
    """A server's voices. One instance speaks one passage; called again after a failure, it asks for missing utterances only."""

    service = SERVICE

    def __init__(self, *, base_url: str, voices: Sequence[str] = (), key: str = "") -> None:
        self._base_url = re.sub(r"/v1/?$", "", base_url).rstrip("/")
        self._auth = http.Bearer(key) if key else http.send_no_key
        self._named = read_voices(voices)
        self._heard: dict[tuple[str, str, float], Heard] = {}

    def speaks(self, *, language: str, voice: str = "") -> bool:
        """Return whether a voice speaks the language, as far as is known, and whether the wanted one is of this service."""
        if (voice and not voice.startswith(PREFIX)) or common(language) not in LANGUAGES:
            return False
        voices = self.known_voices()
        return voices is None or find_voice(voices, language, voice) is not None

    def known_voices(self) -> list[KokoroVoice] | None:
        """Return the voices of the setting, else those of the server; None if they are not known."""
        return self._named or lists.known((SERVICE, self._base_url), self._list)

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        """Speak in utterances; see the contract. A voice of another language is replaced by the language's own."""
        check_pace(pace)
        utterances = cut(text, LONGEST)
        if not utterances:
            raise ProviderError(f"{SERVICE} cannot speak this text.", ProviderFailure.REFUSED)
        voices = self._named or lists.now((SERVICE, self._base_url), self._list)
        chosen = find_voice(voices, language, voice)
        if chosen is None:
            raise ProviderError(f"{SERVICE} has no voice for this language.", ProviderFailure.CONFIG)
        for utterance in utterances:
            asked = (utterance.words, chosen.name, pace)
            if asked not in self._heard:
                self._heard[asked] = self._hear(utterance, chosen, pace)
                note(characters=len(utterance.words))
        heard = [(utterance, self._heard[utterance.words, chosen.name, pace]) for utterance in utterances]
        return join(text, heard, language, model=f"kokoro {chosen.name}", pace=pace)

    def _hear(self, utterance: Utterance, voice: KokoroVoice, pace: float) -> Heard:
        body = {
            "model": "kokoro",
            "input": utterance.words,
            "voice": voice.name,
            "response_format": "wav",
            "speed": round(pace, 2),
            "lang_code": voice.letter,
            "stream": False,
        }
        if time.monotonic() >= _timeless.get(self._base_url, 0.0):
            response = self._ask("POST", TIMED, json={**body, "return_timestamps": True})
            if response.status_code == 200:
                return _timed(response, utterance.words, pace)
            # Other builds of the server have the usual route alone; a missing voice is a 400 here.
            if response.status_code not in (404, 405, 501):
                raise _failure(response)
        response = self._ask("POST", PLAIN, json=body)
        if response.status_code != 200:
            raise _failure(response)
        _timeless[self._base_url] = time.monotonic() + REMEMBERED
        if response.headers.get("Content-Type", "").lower().startswith(("text/", "application/json")):
            raise not_speech(SERVICE)
        samples = decode(response.content, RATE, SERVICE)
        return Heard(check_length(samples, utterance.words, SERVICE, pace))

    def _list(self) -> list[KokoroVoice]:
        response = self._ask("GET", VOICES, first_byte=LIST)
        if response.status_code != 200:
            raise _failure(response)
        names = listed_names(_in_json(response))
        if names is None:
            message = f"{SERVICE} has no list of voices that we can read."
            raise ProviderError(message, ProviderFailure.BAD_ANSWER)
        return read_voices(names)

    def _ask(
        self, method: str, path: str, first_byte: float | None = None, **options: Any
    ) -> requests.Response:
        try:
            return requests.request(
                method,
                self._base_url + path,
                auth=self._auth,
                timeout=(http.CONNECT, first_byte or FIRST_BYTE),
                allow_redirects=False,
                hooks={"response": http.read_within(BODY, SERVICE)},
                **options,
            )
        except (requests.RequestException, ValueError) as error:
            raise http.transport_failure(SERVICE, error) from error


def _in_json(response: requests.Response) -> Any:
    try:
        return response.json()
    except (ValueError, RecursionError):
        return None


def _timed(response: requests.Response, words: str, pace: float) -> Heard:
    """Return the recording in an answer, with the times of its words if they can be right."""
    parts = _parts(response)
    try:
        sound = b"".join(base64.b64decode(part["audio"], validate=True) for part in parts)
        samples = decode(sound, RATE, SERVICE)
        told = parts[0].get("timestamps") or []
        times = [(one.get("word"), one.get("start_time"), one.get("end_time")) for one in told]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise not_speech(SERVICE) from error
    # In a stream it is not said what the times of the later parts are counted from.
    found = told_words(times, samples) if len(parts) == 1 else ()
    return Heard(check_length(samples, words, SERVICE, pace), found)


def _parts(response: requests.Response) -> list[dict[str, Any]]:
    """Return the answer as objects: one, or one a line from servers that stream whatever they are asked."""
    if isinstance(found := _in_json(response), dict):
        return [found]
    try:
        parts = [json.loads(line) for line in response.content.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise not_speech(SERVICE) from error
    if not parts or not all(isinstance(part, dict) for part in parts):
        raise not_speech(SERVICE)
    return parts


def _failure(response: requests.Response) -> ProviderError:
    status = response.status_code
    if status in (400, 422) and _ABOUT_VOICE.search(_message(response)):
        message = f"{SERVICE} does not have the voice that is set up."
        return ProviderError(message, ProviderFailure.CONFIG)
    if status in (404, 405):
        message = f"{SERVICE} does not know this kind of question at the address that is set up."
        return ProviderError(message, ProviderFailure.CONFIG)
    return http.status_failure(SERVICE, status, http.retry_after(response))


def _message(response: requests.Response) -> str:
    """Return what an error says: FastAPI puts a sentence or an object under "detail"."""
    found = _in_json(response)
    told = found.get("detail") if isinstance(found, dict) else None
    told = told.get("message") if isinstance(told, dict) else told
    return told[:600] if isinstance(told, str) else ""
