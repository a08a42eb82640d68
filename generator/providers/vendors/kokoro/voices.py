"""The voices of Kokoro: the first letter of a name is its language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from studio.speech.voices import Voice

PREFIX = "kokoro-"
# The letter by which the model knows a language, its ISO 639 code, and what its accent is called.
_LETTERS = {
    "a": ("en", "American English"),
    "b": ("en", "British English"),
    "e": ("es", "Spanish"),
    "f": ("fr", "French"),
    "h": ("hi", "Hindi"),
    "i": ("it", "Italian"),
    "j": ("ja", "Japanese"),
    "p": ("pt", "Brazilian Portuguese"),
    "z": ("zh", "Mandarin Chinese"),
}
LANGUAGES = frozenset(language for language, _ in _LETTERS.values())
# What the server takes itself if it is not told a voice (its OpenAISpeechRequest). Others come in the order of its list.
_USUAL = "af_heart"


@dataclass(frozen=True, slots=True)
class KokoroVoice:
    """A voice by its name at the server, its language, and the letter of that language."""

    name: str
    language: str
    letter: str

    @property
    def choice(self) -> Voice:
        person = self.name.split("_", 1)[-1].replace("_", " ").title()
        label = f"{person}, {_LETTERS[self.letter][1]} (Kokoro)"
        return Voice(value=PREFIX + self.name, label=label, language=self.language)


def common(language: str) -> str:
    """Return a language without its region."""
    return language.strip().lower().replace("_", "-").partition("-")[0]


def read_voices(named: Iterable[str]) -> list[KokoroVoice]:
    """Return the voices of a setting or of the server's list that speak a language that we know, in their order.

    Before a name its language may stand ("en=my_mix"), for names that do not begin with its letter.
    """
    found: dict[str, KokoroVoice] = {}
    for one in named:
        told, _, name = one.strip().rpartition("=")
        language = common(told) or _LETTERS.get(name[:1], ("", ""))[0]
        own = name[:1] if _LETTERS.get(name[:1], ("", ""))[0] == language else ""
        letter = own or next((sign for sign, (code, _) in _LETTERS.items() if code == language), "")
        is_named = bool(told) or name[2:3] == "_"
        if language and letter and is_named and len(PREFIX + name) <= 60:
            found.setdefault(name, KokoroVoice(name, language, letter))
    return list(found.values())


def listed_names(answer: Any) -> list[str] | None:
    """Return the names in the server's list: strings, or in newer versions objects with an id; None if it is no list."""
    voices = answer.get("voices") if isinstance(answer, dict) else answer
    if not isinstance(voices, list):
        return None
    names = [one.get("id") or one.get("name") if isinstance(one, dict) else one for one in voices]
    return [name for name in names if isinstance(name, str)]


def find_voice(voices: Sequence[KokoroVoice], language: str, value: str = "") -> KokoroVoice | None:
    """Return the chosen voice if it speaks the language, else the language's usual one; None if there is none."""
    fitting = [one for one in voices if one.language == common(language)]
    for one in fitting:
        if PREFIX + one.name == value:
            return one
    return next((one for one in fitting if one.name == _USUAL), fitting[0] if fitting else None)
