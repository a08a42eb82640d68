"""Speech by ElevenLabs, whose times of letters are joined to those of words."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Any

import requests

from generator.providers.calling.meter import note
from generator.providers.listing import lists
from generator.providers.recordings.decoding import Samples, decode, not_speech
from generator.providers.recordings.utterances import (
    RATE,
    Heard,
    check_length,
    cut,
    join,
    stretched,
    told_words,
)
from generator.providers.vendors import http
from generator.providers.vendors.elevenlabs.voices import (
    PREFIX,
    ElevenVoice,
    find_voice,
    listed_voices,
    read_voices,
)
from studio.contracts import Speech, SpeechProvider, Word, check_pace
from studio.errors import ProviderError, ProviderFailure

SERVICE = "ElevenLabs"
ADDRESS = "https://api.elevenlabs.io"
# Seconds for an answer to begin, for its body, and for the list of voices.
FIRST_BYTE, BODY, LIST = 60.0, 60.0, 10.0
# The most characters of one request: what the smallest limit of a model was, with room.
LONGEST = 2500
# Finer formats need dearer plans.
FORMAT = "mp3_44100_128"
# What the names of errors say, which come with several statuses.
_NAMED = (
    (re.compile(r"quota|credit|character_limit_reached"), ProviderFailure.QUOTA, "is used up for this month"),
    (re.compile(r"voice\w*(not_found|not_exist)|invalid_voice|voice_disabled"), ProviderFailure.CONFIG, "does not have the voice that is set up"),
    (re.compile(r"model\w*(not_found|not_exist|deprecated|removed|not_support)|invalid_model"), ProviderFailure.GONE, "no longer has the model that is set up"),
    (re.compile(r"moderat|against_policy|safety|blocked_content|terms_violat"), ProviderFailure.REFUSED, "would not speak this text"),
    (re.compile(r"only_for|subscription|plan_required|payment_required|tier"), ProviderFailure.CONFIG, "does not do this for the plan of this site"),
    (re.compile(r"unusual_activity"), ProviderFailure.CONFIG, "does not serve the account of this site any more"),
)  # fmt: skip


class _Key(requests.auth.AuthBase):
    """Sends the key as the service wants it; as authentication, so that no .netrc of the machine is sent too."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["xi-api-key"] = self._key
        return request


class ElevenLabs(SpeechProvider):
    """The voices of an account. One instance speaks one passage; what it has heard is not paid for again.

    Without a model the service chooses.
    """

    service = SERVICE

    def __init__(
        self, *, key: str, voices: Sequence[str] = (), model: str = "", base_url: str = ADDRESS
    ) -> None:
        self._auth = _Key(key)
        self._listed = (SERVICE, base_url, hash(key))
        self._named = read_voices(voices)
        self._model = model
        self._base_url = base_url.rstrip("/")
        self._heard: dict[tuple[str, str], Heard] = {}

    def speaks(self, *, language: str, voice: str = "") -> bool:
        """Return whether a voice speaks the language, as far as is known, and whether the wanted one is of this service."""
        if voice and not voice.startswith(PREFIX):
            return False
        voices = self.known_voices()
        return voices is None or find_voice(voices, language, voice) is not None

    def known_voices(self) -> list[ElevenVoice] | None:
        """Return the voices of the setting, else those of the account; None if they are not known."""
        return self._named or lists.known(self._listed, self._list)

    def named_voices(self) -> list[ElevenVoice]:
        """Return the voices to choose from, those of the setting with the names that the service has for them."""
        listed = lists.known(self._listed, self._list) or []
        names = {one.id: one.name for one in listed}
        return [ElevenVoice(one.id, one.languages, names.get(one.id, "")) for one in self._named] or listed

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        """Speak a text; see the contract. The pace is made by stretching: models differ in those that they know."""
        check_pace(pace)
        utterances = cut(text, LONGEST)
        if not utterances:
            raise ProviderError(f"{SERVICE} cannot speak this text.", ProviderFailure.REFUSED)
        voices = self._named or lists.now(self._listed, self._list)
        chosen = find_voice(voices, language, voice)
        if chosen is None:
            raise ProviderError(f"{SERVICE} has no voice for this language.", ProviderFailure.CONFIG)
        for utterance in utterances:
            asked = (utterance.words, chosen.id)
            if asked not in self._heard:
                self._heard[asked] = self._hear(*asked)
                note(characters=len(utterance.words))
        heard = [
            (utterance, stretched(self._heard[utterance.words, chosen.id], pace)) for utterance in utterances
        ]
        model = " ".join(filter(None, (self._model, chosen.id)))
        return join(text, heard, language, model=model, pace=pace)

    def _hear(self, words: str, voice: str) -> Heard:
        body = {"text": words, **({"model_id": self._model} if self._model else {})}
        path = f"/v1/text-to-speech/{voice}/with-timestamps"
        response = self._ask("POST", path, json=body, params={"output_format": FORMAT})
        if response.status_code != 200:
            raise _failure(response)
        found = _in_json(response)
        try:
            sound = base64.b64decode(found["audio_base64"], validate=True)
        except (ValueError, LookupError, TypeError) as error:
            raise not_speech(SERVICE) from error
        samples = check_length(decode(sound, RATE, SERVICE), words, SERVICE)
        told = words_of(found.get("alignment"), samples) or words_of(
            found.get("normalized_alignment"), samples
        )
        return Heard(samples, told)

    def _list(self) -> list[ElevenVoice]:
        response = self._ask("GET", "/v1/voices", first_byte=LIST)
        if response.status_code != 200:
            raise _failure(response)
        voices = listed_voices(_in_json(response))
        if voices is None:
            message = f"{SERVICE} has no list of voices that we can read."
            raise ProviderError(message, ProviderFailure.BAD_ANSWER)
        return voices

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


def words_of(alignment: Any, samples: Samples) -> tuple[Word, ...]:
    """Return the words of an alignment of letters, parted at white space; none if its lists do not fit each other."""
    if not isinstance(alignment, dict):
        return ()
    letters, starts, ends = (
        alignment.get(name)
        for name in ("characters", "character_start_times_seconds", "character_end_times_seconds")
    )
    if not (isinstance(letters, list) and isinstance(starts, list) and isinstance(ends, list)):
        return ()
    if not len(letters) == len(starts) == len(ends):
        return ()
    words: list[tuple[Any, Any, Any]] = []
    goes_on = False
    for letter, start, end in zip(letters, starts, ends, strict=True):
        if not isinstance(letter, str):
            return ()
        if not letter.strip():
            goes_on = False
        elif goes_on:
            words[-1] = (words[-1][0] + letter, words[-1][1], end)
        else:
            words.append((letter, start, end))
            goes_on = True
    return told_words(words, samples)


def _failure(response: requests.Response) -> ProviderError:
    """Return the error for an answer, by its name in the body first: a used up quota comes as a 401."""
    name = _name(response)
    for pattern, kind, sentence in _NAMED:
        if pattern.search(name):
            return ProviderError(f"{SERVICE} {sentence}.", kind)
    return http.status_failure(SERVICE, response.status_code, http.retry_after(response))


def _name(response: requests.Response) -> str:
    """Return the short name of an error, never its message, which may repeat a text."""
    found = _in_json(response)
    detail = found.get("detail") if isinstance(found, dict) else None
    if not isinstance(detail, dict):
        return ""
    told = (detail.get("status"), detail.get("code"))
    return " ".join(one[:80].lower() for one in told if isinstance(one, str))
