"""A work of a collection as what a scene shows: fetched, decoded like every stranger's file, and fitted to the film."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.utils import timezone

from generator.pipeline.decoding import clean_picture, make_house_clip, read_clip
from generator.pipeline.photos.finding import Offer, Used, Wanted, find, nothing_found, type_of
from generator.pipeline.reframing import seen_in
from generator.pipeline.stages.clips import ClipPicture
from generator.pipeline.stages.photo import ViewPicture
from generator.providers.calling.chain import Served
from generator.providers.collections.ranking import MOST_GROWN
from studio.contracts import Candidate, Collection, Credit, Picture
from studio.errors import ProviderError, StoppedError, StudioError, is_of_the_machine
from studio.film.photo.reframing import reframe_with_areas
from studio.film.uploads.pictures import check_picture

logger = logging.getLogger(__name__)

# As many are fetched for one scene: links of collections lead nowhere now and then.
MOST_FETCHED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPhoto(ViewPicture):
    """A photo of a collection, with the areas seen in it, and the credit that goes with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClip(ClipPicture):
    """A clip of a collection: its first frame, its house clip, and the credit that goes with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoOrder:
    """Which photo or clip is `wanted`, and not one of those that are `used`.

    So many of those that fit best are `skipped`, because others are on their way with them. `kept` is the page of the
    work that the scene shows, if another size of it will do. `words` are what is said meanwhile, in `language`. No scene
    lasts more than `longest` seconds.
    """

    wanted: Wanted
    used: Used
    workdir: Path
    words: str = ""
    language: str = "en"
    skipped: int = 0
    kept: str = ""
    longest: float = 0.0


def make_found(order: PhotoOrder, alive: Callable[[], None]) -> Served[Picture]:
    """Return the photo or clip that fits best and can be had. Raises ProviderError if there is none."""
    started, failure = time.monotonic(), None
    for fetched, offer in enumerate(islice(_free(order, alive), MOST_FETCHED), start=1):
        try:
            made = _made_clip(offer, order, alive) if offer.kind == "clip" else _made(offer, order, alive)
        except StoppedError:
            raise
        except StudioError as error:
            if is_of_the_machine(error):
                raise
            logger.warning("%s had a %s that could not be used: %s", _name(offer), offer.kind, error)
            order.used.give_back(offer.candidate)
            failure = error
        else:
            seconds = time.monotonic() - started
            return Served(value=made, provider=_name(offer), tries=fetched, seconds=seconds)
    raise ProviderError(str(failure)) if failure else nothing_found(order.wanted.kinds)


def _free(order: PhotoOrder, alive: Callable[[], None]) -> Iterator[Offer]:
    """Yield the works that no scene has, but for those that are skipped; they belong to this scene from then on."""
    left = order.skipped
    seen: set[str] = set()
    for offer in find(order.wanted, alive=alive):
        page = offer.candidate.credit.page
        if page in seen:
            continue
        seen.add(page)
        if page != order.kept and not order.used.take(offer.candidate):
            continue
        if left:
            left -= 1
            order.used.give_back(offer.candidate)
            continue
        yield offer


def _made(offer: Offer, order: PhotoOrder, alive: Callable[[], None]) -> FoundPhoto:
    frame = Frame(order.wanted.size, order.workdir, order.words, order.language)
    return fit_photo(type_of(offer.collection), offer.candidate, frame, alive)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a photo is fitted to: pictures of one size, for `words` in `language`; a folder for the work."""

    size: tuple[int, int]
    workdir: Path
    words: str = ""
    language: str = "en"


def fit_photo(
    collection: Collection, candidate: Candidate, frame: Frame, alive: Callable[[], None]
) -> FoundPhoto:
    """Fetch a photo and fit it to the film. Raises StudioError if it cannot be used."""
    source = frame.workdir / f"photo-{uuid4().hex}"
    cleaned = source.with_suffix(".jpg")
    try:
        alive()
        with source.open("wb") as file:
            _fetch(collection, candidate, file)
        clean_picture(source, cleaned, lambda spent: alive())
        areas = seen_in(cleaned, frame.language)
        cut = reframe_with_areas(cleaned, frame.size, areas, frame.words, most_grown=MOST_GROWN)
        if cut is None:
            raise ProviderError("The photo is too small for this video.")
        check_picture(cut[0], *frame.size)
    finally:
        for left in (source, cleaned):
            with suppress(OSError):
                left.unlink()
    return FoundPhoto(
        data=cut[0],
        width=frame.size[0],
        height=frame.size[1],
        model="",
        focus=cut[1],
        credit=_dated(candidate.credit),
    )


def _made_clip(offer: Offer, order: PhotoOrder, alive: Callable[[], None]) -> FoundClip:
    """Fetch a clip and make a house clip of the part that is shown. Raises StudioError if it cannot be used."""
    source, film = order.workdir / f"footage-{uuid4().hex}", order.wanted.film
    target = source.with_suffix(".mp4")
    try:
        alive()
        with source.open("wb") as file:
            _fetch(type_of(offer.collection), offer.candidate, file)
        # What the collection says of it is not relied on.
        facts = read_clip(source, lambda spent: alive())
        part = part_of(facts["seconds"], order.wanted.seconds, order.longest)
        made = make_house_clip(source, target, film, part, lambda spent: alive(), fills=True)
    finally:
        with suppress(OSError):
            source.unlink()
    return FoundClip(
        data=target.with_suffix(".jpg").read_bytes(),
        width=film[0],
        height=film[1],
        model="",
        credit=_dated(offer.candidate.credit),
        clip=target,
        sound=None,
        filmstrip=None,
        seconds=made["seconds"],
    )


def part_of(length: float, needed: float, longest: float) -> tuple[float, float]:
    """Return from which second to which a clip is made: past the titles and fades with which long ones begin."""
    start = (length - needed) / 4 if length > 2 * needed else 0.0
    return round(start, 2), round(min(length, start + max(longest, needed)), 2)


def _fetch(collection: Collection, candidate: Candidate, file: BinaryIO) -> None:
    try:
        collection.fetch(candidate, file)
    except ProviderError as error:
        # Without its cause: a host that cannot be reached is no fault of this machine, and another photo may do.
        raise ProviderError(str(error), error.kind) from None


def _dated(credit: Credit) -> Credit:
    return replace(credit, fetched=timezone.now().date().isoformat())


def _name(offer: Offer) -> str:
    return offer.collection.links[0].name
