"""The choice of one of a scene's takes on a page of its own, for whoever has no script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction

from generator.forms.scenes.takes import GONE, OTHER_SHAPE, replace_picture
from generator.forms.storyboard import BUSY, CHANGED
from generator.models import Generation, Scene, Take
from generator.models.allowance import Enqueue, Price
from generator.models.files.stored import delete_files
from generator.pipeline.takes.making import still_fits


class ChoiceForm(forms.Form):
    """One take of a scene."""

    take = forms.ModelChoiceField(
        queryset=Take.objects.none(),
        error_messages={
            "required": "Please choose one of the pictures.",
            "invalid_choice": GONE,
        },
    )

    def __init__(self, data: Any = None, *, scene: Scene) -> None:
        super().__init__(data)
        self.scene = scene
        self.fields["take"].queryset = scene.takes.all()  # type: ignore[attr-defined]  # A choice field.

    def clean_take(self) -> Take:
        take: Take = self.cleaned_data["take"]
        if not still_fits(take):
            raise forms.ValidationError(OTHER_SHAPE, code="other_shape")
        return take

    @property
    def _present_state(self) -> str:
        return f"{self.scene.generation.lease}.{self.scene.generation.revision}"

    def clean(self) -> dict[str, Any] | None:
        if self.scene.generation.is_active:
            self.add_error(None, BUSY)
        elif self.data.get("state") != self._present_state:
            self.add_error(None, CHANGED)
        return super().clean()

    def save_changes(self, enqueue: Enqueue) -> bool:
        """Queue the film with the picture; return False if a worker has claimed it meanwhile. Raises OverQuotaError."""
        film: Generation = self.scene.generation
        with transaction.atomic():
            if queued := enqueue(film, film.revise, Price.CHANGE):
                Take.objects.keep_former(self.scene, self.scene.style_in_force)
                gone = replace_picture(self.scene, self.scene, self.cleaned_data["take"])
                self.scene.save()
                delete_files(gone)
        return queued
