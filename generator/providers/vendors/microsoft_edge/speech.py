"""Speech by the voices of Microsoft's browser. It is unofficial, sends the text to Microsoft, and may stop working."""

from __future__ import annotations

from xml.sax.saxutils import escape

from generator.providers.calling.meter import note
from generator.providers.listing import lists
from generator.providers.recordings.decoding import decode
from generator.providers.recordings.utterances import RATE, Heard, check_length, cut, join, told_words
from generator.providers.vendors.microsoft_edge.voices import (
    PREFIX,
    EdgeVoice,
    find_voice,
    read_voices,
)
from studio.contracts import Speech, SpeechProvider, check_pace
from studio.errors import ProviderError, ProviderFailure

SERVICE = "Edge's voice"
# The most bytes of one question, as the service counts them; the package would cut longer texts anywhere.
LONGEST = 4096


class EdgeSpeech(SpeechProvider):
    """Microsoft's voices. One instance speaks one passage; called again after a failure, it asks for missing utterances only.

    `base_url` replaces the service's address.
    """

    service = SERVICE

    def __init__(self, *, base_url: str = "") -> None:
        self._base_url = base_url
        self._heard: dict[tuple[str, str, float], Heard] = {}

    def speaks(self, *, language: str, voice: str = "") -> bool:
        """Return whether the service has the language, as far as is known, and whether the wanted voice is one of its."""
        if voice and not voice.startswith(PREFIX):
            return False
        return bool(find_voice(language, voice) or find_voice(language, voice, self.known_voices()))

    def known_voices(self) -> list[EdgeVoice]:
        """Return the voices that the service lists; none if they are not known."""
        return lists.known((SERVICE, self._base_url), self._list) or []

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        """Speak a text; see the contract. A voice of another language is replaced by the language's own."""
        check_pace(pace)
        utterances = cut(text, LONGEST, lambda part: len(escape(part).encode()))
        if not utterances:
            raise ProviderError(f"{SERVICE} cannot speak this text.", ProviderFailure.REFUSED)
        chosen = find_voice(language, voice) or find_voice(
            language, voice, lists.now((SERVICE, self._base_url), self._list)
        )
        if chosen is None:
            raise ProviderError(f"{SERVICE} has none for this language.", ProviderFailure.CONFIG)
        for utterance in utterances:
            asked = (utterance.words, chosen.name, pace)
            if asked not in self._heard:
                self._heard[asked] = self._hear(*asked)
                note(characters=len(utterance.words))
        heard = [(utterance, self._heard[utterance.words, chosen.name, pace]) for utterance in utterances]
        return join(text, heard, language, model=chosen.name, pace=pace)

    def _hear(self, words: str, voice: str, pace: float) -> Heard:
        # Imported on first use: web processes name the provider but rarely ask.
        from generator.providers.vendors.microsoft_edge.wire import ask_speech

        told = ask_speech(words, voice, pace, self._base_url)
        samples = check_length(decode(told.sound, RATE, SERVICE), words, SERVICE, pace)
        return Heard(samples, told_words(told.words, samples))

    def _list(self) -> list[EdgeVoice]:
        from generator.providers.vendors.microsoft_edge.wire import ask_voices

        voices = read_voices(ask_voices(self._base_url))
        if not voices:
            message = f"{SERVICE} has no list that we can read."
            raise ProviderError(message, ProviderFailure.BAD_ANSWER)
        return voices
