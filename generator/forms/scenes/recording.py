"""The recording of an owner's own voice for a scene: its file, and the way back to the voice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile

from generator.forms.fields import must_pass
from generator.forms.own_file import on_disk
from generator.models import Scene, Sending
from generator.pipeline.decoding import DecodingError, read_recording
from studio.errors import StudioError
from studio.film.uploads.recordings.kinds import MAX_BYTES, MAX_SECONDS, inspect_recording

ACCEPT_RECORDINGS: Final = "audio/*,video/webm,video/mp4,.mp3,.m4a,.aac,.wav,.ogg,.oga,.opus,.flac,.webm,.mp4"
RECORDING_NOT_WHOLE: Final = "The recording did not come here whole. Please record or choose it again."
NOT_NOW: Final = "Something went wrong on our side when the recording was read. Please try again."
NO_WORDS: Final = "Please write what is said in this scene: its captions are made of that."
TWO_VOICES: Final = "You chose a recording and the voice. Please leave out one of them."


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a stored recording that a scene is spoken by."""

    name: str
    start: float
    end: float | None


class RecordingFile(forms.FileField):
    """A recording, judged by its content. The file gets its seconds as `recording_seconds`."""

    most_bytes = MAX_BYTES
    most_seconds = MAX_SECONDS

    def __init__(self, *, widget: type[forms.FileInput] = forms.FileInput, **options: Any) -> None:
        attrs = {"accept": ACCEPT_RECORDINGS, "data-max-bytes": self.most_bytes, "data-recording-file": ""}
        super().__init__(widget=widget(attrs=attrs), **options)
        self.error_messages["empty"] = "This file is empty. Please choose a recording."

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not isinstance(file, UploadedFile):
            return file
        must_pass(lambda opened, size: inspect_recording(opened, size, self.most_bytes), file)
        try:
            with on_disk(file) as path:
                seconds = read_recording(path, self.most_seconds, lambda spent: None)
        except StudioError as error:
            raise ValidationError(str(error), code="not_usable") from error
        except DecodingError as error:
            raise ValidationError(NOT_NOW, code="not_now") from error
        file.recording_seconds = seconds  # type: ignore[attr-defined]  # Read by the form.
        return file


class RecordingFields(forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """The fields of a scene that are about its own voice. A page's script sends the file before the form."""

    new_recording_file = RecordingFile(required=False, label="Upload your own voice")
    sent_recording = forms.UUIDField(
        required=False, widget=forms.HiddenInput(attrs={"data-sent-recording": "", "id": False})
    )
    by_voice = forms.BooleanField(required=False, label="Back to the voice")
    # Of a scene that the page's script has split from another, or joined with others (`forms/scenes/parting.py`).
    parting = forms.RegexField(
        r"^(rest|fresh|\d{1,19}(,\d{1,19}){0,199})$",
        required=False,
        widget=forms.HiddenInput(attrs={"data-parting": "", "id": False}),
    )

    # The sending that the recording came by, and its file, which whoever made the form closes.
    recording_sending: Sending | None = None
    gathered_recording: File[Any] | None = None

    class Meta:
        model = Scene
        fields = ()

    @property
    def new_recording(self) -> UploadedFile | None:
        """The recording that was sent, if it can be used."""
        file = self.cleaned_data.get("new_recording_file")
        return file if isinstance(file, UploadedFile) else None

    @property
    def opens_voice(self) -> bool:
        """Whether something is wrong with what is folded."""
        return self.is_bound and "new_recording_file" in self.errors

    @property
    def keeps_recording(self) -> bool:
        """Whether the words of a scene were changed that its owner's own voice speaks, which stays as it is."""
        if self.is_parted:
            return False
        keeps = self.instance.recording and not self.new_recording and not self.cleaned_data.get("by_voice")
        return bool(keeps and "narration" in self.changed_data and self.cleaned_data.get("narration"))

    # Set by the form of all scenes, where the scene was split or joined.
    is_parted = False

    @property
    def joins(self) -> list[int]:
        """The keys of the scenes that were joined to this one, in their order."""
        return [int(key) for key in self.cleaned_data.get("parting", "").split(",") if key.isdecimal()]

    def take_part(self, parts: Mapping[Any, Part | None]) -> list[str]:
        """Let the scene be spoken by its part of a recording, if it has one, or by the voice where that is None.

        Return the names of files that may go.
        """
        if self not in parts:
            return []
        scene, part = self.instance, parts[self]
        gone = scene.take_recording(part.name, part.start, part.end) if part else scene.drop_recording()
        return list(gone)

    def clean_recording(self) -> None:
        """Take the recording, and refuse one for a scene that says nothing."""
        self._take_sent_recording()
        name = "new_recording_file"
        if name in self.errors or not self.new_recording:
            return
        if not self.cleaned_data.get("narration") and "narration" not in self.errors:
            self.add_error(name, NO_WORDS)
        elif self.cleaned_data.get("by_voice"):
            self.add_error(name, TWO_VOICES)

    def _take_sent_recording(self) -> None:
        """Take the recording that the page has sent by itself before the form, as if it had come with it."""
        key, name = self.cleaned_data.get("sent_recording"), "new_recording_file"
        if not key or name in self.errors or self.new_recording:
            return
        of_film = Sending.objects.filter(generation=self.instance.generation_id, is_recording=True)
        sending = of_film.filter(pk=key).first()
        try:
            if sending is None or not sending.is_whole:
                raise ValidationError(RECORDING_NOT_WHOLE, code="not_whole")
            self.gathered_recording = sending.gather()
            self.cleaned_data[name] = self.fields[name].clean(self.gathered_recording)
        except OSError:
            self.add_error(name, RECORDING_NOT_WHOLE)
        except ValidationError as error:
            self.add_error(name, error)
        else:
            self.recording_sending = sending

    def store_recording(self, scene: Scene) -> str:
        """Store the recording that was sent, by a blank scene of the film, and return its name."""
        scene.recording.save("recording", cast(Any, self.new_recording), save=False)
        return str(scene.recording.name)

    def take_voice(self, name: str) -> list[str]:
        """Let the scene be spoken by the recording that was stored under a name, or by the voice again.

        Return the names of files that may go.
        """
        if name:
            if self.recording_sending:
                self.recording_sending.drop()
            gone: list[str] = self.instance.take_recording(name)
            return gone
        if self.cleaned_data.get("by_voice") or not self.cleaned_data.get("narration"):
            return list(self.instance.drop_recording())
        return []

    def close_recording(self) -> None:
        """Let go of the file that was gathered."""
        if self.gathered_recording:
            self.gathered_recording.close()
