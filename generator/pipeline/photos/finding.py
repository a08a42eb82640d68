"""The search for the photo of a scene: by its prompt, in all collections, from exact words to wide ones."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.models import Generation
from generator.pipeline.jobs import fingerprint
from generator.providers.calling.chain import Chain
from generator.providers.collections.licences import is_free
from generator.providers.collections.ranking import Ranked, rank, shape_of
from generator.providers.factory import get_provider
from studio.contracts import Candidate, Collection
from studio.errors import ProviderError, ProviderFailure
from studio.text.collections.words import Search, search_words

logger = logging.getLogger(__name__)

NOTHING_FOUND = "No free photo was found for this scene, so it is painted."


@dataclass(frozen=True, slots=True)
class Offer:
    """A photo that fits a scene, and the collection that has it."""

    ranked: Ranked
    collection: Chain[Collection]

    @property
    def candidate(self) -> Candidate:
        return self.ranked.candidate


class Used:
    """The photos that a film shows already, or has among its takes: no two of its scenes get the same."""

    def __init__(self, generation: Generation) -> None:
        self._lock = threading.Lock()
        self._pages = set(pages_of(generation))

    def take(self, candidate: Candidate) -> bool:
        """Return whether the photo is free, which it is not from now on."""
        with self._lock:
            is_free_now = candidate.credit.page not in self._pages
            self._pages.add(candidate.credit.page)
            return is_free_now

    def give_back(self, candidate: Candidate) -> None:
        with self._lock:
            self._pages.discard(candidate.credit.page)


def pages_of(generation: Generation) -> Iterator[str]:
    """Yield the pages of the photos that belong to a film."""
    for scene in generation.scenes.prefetch_related("cutaways", "takes"):
        for row in (scene, *scene.cutaways.all(), *scene.takes.all()):
            if page := row.credit.get("page"):
                yield page
            if picked := getattr(row, "pick", None):
                yield picked.candidate.credit.page


def find(
    prompt: str, size: tuple[int, int], *, alive: Callable[[], None], has_to_fit: bool
) -> Iterator[Offer]:
    """Yield photos for the prompt of a scene, the best first: each search's own before those of the next, wider one.

    First come all that are of the scene's thing; then, unless one `has_to_fit`, the others. Raises ProviderError where
    there is none because collections fail. What `alive` raises goes on to the caller.
    """
    search = search_words(prompt)
    others: list[Offer] = []
    failures: list[ProviderError] = []
    for words in search.tries:
        for chain in get_provider("photo").each():
            try:
                offers = offers_of(chain, words, search, size, alive)
            except ProviderError as error:
                failures.append(error)
                continue
            yield from (offer for offer in offers if offer.ranked.fits)
            others += [offer for offer in offers if not offer.ranked.fits]
    if not has_to_fit:
        yield from sorted(others, key=lambda offer: -offer.ranked.worth)
    if failures and not others:
        raise failures[-1]


def offers_of(
    chain: Chain[Collection],
    words: str,
    search: Search,
    size: tuple[int, int],
    alive: Callable[[], None],
    page: int = 1,
) -> list[Offer]:
    """Return what one collection has for words: what may be shown, the best first. Raises ProviderError."""
    shape = shape_of(*size)
    served = chain.call(
        lambda collection: collection.search(words=words, shape=shape, page=page),
        # For whoever asks: the answer has nothing of theirs.
        remember=fingerprint("search", words, shape, *([page] if page > 1 else [])),
        alive=alive,
    )
    kind = type_of(chain)
    free = [candidate for candidate in served.value if is_free(candidate.credit, kind)]
    if len(free) < len(served.value):
        logger.info(
            "%s offered %d works whose licence will not do", served.provider, len(served.value) - len(free)
        )
    return [Offer(ranked, chain) for ranked in rank(free, search, size)]


def type_of(chain: Chain[Collection]) -> Collection:
    """Return the collection of a chain that has one."""
    (link,) = chain.links
    return link.factory(**link.options)


def nothing_found() -> ProviderError:
    return ProviderError(NOTHING_FOUND, ProviderFailure.INPUT)
