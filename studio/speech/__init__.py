"""Speech without a key or a network: a neural voice for English, robotic ones for other languages."""

from __future__ import annotations

from studio.contracts import Speech, SpeechProvider
from studio.speech.espeak import EspeakSpeech
from studio.speech.neural import NeuralSpeech
from studio.speech.voices import espeak_voice, is_english, is_unreadable


class EmbeddedSpeech(SpeechProvider):
    """Speaks English with the neural voice, and other languages with espeak-ng.

    A voice that names a language ("robot-de") is used as it is; one that does not speak the language of the
    text is replaced by the language's own. Options are those of NeuralSpeech and EspeakSpeech.
    """

    def __init__(self, *, threads: int = 1, seconds: int = 60) -> None:
        self._neural = NeuralSpeech(threads=threads)
        self._robotic = EspeakSpeech(seconds=seconds)

    def speaks(self, *, language: str, voice: str = "") -> bool:
        """Return whether a built-in voice speaks the language, or `voice` names a built-in one."""
        named = _named(voice)
        if named != "cmn" and is_unreadable(language):
            # Only the Chinese voice reads any of these, the Chinese characters of Japanese.
            named = ""
        return is_english(language) or bool(named or espeak_voice(language))

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        """Speak a text. Raises ProviderError, kind CONFIG if no built-in voice has the language."""
        if _named(voice) or not is_english(language):
            return self._robotic.speak(text=text, language=language, voice=voice, pace=pace)
        return self._neural.speak(text=text, language=language, voice=voice, pace=pace)


def _named(voice: str) -> str:
    """Return the voice of espeak-ng that a voice such as "robot-de" names, if there is one."""
    return espeak_voice(voice.removeprefix("robot-")) if voice.startswith("robot-") else ""
