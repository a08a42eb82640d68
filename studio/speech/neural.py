"""English speech by the neural voice "Joe", on this machine, with exact word times."""

from __future__ import annotations

from studio.contracts import Speech, SpeechProvider, check_pace
from studio.errors import ProviderError, ProviderFailure
from studio.speech.voices import ENGLISH_PITCH, is_english


class NeuralSpeech(SpeechProvider):
    """Speaks English. The same text gives the same sound.

    `threads` is the number of cores that one passage may use.
    """

    def __init__(self, *, threads: int = 1) -> None:
        self._threads = threads

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        """Speak English; a voice of another provider is replaced by "joe".

        Raises ProviderError: CONFIG for other languages or if the voice is not installed, REFUSED if the text
        has no word that can be spoken.
        """
        check_pace(pace)
        if not is_english(language):
            raise ProviderError("The built-in voice Joe speaks only English.", ProviderFailure.CONFIG)
        # Imported at the first use: web processes refer to this class, but never load the voice.
        try:
            from studio.speech.narrator import load_narrator
            from studio.speech.network import SAMPLE_RATE
            from studio.speech.sound import finish

            narrator = load_narrator(threads=self._threads)
        except (ImportError, OSError, ValueError) as error:
            raise ProviderError(
                "The built-in English voice is not installed.", ProviderFailure.CONFIG
            ) from error
        written = text.split()
        pitch = ENGLISH_PITCH.get(voice, 1.0)
        samples, spans = narrator.narrate(written, pace=pace, pitch=pitch)
        if not spans:
            raise ProviderError(
                "There is no word in this text that can be spoken in English.", ProviderFailure.REFUSED
            )
        name = voice if voice in ENGLISH_PITCH else "joe"
        return finish(samples, SAMPLE_RATE, written, spans, model=name)
