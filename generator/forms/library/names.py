"""Forms for names: of a film, and of a folder."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from generator.forms.fields import LineField
from generator.models import Folder, Generation, User
from generator.models.library.folder import MOST_FOLDERS

DOUBLE = "You have a folder “{}” already."
TOO_MANY = f"You have {MOST_FOLDERS} folders, which is the most. Please delete one first."
BEING_MADE = "This video is being made just now. Please rename it when it is ready."


def _line(**options: Any) -> LineField:
    attrs = {"dir": "auto", "autocomplete": "off"}
    return LineField(widget=forms.TextInput(attrs=attrs), **options)


class RenameForm(forms.Form):
    """Another title for a film, which is not made anew for it."""

    title = _line(
        label="Title", max_length=80, error_messages={"required": "Please write a title for the video."}
    )

    def __init__(self, data: Any, *, film: Generation) -> None:
        super().__init__(data, initial={"title": film.title})
        self.film = film

    def store(self) -> bool:
        """Rename the film; return False, with an error, if it is made just now."""
        if not self.film.rename(self.cleaned_data["title"]):
            self.add_error("title", BEING_MADE)
            return False
        return True


class FolderForm(forms.Form):
    """The name of a folder: of a new one, or another one for one that there is."""

    name = _line(
        label="Name", max_length=60, error_messages={"required": "Please write a name for the folder."}
    )

    def __init__(self, data: Any, *, owner: User, folder: Folder | None = None) -> None:
        super().__init__(data, initial={"name": folder.name if folder else ""})
        self.folder = folder or Folder(owner=owner)
        self._others = Folder.objects.owned_by(owner).exclude(pk=self.folder.pk)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if any(other.casefold() == name.casefold() for other in self._others.values_list("name", flat=True)):
            raise ValidationError(DOUBLE.format(name), code="double")
        return name

    def clean(self) -> dict[str, Any] | None:
        if self.folder._state.adding and self._others.count() >= MOST_FOLDERS:
            raise ValidationError(TOO_MANY, code="too_many")
        return super().clean()

    def store(self) -> bool:
        """Store the folder; return False, with an error, if the same one was sent twice at once."""
        self.folder.name = self.cleaned_data["name"]
        try:
            with transaction.atomic():
                self.folder.save()
        except IntegrityError:
            self.add_error("name", DOUBLE.format(self.folder.name))
            return False
        return True

    @property
    def refusal(self) -> str:
        """Why it is refused, in a sentence."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)
