"""Photos for whoever chooses one on a page: all collections are asked side by side, by the words that somebody has sent."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final

from django.core import signing
from django.core.cache import cache
from django.db import connections

from generator.exceptions import RunOverdueError
from generator.models.credits.picked import Pick, read_pick
from generator.pipeline.jobs import fingerprint
from generator.pipeline.photos.finding import Offer, Wanted, offers_of
from generator.pipeline.photos.picked import service_of
from generator.pipeline.photos.previews import fetch_thumbnails
from generator.providers.calling.chain import Chain
from generator.providers.factory import get_provider
from studio.contracts import Collection
from studio.errors import ProviderError
from studio.text.collections.words import Search, search_words

# Photos that are shown at once; so many times that of each answer, and so many answers of each collection.
AT_ONCE: Final = 24
SHARES: Final = 3
MOST_ANSWERS: Final = 4
# Seconds that collections may take, for which somebody waits before the page; and once one of them has photos to show.
WAIT: Final = 9.0
WAIT_FOR_OTHERS: Final = 3.0
# Seconds for which a photo that was offered can be seen: as long as its search is remembered.
KEPT: Final = 24 * 3600
LONGEST_WORDS: Final = 100
_SALT: Final = "generator.picked"
TOO_LONG: Final = "{} took too long to answer."


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A photo that can be chosen: `key` is what its thumbnail is asked for by, `token` what chooses it."""

    pick: Pick
    key: str
    token: str
    has_thumbnail: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found: photos, sentences about collections that failed, which page it is, and which goes on, 0 if none."""

    tiles: tuple[Tile, ...] = ()
    failures: tuple[str, ...] = ()
    page: int = 1
    next_page: int = 0


def words_for(prompt: str) -> str:
    """Return the words by which photos for a prompt are looked for first."""
    tries = search_words(prompt).tries
    return tries[0] if tries else " ".join(prompt.split())[:LONGEST_WORDS]


def browse(owner: int, words: str, size: tuple[int, int], page: int = 1) -> Found:
    """Ask all collections for words, and bring the thumbnails of what they offer here; for one owner alone."""
    answer = 1 + (page - 1) // SHARES
    search = search_words(words)
    if not search.weights:
        search = Search((words,), tuple((word, 1.0) for word in words.lower().split()))
    found, failures = _ask_all(words, search, size, answer)
    # Answers that have few photos have fewer shares: whoever turns back to one sees its last.
    share = min((page - 1) % SHARES, max(0, len(found) - 1) // AT_ONCE)
    page = (answer - 1) * SHARES + share + 1
    shown = found[share * AT_ONCE : (share + 1) * AT_ONCE]
    seen = fetch_thumbnails([(offer.collection, offer.candidate) for offer in shown])
    tiles = [_tile(owner, offer, has) for offer, has in zip(shown, seen, strict=True)]
    cache.set_many({_key(owner, tile.key): tile.pick.as_stored() for tile in tiles}, KEPT)
    next_page = _next(page, answer, len(found))
    return Found(tiles=tuple(tiles), failures=tuple(failures), page=page, next_page=next_page)


def _next(page: int, answer: int, found: int) -> int:
    share = (page - 1) % SHARES
    if found > (share + 1) * AT_ONCE and share + 1 < SHARES:
        return page + 1
    return answer * SHARES + 1 if found and answer < MOST_ANSWERS else 0


def _ask_all(words: str, search: Search, size: tuple[int, int], answer: int) -> tuple[list[Offer], list[str]]:
    """Return what all have, the best first and each work once, and what is to be said of those that failed."""
    chains = get_provider("photo").each()
    if not chains:
        return [], []
    patience = _Patience()
    with ThreadPoolExecutor(len(chains), thread_name_prefix="browsing") as pool:
        asked = partial(_ask_one, words=words, search=search, size=size, answer=answer, patience=patience)
        answers = list(pool.map(asked, chains))
    offers = [offer for told in answers if not isinstance(told, str) for offer in told]
    failures = [told for told in answers if isinstance(told, str)]
    best: dict[str, Offer] = {}
    for offer in sorted(offers, key=lambda one: -one.ranked.worth):
        best.setdefault(offer.candidate.credit.page, offer)
    return list(best.values()), failures


def _ask_one(
    chain: Chain[Collection],
    *,
    words: str,
    search: Search,
    size: tuple[int, int],
    answer: int,
    patience: _Patience,
) -> list[Offer] | str:
    """Return what one collection has, or why it has not answered, in a sentence."""
    service = service_of(chain)
    try:
        found = offers_of(
            chain.within(WAIT),
            "photo",
            words,
            search,
            Wanted(prompt=words, size=size),
            patience.alive,
            page=answer,
        )
    except RunOverdueError:
        return TOO_LONG.format(service)
    except ProviderError as error:
        told = str(error)
        return told if service in told else f"{service}: {told}"
    finally:
        connections.close_all()
    if found:
        patience.end_soon()
    return found


class _Patience:
    """How long is still waited for collections that have not answered."""

    def __init__(self) -> None:
        self._until = time.monotonic() + WAIT

    def end_soon(self) -> None:
        self._until = min(self._until, time.monotonic() + WAIT_FOR_OTHERS)

    def alive(self) -> None:
        if time.monotonic() > self._until:
            raise RunOverdueError


def _tile(owner: int, offer: Offer, has_thumbnail: bool) -> Tile:
    pick = Pick(service_of(offer.collection), offer.candidate)
    key = fingerprint(pick.service, offer.candidate.credit.page, offer.candidate.address)[:24]
    return Tile(pick=pick, key=key, token=_sign(owner, pick), has_thumbnail=has_thumbnail)


def _sign(owner: int, pick: Pick) -> str:
    """Return a pick as a page may hand it back: nobody can change it, or make one up."""
    return signing.dumps({"owner": owner, **pick.as_stored()}, salt=_SALT, compress=True)


def read_token(owner: int, token: str) -> Pick | None:
    """Return the pick that a page hands back; None if it is not one that this owner was offered."""
    try:
        told = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    is_theirs = isinstance(told, dict) and told.pop("owner", None) == owner
    return read_pick(told) if is_theirs else None


def offered(owner: int, key: str) -> Pick | None:
    """Return the pick of a thumbnail that an owner was shown not too long ago."""
    return read_pick(cache.get(_key(owner, key)))


def _key(owner: int, key: str) -> str:
    return f"offered:{owner}:{key}"
