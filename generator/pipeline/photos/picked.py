"""A photo that its owner has picked for a scene: fetched in whatever size the film has, by the code of all photos."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.models import Generation, Scene
from generator.models.credits.picked import Pick
from generator.pipeline.jobs import Report, fingerprint, stop_with_run
from generator.pipeline.photos.finding import type_of
from generator.pipeline.photos.making import Frame, fit_photo
from generator.pipeline.photos.ordering import Stamps
from generator.providers.calling.chain import Chain, Served
from generator.providers.factory import get_provider
from studio.contracts import Collection, Picture
from studio.errors import ProviderError, ProviderFailure, StudioError, is_of_the_machine

logger = logging.getLogger(__name__)

NOT_TO_BE_HAD = "The photo that you chose could not be had, so this is a painting."
MOST_TRIES = 2
# Seconds before the second try.
PAUSE = 1.0
# What another try may mend.
_MAY_PASS = (ProviderFailure.RETRY, ProviderFailure.BUSY)


def picked_stamps(scene: Scene, size: tuple[int, int], painted_from: str) -> Stamps:
    """Return the fingerprints of a scene's picture as the photo that was picked, and as what stands in for it.

    Neither words, nor prompt, nor style make it another one.
    """
    pick = scene.pick
    assert pick
    candidate = pick.candidate
    photo = fingerprint("picked photo", candidate.credit.page, candidate.address, *size)
    return Stamps(
        photo=photo,
        clip=photo,
        second=photo,
        instead=fingerprint("instead of a picked photo", candidate.credit.page, painted_from),
        wanted=Generation.Pictures.PHOTOS,
    )


def service_of(chain: Chain[Collection]) -> str:
    """Return what a collection is called on pages."""
    (link,) = chain.links
    return link.guard.service if link.guard else link.name


def picked_or_painted(
    scene: Scene,
    size: tuple[int, int],
    workdir: Path,
    paint: Callable[[Report], Served[Picture]],
    report: Report,
) -> Served[Picture]:
    """Return the photo that was picked for a scene; a painting, which says why, where it cannot be had any more."""
    generation, pick = scene.generation, scene.pick
    assert pick
    is_english = generation.language in ("", "en")
    words = scene.as_read if is_english else scene.prompt
    frame = Frame(size, workdir, words, generation.language or "en")
    try:
        return _fetched(pick, frame, stop_with_run(report))
    except ProviderError as error:
        reason = f"{NOT_TO_BE_HAD} {error}"
    return replace(paint(report), fell_back=True, reason=reason)


def _fetched(pick: Pick, frame: Frame, alive: Callable[[], None]) -> Served[Picture]:
    started, collection, name = time.monotonic(), *_collection_of(pick)
    for tries in range(1, MOST_TRIES + 1):
        try:
            photo = fit_photo(collection, pick.candidate, frame, alive)
        except StudioError as error:
            if is_of_the_machine(error):
                raise
            kind = error.kind if isinstance(error, ProviderError) else ProviderFailure.INPUT
            logger.warning("%s had a photo that could not be used: %s", name, error)
            if tries == MOST_TRIES or kind not in _MAY_PASS:
                raise ProviderError(str(error), kind) from None
            time.sleep(PAUSE)
        else:
            break
    return Served(value=photo, provider=name, tries=tries, seconds=time.monotonic() - started)


def _collection_of(pick: Pick) -> tuple[Collection, str]:
    """Return the collection that offered a photo, and its name in rows. Raises ProviderError if it is not asked any more."""
    for chain in get_provider("photo").each():
        if service_of(chain) == pick.service:
            return type_of(chain), chain.links[0].name
    raise ProviderError(f"{pick.service} is not switched on here any more.", ProviderFailure.CONFIG)
