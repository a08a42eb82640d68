"""The form's fields for a film's appearance besides style and shape: the group that most people leave unchanged."""

from __future__ import annotations

from typing import Any, Final

from django.forms import BaseForm

from generator.forms.rendering import Toggle
from generator.models import Generation
from generator.providers.card import Kind
from generator.providers.factory import has_service

APPEARANCE: Final = (
    "pictures",
    "shows",
    "palette",
    "quality",
    "camera",
    "less_motion",
    "cutting",
    "transition",
    "caption_style",
    "caption_position",
    "caption_letters",
    "caption_stroke",
    "caption_words",
    "caption_capitals",
    "lower_thirds",
    "progress_line",
    "title_card",
    "title_card_text",
    "end_card_text",
    "credits_card",
)
WIDGETS: Final = dict.fromkeys(
    ("title_card", "credits_card", "less_motion", "caption_capitals", "lower_thirds"), Toggle
)
LABELS: Final = {
    "pictures": "Pictures",
    "shows": "What it shows",
    "palette": "Colours of graphic scenes",
    "less_motion": "Less motion",
    "cutting": "Changes of picture",
    "transition": "From scene to scene",
    "title_card": "Title card",
    "title_card_text": "Words of the title card",
    "end_card_text": "End card",
    "credits_card": "Credits at the end",
    "quality": "Size",
    "caption_style": "Captions",
    "caption_position": "Place of the captions",
    "caption_letters": "Size of the captions",
    "caption_stroke": "Outline of the captions",
    "caption_words": "Words of a caption",
    "caption_capitals": "Captions in capitals",
    "lower_thirds": "Names of people",
    "progress_line": "Line that grows with the video",
}
HELP_TEXTS: Final = {
    "pictures": "Photos and clips are free ones of other people, found by what a scene shows; the video names them. Where "
    "none is found, the picture is painted. You can choose for every scene afterwards.",
    "shows": "Graphic scenes show numbers, lists, questions and names as words and figures, where a picture could only "
    "guess. You can change it for every sentence afterwards.",
    "title_card": "Before the first scene, over its picture, blurred.",
    "title_card_text": "Left empty, it is the title of the video.",
    "end_card_text": "Words that stand after the last scene. Left empty, the video ends with it.",
    "credits_card": "On the end card, where the video shows photos of other people: who they are by, and under which licence.",
    "camera": "How much the pictures move, towards what is in them.",
    "less_motion": "For people whom motion makes ill: no camera, nothing that moves in a picture, and words that only "
    "fade in. Clips of your own play as they are.",
    "cutting": "How often a longer scene shows another picture or another view of its own. Automatic is lively in "
    "portrait and calm in other shapes.",
    "transition": "By meaning follows the words: through black when time passes, a whip or a push at a “but”, a push or a "
    "flight into a new part; pictures go out of focus behind their words, and the film ends in black.",
    "quality": "A draft is made fastest. Fine takes more than twice as long as standard.",
    "caption_style": "Drawn into the picture. Word by word gives the spoken word a colour. "
    "Without any, players can still show subtitles.",
    "caption_words": "Fewer words are read faster and change more often. With one large word at a time, so many at a time.",
    "caption_capitals": "Where the script has them. Subtitles stay as they are written.",
    "lower_thirds": "Where your words introduce somebody by name and role, both stand in the picture for a few seconds.",
    "progress_line": "Short videos often have one. With it, a change of one scene's length draws all scenes again.",
}


# What pictures may be, by the kinds of services of which one at least is needed for it.
_NEEDED: Final[dict[str, tuple[Kind, ...]]] = {
    Generation.Pictures.PHOTOS: ("photo",),
    Generation.Pictures.CLIPS: ("clip",),
    Generation.Pictures.MIXED: ("photo", "clip"),
    Generation.Pictures.MOVED: ("motion",),
}
_ONLY_PHOTOS: Final = "Photos where one fits, else painted"


def picture_choices(pictures: str | None) -> list[tuple[str, str]]:
    """Return what pictures may be: what there are services for, and what they are already."""
    painted, *others = Generation.Pictures.choices
    offered = [
        (value, _ONLY_PHOTOS if value == Generation.Pictures.MIXED and not has_service("clip") else label)
        for value, label in others
        if value == pictures or any(map(has_service, _NEEDED[value]))
    ]
    return [painted, *offered]


def offers_photos(pictures: str | None) -> bool:
    """Return whether a form asks what the pictures are: where there is a choice, or there was."""
    return len(picture_choices(pictures)) > 1


class OffersPhotos:
    """A form that asks what the pictures of a film are, where there is a choice."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        form: Any = self
        form.fields["pictures"].choices = picture_choices(form["pictures"].value())

    @property
    def offers_photos(self) -> bool:
        form: Any = self
        return offers_photos(form["pictures"].value())


def default_of(name: str) -> Any:
    return getattr(Generation(), name)


def leave_to_default(form: BaseForm) -> None:
    """Make the appearance fields of a form optional."""
    for name in APPEARANCE:
        form.fields[name].required = False
        if name.endswith("_text"):
            form.fields[name].widget.attrs["dir"] = "auto"


def with_defaults(cleaned: dict[str, Any]) -> None:
    """Fill in defaults for appearance fields that were left out."""
    for name in APPEARANCE:
        if cleaned.get(name) == "":
            cleaned[name] = default_of(name)


def differs_from_defaults(form: BaseForm) -> bool:
    """Return whether any appearance field differs from its default or has an error."""
    return any(form[name].value() not in (default_of(name), None) or form[name].errors for name in APPEARANCE)
