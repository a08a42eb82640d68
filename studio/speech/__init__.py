"""Speech without a key or a network: a neural voice for English, fetched or robotic ones for other languages."""

from __future__ import annotations

import logging
from pathlib import Path

from studio.contracts import Speech, SpeechProvider
from studio.errors import ProviderError, ProviderFailure
from studio.speech.espeak import EspeakSpeech
from studio.speech.neural import NeuralSpeech
from studio.speech.piper.provider import PiperSpeech
from studio.speech.voices import espeak_voice, is_english, is_unreadable

logger = logging.getLogger(__name__)


class EmbeddedSpeech(SpeechProvider):
    """Speaks English with the neural voice, and other languages with a fetched voice if there is one, else espeak-ng.

    A voice that names a language ("robot-de") is used as it is; one that does not speak the language of the
    text is replaced by the language's own. Options are those of NeuralSpeech, EspeakSpeech and PiperSpeech.
    """

    def __init__(self, *, threads: int = 1, seconds: int = 60, voices_dir: Path | None = None) -> None:
        self._neural = NeuralSpeech(threads=threads)
        self._fetched = PiperSpeech(voices_dir=voices_dir, threads=threads, seconds=seconds)
        self._robotic = EspeakSpeech(seconds=seconds)

    def speaks(self, *, language: str, voice: str = "") -> bool:
        """Return whether a built-in voice speaks the language, or `voice` names a built-in one."""
        if self._fetched.speaks(language=language, voice=voice):
            return True
        named = _named(voice)
        if named != "cmn" and is_unreadable(language):
            # Only the Chinese voice reads any of these, the Chinese characters of Japanese.
            named = ""
        return is_english(language) or bool(named or espeak_voice(language))

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        """Speak a text. Raises ProviderError, kind CONFIG if no built-in voice has the language."""
        if self._fetched.speaks(language=language, voice=voice):
            try:
                return self._fetched.speak(text=text, language=language, voice=voice, pace=pace)
            except ProviderError as error:
                if error.kind == ProviderFailure.REFUSED:
                    raise
                # A film is never lost for a file that cannot be read.
                logger.warning("A fetched voice could not speak (%s): %s", error.kind, error)
        if _named(voice) or not is_english(language):
            return self._robotic.speak(text=text, language=language, voice=voice, pace=pace)
        return self._neural.speak(text=text, language=language, voice=voice, pace=pace)


def _named(voice: str) -> str:
    """Return the voice of espeak-ng that a voice such as "robot-de" names, if there is one."""
    return espeak_voice(voice.removeprefix("robot-")) if voice.startswith("robot-") else ""
