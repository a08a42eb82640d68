"""Thumbnails of what collections offer: fetched by this site, made anew beside it, kept for a day.

A visitor's browser asks nobody else for them, so that no collection learns who looks.
"""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from io import FileIO
from pathlib import Path
from threading import Semaphore
from typing import Any, Final

from django.conf import settings
from django.core.cache import caches

from generator.models.credits.picked import Pick
from generator.pipeline.decoding import DecodingError, make_miniatures
from generator.pipeline.jobs import fingerprint
from generator.pipeline.photos.finding import type_of
from generator.pipeline.photos.picked import service_of
from generator.providers.calling.chain import Chain
from generator.providers.factory import get_provider
from studio.contracts import Candidate, Collection
from studio.errors import ProviderError, StudioError

logger = logging.getLogger(__name__)

KEPT: Final = 24 * 3600
# Bytes of one, seconds for all of a page, and how many are fetched side by side.
MOST_BYTES: Final = 3 * 1024**2
WAIT: Final = 6.0
AT_ONCE: Final = 8
# How many are fetched anew at a time where another host of this site had fetched them.
_AGAIN = Semaphore(2)

Offered = tuple[Chain[Collection], Candidate]


class _Bounded(FileIO):
    """A file that takes so many bytes, and none after a moment."""

    def __init__(self, path: Path, until: float) -> None:
        super().__init__(path, "wb")
        self._until = until

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > MOST_BYTES or time.monotonic() > self._until:
            raise ProviderError("The thumbnail is too large, or too slow.")
        return super().write(data)


def fetch_thumbnails(offered: Sequence[Offered]) -> list[bool]:
    """Bring the thumbnails of candidates here, those that are not here yet; return of each whether it is."""
    store = caches["answers"]
    names = [_name(candidate) for _, candidate in offered]
    here = store.get_many([name for name in names if name])
    wanted = {name: one for name, one in zip(names, offered, strict=True) if name and name not in here}
    if wanted:
        made = _make(wanted)
        store.set_many(made, KEPT)
        here |= made
    return [name in here for name in names]


def thumbnail_of(pick: Pick) -> bytes | None:
    """Return the WebP thumbnail of a pick; None if there is none, or it cannot be had now."""
    name, store = _name(pick.candidate), caches["answers"]
    if not name:
        return None
    known: bytes | None = store.get(name)
    if known is not None or not _AGAIN.acquire(blocking=False):
        return known
    try:
        chain = next((one for one in get_provider("photo").each() if service_of(one) == pick.service), None)
        if chain is None:
            return None
        fetch_thumbnails([(chain, pick.candidate)])
    finally:
        _AGAIN.release()
    again: bytes | None = store.get(name)
    return again


def _name(candidate: Candidate) -> str:
    return f"thumbnail:{fingerprint(candidate.thumbnail)}" if candidate.thumbnail else ""


def _make(wanted: dict[str, Offered]) -> dict[str, bytes]:
    """Fetch thumbnails and make them anew; return those that could be, by name."""
    settings.GENERATOR_WORK_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix="thumbnails-", dir=settings.GENERATOR_WORK_DIR, ignore_cleanup_errors=True
    ) as folder:
        files = {name: Path(folder) / str(number) for number, name in enumerate(wanted)}
        until = time.monotonic() + WAIT
        pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="previews")
        fetches = {pool.submit(_fetch, *one, files[name], until): name for name, one in wanted.items()}
        done, _ = wait(fetches, timeout=WAIT)
        # Nobody waits for those that are late; each ends by itself.
        pool.shutdown(wait=False, cancel_futures=True)
        come = [fetches[one] for one in done if not one.cancelled() and one.result()]
        return _remade({name: files[name] for name in wanted if name in come})


def _fetch(chain: Chain[Collection], candidate: Candidate, path: Path, until: float) -> bool:
    try:
        with _Bounded(path, until) as file:
            type_of(chain).fetch(replace(candidate, address=candidate.thumbnail), file)
    except (StudioError, OSError) as error:
        logger.info("A thumbnail of %s could not be fetched: %s", service_of(chain), error)
        return False
    return True


def _remade(files: dict[str, Path]) -> dict[str, bytes]:
    """Make them anew in a process of its own; if one of them breaks it, the others are made without that one."""
    if not files:
        return {}
    targets = {name: path.with_suffix(".webp") for name, path in files.items()}
    try:
        made = make_miniatures([(files[name], targets[name]) for name in files], lambda spent: None)
    except DecodingError:
        logger.exception("Thumbnails could not be made")
        return {}
    except StudioError:
        if len(files) == 1:
            return {}
        names = list(files)
        halves = names[: len(names) // 2], names[len(names) // 2 :]
        return {
            name: data
            for half in halves
            for name, data in _remade({name: files[name] for name in half}).items()
        }
    return {name: targets[name].read_bytes() for name, is_made in zip(files, made, strict=True) if is_made}
