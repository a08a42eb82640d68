"""What one scene has of its own: voice, pace, pause, camera, transition, style, and its length without words."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms

from generator.forms.appearance import offers_photos, picture_choices
from generator.models import Generation, Scene
from generator.models.appearance import Appearance
from generator.models.scenes.own import HasOwnSettings
from generator.providers.factory import get_voices

OWN_FIELDS: Final = ("pictures", "voice", "pace", "pause", "camera", "transition", "style", "seconds")
# What another picture of a kind is called that is not painted.
ANOTHER: Final[dict[str, str]] = {
    Appearance.Pictures.PHOTOS: "Find another photo",
    Appearance.Pictures.CLIPS: "Find another clip",
    Appearance.Pictures.MIXED: "Find another photo or clip",
    Appearance.Pictures.MOVED: "Make another moving picture",
}
AS_FILM: Final = "As the video"
# Those that the narration is made from, and those that a painted picture is.
OF_SPEECH, OF_PICTURE = frozenset(("voice", "pace")), frozenset(("style",))


class OwnChoice(forms.TypedChoiceField):
    """A choice that stays as it is where a page does not have it."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return data is not None and super().has_changed(initial or "", data)


class OwnSeconds(forms.FloatField):
    """So many seconds; none and 0 are both left empty."""

    def __init__(self, *, least: float, most: float, **options: Any) -> None:
        attrs = {"step": "0.1", "min": f"{least:g}", "max": f"{most:g}", "inputmode": "decimal"}
        widget = forms.NumberInput(attrs={**attrs, "autocomplete": "off", **options.pop("attrs", {})})
        refusal = f"Please give between {least:g} and {most:g} seconds."
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), refusal)
        super().__init__(
            required=False,
            widget=widget,
            error_messages=messages,
            min_value=least,
            max_value=most,
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, float | int):
            return value
        return f"{value:g}" if value else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return data is not None and super().has_changed(initial or None, data)


def _as_film(choices: Any) -> list[tuple[Any, str]]:
    return [("", AS_FILM), *choices]


def _number(value: str) -> float:
    return float(value)


def voices_of(film: Generation) -> list[tuple[str, str]]:
    """Return the voices that a scene of a film may have: those of the film's language, and none."""
    language = (film.language or "en").lower().partition("-")[0]
    named = [(voice.value, voice.label) for voice in get_voices() if voice.language == language]
    return [*_as_film(named), (Generation.NO_VOICE, "No narrator: its words are read")]


class OwnSettings(forms.ModelForm):  # type: ignore[type-arg]  # Django's forms take no parameter at run time.
    """The fields of a scene for what it has of its own; all may be left as the film has it."""

    pictures = OwnChoice(
        required=False, label="Kind of picture", choices=_as_film(Appearance.Pictures.choices)
    )
    voice = OwnChoice(required=False, label="Voice", choices=[("", AS_FILM)])
    pace = OwnChoice(
        required=False,
        label="Pace",
        choices=_as_film(Generation.PACES),
        coerce=_number,
        empty_value=None,
    )
    pause = OwnSeconds(
        label="Pause after it, in seconds",
        least=0,
        most=HasOwnSettings.MOST_PAUSE,
        attrs={"placeholder": "0"},
    )
    camera = OwnChoice(required=False, label="Camera", choices=_as_film(Appearance.Camera.choices))
    transition = OwnChoice(
        required=False,
        label="Transition into it",
        choices=_as_film(
            choice for choice in Appearance.Transition.choices if choice[0] != Appearance.Transition.MEANING
        ),
    )
    style = OwnChoice(required=False, label="Style", choices=_as_film(Appearance.Style.choices))
    seconds = OwnSeconds(
        label="Seconds on the screen",
        least=HasOwnSettings.LEAST_SECONDS,
        most=HasOwnSettings.MOST_SECONDS,
        attrs={"placeholder": "shares the words before it"},
    )

    class Meta:
        model = Scene
        fields: ClassVar[tuple[str, ...]] = OWN_FIELDS

    def offer_voices(self, voices: list[tuple[str, str]]) -> None:
        """Offer these voices, and the scene's own if it has another: its film may have had another language."""
        own = self.instance.voice
        field = self.fields["voice"]
        assert isinstance(field, OwnChoice)
        field.choices = voices if own in dict(voices) else [*voices, (own, own)]

    def clean_pause(self) -> float:
        return float(self.cleaned_data.get("pause") or 0.0)

    def clean_own(self) -> None:
        """Leave what the page does not have as it is."""
        for name in OWN_FIELDS:
            if self.add_prefix(name) not in self.data and name in self.cleaned_data:
                self.cleaned_data[name] = getattr(self.instance, name)

    def own_fields(self) -> list[forms.BoundField]:
        """Return the fields; what pictures are is asked where there is a choice."""
        film, own = (
            self.instance.generation_id and self.instance.generation.pictures,
            self["pictures"].value(),
        )
        has_choice = offers_photos(film or None) or offers_photos(own or None)
        kinds = self.fields["pictures"]
        assert isinstance(kinds, OwnChoice)
        kinds.choices = _as_film(picture_choices(own or None))
        return [self[name] for name in OWN_FIELDS if name != "pictures" or has_choice]

    @property
    def chosen(self) -> list[str]:
        """The names of what the scene has of its own, for the line under which it is folded."""
        return [str(self.fields[name].label).partition("<")[0] for name in OWN_FIELDS if self[name].value()]

    @property
    def opens_own(self) -> bool:
        """Whether something is wrong with what is folded."""
        return self.is_bound and bool(set(OWN_FIELDS) & set(self.errors))
