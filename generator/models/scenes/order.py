"""What is ordered of a worker beside films: a row for each, with a lease of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, Final, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now

from generator.models.life_cycle import LifeCycle

LEASE: Final = timedelta(seconds=settings.GENERATOR_LEASE_SECONDS)
MAX_ATTEMPTS: Final = 3
# How many are looked at when one is claimed.
_LOOKED_AT: Final = 8
# While a film is made, what was ordered for it waits: its scenes may be written anew.
_STANDS: Final = tuple(
    set(LifeCycle.Status.values) - {LifeCycle.Status.DRAFT, LifeCycle.Status.QUEUED, LifeCycle.Status.RUNNING}
)


Row = TypeVar("Row", bound="Order")


class OrderQuerySet(models.QuerySet[Row]):
    def on_the_way(self) -> Self:
        """Keep what is still to be made."""
        return self.filter(error="", **self.model.UNMADE)

    def of_owner(self, owner: Any) -> Self:
        return self.filter(**{f"{self.model.FILM}__owner": owner})

    def held(self, worker: str = "") -> Self:
        """Keep what the workers whose names begin so have in hand."""
        return self.filter(worker__startswith=worker, lease_until__gt=Now())

    def requeue_all(self, worker: str) -> int:
        """Leave to others what these workers had in hand when they were ended, at no cost of an attempt."""
        free = {"lease": F("lease") + 1, "lease_until": None, "worker": "", "attempt": F("attempt") - 1}
        return self.held(worker).update(**free)

    def waiting(self) -> Self:
        """Keep what a worker could have to do."""
        idle = Q(lease_until=None) | Q(lease_until__lt=Now())
        stands = {"status__in": _STANDS, "binned_at": None, "owner__is_active": True}
        film = Q(**{f"{self.model.FILM}__{name}": value for name, value in stands.items()})
        return self.on_the_way().filter(idle, film, attempt__lt=MAX_ATTEMPTS)

    def claim(self, worker: str, slots: int | None = None) -> Row | None:
        """Take the order whose turn it is, or none: first those of whoever has fewest in hand, then the oldest.

        The conditional update is the lock. None is taken while the host of `worker` makes `slots` of them.
        """
        every: Self = self.model._default_manager.all()  # type: ignore[assignment]  # Theirs, by `objects`.
        if not self.waiting().exists():
            return None
        host = worker.rpartition(":")[0]
        if slots is not None and self.held(f"{host}:").count() >= slots:
            return None
        owner = f"{self.model.FILM}__owner"
        in_hand = every.held().order_by().filter(**{owner: OuterRef(owner)}).values(owner)
        turns = self.waiting().annotate(
            in_hand=Coalesce(Subquery(in_hand.annotate(n=Count("pk")).values("n")), 0)
        )
        for pk, lease in turns.order_by("in_hand", "asked_at", "pk").values_list("pk", "lease")[:_LOOKED_AT]:
            claimed = {"lease": F("lease") + 1, "lease_until": Now() + LEASE, "attempt": F("attempt") + 1}
            waits = every.waiting().filter(pk=pk, lease=lease).values("pk")
            if every.filter(pk__in=waits).update(**claimed, worker=worker[:120]) == 1:
                return every.select_related(owner).get(pk=pk)
        return None

    def give_up(self) -> int:
        """Say of orders whose last worker is gone that they came to nothing."""
        lost = self.on_the_way().filter(lease_until__lt=Now(), attempt__gte=MAX_ATTEMPTS)
        return lost.update(error=self.model.GIVEN_UP, lease=F("lease") + 1, lease_until=None)


class Order(models.Model):
    """What a worker makes beside films. Whoever holds `lease` may write.

    To cancel it is to delete the row: its worker learns of that with the next heartbeat.
    """

    # The way to its film, by the names of fields.
    FILM: ClassVar[str]
    # What its owner is told once no further worker tries it.
    GIVEN_UP: ClassVar[str]
    # The lookups of rows that are not made yet, besides that they have no error.
    UNMADE: ClassVar[dict[str, Any]] = {}
    # What a heartbeat asks of whatever it keeps alive.
    progress: ClassVar[int] = 0

    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease = models.PositiveBigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    error = models.CharField(max_length=500, blank=True, help_text="Why it came to nothing.")

    class Meta:
        abstract = True

    def mine(self) -> OrderQuerySet[Self]:
        """Return the row, if this worker still holds its lease and it is not made."""
        rows: OrderQuerySet[Self] = type(self)._default_manager.all()  # type: ignore[assignment]  # Theirs, by `objects`.
        return rows.on_the_way().filter(pk=self.pk, lease=self.lease)

    def heartbeat(self, stage: str, progress: int) -> bool:
        """Prolong the lease. False: cancelled or lost, stop and write nothing more."""
        return self.mine().update(lease_until=Now() + LEASE) == 1

    def give_back(self) -> bool:
        """Leave it to another worker; the attempt does not count."""
        free = {"lease": F("lease") + 1, "lease_until": None, "worker": ""}
        return self.mine().update(**free, attempt=F("attempt") - 1) == 1

    def fail(self, message: str) -> bool:
        return self.mine().update(error=message[:500], lease_until=None, worker="") == 1
