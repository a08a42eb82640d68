"""The views of the photo that a film is made from, one for each scene."""

from __future__ import annotations

import threading
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from generator.models import Generation, Scene
from generator.pipeline.jobs import bring_here, fingerprint, read_areas
from studio.contracts import ImageProvider, Picture
from studio.film.photo.views import VIEWS, ViewOrder, make_view
from studio.film.plan import Area

# Films of at least this many scenes end with the whole photo again.
_RETURNS_FROM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPicture(Picture):
    """A view of the owner's picture, with the areas seen in it."""

    focus: tuple[Area, ...] = ()


class Photo:
    """The photo of one film, fetched to this machine for the first view."""

    def __init__(
        self, generation: Generation, scenes: list[Scene], workdir: Path, size: tuple[int, int]
    ) -> None:
        """Take the film's scenes in order, and the (width, height) of its pictures in pixels."""
        self.generation, self._workdir, self._size = generation, workdir, size
        self._count = len(scenes)
        self._areas = read_areas(generation.boxes)
        self._said = _said_meanwhile(generation, scenes)
        self._lock = threading.Lock()

    def view(self, scene: Scene) -> PhotoView:
        """Return the view for a scene."""
        is_last = scene.position == self._count - 1 and self._count >= _RETURNS_FROM
        order = ViewOrder(
            areas=self._areas,
            words=self._said[scene.position],
            number=scene.image_number,
            style=scene.style_in_force,
            size=self._size,
            # If the owner has asked for another view, it is no longer the whole.
            is_whole=scene.position == 0
            or (is_last and scene.variant is None and scene.image_variant is None),
            is_shared=not scene.narration,
        )
        return PhotoView(self, order)

    def cutaway(self, scene: Scene, words: str, place: int) -> PhotoView:
        """Return a further view for a scene, the one of this place in it, for the words that are spoken over it."""
        order = ViewOrder(
            areas=self._areas,
            words=words,
            # Not the number of another scene, so that the next one does not show the same again.
            number=scene.picture_number + self._count + place,
            style=scene.style_in_force,
            size=self._size,
            is_shared=True,
        )
        return PhotoView(self, order)

    def file(self) -> Path:
        with self._lock:
            target = self._workdir / "photo.jpg"
            return target if target.exists() else bring_here(self.generation.input_image, target)


class PhotoView(ImageProvider):
    """One view of the photo, as a provider that can stand in for a picture service."""

    def __init__(self, photo: Photo, order: ViewOrder) -> None:
        self._photo, self._order = photo, order

    @property
    def fingerprint(self) -> str:
        photo = self._photo.generation
        return fingerprint("view", VIEWS, photo.first_name(photo.input_image.name), astuple(self._order))

    def make(self) -> ViewPicture:
        """Return the view. Raises RenderError if the photo cannot be read."""
        seen = make_view(self._photo.file(), self._order)
        return ViewPicture(data=seen.data, width=0, height=0, model="view", focus=seen.focus)

    def illustrate(self, **asked: Any) -> ViewPicture:
        return self.make()


def _said_meanwhile(generation: Generation, scenes: list[Scene]) -> dict[int, str]:
    """Return by position the words spoken during a scene.

    In other languages its English prompt is added, because the areas of photos have English names.
    """
    said, words = {}, ""
    for scene in scenes:
        words = scene.as_read or words
        is_english = generation.language in ("", "en")
        said[scene.position] = words if is_english else f"{words} {scene.prompt}"
    return said
