"""Orders for takes: pictures that were asked for and are still to be made, each with a lease of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, Final

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now

from generator.models.life_cycle import LifeCycle
from generator.models.scenes.take import Take

LEASE: Final = timedelta(seconds=settings.GENERATOR_LEASE_SECONDS)
MAX_ATTEMPTS: Final = 3
# As many are made for one owner, or wait, at a time.
MOST_ON_THE_WAY: Final = 12
# How many are looked at when one is claimed.
_LOOKED_AT: Final = 8
GIVEN_UP: Final = "We tried three times and could not make this picture. Please ask for another."
# While a film is made, its pictures wait: its scenes may be written anew.
_STANDS: Final = tuple(
    set(LifeCycle.Status.values) - {LifeCycle.Status.DRAFT, LifeCycle.Status.QUEUED, LifeCycle.Status.RUNNING}
)


class TakeOrderQuerySet(models.QuerySet["TakeOrder"]):
    def on_the_way(self) -> TakeOrderQuerySet:
        return self.filter(error="")

    def of_owner(self, owner: Any) -> TakeOrderQuerySet:
        return self.filter(scene__generation__owner=owner)

    def held(self, worker: str = "") -> TakeOrderQuerySet:
        """Keep what the workers whose names begin so have in hand."""
        return self.filter(worker__startswith=worker, lease_until__gt=Now())

    def requeue_all(self, worker: str) -> int:
        """Leave to others what these workers had in hand when they were ended, at no cost of an attempt."""
        free = {"lease": F("lease") + 1, "lease_until": None, "worker": "", "attempt": F("attempt") - 1}
        return self.held(worker).update(**free)

    def waiting(self) -> TakeOrderQuerySet:
        """Keep what a worker could have to do."""
        idle = Q(lease_until=None) | Q(lease_until__lt=Now())
        film = Q(
            scene__generation__status__in=_STANDS,
            scene__generation__binned_at=None,
            scene__generation__owner__is_active=True,
        )
        return self.on_the_way().filter(idle, film, attempt__lt=MAX_ATTEMPTS)

    def claim(self, worker: str, slots: int | None = None) -> TakeOrder | None:
        """Take the order whose turn it is, or none: first those of whoever has fewest in hand, then the oldest.

        The conditional update is the lock. None is taken while the host of `worker` makes `slots` of them.
        """
        if not self.waiting().exists():
            return None
        host = worker.rpartition(":")[0]
        if slots is not None and self.held(f"{host}:").count() >= slots:
            return None
        owner = "scene__generation__owner"
        in_hand = self.model.objects.held().order_by().filter(**{owner: OuterRef(owner)}).values(owner)
        turns = self.waiting().annotate(
            in_hand=Coalesce(Subquery(in_hand.annotate(n=Count("pk")).values("n")), 0)
        )
        for pk, lease in turns.order_by("in_hand", "asked_at", "pk").values_list("pk", "lease")[:_LOOKED_AT]:
            claimed = {"lease": F("lease") + 1, "lease_until": Now() + LEASE, "attempt": F("attempt") + 1}
            waits = self.model.objects.waiting().filter(pk=pk, lease=lease).values("pk")
            if self.model.objects.filter(pk__in=waits).update(**claimed, worker=worker[:120]) == 1:
                return self.select_related("scene__generation__owner").get(pk=pk)
        return None

    def give_up(self) -> int:
        """Say of orders whose last worker is gone that they came to nothing."""
        lost = self.on_the_way().filter(lease_until__lt=Now(), attempt__gte=MAX_ATTEMPTS)
        return lost.update(error=GIVEN_UP, lease=F("lease") + 1, lease_until=None)


class TakeOrder(models.Model):
    """A picture that is on its way. When it has come the row goes, and a take is there instead.

    Whoever holds `lease` may write. To cancel it is to delete the row: its worker learns of that with the next
    heartbeat.
    """

    # What a heartbeat asks of whatever it keeps alive.
    progress: ClassVar[int] = 0

    scene = models.ForeignKey("generator.Scene", on_delete=models.CASCADE, related_name="take_orders")
    prompt = models.TextField()
    style = models.CharField(max_length=20, blank=True, help_text="Empty: the style of the scene.")
    is_painted = models.BooleanField(default=False, help_text="As in scenes.")
    pictures = models.CharField(max_length=10, blank=True, help_text="As in scenes.")
    variant = models.PositiveIntegerField()
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease = models.PositiveBigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    error = models.CharField(max_length=500, blank=True, help_text="Why it came to nothing.")

    objects = TakeOrderQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "pk")

    def __str__(self) -> str:
        return f"A take to come of {self.scene}"

    def _mine(self) -> TakeOrderQuerySet:
        return TakeOrder.objects.on_the_way().filter(pk=self.pk, lease=self.lease)

    def heartbeat(self, stage: str, progress: int) -> bool:
        """Prolong the lease. False: cancelled or lost, stop and write nothing more."""
        return self._mine().update(lease_until=Now() + LEASE) == 1

    def give_back(self) -> bool:
        """Leave it to another worker; the attempt does not count."""
        free = {"lease": F("lease") + 1, "lease_until": None, "worker": ""}
        return self._mine().update(**free, attempt=F("attempt") - 1) == 1

    def fail(self, message: str) -> bool:
        return self._mine().update(error=message[:500], lease_until=None, worker="") == 1

    def fulfil(self, take: Take) -> bool:
        """Put the take, whose files are stored, in its place; say whether this worker still held the lease."""
        with transaction.atomic():
            if not self._mine().delete()[0]:
                return False
            take.save()
        take.count_more(take.measure())
        return True
