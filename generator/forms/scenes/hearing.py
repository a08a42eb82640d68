"""What a page wants to hear: a scene as it stands in its field, or a voice by its sentence."""

from __future__ import annotations

import copy
from typing import Any, Final

from django import forms

from generator.forms.starting.voices import language_choices
from generator.forms.storyboard import MAX_NARRATION
from generator.models import Generation, Scene
from generator.providers.factory import get_voices
from studio.contracts import FASTEST, SLOWEST
from studio.text.words.language import identify

TOO_LONG: Final = f"A scene has at most {MAX_NARRATION:,} characters: please make two of it."
UNKNOWN: Final = "This voice is not offered here any more. Please choose another one."
# Characters of a text by which its language is found.
MOST_FOUND = 2000


class _Chosen(forms.Form):
    """A voice, a pace and a language, as they are chosen on a page."""

    voice = forms.CharField(required=False, max_length=60, error_messages={"max_length": UNKNOWN})
    pace = forms.FloatField(required=False, min_value=SLOWEST, max_value=FASTEST)
    language = forms.CharField(required=False, max_length=8)

    # The voice that a film has, which may be offered no more.
    present = ""

    def clean_voice(self) -> str:
        voice = str(self.cleaned_data["voice"])
        known = {"", Generation.NO_VOICE, self.present, *(one.value for one in get_voices())}
        if voice not in known:
            raise forms.ValidationError(UNKNOWN)
        return voice

    def clean_language(self) -> str:
        language = str(self.cleaned_data["language"])
        return language if language in dict(language_choices()) else ""

    @property
    def refusal(self) -> str:
        """The first sentence that is wrong with it."""
        return next(str(error) for errors in self.errors.values() for error in errors)

    def _settings(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"voice": told["voice"], "pace": told["pace"] or 1.0}


class SceneToHear(_Chosen):
    """Words of a scene of a film; `at` is the number of the stretch."""

    words = forms.CharField(
        required=False,
        max_length=MAX_NARRATION,
        strip=False,
        error_messages={"max_length": TOO_LONG},
    )
    at = forms.IntegerField(required=False, min_value=0, max_value=MAX_NARRATION)

    def __init__(self, data: Any, *, generation: Generation) -> None:
        super().__init__(data)
        self.generation = generation
        self.present = generation.voice

    def scene(self) -> Scene:
        """Return a scene with these words, which is nowhere stored, of the film as it is set on the page."""
        film = copy.copy(self.generation)
        film.language = self.cleaned_data["language"] or film.language
        for name, value in self._settings().items():
            setattr(film, name, value)
        # Browsers send line breaks of two signs.
        words = str(self.cleaned_data["words"]).replace("\r\n", "\n")
        return Scene(generation=film, narration=words)


class VoiceToHear(_Chosen):
    """A voice of a list; where none is chosen, the words of the form say in which language one is wanted."""

    words = forms.CharField(required=False, strip=False)

    def film(self) -> Generation:
        """Return a film with these settings, which is nowhere stored and nobody's."""
        told = self.cleaned_data
        words = str(told["words"])[:MOST_FOUND]
        named = next((one.language for one in get_voices() if one.value == told["voice"]), "")
        # It is the voice that shall be heard, whatever language stands beside it.
        language = named or told["language"]
        if not language and words.strip():
            language = identify(words)
        return Generation(language=language or "en", **self._settings())
