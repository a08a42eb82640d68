"""The form for choosing what each sentence of a scene shows."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from generator.forms.storyboard import BUSY, CHANGED
from generator.models import Generation, Scene
from generator.models.allowance import Enqueue, Price
from generator.pipeline.stages.sentences import WORDED

# How the kinds of graphic scenes are called on pages.
KIND_NAMES: Final = {
    "title": "Title",
    "statement": "Statement",
    "question": "Question",
    "number": "Number",
    "share": "Share of a whole",
    "change": "More or less",
    "growth": "Growth",
    "comparison": "Comparison",
    "item": "Item of a list",
    "list": "List",
    "quote": "Quotation",
    "date": "Date",
    "definition": "Definition",
    "name": "Name or place",
    "call": "Call to action",
}
PICTURE = "picture"
KINDS: Final = (("", "Automatic"), (PICTURE, "The picture"), *KIND_NAMES.items())
MAX_WORDS = 90
# What a wish consists of.
WISHES: Final = ("kind", "words", "palette")


class SentenceForm(forms.Form):
    """One sentence: what it shows, in which words and colours."""

    kind = forms.ChoiceField(choices=KINDS, required=False, label="Shows")
    words = forms.CharField(
        required=False,
        max_length=MAX_WORDS,
        label="Words on the screen",
        help_text="Left empty, they come from the sentence. Put *stars* around what shall stand out.",
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"max_length": f"Please keep the words on the screen to {MAX_WORDS} characters."},
    )
    palette = forms.ChoiceField(choices=Generation.Palette, required=False, label="Colours")

    def __init__(self, *args: Any, sentence: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sentence = sentence

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if words and not words.replace("*", "").strip():
            raise ValidationError("Please write words between the stars.", code="no_words")
        return words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, words = cleaned.get("kind", ""), cleaned.get("words", "")
        if kind not in ("", PICTURE, *self.sentence["kinds"]):
            said = KIND_NAMES[kind].lower()
            self.add_error("kind", f"This sentence tells nothing that could be shown as {said}.")
        if words and kind == PICTURE:
            self.add_error("words", "A picture shows no words. Choose what shows them, or leave this empty.")
        elif words and kind and kind not in WORDED:
            self.add_error(
                "words", "Its figures come from the sentence. Leave this empty, or choose Statement."
            )
        return cleaned

    @property
    def shown_now(self) -> str:
        """Say what the sentence shows in the film of now."""
        graphic = self.sentence.get("graphic")
        return KIND_NAMES.get(graphic["kind"], "Graphic scene") if graphic else "The picture"


class Sentences:
    """What the sentences of a scene show, and the wishes of its owner for them."""

    def __init__(self, scene: Scene, data: QueryDict | None = None) -> None:
        """Take a scene that knows its film, and what was sent if anything was."""
        self.scene, self.data = scene, data
        self.refusals: list[str] = []

    @cached_property
    def forms(self) -> list[SentenceForm]:
        return [
            SentenceForm(
                self.data,
                prefix=f"sentence-{number}",
                sentence=sentence,
                initial=self.scene.wishes.get(sentence["text"], {}),
            )
            for number, sentence in enumerate(self.scene.sentences, start=1)
        ]

    @property
    def state(self) -> str:
        """The state that the changes start from; see `StoryboardFormSet.state`."""
        knows = self.data is None or CHANGED in self.refusals
        return self._present_state if self.data is None or knows else str(self.data.get("state", ""))

    @property
    def _present_state(self) -> str:
        return f"{self.scene.generation.lease}.{self.scene.generation.revision}"

    @property
    def has_changed(self) -> bool:
        return any(form.has_changed() for form in self.forms)

    def is_valid(self) -> bool:
        """Return whether the wishes can be kept; what is wrong stands in the forms and in `refusals`."""
        # Each is asked, so that all errors are shown.
        is_right = all(list(map(SentenceForm.is_valid, self.forms)))
        if self.scene.generation.is_active:
            self.refusals.append(BUSY)
        elif self.data is not None and self.data.get("state") != self._present_state:
            self.refusals.append(CHANGED)
        return is_right and not self.refusals

    def save_changes(self, enqueue: Enqueue) -> bool:
        """Keep the wishes and queue the film; return False if a worker has claimed it meanwhile.

        Raises OverQuotaError if the owner's quota is used up.
        """
        wishes = {
            form.sentence["text"]: {
                name: form.cleaned_data[name] for name in WISHES if form.cleaned_data[name]
            }
            for form in self.forms
        }
        with transaction.atomic():
            if queued := enqueue(self.scene.generation, self.scene.generation.revise, Price.CHANGE):
                self.scene.wishes = {text: wish for text, wish in wishes.items() if wish}
                self.scene.sentences_fingerprint = ""
                self.scene.save(update_fields=["wishes", "sentences_fingerprint"])
        return queued
