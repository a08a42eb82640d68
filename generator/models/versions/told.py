"""A scene as films note it, and the way back to what they noted."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import models

from generator.models.credits.voices import voice_credits
from generator.models.files.clip import MADE_OF_CLIP, NO_CLIP
from generator.models.files.origin import Origin
from generator.models.scenes.own import NO_OWN_SETTINGS
from generator.models.scenes.recording import NO_RECORDING

# Columns that are not noted: keys, what is on its way, and what is found anew.
_UNNOTED = ("id", "generation", "scene", "upload", "miniature", "start", "end")
# What a scene without a picture, or without a recording, says of it.
NO_PICTURE: dict[str, Any] = {
    **{"image": "", "image_fingerprint": "", "image_origin": "", "image_provider": "", "error": ""},
    **{"image_fell_back": False, "image_seed": None, "image_seconds": None, "image_tries": 0, "focus": []},
    **{"is_own_picture": False, "layers": "", "credit": {}},
}
NO_SPEECH: dict[str, Any] = {
    **{"speech": "", "speech_fingerprint": "", "speech_provider": "", "speech_error": ""},
    **{"speech_fell_back": False, "speech_seconds": None, "speech_tries": 0, "speech_duration": None},
    **{"speech_words": [], "stood_in": [], "unspoken": [], "speech_missing": ""},
}
NOTHING_KEPT: frozenset[str] = frozenset()


def noted_fields(model: type[models.Model]) -> list[Any]:
    """Return the columns of a scene or a cutaway that films note: all that there will ever be, but for a few."""
    return [field for field in model._meta.concrete_fields if field.name not in _UNNOTED]


def noted(row: models.Model) -> dict[str, Any]:
    """Return what a film notes of a scene or of a cutaway, as JSON takes it."""
    return {field.name: _as_told(field, field.value_from_object(row)) for field in noted_fields(type(row))}


def _as_told(field: Any, value: Any) -> Any:
    if isinstance(field, models.FileField):
        return value.name or ""
    return value if value is None or isinstance(value, bool | int | float | list | dict) else str(value)


def take(row: models.Model, told: dict[str, Any]) -> None:
    """Write into a row what was noted of it; what it has besides is as in a new one."""
    for field in noted_fields(type(row)):
        setattr(row, field.attname, told.get(field.name, field.get_default()))


class ToldByFilms(models.Model):
    """A scene of which films note what they show."""

    # Fields of the scene.
    pk: Any
    generation: Any
    cutaways: Any
    narration: Any
    image: Any
    image_fingerprint: Any
    speech: Any
    speech_fingerprint: Any
    speech_provider: Any
    is_painted: Any
    clip_upload: Any
    recording: Any

    class Meta:
        abstract = True

    def file_names(self) -> list[str]:
        """Name the stored files that go with the scene."""
        raise NotImplementedError

    @classmethod
    def file_fields(cls) -> list[str]:
        """Name the columns of files that films note."""
        return [field.name for field in noted_fields(cls) if isinstance(field, models.FileField)]

    @classmethod
    def files_told(cls, told: dict[str, Any]) -> list[str]:
        """Name the stored files that a film's snapshot of a scene tells of."""
        further = cls.cutaways.rel.related_model
        named = [
            one.get(field.name, "")
            for model, ones in ((cls, [told]), (further, told.get("cutaways", [])))
            for field in noted_fields(model)
            if isinstance(field, models.FileField)
            for one in ones
        ]
        return [name for name in named if name]

    def snapshot(self, start: float, end: float) -> dict[str, Any]:
        """Return what a film shows of it between two moments, in seconds, as JSON takes it."""
        further = [noted(cutaway) for cutaway in self.cutaways.all()]
        voices = voice_credits(self.speech_provider) if self.speech else []
        told = {**noted(self), "cutaways": further, "row": self.pk, "start": start, "end": end}
        return {**told, "voices": voices} if voices else told

    def has_picture_of(self, told: dict[str, Any], kept: Collection[str] = NOTHING_KEPT) -> bool:
        """Return whether the picture that a film's snapshot tells of is among what is `kept`, or is this scene's."""
        is_same = self.image_fingerprint == told["image_fingerprint"]
        if "image" in told:
            # The mark is cleared where another one is wanted; until that is made the file is the same.
            is_here = bool(self.image and self.image.name == told["image"])
            return told["image"] in kept or (is_here and (is_same or not self.image_fingerprint))
        # An older film. Without its mark, the picture may be one that was made later.
        return bool(self.image and is_same)

    def has_speech_of(self, told: dict[str, Any], kept: Collection[str] = NOTHING_KEPT) -> bool:
        """Return whether the recording that a film's snapshot tells of is kept, or this scene's is the same."""
        if told.get("speech"):
            return told["speech"] in kept or bool(self.speech.name == told["speech"])
        if "speech_duration" in told:
            # Words that are only read have no file.
            return bool(told["speech_fingerprint"])
        # An older film named none.
        return self.narration == told["narration"] and bool(self.speech_fingerprint)

    def restore(self, told: dict[str, Any], kept: Collection[str] = NOTHING_KEPT) -> list[str]:
        """Be again what a film's snapshot tells, as far as files are there; return the names of files that go.

        A picture or a recording that is not there is missing then, and made anew with the film's next change.
        """
        before = self.file_names() if self.pk else []
        # Films of before did not note everything.
        is_whole = "cutaways" in told
        values = self._as_new() if is_whole else self._as_older_films_had_it(told)
        values |= {name: told[name] for name in told if name not in ("row", "cutaways")}
        if values["clip_upload"] not in (self.clip_upload.name, self.generation.input_clip.name, *kept):
            values["clip_upload"] = ""
        if values.get("recording", "") not in (self.recording.name, *kept):
            values |= NO_RECORDING
        if not self.has_picture_of(told, kept):
            values |= NO_PICTURE | {name: NO_CLIP[name] for name in MADE_OF_CLIP}
            if not values["clip_upload"]:
                values |= NO_CLIP
        if not self.has_speech_of(told, kept):
            values |= NO_SPEECH
        columns = {field.name: field.attname for field in self._meta.concrete_fields}
        for name in values.keys() & columns.keys():
            setattr(self, columns[name], values[name])
        self.save()
        if is_whole:
            self._restore_cutaways(told["cutaways"], kept)
        return sorted(set(before) - set(self.file_names()))

    def _as_new(self) -> dict[str, Any]:
        """Return the values of a new scene: what a film did not note had not come to be."""
        return {"upload": "", **{field.name: field.get_default() for field in noted_fields(type(self))}}

    def _as_older_films_had_it(self, told: dict[str, Any]) -> dict[str, Any]:
        """Return what a film of before means by what it did not note."""
        origin = told["image_origin"]
        return {
            "upload": "",
            **NO_CLIP,
            **NO_OWN_SETTINGS,
            **NO_RECORDING,
            **{"sentences": [], "sentences_fingerprint": "", "wishes": {}, "picked": {}},
            "is_own_picture": origin in (Origin.UPLOAD, Origin.CLIP),
            "is_painted": self.is_painted and origin != Origin.PHOTO,
            "speech_fingerprint": self.speech_fingerprint,
        }

    def _restore_cutaways(self, told: list[dict[str, Any]], kept: Collection[str]) -> None:
        present = {name for cutaway in self.cutaways.all() for name in cutaway.file_names()}
        self.cutaways.all().delete()
        for one in told:
            cutaway = self.cutaways.model(scene=self)
            take(cutaway, one)
            if cutaway.image and cutaway.image.name not in (*kept, *present):
                cutaway.image, cutaway.layers, cutaway.image_fingerprint = "", "", ""
            cutaway.save()
