"""The search for the photo or clip of a scene: by its prompt, in all collections, from exact words to wide ones."""

from __future__ import annotations

import heapq
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from django.conf import settings

from generator.models import Generation
from generator.pipeline.jobs import fingerprint
from generator.providers.calling.chain import Chain
from generator.providers.collections.files import sized
from generator.providers.collections.licences import is_free
from generator.providers.collections.ranking import Ranked, rank, shape_of
from generator.providers.factory import get_provider
from studio.contracts import Candidate, Collection
from studio.errors import ProviderError, ProviderFailure
from studio.text.collections.words import Search, search_words

logger = logging.getLogger(__name__)

NOTHING_FOUND = "No free photo was found for this scene, so it is painted."
NO_CLIP_FOUND = "No free clip was found for this scene."
# What collections have; a work of either may be what a scene shows.
Found = Literal["photo", "clip"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A photo or clip that fits a scene, the collection that has it, and which of the searches it was found by."""

    ranked: Ranked
    collection: Chain[Collection]
    kind: Found = "photo"
    search: int = 0

    @property
    def order(self) -> tuple[int, float]:
        """By which the better of two offers that fit comes first: those of exact words, then those that fit better."""
        return self.search, -self.ranked.worth

    @property
    def candidate(self) -> Candidate:
        return self.ranked.candidate


class Used:
    """The photos and clips that a film shows already, or has among its takes: no two of its scenes get the same."""

    def __init__(self, generation: Generation) -> None:
        self._lock = threading.Lock()
        self._pages = set(pages_of(generation))

    def take(self, candidate: Candidate) -> bool:
        """Return whether the work is free, which it is not from now on."""
        with self._lock:
            is_free_now = candidate.credit.page not in self._pages
            self._pages.add(candidate.credit.page)
            return is_free_now

    def give_back(self, candidate: Candidate) -> None:
        with self._lock:
            self._pages.discard(candidate.credit.page)


def pages_of(generation: Generation) -> Iterator[str]:
    """Yield the pages of the works that belong to a film."""
    for scene in generation.scenes.prefetch_related("cutaways", "takes"):
        for row in (scene, *scene.cutaways.all(), *scene.takes.all()):
            if page := row.credit.get("page"):
                yield page
            if picked := getattr(row, "pick", None):
                yield picked.candidate.credit.page


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for: for a prompt, works of some kinds, large enough for a photo and for the frames of a film.

    A clip is to last for about so many `seconds`. `has_to_fit` takes only what is of the prompt's own thing.
    """

    prompt: str
    size: tuple[int, int]
    film: tuple[int, int] = (0, 0)
    kinds: tuple[Found, ...] = ("photo",)
    seconds: float = 0.0
    has_to_fit: bool = False


def find(wanted: Wanted, *, alive: Callable[[], None]) -> Iterator[Offer]:
    """Yield works for the prompt of a scene, the best first: each search's own before those of the next, wider one.

    First come all that are of the scene's thing; then, unless one has to fit, the others. Raises ProviderError where
    there is none because collections fail. What `alive` raises goes on to the caller.
    """
    search = search_words(wanted.prompt)
    others: list[Offer] = []
    failures: list[ProviderError] = []
    fitting = [_fitting(kind, search, wanted, alive, others, failures) for kind in wanted.kinds]
    # Of each kind no further search is made than to the best that is not yielded yet.
    yield from heapq.merge(*fitting, key=lambda offer: offer.order)
    if not wanted.has_to_fit:
        yield from sorted(others, key=lambda offer: -offer.ranked.worth)
    if failures and not others:
        raise failures[-1]


def _fitting(
    kind: Found,
    search: Search,
    wanted: Wanted,
    alive: Callable[[], None],
    others: list[Offer],
    failures: list[ProviderError],
) -> Iterator[Offer]:
    """Yield the works of one kind that are of the scene's thing; put the `others` and the `failures` aside."""
    for place, words in enumerate(search.tries):
        for chain in get_provider(kind).each():
            try:
                offers = offers_of(chain, kind, words, search, wanted, alive, place=place)
            except ProviderError as error:
                failures.append(error)
                continue
            yield from (offer for offer in offers if offer.ranked.fits)
            others += [offer for offer in offers if not offer.ranked.fits]


def offers_of(
    chain: Chain[Collection],
    kind: Found,
    words: str,
    search: Search,
    wanted: Wanted,
    alive: Callable[[], None],
    *,
    page: int = 1,
    place: int = 0,
) -> list[Offer]:
    """Return what one collection has for words: what may be shown, the best first. Raises ProviderError.

    `place` is which of the searches they are of.
    """
    size = wanted.film if kind == "clip" else wanted.size
    shape = shape_of(*size)
    served = chain.call(
        lambda collection: collection.search(words=words, shape=shape, page=page),
        # For whoever asks: the answer has nothing of theirs.
        remember=fingerprint("search", words, shape, *([page] if page > 1 else [])),
        alive=alive,
    )
    collection = type_of(chain)
    free = [candidate for candidate in served.value if is_free(candidate.credit, collection)]
    if len(free) < len(served.value):
        logger.info(
            "%s offered %d works whose licence will not do", served.provider, len(served.value) - len(free)
        )
    if kind == "clip":
        longest = settings.GENERATOR_MAX_CLIP_SECONDS
        free = [one for clip in free if clip.seconds <= longest and (one := sized(clip, size))]
    return [Offer(one, chain, kind, place) for one in rank(free, search, size, wanted.seconds)]


def type_of(chain: Chain[Collection]) -> Collection:
    """Return the collection of a chain that has one."""
    (link,) = chain.links
    return link.factory(**link.options)


def nothing_found(kinds: tuple[Found, ...] = ("photo",)) -> ProviderError:
    message = NOTHING_FOUND if "photo" in kinds else NO_CLIP_FOUND
    return ProviderError(message, ProviderFailure.INPUT)
