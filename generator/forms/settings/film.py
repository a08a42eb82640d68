"""The form for the settings of a film that was made: all that its owner chose, and its title."""

from __future__ import annotations

import copy
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from generator.forms.appearance import (
    APPEARANCE,
    HELP_TEXTS,
    LABELS,
    WIDGETS,
    OffersPhotos,
    leave_to_default,
    with_defaults,
)
from generator.forms.brands.brand import Branded
from generator.forms.creation import NO_CAPTIONS
from generator.forms.fields import LineField, LongTextField
from generator.forms.music import MUSIC_CHOICES, NO_FILE, SoundFile, VolumeField
from generator.forms.rendering import Cards, LongText, Toggle
from generator.forms.settings.groups import Group, groups_of
from generator.forms.starting.voices import language_choices, voice_choices
from generator.models import Brand, Generation, Scene
from generator.models.allowance import allowance_of
from generator.pipeline.remade import Remade, marks_of, what_is_remade
from generator.providers.factory import can_speak
from studio.speech.voices import name_language

MAX_DESCRIPTION = 2000
# The columns that fields of the same names say; the language, files and the brand are said otherwise.
COLUMNS = (
    *("title", "description", "style", "size", "voice", "pace", "music", "music_volume", "effects"),
    *APPEARANCE,
)
FILES = ("music_file", *Brand.FILES)


class FilmForm(OffersPhotos, Branded, forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """All settings of one film. The film itself is not touched: what is chosen is handed on as columns."""

    title = LineField(
        required=False,
        max_length=80,
        label="Title",
        error_messages={
            "max_length": "Please keep the title to 80 characters.",
            "required": "Please give the video a title.",
        },
    )
    description = LongTextField(
        required=False,
        max_length=MAX_DESCRIPTION,
        label="Description",
        help_text="Your library finds the video by it. The video itself does not show it.",
        widget=LongText(attrs={"rows": 3, "dir": "auto"}),
        error_messages={
            "max_length": f"Please keep the description to {MAX_DESCRIPTION:,} characters.",
        },
    )
    voice = forms.ChoiceField(required=False, choices=voice_choices)
    chosen_language = forms.ChoiceField(required=False, label="Language of the words")
    music = forms.ChoiceField(required=False, choices=MUSIC_CHOICES)
    music_volume = VolumeField()
    music_file = SoundFile(
        required=False,
        label="Your own music",
        help_text="MP3, WAV, OGG or M4A, up to 20 MB and 10 minutes. It steps back while the narrator speaks.",
    )
    # The names of fields in which a file was chosen, which come before the file does.
    files_chosen = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-files-chosen": ""}))

    class Meta:
        model = Generation
        fields = ("title", "description", "style", "size", "pace", "effects", *APPEARANCE)
        field_classes: ClassVar[dict[str, Any]] = dict.fromkeys(
            ("title_card_text", "end_card_text"), LineField
        )
        widgets: ClassVar[dict[str, Any]] = {
            **{"style": Cards, "size": Cards, "effects": Toggle},
            **WIDGETS,
        }
        labels: ClassVar[dict[str, str]] = {**{"size": "Shape", "effects": "Quiet effects"}, **LABELS}
        help_texts: ClassVar[dict[str, str]] = {
            "effects": "Rain, sea, wind, fire, birds or crickets where a painted picture shows them, far below the voice.",
            "pace": "",
            **HELP_TEXTS,
        }

    draft = None

    def __init__(self, data: Any, files: Any, *, generation: Generation) -> None:
        self.generation = self.source = generation
        self.owner = generation.owner
        # Pages that were opened by an earlier version have scenes only.
        self.is_told = data is not None and "voice" in data
        names = ("chosen_language", "voice", "music", "music_volume")
        initial = {name: getattr(generation, name) for name in names}
        initial["chosen_language"] = generation.language or generation.chosen_language
        data, files = (data, files) if self.is_told else (None, None)
        super().__init__(data, files, instance=copy.copy(generation), initial=initial)
        self.fields["title"].widget.attrs["dir"] = "auto"
        self.fields["title"].required = bool(generation.title)
        for name in ("style", "size", "pace"):
            self.fields[name].required = False
        leave_to_default(self)
        fields: dict[str, Any] = self.fields
        fields["chosen_language"].choices = _languages(str(initial["chosen_language"]))
        fields["voice"].choices = _voices(generation.voice)

    @property
    def earlier_music(self) -> Any:
        """The stored sound file that is used unless another one is chosen, or None."""
        return self.generation.music_file or None

    @property
    def new_music(self) -> UploadedFile | None:
        file = self.cleaned_data.get("music_file") if self.is_bound else None
        return file if isinstance(file, UploadedFile) else None

    def clean_pace(self) -> float:
        return float(self.cleaned_data["pace"] or 1.0)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        with_defaults(cleaned)
        for name in ("style", "size"):
            cleaned[name] = cleaned.get(name) or getattr(self.generation, name)
        if self.new_music:
            # Whoever sends a file wants to hear it.
            cleaned["music"] = Generation.OWN_MUSIC
        has_file = self._chooses("music_file") or self.earlier_music or "music_file" in self.errors
        if cleaned.get("music") == Generation.OWN_MUSIC and not has_file:
            self.add_error("music_file", NO_FILE)
        self._clean_voice()
        if refusal := self.brand_refusal():
            self.add_error(None, refusal)
        if self.files and (refusal := allowance_of(self.owner).storage_refusal()):
            self.add_error(None, refusal)
        return cleaned

    def _clean_voice(self) -> None:
        cleaned = self.cleaned_data
        language = str(cleaned.get("chosen_language") or "")
        is_silent = cleaned.get("voice") == Generation.NO_VOICE
        if is_silent and cleaned.get("caption_style") == Generation.CaptionStyle.NONE:
            self.add_error("caption_style", NO_CAPTIONS)
        is_another = language != self.generation.language
        if language and is_another and not is_silent and not can_speak(language):
            self.add_error(
                "chosen_language",
                f"No voice here speaks {name_language(language)}. “No narrator” shows the words instead.",
            )

    def _chooses(self, name: str) -> bool:
        """Whether a file was chosen in a field; while one types, only its name is known here."""
        chosen = str(self.cleaned_data.get("files_chosen") or "").split(",")
        return bool(self.files and self.files.get(name)) or (not self.files and name in chosen)

    def changes(self) -> dict[str, Any]:
        """Return the columns that shall have other values, but for files and the brand."""
        if not self.is_told:
            return {}
        told, film = self.cleaned_data, self.generation
        new = {name: told[name] for name in COLUMNS if name in told and told[name] != getattr(film, name)}
        if (language := told.get("chosen_language")) and language != film.language:
            new |= {"language": language, "chosen_language": language}
        return new

    def remade(self, scenes: list[Scene]) -> Remade:
        """Say what a run makes again of the film for what is chosen, as far as it is valid."""
        changes = self.changes()
        if (
            self.is_told
            and self._chooses("music_file")
            and changes.get("music", self.generation.music) == "own"
        ):
            changes["music_file"] = "new"
        if self.is_told and (brand := self._brand_then()) is not self.generation.brand:
            changes["brand"] = brand
        return what_is_remade(self.generation, changes, scenes)

    def _brand_then(self) -> Brand | None:
        """Return the brand as chosen, without storing it."""
        chosen = self.brand.columns() if self.brand.is_told and self.brand.is_bound else None
        if chosen is None:
            return self.generation.brand
        then = copy.copy(self.generation.brand) if self.generation.brand else Brand(owner=self.owner)
        for name, value in chosen.items():
            setattr(then, name, value)
        for name in Brand.FILES:
            if self._chooses(name):
                setattr(then, name, f"new-{name}")
        if self.brand.cleaned_data.get("without_logo"):
            then.logo = ""
        return then

    @property
    def has_files(self) -> bool:
        return self.is_told and any(self._chooses(name) for name in FILES)

    @property
    def has_new_brand(self) -> bool:
        brand = self._brand_then()
        return brand is not self.generation.brand and marks_of(brand) != marks_of(self.generation.brand)

    @property
    def is_changed(self) -> bool:
        """Whether something shall be other than it is."""
        return self.is_told and bool(self.changes() or self.has_files or self.has_new_brand)

    @property
    def asked_names(self) -> str:
        """The fields by which the page asks what is made again: all but files."""
        fields = {**self.fields, **self.brand.fields}
        told = [name for name, field in fields.items() if not isinstance(field, forms.FileField)]
        return ",".join(["csrfmiddlewaretoken", *told])

    @property
    def groups(self) -> list[Group]:
        """The folded sections in which the fields stand, each with what is set in it."""
        return groups_of(self)

    def stored(self) -> dict[str, Any]:
        """Store what was sent; return all columns that change. Files of before stay for the films that have them."""
        columns = self.changes()
        if not self.is_told:
            return columns
        if self.new_music:
            holder = Generation(pk=self.generation.pk, owner=self.owner)
            holder.music_file.save("music", self.new_music, save=False)
            columns |= {"music_file": holder.music_file.name, "music_seconds": None}
        brand = self.chosen_brand()
        if brand["brand_id"] != self.generation.brand_id:
            columns |= brand
        return columns


def _languages(present: str) -> list[tuple[str, str]]:
    """Offer all languages, that of the film among them: a page that lacked it would send another."""
    choices = [choice for choice in language_choices() if choice[0]]
    if any(code == present for code, _ in choices):
        return choices
    return [(present, name_language(present) if present else "Automatic"), *choices]


def _voices(present: str) -> list[tuple[str, Any]]:
    """Offer all voices, that of the film among them also if it is offered no more."""
    choices = voice_choices()
    known = [value for value, label in choices if isinstance(label, str)]
    known += [value for _, label in choices if not isinstance(label, str) for value, _ in label]
    return choices if present in known else [(present, "The voice of now"), *choices]
