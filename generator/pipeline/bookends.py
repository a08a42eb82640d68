"""The making of a film's intro and outro out of what its owner gave: once for all films of one shape with the brand."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File

from generator.models import Bookend, Brand, Generation
from generator.models.files.stored import delete_files
from generator.pipeline.decoding import make_house_clip, stop_decoding_with_run
from generator.pipeline.jobs import Job, Report, bring_here, fingerprint
from generator.pipeline.stand_ins import OUR_FAULT, is_not_due_to_scene
from studio.errors import StoppedError, StudioError
from studio.film.branding.bookends import PICTURE_SECONDS, frame_picture
from studio.film.plan import frame_size

logger = logging.getLogger(__name__)
# Raise this when they are made otherwise, so that they are made anew.
_RECIPE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """What was made, or why nothing could be."""

    picture: Path | None = None
    clip: Path | None = None
    sound: Path | None = None
    seconds: float = 0.0
    error: str = ""


def bookend_jobs(generation: Generation, workdir: Path) -> list[Job[Any]]:
    """Return the jobs for what is missing of a film's intro and outro. Without one that cannot be made the film comes."""
    brand = generation.brand
    places = [place for place in Brand.Place if brand and getattr(brand, place)]
    return [
        Job(partial(_make, generation, place, workdir), partial(_keep, generation, place))
        for place in places
        if (made := bookend_of(generation, place)) is None or made.error
    ]


def bookend_of(generation: Generation, place: str) -> Bookend | None:
    """Return what was made of the intro or outro for films of this one's shape; None if that is missing."""
    brand = generation.brand
    if brand is None or not getattr(brand, place):
        return None
    return brand.bookends.filter(place=place, made_from=_made_from(generation, place)).first()


def _made_from(generation: Generation, place: str) -> str:
    brand = generation.brand
    assert brand
    size = frame_size(generation.size, generation.quality)
    most = settings.GENERATOR_BOOKEND_SECONDS
    return fingerprint("bookend", _RECIPE, getattr(brand, place).name, size, brand.bookend_fit, most)


def _make(generation: Generation, place: str, workdir: Path, report: Report) -> _Made:
    try:
        return _made(generation, place, workdir / place, report)
    except StoppedError:
        raise
    except Exception as error:
        if is_not_due_to_scene(error):
            raise
        name = f"The {place} of generation {generation.pk}"
        if isinstance(error, StudioError):
            logger.warning("%s cannot be shown: %s", name, error)
            return _Made(error=str(error)[:500])
        logger.exception("%s cannot be shown", name)
        return _Made(error=OUR_FAULT)


def _made(generation: Generation, place: str, source: Path, report: Report) -> _Made:
    brand = generation.brand
    assert brand
    film, fills = frame_size(generation.size, generation.quality), brand.bookend_fit == Brand.Fit.FILL
    bring_here(getattr(brand, place), source)
    picture = source.with_suffix(".jpg")
    if getattr(brand, f"{place}_seconds") is None:
        frame_picture(source, picture, film, fills=fills)
        return _Made(picture=picture, seconds=PICTURE_SECONDS)
    clip, part = source.with_suffix(".mp4"), (0.0, float(settings.GENERATOR_BOOKEND_SECONDS))
    made = make_house_clip(source, clip, film, part, stop_decoding_with_run(report), fills=fills)
    sound = clip.with_suffix(".wav") if made["is_heard"] else None
    return _Made(picture=picture, clip=clip, sound=sound, seconds=min(made["seconds"], part[1]))


def _keep(generation: Generation, place: str, made: _Made) -> None:
    """Store what was made. Whoever else has made it meanwhile has made the same."""
    brand = generation.brand
    assert brand
    # Read anew: its owner may have deleted it.
    if not Brand.objects.filter(pk=brand.pk).exists():
        return
    made_from = _made_from(generation, place)
    row = Bookend(
        brand=brand, place=place, made_from=made_from, seconds=round(made.seconds, 3), error=made.error
    )
    for name in Bookend.FILES:
        if file := getattr(made, name):
            with file.open("rb") as content:
                getattr(row, name).save(f"{place}{file.suffix}", File(content), save=False)
    former = brand.bookends.filter(place=place, made_from=made_from)
    gone = [name for one in former for name in one.file_names()]
    former.delete()
    row.save()
    delete_files(gone)
    brand.measure()
