"""The clip that a scene shows instead of a picture: its file, its part, how it ends and what is heard of it."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from generator.forms.own_file import OwnFile, TakesSentClip
from generator.forms.poster import MomentField
from generator.models import Scene, Sending
from generator.web.durations import clock
from studio.film.uploads.clips.house import MOST_SECONDS

CLIP_FIELDS = ("clip_start", "clip_end", "clip_ending", "clip_fit", "clip_sound")
# Seconds that a part of a clip lasts at least.
SHORTEST_PART = 0.5
NO_SOUND = "This clip has no sound."


class ClipMoment(MomentField):
    """A moment of a clip; 0 and none are both left empty."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, float | int):
            return value
        return f"{value:g}" if value else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        # A page that does not have the field changes nothing.
        if data is None:
            return False
        try:
            return bool((self.clean(data) or 0.0) != (initial or 0.0))
        except ValidationError:
            return True


class ClipChoice(forms.ChoiceField):
    """A choice that stays as it is where a page does not have it."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data) and super().has_changed(initial, data)


class ClipFields(TakesSentClip, forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """The fields of a scene that are about its clip; they count only where there is one."""

    new_picture = OwnFile(required=False, label="Use a picture or clip of your own")
    clip_start = ClipMoment(
        required=False,
        label="Clip from",
        widget=forms.TextInput(attrs={"placeholder": "0:00", "autocomplete": "off", "inputmode": "numeric"}),
    )
    clip_end = ClipMoment(
        required=False,
        label="Clip to",
        widget=forms.TextInput(
            attrs={"placeholder": "its end", "autocomplete": "off", "inputmode": "numeric"}
        ),
    )
    clip_ending = ClipChoice(required=False, choices=Scene.Ending.choices, label="If the clip is too short")
    clip_fit = ClipChoice(required=False, choices=Scene.Fit.choices, label="If its shape is another")
    clip_sound = ClipChoice(required=False, choices=Scene.Hearing.choices, label="The clip's sound")

    file_field = "new_picture"

    class Meta:
        model = Scene
        fields: ClassVar[tuple[str, ...]] = CLIP_FIELDS

    @property
    def new_file(self) -> UploadedFile | None:
        """The picture or clip that was sent, if it can be used."""
        file = self.cleaned_data.get("new_picture")
        return file if isinstance(file, UploadedFile) else None

    @property
    def new_clip(self) -> dict[str, Any] | None:
        """What is known of the clip that was sent; None if none was."""
        return getattr(self.new_file, "clip_facts", None)

    @property
    def will_show_clip(self) -> bool:
        """Whether the scene is to show a clip, present or new."""
        return bool(self.new_clip or (self.instance.clip_upload and not self.new_file))

    def clean_clip_start(self) -> float:
        return float((self._moment("clip_start")) or 0.0)

    def clean_clip_end(self) -> float | None:
        return self._moment("clip_end") or None

    def clean_clip_ending(self) -> str:
        return str(self.cleaned_data.get("clip_ending") or self.instance.clip_ending)

    def clean_clip_fit(self) -> str:
        return str(self.cleaned_data.get("clip_fit") or self.instance.clip_fit)

    def clean_clip_sound(self) -> str:
        return str(self.cleaned_data.get("clip_sound") or self.instance.clip_sound)

    def _moment(self, name: str) -> float | None:
        found: float | None = self.cleaned_data.get(name)
        return found if self.add_prefix(name) in self.data else getattr(self.instance, name)

    def sendings(self) -> QuerySet[Sending]:
        return Sending.objects.filter(generation=self.instance.generation_id)

    def clean_part(self) -> None:
        """Refuse a part that the clip does not have."""
        if not self.will_show_clip or {"clip_start", "clip_end", "new_picture"} & set(self.errors):
            return
        facts = self.new_clip or {
            "seconds": self.instance.clip_length,
            "has_sound": self.instance.clip_has_sound,
        }
        length, has_sound = float(facts["seconds"] or 0.0), bool(facts["has_sound"])
        start, end = self.cleaned_data["clip_start"], self.cleaned_data["clip_end"]
        if start > length - SHORTEST_PART and start:
            self.add_error("clip_start", f"The clip is {clock(length)} long. Please begin earlier.")
        elif end is not None and end < start + SHORTEST_PART:
            self.add_error("clip_end", "Please end the clip after it has begun.")
        elif end is not None and end > start + MOST_SECONDS:
            self.add_error("clip_end", f"A scene shows at most {clock(MOST_SECONDS)} of a clip.")
        if self.cleaned_data.get("clip_sound", Scene.Hearing.OFF) != Scene.Hearing.OFF and not has_sound:
            self.add_error("clip_sound", NO_SOUND)

    def store_file(self, scene: Scene) -> str:
        """Store the picture or clip that was sent, by a blank scene of the film, and return its name."""
        stored = scene.clip_upload if self.new_clip else scene.upload
        stored.save("upload", cast(Any, self.new_file), save=False)
        return str(stored.name)

    def take_file(self, name: str) -> list[str]:
        """Note the picture or clip that was stored under a name in the scene; return the names of files that go."""
        facts, scene = self.new_clip, self.instance
        if self.sending:
            self.sending.drop()
        gone, scene.picked = [scene.upload.name] if scene.upload else [], {}
        if facts is None:
            gone += scene.drop_clip()
            scene.upload = name
            return gone
        gone += [scene.clip_upload.name] if scene.has_own_clip else []
        # What was chosen for it, also where the clip of before was let go.
        for field in CLIP_FIELDS:
            setattr(scene, field, self.cleaned_data[field])
        scene.clip_upload, scene.upload = name, ""
        scene.clip_length, scene.clip_has_sound = facts["seconds"], facts["has_sound"]
        return gone
