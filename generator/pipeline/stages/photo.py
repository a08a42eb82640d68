"""The photo that a film is made from: what each scene shows of it."""

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

# A film of fewer scenes ends where its camera has come to; a longer one returns to the whole photo.
_RETURNS_FROM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPicture(Picture):
    """A view of the owner's picture, and what is to be seen in it."""

    focus: tuple[Area, ...] = ()


class Photo:
    """The photo of one film, brought to this machine when the first view of it is made."""

    def __init__(
        self, generation: Generation, scenes: list[Scene], workdir: Path, size: tuple[int, int]
    ) -> None:
        """Take the film's scenes in order, and the size in pixels that its pictures have."""
        self.generation, self._workdir, self._size = generation, workdir, size
        self._count = len(scenes)
        self._areas = read_areas(generation.boxes)
        self._said = _said_meanwhile(generation, scenes)
        self._lock = threading.Lock()

    def view(self, scene: Scene) -> View:
        """Return what a scene shows of the photo."""
        is_last = scene.position == self._count - 1 and self._count >= _RETURNS_FROM
        order = ViewOrder(
            areas=self._areas,
            words=self._said[scene.position],
            number=scene.picture_number,
            style=scene.style or self.generation.style,
            size=self._size,
            # A view that its owner wanted to be another one is no longer the whole.
            is_whole=scene.position == 0 or (is_last and scene.variant is None),
            is_shared=not scene.narration,
        )
        return View(self, order)

    def file(self) -> Path:
        with self._lock:
            target = self._workdir / "photo.jpg"
            return target if target.exists() else bring_here(self.generation.input_image, target)


class View(ImageProvider):
    """One view of the photo; it can stand in for a service that should have painted another picture."""

    def __init__(self, photo: Photo, order: ViewOrder) -> None:
        self._photo, self._order = photo, order

    @property
    def fingerprint(self) -> str:
        return fingerprint("view", VIEWS, self._photo.generation.input_image.name, astuple(self._order))

    def make(self) -> ViewPicture:
        """Raises RenderError where the photo cannot be read."""
        seen = make_view(self._photo.file(), self._order)
        return ViewPicture(data=seen.data, width=0, height=0, model="view", focus=seen.focus)

    def illustrate(self, **asked: Any) -> ViewPicture:
        return self.make()


def _said_meanwhile(generation: Generation, scenes: list[Scene]) -> dict[int, str]:
    """Return by position what is spoken while a scene is seen; what is known of photos is named in English."""
    said, words = {}, ""
    for scene in scenes:
        words = scene.narration or words
        is_english = generation.language in ("", "en")
        said[scene.position] = words if is_english else f"{words} {scene.prompt}"
    return said
