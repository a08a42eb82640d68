"""Pictures that a service painted, in another shape of their film: cut anew, as far as they are large enough, not bought."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from generator.models import Generation, Scene
from generator.models.files.origin import Origin
from generator.pipeline.jobs import Report, bring_here, edges_of, picture_size, read_areas
from generator.providers.calling.chain import Served
from generator.providers.factory import get_provider
from studio.contracts import Picture
from studio.film.photo.reframing import reframe
from studio.film.plan import Area
from studio.film.uploads.pictures import shrink_jpeg

logger = logging.getLogger(__name__)

# The longer side of the picture in which things are looked for.
_SEEN_SIDE = 1536


def other_sizes(generation: Generation) -> set[tuple[int, int]]:
    """Return the sizes of pictures in all shapes and qualities but the film's own."""
    sizes = {
        picture_size(size, quality)
        for size in Generation.Size.values
        for quality in Generation.Quality.values
    }
    return sizes - {picture_size(generation.size, generation.quality)}


def is_of_service(scene: Scene) -> bool:
    """Return whether a service painted the scene's picture: the built-in painter paints another for nothing."""
    links = get_provider("image").links
    built_in = links[-1].name if links and not links[-1].guard else ""
    is_painted = scene.image_origin == Origin.PAINTED and not scene.image_fell_back
    return bool(scene.image) and is_painted and scene.image_provider.partition(" ")[0] != built_in


def reframed_or(
    scene: Scene,
    workdir: Path,
    otherwise: Callable[[Report], Served[Picture]],
    report: Report,
) -> Served[Picture]:
    """Return the scene's picture in the shape of its film, or what `otherwise` makes if it is too small for that."""
    size = picture_size(scene.generation.size, scene.generation.quality)
    try:
        picture = bring_here(scene.image, workdir / f"other-shape-{scene.position}.jpg")
        data = reframe(picture, size, seen_in(picture, scene.generation.language or "en"), scene.as_read)
    except Exception as error:
        logger.warning("The picture of %s could not be cut anew: %s", scene, type(error).__name__)
        data = None
    if data is None:
        return otherwise(report)
    name, _, model = scene.image_provider.partition(" ")
    made = Picture(data=data, width=size[0], height=size[1], model=model, seed=scene.image_seed)
    return Served(value=made, provider=name)


def seen_in(picture: Path, language: str) -> tuple[Area, ...]:
    """Return what is in a picture, as the built-in provider sees it; nothing if it cannot tell."""
    provider = get_provider("vision").built_in()
    if provider is None:
        return ()
    boxes = provider.describe(picture=shrink_jpeg(picture, _SEEN_SIDE), language=language).boxes
    return read_areas([[box.name, *edges_of(box)] for box in boxes])
