"""The form for the same video in another language: the words of each scene, written by its owner."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.forms.boundfield import BoundField

from generator.forms.fields import LongTextField
from generator.forms.rendering import LongText
from generator.forms.starting.voices import language_choices
from generator.forms.storyboard import MAX_NARRATION
from generator.models import Generation, Scene
from generator.models.allowance import Enqueue
from generator.models.generation import MAX_TEXT
from generator.models.scenes.recording import NO_RECORDING
from generator.models.versions.told import NO_SPEECH
from generator.pipeline.stages.storyboard import told_from
from studio.contracts import is_speakable
from studio.text.marks.told import read_marks


class LanguageForm(forms.Form):
    """A language, the title, and a field beside the words of each scene that has some."""

    language = forms.ChoiceField(label="Language", error_messages={"required": "Please choose a language."})
    title = forms.CharField(
        label="Title",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, generation: Generation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.generation = generation
        self.scenes = [scene for scene in generation.scenes.all() if scene.narration]
        taken = {generation.language, *(one.language for one in generation.relatives())}
        offered = [choice for choice in language_choices() if choice[0] and choice[0] not in taken]
        self.fields["language"].choices = [("", "Choose…"), *offered]  # type: ignore[attr-defined]
        for scene in self.scenes:
            self.fields[f"scene-{scene.position}-words"] = LongTextField(
                label=f"Scene {scene.number} in the new language",
                max_length=MAX_NARRATION,
                widget=LongText(attrs={"rows": 3, "dir": "auto"}),
                error_messages={
                    "required": "Please write what is said in this scene.",
                    "max_length": f"Please keep a scene to {MAX_NARRATION:,} characters.",
                },
            )

    def rows(self) -> list[tuple[Scene, BoundField]]:
        """Return the scenes with words, each with its field."""
        return [(scene, self[f"scene-{scene.position}-words"]) for scene in self.scenes]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for scene in self.scenes:
            name = f"scene-{scene.position}-words"
            told = read_marks(cleaned.get(name, ""))
            if cleaned.get(name) and not told.is_silence and not is_speakable(told.shown):
                self.add_error(name, "Please write some words: a narrator cannot speak signs alone.")
        if (letters := len(self._text(cleaned))) > MAX_TEXT:
            self.add_error(
                None,
                f"All scenes together have {letters:,} characters, and {MAX_TEXT:,} is the most that one video can tell.",
            )
        return cleaned

    def _text(self, cleaned: dict[str, Any]) -> str:
        return "\n\n".join(cleaned.get(f"scene-{scene.position}-words", "") for scene in self.scenes)

    def queue(self, enqueue: Enqueue) -> Generation | None:
        """Queue the video in the chosen language; return it, or None if the other is not finished at this moment.

        Raises OverQuotaError.
        """
        cleaned, code = self.cleaned_data, self.cleaned_data["language"]
        is_silent = not self.generation.has_narrator
        with transaction.atomic():
            new: Generation | None = self.generation.beget(
                language=code,
                chosen_language=code,
                voice=Generation.NO_VOICE if is_silent else "",
                title=cleaned["title"] or self.generation.title,
                input_text=self._text(cleaned),
                **{"pasted_text": "", "write_for_me": False, "title_card_text": "", "end_card_text": ""},
            )
            if new is None:
                return None
            for scene in new.scenes.exclude(narration=""):
                scene.narration = cleaned[f"scene-{scene.position}-words"]
                for name, value in {**NO_SPEECH, **NO_RECORDING}.items():
                    setattr(scene, name, value)
                # What the owner wanted of a sentence is known by its words.
                scene.wishes = {}
                scene.save()
            # The scenes are there, and are not to be cut out of the text once more.
            Generation.objects.filter(pk=new.pk).update(storyboard_fingerprint=told_from(new))
            return new if enqueue(new, new.submit) else None
