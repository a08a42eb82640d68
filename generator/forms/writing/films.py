"""What is to be written for a film that is there."""

from __future__ import annotations

from typing import Any

from django import forms

from generator.forms.scenes.hearing import SceneToHear
from generator.forms.scenes.language import LanguageForm
from generator.forms.storyboard import MAX_NARRATION
from generator.pipeline.writing.films import Rewording

HOWS = (
    ("otherwise", "In other words"),
    ("shorter", "Shorter"),
    ("longer", "Longer"),
    ("time", "To a time"),
)
LEAST_SECONDS, MOST_SECONDS = 2, 60
NO_TIME = f"Please write how many seconds the scene shall take, from {LEAST_SECONDS} to {MOST_SECONDS}."


class SceneToReword(SceneToHear):
    """Words of a scene as they stand in its field, how they are wanted, and what its neighbours say."""

    how = forms.ChoiceField(
        choices=HOWS, error_messages={"invalid_choice": "Please choose how it shall be written."}
    )
    seconds = forms.FloatField(
        required=False,
        min_value=LEAST_SECONDS,
        max_value=MOST_SECONDS,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NO_TIME),
    )
    before = forms.CharField(required=False)
    after = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("how") == "time" and "seconds" not in self.errors and not told.get("seconds"):
            self.add_error("seconds", NO_TIME)
        return told

    def wanted(self) -> Rewording:
        told = self.cleaned_data
        return Rewording(
            narration=self.scene().narration,
            how=told["how"],
            seconds=told["seconds"] or 0.0,
            before=told["before"][:MAX_NARRATION],
            after=told["after"][:MAX_NARRATION],
        )


class TranslationWish(forms.Form):
    """The language that a film's words shall be in, one of those that its form offers."""

    language = forms.ChoiceField(
        error_messages={
            "required": "Please choose a language.",
            "invalid_choice": "Please choose a language of the list.",
        }
    )

    def __init__(self, data: Any, *, form: LanguageForm) -> None:
        super().__init__(data)
        self.fields["language"].choices = form.fields["language"].choices  # type: ignore[attr-defined]

    @property
    def refusal(self) -> str:
        return next(str(error) for errors in self.errors.values() for error in errors)
