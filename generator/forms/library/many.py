"""A form for many films at once: which ones, and what is done with them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from generator.forms.library.names import FolderForm
from generator.models import Folder, User
from generator.models.generation import Generation
from generator.models.generation_queryset import GenerationQuerySet
from generator.web.archive import CONTENTS

# Keys in one form; a page has fewer, and all that was found is chosen by one word.
MOST_PICKED = 1000
NEW = "new"
NOTHING_PICKED = "Please choose at least one video first."


class ManyForm(forms.Form):
    """What is done with the chosen films; `found` is what `everything` stands for."""

    do = forms.ChoiceField(
        choices=[(name, name) for name in ("bin", "put_back", "delete", "folder", "take_out", "archive")]
    )
    everything = forms.BooleanField(required=False)
    contents = forms.ChoiceField(
        required=False, choices=[(name, label) for name, (label, _) in CONTENTS.items()]
    )
    folder = forms.CharField(required=False)
    name = forms.CharField(required=False)
    # Whoever deletes for good was asked.
    sure = forms.BooleanField(required=False)

    def __init__(self, data: Any, *, owner: User, found: GenerationQuerySet) -> None:
        super().__init__(data)
        self.owner, self._found = owner, found
        self.picked = data.getlist("pick")[:MOST_PICKED]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("everything"):
            chosen = self._found
        else:
            chosen = Generation.objects.all_of(self.owner).filter(
                pk__in=list(filter(None, map(_key, self.picked)))
            )
        if not self.errors and not chosen.exists():
            raise ValidationError(NOTHING_PICKED, code="nothing")
        cleaned["chosen"] = chosen
        if cleaned.get("do") == "folder" and not self.errors:
            cleaned["folder"] = self._folder(cleaned)
        return cleaned

    def _folder(self, cleaned: dict[str, Any]) -> Folder:
        said = cleaned.get("folder", "")
        if said == NEW:
            form = FolderForm({"name": cleaned.get("name", "")}, owner=self.owner)
            if not form.is_valid() or not form.store():
                raise ValidationError(form.refusal, code="folder")
            return form.folder
        known = Folder.objects.owned_by(self.owner).filter(
            pk=int(said) if said.isdecimal() and len(said) < 19 else 0
        )
        if folder := known.first():
            return folder
        raise ValidationError("Please choose a folder.", code="folder")

    @property
    def refusal(self) -> str:
        """Why it is refused, in a sentence."""
        told = self.non_field_errors() or ["Please choose what to do with them."]
        return " ".join(map(str, told))


def _key(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
