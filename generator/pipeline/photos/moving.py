"""Pictures that a service sets in motion: which scenes may have one, how it is asked for, and what stands in for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache

from generator.models import Generation, Scene
from generator.pipeline.decoding import make_house_clip, read_clip
from generator.pipeline.jobs import Report, fingerprint, stop_with_run
from generator.pipeline.photos.ordering import Paint, Stamps, instead_of_photo
from generator.pipeline.stages.clips import ClipPicture, seconds_shown
from generator.providers.calling.budget import Budget
from generator.providers.calling.chain import Served
from generator.providers.calling.quota import Quota
from generator.providers.factory import get_provider
from studio.contracts import MovingPicture, Picture
from studio.errors import ProviderError, ProviderFailure, StoppedError, StudioError, is_of_the_machine
from studio.film.plan import frame_size

# Seconds of a clip that is asked for: models make few, and what is missing is made up for by running slower.
SHORTEST, LONGEST = 4.0, 10.0
_DAY = 24 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPicture(ClipPicture):
    """A picture that a service has set in motion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """How a scene's picture is set in motion: its folder, the refusals of services, and why it is not, if it may not."""

    workdir: Path
    budget: Budget
    refusal: str = ""


def refusal_for(generation: Generation, scene: Scene) -> str:
    """Return why a scene gets no moving picture: a film has so many, the first ones that want them; else nothing."""
    most = settings.GENERATOR_MOVED_PER_FILM
    before = [
        other
        for other in generation.scenes.filter(position__lt=scene.position)
        if (other.pictures or generation.pictures) == Generation.Pictures.MOVED
    ]
    if len(before) < most:
        return ""
    return f"A video has at most {most} of its pictures set in motion here."


def stamps_of_moved(scene: Scene, painted_from: str) -> Stamps:
    """Return the fingerprints of a picture that is set in motion, and of the one that stands still instead."""
    generation: Generation = scene.generation
    film = frame_size(generation.size, generation.quality)
    return Stamps(
        photo="",
        clip=fingerprint("moved", painted_from, *film),
        second="",
        instead=instead_of_photo(painted_from, scene.pictures_in_force),
        wanted=scene.pictures_in_force,
    )


def moved_or_still(
    moving: Moving, scene: Scene, asked: dict[str, Any], paint: Paint, report: Report
) -> Served[Picture]:
    """Return a scene's painting set in motion by a service; where that fails, the painting."""
    painted = paint(report)
    try:
        if moving.refusal:
            raise ProviderError(moving.refusal, ProviderFailure.QUOTA)
        return _moved(moving, scene, asked, painted.value, stop_with_run(report))
    except StoppedError:
        raise
    except StudioError as error:
        if is_of_the_machine(error):
            raise
        return replace(painted, fell_back=True, reason=str(error))


def _moved(
    moving: Moving, scene: Scene, asked: dict[str, Any], picture: Picture, alive: Callable[[], None]
) -> Served[Picture]:
    generation: Generation = scene.generation
    film = frame_size(generation.size, generation.quality)
    request = fingerprint("moving", generation.owner_id, *asked.values(), *film)
    chain = get_provider("motion")
    if chain.links:
        _count(f"moved:{generation.pk}:{request}")
    source = moving.workdir / f"moved-{uuid4().hex}"

    def check(made: MovingPicture) -> None:
        source.write_bytes(made.data)
        read_clip(source, lambda spent: alive())

    needed = seconds_shown(generation, scene)
    served = chain.call(
        lambda provider: provider.animate(
            picture=picture.data,
            prompt=asked["prompt"],
            seconds=min(LONGEST, max(SHORTEST, needed)),
            width=film[0],
            height=film[1],
            seed=generation.seed + asked["number"],
        ),
        check=check,
        remember=request,
        alive=alive,
        budget=moving.budget,
    )
    clip = _house_clip(source, film, served.value, alive)
    return Served(value=clip, provider=served.provider, tries=served.tries, seconds=served.seconds)


def _house_clip(
    source: Path, film: tuple[int, int], made: MovingPicture, alive: Callable[[], None]
) -> MovedPicture:
    """Make the house clip of what came. Raises StudioError if it cannot be shown."""
    target = source.with_suffix(".mp4")
    told = make_house_clip(source, target, film, (0.0, None), lambda spent: alive(), fills=True)
    source.unlink()
    return MovedPicture(
        data=target.with_suffix(".jpg").read_bytes(),
        width=film[0],
        height=film[1],
        model=made.model,
        seed=made.seed,
        clip=target,
        sound=None,
        filmstrip=None,
        seconds=told["seconds"],
    )


def _count(name: str) -> None:
    """Count a moving picture among those of a day, but once only, whichever worker asks for it in the end.

    Raises ProviderError if there were enough.
    """
    most = settings.GENERATOR_MOVED_PER_DAY
    if not cache.add(name, True, _DAY):
        return
    if Quota(cache, "moved-pictures", [(most, _DAY)]).take():
        cache.delete(name)
        message = f"This site has {most} pictures a day set in motion, and that many were."
        raise ProviderError(message, ProviderFailure.QUOTA)
