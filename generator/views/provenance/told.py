"""What the page of a film tells of its makers: credits, services, and their cost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from generator.models import Film, Generation, Scene, Usage
from generator.models.credits.listed import credits_in
from generator.models.files.origin import Origin
from generator.models.usage.words import spent
from generator.providers.card import Kind
from generator.providers.factory import get_provider

BUILT_IN = "built in"
_JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])")
# What a picture is where nobody was asked for it.
OF_OWNER = {Origin.UPLOAD: "your own", Origin.PHOTO: "of your own picture", Origin.CLIP: "your own"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Makers:
    """Who made a scene's picture and its voice, with the model if there is one."""

    number: int
    picture: str
    voice: str


def credits_context(film: Film | None) -> dict[str, Any]:
    """Return whose works a film shows, to be told on its page."""
    credits = credits_in(film.scenes if film else [])
    title = str(film.settings.get("title", "")) if film else ""
    return {"credits": credits, "credits_text": credits.as_text(title)}


def makers_context(generation: Generation, scenes: list[Scene]) -> dict[str, Any]:
    """Return which services made what, and what they were used for; nothing where all is built in."""
    used = spent(Usage.objects.filter(generation=generation))
    names = _services()
    makers = [_makers(scene, names) for scene in scenes]
    is_all_here = all(one.picture in _HERE and one.voice in ("", BUILT_IN) for one in makers)
    writer = _named(generation.storyboard_provider, names)
    return {
        "spent": used,
        "makers": [] if is_all_here and writer in ("", BUILT_IN) else makers,
        "storyboard_by": writer,
    }


_HERE = ("", BUILT_IN, *OF_OWNER.values())


def _makers(scene: Scene, names: dict[str, str]) -> Makers:
    picture = OF_OWNER.get(Origin(scene.image_origin)) if scene.image_origin else None
    voice = "your own" if scene.recording else _named(scene.speech_provider, names)
    return Makers(
        number=scene.number,
        picture=picture or _named(scene.image_provider, names),
        voice=voice if scene.speech else "",
    )


def _services() -> dict[str, str]:
    """Return what the services are called on pages, by the names that rows have of them."""
    kinds: Iterable[Kind] = get_args(Kind)
    return {
        link.name: link.guard.service if link.guard else BUILT_IN
        for kind in kinds
        for link in get_provider(kind).links
    }


def _named(told: str, names: dict[str, str]) -> str:
    """Return who a row says has made something; one that is no longer set up as the row has it."""
    name, _, model = told.partition(" ")
    if not name or names.get(name) == BUILT_IN or name in ("Plain", "Card"):
        return BUILT_IN if name else ""
    # One that is not set up any more has the name of its class: "HuggingFace".
    known = names.get(name) or _JOINT.sub(" ", name)
    return f"{known} {model}".strip()
