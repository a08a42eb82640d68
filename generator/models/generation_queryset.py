"""Rules about many generations: whose they are, which comes next, which were left behind."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now

if TYPE_CHECKING:
    from generator.models.generation import Generation
    from generator.models.user import User

# A worker that was not heard of for this long has lost its run. A heartbeat comes every 2 s, so 15 may be missed.
LEASE = timedelta(seconds=30)
MAX_ATTEMPTS = 3
GIVEN_UP = (
    "We tried three times and could not finish this video. Nothing you gave us is lost: please try again."
)


def delete_files(names: list[str]) -> None:
    """Delete stored files once the deletion of their rows is sure."""
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))


class GenerationQuerySet(models.QuerySet["Generation"]):
    def owned_by(self, user: User) -> GenerationQuerySet:
        return self.filter(owner=user)

    def of_kind(self, kind: str) -> GenerationQuerySet:
        return self.filter(kind=kind) if kind else self

    def of_status(self, status: str) -> GenerationQuerySet:
        return self.filter(status=status) if status else self

    def search(self, words: str) -> GenerationQuerySet:
        """Keep those that have each of the words somewhere in title, text, description or keywords."""
        found = self
        for word in words.split()[:10]:
            found = found.filter(
                Q(title__icontains=word)
                | Q(input_text__icontains=word)
                | Q(description__icontains=word)
                | Q(keywords__icontains=word)
            )
        return found

    def queued(self) -> GenerationQuerySet:
        return self.filter(status=self.model.Status.QUEUED)

    def running(self) -> GenerationQuerySet:
        return self.filter(status=self.model.Status.RUNNING)

    def claim(self, worker: str) -> Generation | None:
        """Take the generation whose turn it is, or none.

        Fair between users: who has fewest running comes first, then who was served longest ago, then the oldest
        request. The conditional update is the lock: of two workers that chose the same row, one gets it.
        """
        for pk, lease in self._in_turn()[:8]:
            if taken := self.take(pk, lease, worker):
                return taken
        return None

    def take(self, pk: Any, lease: int, worker: str) -> Generation | None:
        """Claim one known row if it still waits under this lease number."""
        taken = (
            self.queued()
            .filter(pk=pk, lease=lease)
            .update(
                status=self.model.Status.RUNNING,
                lease=F("lease") + 1,
                lease_until=Now() + LEASE,
                attempt=F("attempt") + 1,
                worker=worker[:120],
                started_at=Now(),
                finished_at=None,
                stage="",
                error="",
            )
        )
        return self.get(pk=pk) if taken == 1 else None

    def _in_turn(self) -> models.QuerySet[Any, tuple[Any, int]]:
        of_owner = self.model.objects.filter(owner=OuterRef("owner")).order_by().values("owner")
        running = of_owner.filter(status=self.model.Status.RUNNING).annotate(n=Count("pk")).values("n")
        served = of_owner.annotate(last=Max("started_at")).values("last")
        return (
            self.queued()
            .annotate(owner_running=Coalesce(Subquery(running), 0), owner_served=Subquery(served))
            .filter(owner_running__lt=settings.GENERATOR_RUNNING_PER_USER)
            .order_by("owner_running", F("owner_served").asc(nulls_first=True), "created_at")
            .values_list("pk", "lease")
        )

    def reap(self) -> int:
        """Queue the runs again whose worker is gone; give up after the last attempt. Return how many there were."""
        lost = self.running().filter(lease_until__lt=Now())
        ended = {"lease": F("lease") + 1, "lease_until": None, "worker": ""}
        given_up = lost.filter(attempt__gte=MAX_ATTEMPTS).update(
            status=self.model.Status.FAILED, error=GIVEN_UP, finished_at=Now(), **ended
        )
        return given_up + lost.update(status=self.model.Status.QUEUED, **ended)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the rows and, once that is sure, their files."""
        names = [name for generation in self.prefetch_related("scenes") for name in generation.file_names()]
        result = super().delete()
        delete_files(names)
        return result

    delete.alters_data = True  # type: ignore[attr-defined]  # Django's mark that keeps templates from calling it.
    delete.queryset_only = True  # type: ignore[attr-defined]
