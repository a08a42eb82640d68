"""Counting of calls in rows, which no film ever fails of."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import Error, connections
from django.utils import timezone

from generator.models import Usage
from generator.models.usage.usage import About, Figures
from generator.providers.calling.meter import Behalf, Used
from generator.providers.costs.ceilings import keep_below, warn
from generator.providers.costs.tariffs import price

logger = logging.getLogger(__name__)

# As many rows wait in a process for a database that is away.
MOST_WAITING = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Counts the calls of one link: a model of a service for one kind of work. It is a Meter."""

    vendor: str
    service: str
    kind: str
    model: str = ""
    by_own_key: bool = False
    is_free: bool = False

    def admit(self) -> None:
        if not self.by_own_key:
            keep_below(self.service, is_free=self.is_free)

    def count(self, used: Used, behalf: Behalf) -> None:
        try:
            _ledger.write(self._about(behalf), self._figures(used))
            if not self.by_own_key:
                warn(self.service, is_free=self.is_free)
        except Exception:
            logger.exception("A call to %s could not be counted", self.service)

    def count_late(self, used: Used, behalf: Behalf) -> None:
        self.count(used, behalf)
        # The thread ends with its call.
        connections.close_all()

    def _about(self, behalf: Behalf) -> About:
        return About(
            day=timezone.localdate(),
            vendor=self.vendor,
            service=self.service,
            kind=self.kind,
            model=self.model,
            film=behalf.film,
            person=behalf.person,
            by_own_key=self.by_own_key,
        )

    def _figures(self, used: Used) -> Figures:
        cost = price(used, self.service, self.model)
        cost = Decimal(0) if cost is None and self.is_free else cost
        # A call that failed and brought nothing is billed by nobody.
        is_billed = used.calls > used.failures or replace(used, calls=0, failures=0) != Used()
        return Figures(
            calls=used.calls,
            failures=used.failures,
            unpriced=used.calls if cost is None and is_billed else 0,
            tokens_in=used.tokens_in,
            tokens_out=used.tokens_out,
            pictures=used.pictures,
            characters=used.characters,
            seconds=used.seconds,
            money=cost or Decimal(0),
        )


class Ledger:
    """Writes figures into rows. While the database takes none they wait here, for the next call or the next try."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[About, Figures] = {}

    def write(self, about: About, figures: Figures) -> None:
        self._wait(about, figures)
        with self._lock:
            taken, self._waiting = self._waiting, {}
        while taken:
            one, its = taken.popitem()
            try:
                Usage.objects.add(one, its)
            except Error as error:
                logger.warning("The database took no usage of services: %s", type(error).__name__)
                for left, of_it in ((one, its), *taken.items()):
                    self._wait(left, of_it)
                return

    def _wait(self, about: About, figures: Figures) -> None:
        with self._lock:
            if about in self._waiting or len(self._waiting) < MOST_WAITING:
                self._waiting[about] = self._waiting.get(about, Figures()) + figures


_ledger = Ledger()
