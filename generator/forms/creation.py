"""The base form for making a video, with its appearance and sound, and the form that starts from a text."""

from __future__ import annotations

from copy import copy
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property

from generator.forms.appearance import (
    APPEARANCE,
    HELP_TEXTS,
    LABELS,
    WIDGETS,
    OffersPhotos,
    differs_from_defaults,
    leave_to_default,
    with_defaults,
)
from generator.forms.fields import LineField, SpokenText, too_many_letters
from generator.forms.music import MUSIC_CHOICES, NO_FILE, SoundFile, VolumeField
from generator.forms.rendering import Cards, LongText, Toggle
from generator.forms.starting.documents import DocumentForm
from generator.forms.starting.presets import valid_values
from generator.forms.starting.voices import language_choices, voice_choices
from generator.forms.typed import TypedForm
from generator.forms.understanding import UNDERSTOOD, Understanding
from generator.models import Generation, User
from generator.models.allowance import Allowance, Enqueue, OverQuotaError, allowance_of, places_of
from generator.models.generation import MAX_TEXT, MIN_TEXT
from generator.providers.factory import can_speak, has_service, main_unspoken_language
from generator.web.estimates import LEAST_SCENES, making_times
from generator.web.letters import can_be_drawn
from studio.speech.voices import name_language

VERBATIM = "Speak everything exactly as it stands"
CHANGED = (
    "This draft was changed in another window since you opened this page. It stays as it is there, and what you wrote "
    "here is a draft of its own now: send it once more to make a video of it."
)
# The code of the error about a text that no voice can speak.
UNSPOKEN = "unspoken"
NO_CAPTIONS = "Without a narrator the words have to be seen: please choose captions."

# What a new version takes over from the film that it starts from, and a draft from one visit to the next.
TAKEN_OVER = (
    "input_text",
    "verbatim",
    "title",
    "chosen_language",
    "style",
    "size",
    "voice",
    "pace",
    "music",
    "music_volume",
    "effects",
    *APPEARANCE,
)


class GenerationForm(OffersPhotos, TypedForm):
    """The base of both forms, for a video from a text and for one from a picture."""

    taken_over: ClassVar[tuple[str, ...]] = TAKEN_OVER

    voice = forms.ChoiceField(required=False, initial="", choices=voice_choices)
    chosen_language = forms.ChoiceField(
        required=False, initial="", choices=language_choices, label="Language of the text"
    )
    music = forms.ChoiceField(required=False, initial=Generation.AUTO_MUSIC, choices=MUSIC_CHOICES)
    music_volume = VolumeField()
    scenes_first = forms.BooleanField(
        required=False,
        label="Show me the scenes first",
        help_text="You correct words and pictures before the film is made.",
        widget=Toggle,
    )
    music_file = SoundFile(
        required=False,
        label="Your own music",
        help_text="MP3, WAV, OGG or M4A, up to 20 MB and 10 minutes. It steps back while the narrator speaks.",
    )

    class Meta:
        model = Generation
        fields: tuple[str, ...] = (*TAKEN_OVER, "music_file")
        field_classes: ClassVar[dict[str, Any]] = dict.fromkeys(
            ("title", "title_card_text", "end_card_text"), LineField
        )
        widgets: ClassVar[dict[str, Any]] = {
            **{"style": Cards, "size": Cards, "verbatim": Toggle, "effects": Toggle},
            **WIDGETS,
        }
        labels: ClassVar[dict[str, str]] = {
            **{"size": "Shape", "verbatim": VERBATIM, "effects": "Quiet effects"},
            **LABELS,
        }
        help_texts: ClassVar[dict[str, str]] = {
            "title": "Left empty, we take one from your words.",
            "verbatim": "Off, headings, labels, notes and links are understood and not read out.",
            "effects": "Rain, sea, wind, fire, birds or crickets where a painted picture shows them, far below the voice.",
            **HELP_TEXTS,
        }

    def __init__(
        self,
        data: Any,
        files: Any,
        *,
        owner: User,
        source: Generation | None = None,
        draft: Generation | None = None,
        preset: str = "",
    ) -> None:
        """Continue `draft`, start a new version of the film `source`, or begin with a preset, named by its key."""
        start = draft or source
        taken = {name: getattr(start, name) for name in self.taken_over} if start else {}
        if start:
            taken["input_text"] = start.given_text
        super().__init__(data, files, initial=taken)
        self.owner = owner
        self.source = source
        self.draft = draft
        self.initial.setdefault("scenes_first", owner.sees_scenes_first)
        self.asked_preset = preset
        if not start and self.preset:
            self.initial = {**self.initial, **valid_values(self, self.preset.values)[0]}
        self.fields["title"].widget.attrs["dir"] = "auto"
        self.fields["pace"].required = False
        leave_to_default(self)

    @property
    def has_unusual_appearance(self) -> bool:
        return differs_from_defaults(self) or self.brand.is_unusual

    def sent(self, name: str) -> UploadedFile | None:
        """Return the file that was sent in a field, if it can be used."""
        file = self.cleaned_data.get(name) if self.is_bound and self.errors is not None else None
        return file if isinstance(file, UploadedFile) else None

    @property
    def new_music(self) -> UploadedFile | None:
        """Return the sound file that was sent, if it can be used."""
        return self.sent("music_file")

    @property
    def earlier_music(self) -> Any:
        """Return the stored sound file that is used unless another one is chosen, or None."""
        start = self.draft or self.source
        return (start.music_file or None) if start else None

    def clean_pace(self) -> float:
        return float(self.cleaned_data["pace"] or 1.0)

    def clean_input_text(self) -> str:
        text = str(self.cleaned_data.get("input_text") or "")
        if text and (refusal := too_many_letters(self.understood.length, len(text))):
            raise ValidationError(refusal, code="too_long")
        return text

    def clean_music_file(self) -> Any:
        file = self.cleaned_data.get("music_file")
        # Whoever sends a file wants to hear it. With scripts, none is sent unless "own music" is chosen.
        if isinstance(file, UploadedFile):
            self.cleaned_data["music"] = Generation.OWN_MUSIC
        return file

    def clean(self) -> dict[str, Any] | None:
        with_defaults(self.cleaned_data)
        has_file = self.new_music or self.earlier_music or "music_file" in self.errors
        if self.cleaned_data.get("music") == Generation.OWN_MUSIC and not has_file:
            self.add_error("music_file", NO_FILE)
        if self.cleaned_data.get("voice") == Generation.NO_VOICE:
            if self.cleaned_data.get("caption_style") == Generation.CaptionStyle.NONE:
                self.add_error("caption_style", NO_CAPTIONS)
        elif language := self.unspoken_language():
            self._offer_no_narrator(language)
        if refusal := self.brand_refusal():
            self.add_error(None, refusal)
        if refusal := self.refusal():
            raise ValidationError(refusal, code="too_many")
        return super().clean()

    @cached_property
    def understood(self) -> Understanding:
        """Return what is understood of the text that was sent or is shown."""
        if self.is_bound:
            given = {name: str(self.data.get(name) or "") for name in UNDERSTOOD}
        else:
            given = {name: str(self.initial.get(name) or "") for name in UNDERSTOOD}
        chosen = self.data if self.is_bound else self.initial
        is_topic = "write_for_me" in self.fields and bool(chosen.get("write_for_me"))
        return Understanding(**given, owner=self.owner, is_topic=is_topic)

    @property
    def spoken_words(self) -> str:
        """Return the words that will be spoken, as far as they are known."""
        return self.understood.shown if self.cleaned_data.get("input_text") else ""

    def unspoken_language(self) -> str:
        """Return the language of a text if no voice can speak most of it; empty otherwise."""
        chosen = str(self.cleaned_data.get("chosen_language") or "")
        if chosen and self.spoken_words and not can_speak(chosen):
            return chosen
        return main_unspoken_language(self.spoken_words)

    def _offer_no_narrator(self, language: str) -> None:
        """Refuse a text that no voice can speak, and preselect a film without a narrator."""
        captions = "captions" if can_be_drawn(self.spoken_words) else "subtitles beside the picture"
        sentence = (
            f"Your text seems to be in {name_language(language)}, which no voice here speaks. “No narrator” makes a "
            f"video of it with {captions} and music."
        )
        self.add_error("voice", ValidationError(sentence, code=UNSPOKEN))
        data: Any = copy(self.data)
        data["voice"] = Generation.NO_VOICE
        self.data = data

    @cached_property
    def made_in(self) -> dict[str, list[str]]:
        """Say by shape and quality, and then number of scenes, how long films took lately; empty if unknown."""
        return making_times(self.kind)

    @property
    def least_scenes(self) -> int:
        return LEAST_SCENES

    @cached_property
    def allowance(self) -> Allowance:
        return allowance_of(self.owner)

    def refusal(self) -> str:
        """Return why the owner cannot make this video now; empty if it can be made."""
        return self.allowance.refusal(places_of(len(self.spoken_words)))

    def save(self, commit: bool = True) -> Generation:
        """Store what was asked for as a draft."""
        self.fill()
        for name, value in self._as_understood().items():
            setattr(self.instance, name, value)
        self.instance.status = Generation.Status.DRAFT
        generation: Generation = super().save(commit)
        return generation

    def queue(self, enqueue: Enqueue) -> Generation | None:
        """Queue the video. Raises OverQuotaError if other requests have taken the last place meanwhile.

        None, with an error in the form, if another window has changed the draft.
        """
        # Its files are stored before the owner's row is locked, because the lock must be short.
        generation = self.save()
        generation.measure_storage()
        try:
            enqueue(generation, generation.submit)
        except OverQuotaError:
            self.give_up(generation)
            raise
        return generation

    def give_up(self, generation: Generation) -> None:
        """Let go of the row that was stored for a video that cannot be made now; its words are in the form."""
        generation.delete()

    def _submit(self, draft: Generation, enqueue: Enqueue) -> Generation | None:
        """Queue the video of a draft: the row stays the same."""
        changes = self._changes(draft)
        draft.revision = self.known_revision(draft)
        try:
            queued = enqueue(
                draft,
                partial(
                    draft.submit,
                    revises=self.kind == Generation.Kind.TEXT,
                    **changes | self._as_understood(),
                ),
            )
        except OverQuotaError:
            draft.type_in(**changes)
            raise
        draft.refresh_from_db()
        if not queued and draft.is_draft:
            self.add_error(None, ValidationError(CHANGED, code="changed"))
            return None
        draft.measure_storage()
        return draft

    def _changes(self, draft: Generation) -> dict[str, Any]:
        names = [name for name in self.taken_over if name in self.fields]
        changes = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return changes | self._new_music_of(draft) | self.chosen_brand(draft)

    def _new_music_of(self, draft: Generation) -> dict[str, Any]:
        """Store music that was sent for a draft, in place of that before; return the fields that change."""
        if not self.files or not self.new_music:
            return {}
        earlier, storage = draft.music_file.name, draft.music_file.storage
        draft.music_file.save("music", self.new_music, save=False)
        if earlier:
            storage.delete(earlier)
        return {"music_file": draft.music_file.name, "music_seconds": None}

    def fill(self) -> None:
        """Set the fields of the new row that the form does not have."""
        self.instance.owner = self.owner
        self.instance.kind = self.kind
        self.instance.brand_id = self.chosen_brand()["brand_id"]
        if self.source:
            self.instance.copy(self.source)
        elif self.draft:
            self.instance.copied_from, self.instance.copy_number = (
                self.draft.copied_from,
                self.draft.copy_number,
            )
        if self.instance.music == Generation.OWN_MUSIC and not self.new_music and self.earlier_music:
            self.instance.music_file = copy_of(self.earlier_music, "music")

    def _as_understood(self) -> dict[str, Any]:
        """Return what is spoken of the text, beside it the text as it was given, and whether the scenes come first."""
        given = str(self.cleaned_data.get("input_text") or "")
        is_read = bool(given) and not self.understood.is_verbatim
        spoken = self.understood.document.text if is_read else given
        words = {"input_text": spoken, "pasted_text": given if is_read else ""}
        return {**words, "shows_scenes_first": bool(self.cleaned_data.get("scenes_first"))}


def copy_of(stored: Any, name: str) -> ContentFile[bytes]:
    """Copy a stored file, so that deleting one film leaves the other whole."""
    with stored.open("rb") as file:
        return ContentFile(file.read(), name=name)


class TextForm(GenerationForm):
    """The form for a video from a text."""

    kind = Generation.Kind.TEXT
    taken_over = (*TAKEN_OVER, "split", "write_for_me")

    input_text = SpokenText(
        is_read=True,
        label="Your text",
        help_text=f"A story, a lesson, a product description: {MIN_TEXT} to {MAX_TEXT:,} characters that are spoken.",
        widget=LongText(
            attrs={
                "rows": 9,
                "dir": "auto",
                "data-count": MAX_TEXT,
                "placeholder": "Paste or write what the video should tell…",
            }
        ),
    )

    split = forms.ChoiceField(
        required=False,
        initial=Generation.Split.AUTO,
        choices=Generation.Split.choices,
        label="Scenes",
        help_text="Automatic makes scenes of about 5 to 12 seconds.",
    )

    class Meta(GenerationForm.Meta):
        fields = (*GenerationForm.Meta.fields, "split", "write_for_me")
        widgets: ClassVar[dict[str, Any]] = {**GenerationForm.Meta.widgets, "write_for_me": Toggle}
        labels: ClassVar[dict[str, str]] = {**GenerationForm.Meta.labels, "write_for_me": "Write it for me"}
        help_texts: ClassVar[dict[str, str]] = {
            **GenerationForm.Meta.help_texts,
            "write_for_me": "Your text is a topic, and the narrator's words are written about it. "
            "Off, every word is spoken as you wrote it.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_service("text"):
            # The built-in provider never invents text, so a topic needs a service.
            del self.fields["write_for_me"]

    @cached_property
    def document(self) -> DocumentForm:
        """The field for a document whose words are to come into the text."""
        return DocumentForm()

    def clean_split(self) -> str:
        return self.cleaned_data["split"] or Generation.Split.AUTO

    def clean(self) -> dict[str, Any] | None:
        if self.draft and self.known_revision(self.draft) != self.draft.revision:
            raise ValidationError(CHANGED, code="changed")
        return super().clean()

    def queue(self, enqueue: Enqueue) -> Generation | None:
        return self._submit(self.draft, enqueue) if self.draft else super().queue(enqueue)
