"""Which scenes of a run show photos or clips of collections, what these are made from, and what stands in for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.models import Generation, Scene
from generator.pipeline.jobs import Report, fingerprint, stop_with_run
from generator.pipeline.photos.finding import NOTHING_FOUND, Found, Used, Wanted
from generator.pipeline.photos.making import FoundPhoto, PhotoOrder, make_found
from generator.pipeline.stages.clips import ClipPicture, seconds_shown, step_of
from generator.providers.calling.chain import Served
from studio.contracts import Picture
from studio.errors import ProviderError
from studio.film.plan import frame_size

Paint = Callable[[Report], Served[Picture]]


class Photos:
    """The photos and clips of one run, of which no two scenes get the same."""

    def __init__(self, generation: Generation, workdir: Path, *, skipped: int = 0) -> None:
        """Read which works the film has. So many of the best are `skipped`, which others are about to take."""
        self.generation, self.workdir, self.skipped = generation, workdir, skipped
        self.used = Used(generation)

    def order(
        self,
        scene: Scene,
        prompt: str,
        size: tuple[int, int],
        *,
        kinds: tuple[Found, ...] = ("photo",),
        has_to_fit: bool,
        kept: str = "",
    ) -> PhotoOrder:
        generation = self.generation
        is_english = generation.language in ("", "en")
        return PhotoOrder(
            wanted=Wanted(
                prompt=prompt,
                size=size,
                film=frame_size(generation.size, generation.quality),
                kinds=kinds,
                seconds=seconds_shown(generation, scene) if "clip" in kinds else 0.0,
                has_to_fit=has_to_fit,
            ),
            used=self.used,
            workdir=self.workdir,
            # What the detector sees has English names.
            words=scene.as_read if is_english else prompt,
            language=generation.language or "en",
            skipped=self.skipped,
            kept=kept,
            longest=step_of(generation, scene) if "clip" in kinds else 0.0,
        )


def photos_of(generation: Generation, scenes: list[Scene], workdir: Path) -> Photos | None:
    """Return the photos and clips of a run; None if no scene shows any."""
    return Photos(generation, workdir) if any(scene.wants_photo for scene in scenes) else None


@dataclass(frozen=True, slots=True)
class Stamps:
    """The fingerprints of a scene's picture: as a photo, as a clip, and as what stands in for what was wanted.

    Works of others depend on neither the style nor the words: what is said can be changed, and they stay, unless a
    clip becomes too short. Where a clip is wanted, a photo only stands `second`.
    """

    photo: str
    clip: str
    second: str
    instead: str
    wanted: str

    @property
    def fitting(self) -> set[str]:
        """Those that a scene may have, of which none is missing."""
        works = {
            Generation.Pictures.PHOTOS: {self.photo},
            Generation.Pictures.CLIPS: {self.clip, self.second},
            Generation.Pictures.MOVED: {self.clip},
        }
        return works.get(Generation.Pictures(self.wanted), {self.photo, self.clip}) | {self.instead}

    def of(self, picture: Picture) -> str:
        """Return that of what came."""
        if isinstance(picture, ClipPicture):
            return self.clip
        if not isinstance(picture, FoundPhoto):
            return self.instead
        return self.second if self.wanted == Generation.Pictures.CLIPS else self.photo


def stamps(scene: Scene, prompt: str, size: tuple[int, int], number: int, painted_from: str) -> Stamps:
    generation: Generation = scene.generation
    photo = fingerprint("photo", prompt, *size, number)
    film = frame_size(generation.size, generation.quality)
    is_still = scene.pictures_in_force == Generation.Pictures.PHOTOS
    return Stamps(
        photo=photo,
        # How long it has to last goes by steps, and takes reading the words.
        clip="" if is_still else fingerprint("footage", prompt, *film, number, step_of(generation, scene)),
        second=fingerprint("photo instead of a clip", photo),
        instead=instead_of_photo(painted_from, scene.pictures_in_force),
        wanted=scene.pictures_in_force,
    )


def instead_of_photo(painted_from: str, wanted: str) -> str:
    return fingerprint("instead of a photo", wanted, painted_from)


def found_or_painted(
    photos: Photos | None, scene: Scene, asked: dict[str, Any], paint: Paint, report: Report
) -> Served[Picture]:
    """Return a photo or a clip for a scene, or else its painting.

    In a film of photos or clips the painting is a stand-in, and for a clip a photo comes before it. In a mixed one it is
    what was wanted where nothing fits; only where collections fail it stands in.
    """
    # Without them nothing is made, only asked what is missing.
    assert photos is not None
    pictures = Generation.Pictures
    wanted, reasons = scene.pictures_in_force, list[str]()
    # Without its mark another work is wanted; with one it is the same in another size or shape.
    kept = str(scene.credit.get("page", "")) if scene.image_fingerprint else ""
    for kinds in _KINDS[wanted]:
        is_second = bool(reasons)
        order = photos.order(
            scene,
            asked["prompt"],
            asked["size"],
            kinds=kinds,
            has_to_fit=wanted == pictures.MIXED or is_second,
            kept=kept,
        )
        try:
            served = make_found(order, stop_with_run(report))
        except ProviderError as error:
            reasons.append(str(error))
            continue
        return replace(served, fell_back=True, reason=reasons[0]) if is_second else served
    painted = paint(report)
    if wanted == pictures.MIXED and reasons == [NOTHING_FOUND]:
        return painted
    return replace(painted, fell_back=True, reason=reasons[0])


# What is looked for, in turn.
_KINDS: dict[str, tuple[tuple[Found, ...], ...]] = {
    Generation.Pictures.PHOTOS: (("photo",),),
    Generation.Pictures.CLIPS: (("clip",), ("photo",)),
    Generation.Pictures.MIXED: (("clip", "photo"),),
}


def photo_for_cutaway(
    photos: Photos | None, scene: Scene, asked: dict[str, Any], paint: Paint, report: Report
) -> Served[Picture]:
    """Return a photo for a later sentence of a scene; only a film of both kinds has a painting among its photos.

    Raises ProviderError if there is none.
    """
    assert photos is not None
    order = photos.order(scene, asked["prompt"], asked["size"], has_to_fit=True)
    try:
        return make_found(order, stop_with_run(report))
    except ProviderError:
        if scene.pictures_in_force == Generation.Pictures.PHOTOS:
            raise
    return paint(report)
