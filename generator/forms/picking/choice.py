"""The choice of a scene's picture on a page of its own, for whoever has no script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction

from generator.forms.picking.fields import GONE, LONGEST, Chosen, put_into, read_chosen
from generator.forms.scenes.takes import OTHER_SHAPE, replace_picture
from generator.forms.storyboard import BUSY, CHANGED
from generator.models import Generation, Scene, Take
from generator.models.allowance import Enqueue, Price, allowance_of
from generator.models.files.stored import delete_files
from generator.pipeline.takes.making import still_fits

TAKE = "take"


class PickForm(forms.Form):
    """One picture for a scene: a photo that was found, something of its owner's, or one of its takes."""

    pick = forms.CharField(
        max_length=LONGEST,
        error_messages={"required": "Please choose one of the pictures.", "max_length": GONE},
    )

    chosen: Chosen | Take | None = None

    def __init__(self, data: Any = None, *, scene: Scene) -> None:
        super().__init__(data)
        self.scene = scene

    def clean_pick(self) -> str:
        value = str(self.cleaned_data["pick"])
        kind, _, key = value.partition(":")
        if kind == TAKE:
            self.chosen = self.scene.takes.filter(pk=key).first() if key.isdecimal() else None
            if self.chosen and not still_fits(self.chosen):
                raise forms.ValidationError(OTHER_SHAPE, code="other_shape")
        else:
            self.chosen = read_chosen(value, self.scene.generation.owner)
        if self.chosen is None:
            raise forms.ValidationError(GONE, code="gone")
        return value

    def clean(self) -> dict[str, Any] | None:
        film: Generation = self.scene.generation
        if film.is_active:
            self.add_error(None, BUSY)
        elif self.data.get("state") != f"{film.lease}.{film.revision}":
            self.add_error(None, CHANGED)
        elif refusal := allowance_of(film.owner).storage_refusal():
            self.add_error(None, refusal)
        return super().clean()

    def save_changes(self, enqueue: Enqueue) -> bool:
        """Queue the film with the picture; return False if a worker has claimed it meanwhile. Raises OverQuotaError."""
        scene, chosen = self.scene, self.chosen
        assert chosen
        with transaction.atomic():
            if queued := enqueue(scene.generation, scene.generation.revise, Price.CHANGE):
                Take.objects.keep_former(scene, scene.style_in_force)
                if isinstance(chosen, Take):
                    gone = replace_picture(scene, scene, chosen)
                else:
                    # Of a clip, all of it: nobody has chosen a part here.
                    scene.clip_start, scene.clip_end = 0.0, None
                    gone = put_into(scene, chosen)
                scene.save()
                delete_files(gone)
        return queued
