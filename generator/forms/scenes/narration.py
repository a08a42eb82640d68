"""The forms for one recording of all scenes: its file, and where it is cut."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from generator.forms.scenes.recording import RECORDING_NOT_WHOLE, RecordingFile
from generator.models import Generation, Narration, Scene, Sending
from generator.models.allowance import Enqueue, Price, allowance_of
from generator.models.files.stored import delete_files
from generator.pipeline.recordings.cutting import NO_WORDS, scenes_told
from studio.film.uploads.recordings.kinds import MAX_WHOLE_BYTES, MAX_WHOLE_SECONDS

# Seconds that a scene's part lasts at least.
SHORTEST = 0.3
NOTHING_LEFT = "It has to begin before the next scene does: nothing is left of it."


class WholeFile(RecordingFile):
    """A recording of all scenes."""

    most_bytes = MAX_WHOLE_BYTES
    most_seconds = MAX_WHOLE_SECONDS


class NarrationForm(forms.Form):
    """The recording, which a page's script may have sent before."""

    recording = WholeFile(required=False, label="Recording of the whole narration")
    sent_recording = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, generation: Generation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.generation = generation
        self._gathered: File[Any] | None = None
        self._sending: Sending | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if key := cleaned.get("sent_recording"):
            self._gather(key)
        if not isinstance(cleaned.get("recording"), UploadedFile) and "recording" not in self.errors:
            self.add_error("recording", "Please choose a recording, or make one.")
        if not scenes_told(self.generation):
            self.add_error(None, NO_WORDS)
        if refusal := allowance_of(self.generation.owner).storage_refusal():
            self.add_error(None, refusal)
        return cleaned

    def _gather(self, key: Any) -> None:
        rows = Sending.objects.filter(generation=self.generation, is_recording=True)
        self._sending = rows.filter(pk=key).first()
        try:
            if self._sending is None or not self._sending.is_whole:
                raise ValidationError(RECORDING_NOT_WHOLE, code="not_whole")
            self._gathered = self._sending.gather()
            self.cleaned_data["recording"] = self.fields["recording"].clean(self._gathered)
        except OSError:
            self.add_error("recording", RECORDING_NOT_WHOLE)
        except ValidationError as error:
            self.add_error("recording", error)

    def order(self) -> None:
        """Store the recording in the place of an earlier one, to be cut."""
        for earlier in Narration.objects.filter(generation=self.generation):
            earlier.drop()
        narration = Narration(generation=self.generation)
        narration.file.save("narration", self.cleaned_data["recording"], save=False)
        narration.save()
        self.generation.measure_storage()
        if self._sending:
            self._sending.drop()

    def close(self) -> None:
        """Let go of the file that was gathered."""
        if self._gathered:
            self._gathered.close()


class CutsForm(forms.Form):
    """Where each scene begins, and which scenes are taken."""

    def __init__(self, data: Any = None, *, narration: Narration) -> None:
        super().__init__(data)
        self.narration = narration
        known = narration.generation.scenes.in_bulk([one["scene"] for one in narration.cuts or ()])
        self.cuts = [(known[one["scene"]], one) for one in narration.cuts or () if one["scene"] in known]
        for scene, one in self.cuts:
            scene.generation = narration.generation
            self.fields[f"start-{scene.pk}"] = forms.FloatField(
                label=f"Scene {scene.number} begins at second",
                initial=one["start"],
                min_value=0,
                max_value=narration.seconds,
                widget=forms.NumberInput(attrs={"step": "0.01", "autocomplete": "off"}),
            )
            self.fields[f"take-{scene.pk}"] = forms.BooleanField(
                label=f"Use it for scene {scene.number}", required=False, initial=one["is_heard"]
            )

    def rows(self) -> list[dict[str, Any]]:
        """Return what the page shows of each scene."""
        return [
            {
                "scene": scene,
                **{name: one[name] for name in ("start", "end", "is_heard")},
                "begins": self[f"start-{scene.pk}"],
                "takes": self[f"take-{scene.pk}"],
            }
            for scene, one in self.cuts
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            for (scene, _), (start, end) in zip(self.cuts, pairwise(self._edges()), strict=True):
                if cleaned[f"take-{scene.pk}"] and end - start < SHORTEST:
                    self.add_error(f"start-{scene.pk}", NOTHING_LEFT)
        return cleaned

    def _edges(self) -> list[float]:
        starts = [float(self.cleaned_data[f"start-{scene.pk}"]) for scene, _ in self.cuts]
        return [*starts, self.narration.seconds]

    def keep(self) -> None:
        """Note the cuts as they were corrected."""
        self.narration.cuts = [
            {
                "scene": scene.pk,
                "start": start,
                "end": end,
                "is_heard": self.cleaned_data[f"take-{scene.pk}"],
            }
            for (scene, _), (start, end) in zip(self.cuts, pairwise(self._edges()), strict=True)
        ]
        self.narration.save()

    def take(self, enqueue: Enqueue) -> bool:
        """Let the scenes be spoken by their parts, and queue the film; return whether it is. Raises OverQuotaError."""
        self.keep()
        narration, generation = self.narration, self.narration.generation
        with transaction.atomic():
            if not enqueue(generation, generation.revise, Price.CHANGE):
                return False
            gone: list[str] = []
            scenes = Scene.objects.filter(generation=generation).in_bulk()
            for one in narration.cuts or ():
                scene = scenes.get(one["scene"])
                if scene and one["is_heard"]:
                    gone += scene.take_recording(str(narration.file.name), one["start"], one["end"])
                    scene.speech_fingerprint = ""
                    scene.save()
            delete_files(gone)
        narration.drop()
        return True
