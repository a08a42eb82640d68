"""The form for an entry of a member's pronunciation list."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from generator.forms.fields import LineField
from generator.models import Saying, User
from generator.providers.factory import get_voices
from studio.contracts import is_speakable
from studio.speech.voices import name_language

MOST_SAYINGS = 200
# Signs of which marks are made: an entry with one would never be found.
MARKS = frozenset("{}[]|")
DOUBLE = "“{}” is in your list already. Please change it there."


def language_choices() -> list[tuple[str, str]]:
    """Offer the languages in which there is a voice."""
    codes = {voice.language.lower().partition("-")[0] for voice in get_voices()}
    named = {name_language(code): code for code in sorted(codes)}
    return [("", "All languages"), *((code, name) for name, code in sorted(named.items()))]


class SayingForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """A word or phrase, how it is said, and in which language."""

    language = forms.ChoiceField(required=False, choices=language_choices, label="In")

    class Meta:
        model = Saying
        fields = ("written", "said", "language")
        field_classes: ClassVar[dict[str, Any]] = {"written": LineField, "said": LineField}
        labels: ClassVar[dict[str, str]] = {"written": "Written", "said": "Say it like this"}
        help_texts: ClassVar[dict[str, str]] = {
            "written": "A word or a few, as they stand in your texts: Nguyen.",
            "said": "In plain letters, as it sounds: win.",
        }
        widgets: ClassVar[dict[str, Any]] = {
            name: forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "spellcheck": "false"})
            for name in ("written", "said")
        }
        error_messages: ClassVar[dict[str, dict[str, str]]] = {
            "written": {"required": "Please write the word that is meant."},
            "said": {"required": "Please write how it is said."},
        }

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.instance.owner = owner

    def clean_written(self) -> str:
        return self._words("written")

    def clean_said(self) -> str:
        return self._words("said")

    def _words(self, name: str) -> str:
        words: str = self.cleaned_data[name]
        if not is_speakable(words):
            raise ValidationError("Please write a word: signs alone are not spoken.", code="unspeakable")
        if MARKS & {*words}:
            raise ValidationError("Please leave out the signs { } [ ] and |.", code="marks")
        return words

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        others = self.owner.sayings.exclude(pk=self.instance.pk)
        if self.instance.pk is None and others.count() >= MOST_SAYINGS:
            raise ValidationError(
                f"Your list has {MOST_SAYINGS} entries, which is the most. Please delete one first.",
                code="too_many",
            )
        written = cleaned.get("written", "")
        language = cleaned.get("language", "")
        if any(other.means(written, language) for other in others.filter(language=language)):
            self.add_error("written", DOUBLE.format(written))
        return cleaned

    def store(self) -> bool:
        """Store the entry; return False, with an error, if the same one was sent twice at once."""
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            self.add_error("written", DOUBLE.format(self.instance.written))
            return False
        self.owner.note("sayings_changed_at")
        return True
