"""Presets in the forms for videos: choosing one, and saving what stands in a form under a name."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import cached_property

from generator.forms.appearance import APPEARANCE
from generator.forms.fields import LineField
from generator.models import Preset, User
from generator.models.presets.preset import MOST_PRESETS, Choices
from generator.models.presets.ready import READY

# What a preset holds: look, sound and cutting, and not what is told. The words of a title card are of one video.
PRESET_FIELDS: Final = (
    *("verbatim", "split", "style", "size", "voice", "pace", "music", "effects"),
    *(name for name in APPEARANCE if name != "title_card_text"),
)
READY_NAME = "“{name}” is one of the presets that everybody has. Please choose another name."
NO_NAME = "Please give the preset a name."
TOO_MANY = f"You have {MOST_PRESETS} presets, which is as many as are kept. Please delete one first."
TAKEN = "You have a preset of this name already. Please choose another name."
OWN_MUSIC = "Your own music file is not part of a preset: the music is automatic with it."
# What is said of a choice that is gone.
LABELS: Final = {
    "voice": "voice",
    "music": "music",
    "style": "style",
    "size": "shape",
    "caption_style": "kind of captions",
}


class PresetNameForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """A new name for a preset."""

    class Meta:
        model = Preset
        fields = ("name",)
        field_classes: ClassVar[dict[str, Any]] = {"name": LineField}

    def clean_name(self) -> str:
        return checked_name(self.instance.owner, str(self.cleaned_data["name"]), other=self.instance)


def checked_name(owner: User, name: str, *, other: Preset | None = None) -> str:
    """Return a name that a preset may have; raise ValidationError for others. `other` is the one that is renamed."""
    if not name:
        raise ValidationError(NO_NAME, code="no_name")
    if any(name.casefold() == ready.casefold() for ready, _, _ in READY.values()):
        raise ValidationError(READY_NAME.format(name=name), code="ready")
    own = Preset.objects.owned_by(owner)
    if other and own.filter(name__iexact=name).exclude(pk=other.pk).exists():
        raise ValidationError(TAKEN, code="taken")
    if not other and own.count() >= MOST_PRESETS and not own.filter(name__iexact=name).exists():
        raise ValidationError(TOO_MANY, code="too_many")
    return name


class BeginsWithPreset:
    """A form for a video that begins with the choices of a preset: the one that is asked for, else the owner's default."""

    owner: User
    is_bound: bool
    data: Any
    asked_preset: str = ""

    @cached_property
    def presets(self) -> list[Choices]:
        return Preset.objects.offered_to(self.owner)

    @cached_property
    def preset(self) -> Choices | None:
        """The preset that the form has begun with; a page that was sent says which."""
        asked = str(self.data.get("begun_with", "")) if self.is_bound else self.asked_preset
        key = asked or ("" if self.is_bound else self.owner.preset)
        return next((choices for choices in self.presets if choices.key == key), None)

    @property
    def preset_notes(self) -> list[str]:
        """What of the preset is no longer there."""
        return valid_values(self, self.preset.values)[1] if self.preset and not self.is_bound else []


def valid_values(form: Any, values: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the choices of a preset for all fields of a form, and a sentence for each that fell back to the usual one."""
    usual = {name: form.fields[name].initial for name in PRESET_FIELDS if name in form.fields}
    from_model = type(form)._meta.model()
    usual = {
        name: getattr(from_model, name) if hasattr(from_model, name) and value is None else value
        for name, value in usual.items()
    }
    taken, notes = dict(usual), list[str]()
    for name, value in values.items():
        if name not in usual:
            continue
        if name == "music" and value == from_model.OWN_MUSIC:
            notes.append(OWN_MUSIC)
            continue
        field = form.fields[name]
        try:
            field.clean("on" if value is True else value)
        except ValidationError:
            what = LABELS.get(name, str(field.label or name).lower())
            notes.append(f"The {what} of this preset is no longer there: the usual one is chosen.")
            continue
        taken[name] = value
    return taken, notes


def with_values(data: QueryDict, values: dict[str, Any]) -> QueryDict:
    """Return what a page has sent with other choices; switches that are off are not sent."""
    changed = data.copy()
    for name, value in values.items():
        if value is False:
            changed.pop(name, None)
        else:
            changed[name] = "on" if value is True else str(value)
    return changed
