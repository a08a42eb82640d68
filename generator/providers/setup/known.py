"""What is stored about services, as each process knows it: read again within seconds of a change, on all hosts."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection

from generator.models import ServiceOrder, ServiceSetup

logger = logging.getLogger(__name__)

# The shared cache's entry that changes with each change of what is stored.
STAMP = "services:stamp"
# Seconds for which a process believes what it knows; and after which it reads all anew, whatever the stamp says: the
# change of a stamp may be lost with a cache that was away.
BELIEVED, LONGEST = 2.0, 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What is stored of a service: its values as texts, which are None if they cannot be read, and its limits."""

    name: str
    vendor: str
    texts: Mapping[str, str] | None = field(repr=False)
    is_on: bool = True
    is_further: bool = False
    # Whose key it is; None for the site's.
    owner: int | None = None
    per_minute: int | None = None
    per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What was stored at a time: the site's set-ups, the order of each kind, and what was asked about owners since.

    `made` keeps what is made of it, for as long as it is believed.
    """

    site: Mapping[str, Setup] = field(default_factory=dict)
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owners: dict[int, Mapping[str, Setup]] = field(default_factory=dict, repr=False)
    made: dict[Any, Any] = field(default_factory=dict, repr=False)

    def of(self, owner: int | None) -> Mapping[str, Setup]:
        """Return the set-ups with keys of an owner's own; none unless members may have any."""
        if owner is None or not (settings.GENERATOR_OWN_KEYS and settings.GENERATOR_STORED_SERVICES):
            return {}
        if owner not in self.owners:
            self.owners[owner] = {
                row.name: _setup(row) for row in ServiceSetup.objects.of(owner).order_by("pk")
            }
        return self.owners[owner]

    def secrets(self, is_secret: Callable[[str], bool]) -> list[str]:
        """Return the stored keys that this process has read, given what tells them by the setting's name."""
        setups = [*self.site.values(), *(one for own in self.owners.values() for one in own.values())]
        return [text for setup in setups for name, text in (setup.texts or {}).items() if is_secret(name)]


NOTHING = Known()


class _Watch:
    """This process's knowledge, with the stamp that it was read under."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self.known, self.stamp = NOTHING, ""
        self.believed_until = self.read_until = 0.0

    def look(self) -> Known:
        now = time.monotonic()
        if now < self.believed_until:
            return self.known
        with self.lock:
            if now < self.believed_until:
                return self.known
            try:
                self._look(now)
            except DatabaseError as error:
                # What was known goes on.
                if _has_tables():
                    logger.warning(
                        "What is stored about services could not be read: %s", type(error).__name__
                    )
            self.believed_until = now + BELIEVED
            return self.known

    def _look(self, now: float) -> None:
        # Before the rows: a change between both is found the next time.
        stamp = cache.get(STAMP) or _new_stamp()
        if stamp != self.stamp or now >= self.read_until:
            self.known = _read_rows()
            self.stamp, self.read_until = stamp, now + LONGEST


_watch = _Watch()


def _has_tables() -> bool:
    """Return whether anything can be stored: before the first set-up there are no tables, and nothing is wrong."""
    try:
        return ServiceSetup._meta.db_table in connection.introspection.table_names()
    except DatabaseError:
        return True


def known_now() -> Known:
    """Return what is stored about services."""
    return _watch.look() if settings.GENERATOR_STORED_SERVICES else NOTHING


def read_now() -> Known:
    """Return what is stored at this very moment: for the pages on which it is changed."""
    _watch.forget()
    return known_now()


def read_before() -> Known:
    """Return what this process knows already, without asking anybody: for reports about errors."""
    return _watch.known


def note_change() -> None:
    """Have all processes read anew what is stored, this one at once. To be called after the change is written."""
    _new_stamp()
    _watch.forget()


def _new_stamp() -> str:
    stamp = secrets.token_hex(8)
    cache.set(STAMP, stamp, None)
    return stamp


def _read_rows() -> Known:
    site = {row.name: _setup(row) for row in ServiceSetup.objects.of_site().order_by("pk")}
    order = {row.kind: tuple(map(str, row.names)) for row in ServiceOrder.objects.all()}
    return Known(site, order)


def _setup(row: ServiceSetup) -> Setup:
    return Setup(
        name=row.name,
        vendor=row.vendor,
        texts=row.texts(),
        is_on=row.is_on,
        is_further=row.is_further,
        owner=row.owner_id,
        per_minute=row.per_minute,
        per_day=row.per_day,
    )
