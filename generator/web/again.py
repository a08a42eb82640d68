"""Forms that could not be taken for a reason that passes: the page that says so holds them, to be sent again."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

# Views whose forms hold what people have typed.
TYPED_INTO = frozenset(
    (
        *("text_to_video", "text_draft", "image_to_video", "draft", "storyboard", "contact"),
        "another_language",
    )
)
# Fields that are shown to be read and corrected, by the last part of their names; {} is the number of a scene.
SHOWN = {
    "input_text": "Your text",
    "description": "The picture in words",
    "message": "Your message",
    "title": "Title",
    "narration": "Words of scene {}",
    "words": "Words of scene {}",
    "prompt": "Picture of scene {}",
}


@dataclass(frozen=True, slots=True)
class SentField:
    """A field of a form as it was sent; one without a label is sent again unseen."""

    name: str
    value: str
    label: str


def sent_fields(request: HttpRequest) -> list[SentField]:
    """Return the fields of a form, or none if it is not one in which people type."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.view_name not in TYPED_INTO:
        return []
    return [
        SentField(name, value, _label(name) if value else "")
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]


def _label(name: str) -> str:
    _, number, part = ["", "", *name.split("-")][-3:]
    label = SHOWN.get(part, "")
    return label.format(int(number) + 1) if number.isdecimal() else label if "{}" not in label else ""
