"""Scenes whose text names a picture of the document that it was read from: they show it."""

from __future__ import annotations

from typing import Any

from generator.models import Generation, Scene, StartPicture
from studio.text.documents.pictured import number_in, only_known


def document_pictures(generation: Generation) -> dict[int, StartPicture]:
    """Return the pictures that were read with a text, by their numbers; a copy has those of the video it began with."""
    if generation.kind != Generation.Kind.TEXT:
        return {}
    own = {picture.number: picture for picture in generation.start_pictures.all() if picture.upload}
    first: Any = generation.copied_from
    return own or (document_pictures(first) if first and not generation.start_pictures.exists() else {})


def told_from_document(generation: Generation) -> list[object]:
    """Return what scenes are made from besides their text; nothing for other films."""
    pictures = document_pictures(generation)
    names = {number: generation.first_name(one.upload.name) for number, one in sorted(pictures.items())}
    return ["document", list(names.items())] if names else []


def with_known_pictures(generation: Generation, text: str) -> str:
    """Leave out marks of pictures that are gone: nobody is to see their words painted."""
    return only_known(text, set(document_pictures(generation)))


def show_document_picture(scene: Scene, pictures: dict[int, StartPicture]) -> None:
    """Have a scene show the picture that its prompt names. It is decoded and checked as one that is chosen later."""
    number = number_in(scene.prompt)
    picture = pictures.get(number) if number is not None else None
    if picture is None:
        return
    scene.upload, scene.is_own_picture = picture.upload.name, True
    scene.layers, scene.focus, scene.cuts_away, scene.style = "", [], False, ""
    scene.save()
