"""The words of a text as its voice is handed them, to be looked at."""

from __future__ import annotations

from studio.errors import ProviderError, ProviderFailure
from studio.speech.languages.aloud import read_aloud
from studio.speech.voices import ENGLISH_PITCH, espeak_voice, is_english
from studio.speech.words.reading import read_words
from studio.speech.words.simplified import simplify


def words_handed(text: str, language: str, voice: str = "") -> tuple[str, list[str]]:
    """Return the voice that speaks a text, by its name, and the words and pauses that it is handed.

    Raises ProviderError, kind CONFIG if no built-in voice has the language.
    """
    named = voice.removeprefix("robot-") if voice.startswith("robot-") else ""
    if is_english(language) and not named:
        import gruut_lang_en

        from studio.speech.pronunciation import Pronunciation

        pronunciation = Pronunciation(gruut_lang_en.get_lang_dir())
        items = read_words(text.split(), pronunciation.knows)
        return voice if voice in ENGLISH_PITCH else "joe", [item.text for item in items]
    robot = espeak_voice(named or language)
    if not robot:
        raise ProviderError("There is no built-in voice for this language.", ProviderFailure.CONFIG)
    said = read_aloud(text.split(), robot)
    return f"espeak-ng {robot}", [simple for word in said if (simple := simplify(word, robot))]
