"""Speech by the fetched voices, on this machine, with exact word times."""

from __future__ import annotations

from pathlib import Path

from studio.contracts import Speech, SpeechProvider, check_pace
from studio.errors import ProviderError, ProviderFailure
from studio.speech.piper.installed import find_fetched


class PiperSpeech(SpeechProvider):
    """Speaks the languages of the voices in a folder.

    `threads` is the number of cores that one passage may use, `seconds` what the search for its phonemes may take.
    """

    def __init__(self, *, voices_dir: Path | None, threads: int = 1, seconds: int = 60) -> None:
        self._folder = voices_dir
        self._threads = threads
        self._seconds = seconds

    def speaks(self, *, language: str, voice: str = "") -> bool:
        """Return whether a fetched voice is chosen, or speaks the language where none is."""
        return find_fetched(self._folder, language, voice) is not None

    def speak(self, *, text: str, language: str, voice: str = "", pace: float = 1.0) -> Speech:
        """Speak a text.

        Raises ProviderError: CONFIG if no voice is fetched for the language or its files cannot be used, REFUSED if
        nothing in the text can be spoken, RETRY if the child process failed.
        """
        check_pace(pace)
        found = find_fetched(self._folder, language, voice)
        if found is None:
            raise ProviderError("No voice is fetched for this language.", ProviderFailure.CONFIG)
        chosen, speaker = found
        # Imported at the first use: web processes refer to this class, but never load a voice.
        try:
            from studio.speech.piper.narrator import load_voice
            from studio.speech.sound import finish

            narrator = load_voice(chosen, speaker=speaker, threads=self._threads)
        # A file that is none of a voice raises errors of the runtime's own.
        except Exception as error:
            if isinstance(error, ProviderError):
                raise
            message = f"The voice {chosen.name} cannot be loaded."
            raise ProviderError(message, ProviderFailure.CONFIG) from error
        written = text.split()
        samples, spans = narrator.narrate(written, pace=pace, seconds=self._seconds)
        if not spans:
            raise ProviderError("There is no word in this text that can be spoken.", ProviderFailure.REFUSED)
        name = chosen.key if len(chosen.speakers) < 2 else f"{chosen.key} {chosen.speakers[speaker]}"
        return finish(samples, narrator.rate, written, spans, model=name)
