"""What a script is wanted about: a part of the text form, which is not sent with it."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Any, Final

from django import forms

from generator.forms.fields import LineField, LongTextField
from generator.forms.rendering import LongText
from generator.forms.starting.voices import language_choices
from generator.models import Generation
from generator.pipeline.writing.scripts import LENGTHS, ScriptOrder
from generator.providers.factory import get_voices
from studio.contracts import FASTEST, SLOWEST, is_speakable

MOST_TOPIC: Final = 600
TONES = (
    ("", "As it fits"),
    ("factual and calm", "Factual"),
    ("warm and friendly", "Friendly"),
    ("exciting", "Exciting"),
    ("light and humorous", "Humorous"),
    ("solemn", "Solemn"),
    ("like a story that is told", "Like a story"),
)
NO_TOPIC: Final = "Please say what the video is to be about."


class ScriptForm(forms.Form):
    """Topic, length, tone, audience and language of a script; voice, pace and otherwise language are the text form's."""

    prefix = "write"
    use_required_attribute = False

    topic = LongTextField(
        label="Topic",
        max_length=MOST_TOPIC,
        widget=LongText(
            attrs={"rows": 2, "dir": "auto", "placeholder": "How bees find their way home"},
        ),
        error_messages={
            "required": NO_TOPIC,
            "max_length": f"Please keep the topic to {MOST_TOPIC} characters: a longer text is one to paste above.",
        },
    )
    seconds = forms.TypedChoiceField(
        label="Length",
        coerce=int,
        initial=60,
        choices=[
            (seconds, f"{seconds} seconds" if seconds < 120 else f"{seconds // 60} minutes")
            for seconds in LENGTHS
        ],
        error_messages={
            "required": "Please choose a length.",
            "invalid_choice": "Please choose a length of the list.",
        },
    )
    tone = forms.ChoiceField(
        label="Tone",
        required=False,
        choices=TONES,
        error_messages={"invalid_choice": "Please choose a tone of the list."},
    )
    audience = LineField(
        label="Audience",
        required=False,
        max_length=80,
        widget=forms.TextInput(
            attrs={"dir": "auto", "autocomplete": "off", "placeholder": "Children of ten"}
        ),
        error_messages={"max_length": "Please keep the audience to 80 characters."},
    )
    language = forms.ChoiceField(
        label="Language of the script",
        required=False,
        error_messages={"invalid_choice": "Please choose a language of the list."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", "Automatic"), *language_choices()[1:]]  # type: ignore[attr-defined]

    def clean_seconds(self) -> int:
        return int(self.cleaned_data["seconds"])

    def clean_topic(self) -> str:
        topic = str(self.cleaned_data["topic"])
        if not is_speakable(topic):
            raise forms.ValidationError(NO_TOPIC)
        return topic

    @property
    def refusals(self) -> dict[str, str]:
        """What is wrong with each field that is, in a sentence, by the names that the fields have on the page."""
        return {self.add_prefix(name): str(errors[0]) for name, errors in self.errors.items()}

    def order(self) -> ScriptOrder:
        told = {**self.cleaned_data, "language": self.cleaned_data["language"] or self._language()}
        return ScriptOrder(**told, voice=self._voice(), pace=self._pace())

    def token(self) -> str:
        """Return a name for just this wish, by which a page without scripts asks again."""
        return hashlib.sha256(repr(self.order()).encode()).hexdigest()[:32]

    def _language(self) -> str:
        """Return what is chosen for the whole text, where nothing is chosen for the script."""
        chosen = str(self.data.get("chosen_language", ""))
        return chosen if chosen in dict(language_choices()) else ""

    def _voice(self) -> str:
        chosen = str(self.data.get("voice", ""))
        known = {Generation.NO_VOICE, *(one.value for one in get_voices())}
        return chosen if chosen in known else ""

    def _pace(self) -> float:
        try:
            return min(FASTEST, max(SLOWEST, float(self.data.get("pace") or 1.0)))
        except ValueError:
            return 1.0


class WithScript:
    """A form with fields beside it that say what a script is to be written about."""

    # Why a text service wrote nothing, in a sentence.
    unwritten = ""

    @cached_property
    def to_write(self) -> ScriptForm:
        return ScriptForm()
