"""Which scenes of a run show photos of collections, what these are made from, and what stands in for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.models import Generation, Scene
from generator.pipeline.jobs import Report, fingerprint, stop_with_run
from generator.pipeline.photos.finding import NOTHING_FOUND, Used
from generator.pipeline.photos.making import PhotoOrder, make_photo
from generator.providers.calling.chain import Served
from studio.contracts import Picture
from studio.errors import ProviderError

Paint = Callable[[Report], Served[Picture]]


class Photos:
    """The photos of one run, of which no two scenes get the same."""

    def __init__(self, generation: Generation, workdir: Path, *, skipped: int = 0) -> None:
        """Read which photos the film has. So many of the best are `skipped`, which others are about to take."""
        self.generation, self.workdir, self.skipped = generation, workdir, skipped
        self.used = Used(generation)

    def order(
        self, scene: Scene, prompt: str, size: tuple[int, int], *, has_to_fit: bool, kept: str = ""
    ) -> PhotoOrder:
        generation = self.generation
        is_english = generation.language in ("", "en")
        return PhotoOrder(
            prompt=prompt,
            size=size,
            used=self.used,
            workdir=self.workdir,
            # What the detector sees has English names.
            words=scene.as_read if is_english else prompt,
            language=generation.language or "en",
            skipped=self.skipped,
            kept=kept,
            has_to_fit=has_to_fit,
        )


def photos_of(generation: Generation, scenes: list[Scene], workdir: Path) -> Photos | None:
    """Return the photos of a run; None if no scene shows any."""
    return Photos(generation, workdir) if any(scene.wants_photo for scene in scenes) else None


@dataclass(frozen=True, slots=True)
class Stamps:
    """The fingerprints of a scene's picture: as a photo, and as the painting that stands in for one.

    A photo depends on neither the style nor the words: what is said can be changed, and the photo stays.
    """

    photo: str
    instead: str

    @property
    def both(self) -> set[str]:
        return {self.photo, self.instead}


def stamps(scene: Scene, prompt: str, size: tuple[int, int], number: int, painted_from: str) -> Stamps:
    return Stamps(
        photo=fingerprint("photo", prompt, *size, number),
        instead=instead_of_photo(painted_from, scene.pictures_in_force),
    )


def instead_of_photo(painted_from: str, wanted: str) -> str:
    return fingerprint("instead of a photo", wanted, painted_from)


def photo_or_painted(
    photos: Photos | None, scene: Scene, asked: dict[str, Any], paint: Paint, report: Report
) -> Served[Picture]:
    """Return a photo for a scene, or else its painting.

    In a film of photos the painting is a stand-in. In a mixed one it is what was wanted where no photo fits; only where
    collections fail it stands in.
    """
    # Without them nothing is made, only asked what is missing.
    assert photos is not None
    is_mixed = scene.pictures_in_force == Generation.Pictures.MIXED
    # Without its mark another photo is wanted; with one it is the same in another size or shape.
    kept = str(scene.credit.get("page", "")) if scene.image_fingerprint else ""
    order = photos.order(scene, asked["prompt"], asked["size"], has_to_fit=is_mixed, kept=kept)
    try:
        return _as_picture(make_photo(order, stop_with_run(report)))
    except ProviderError as error:
        reason = str(error)
    painted = paint(report)
    if is_mixed and reason == NOTHING_FOUND:
        return painted
    return replace(painted, fell_back=True, reason=reason)


def photo_for_cutaway(
    photos: Photos | None, scene: Scene, asked: dict[str, Any], paint: Paint, report: Report
) -> Served[Picture]:
    """Return a photo for a later sentence of a scene; only a film of both kinds has a painting among its photos.

    Raises ProviderError if there is none.
    """
    assert photos is not None
    order = photos.order(scene, asked["prompt"], asked["size"], has_to_fit=True)
    try:
        return _as_picture(make_photo(order, stop_with_run(report)))
    except ProviderError:
        if scene.pictures_in_force == Generation.Pictures.PHOTOS:
            raise
    return paint(report)


def _as_picture(served: Served[Any]) -> Served[Picture]:
    return served
