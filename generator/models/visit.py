"""Visits: the browsers in which users are signed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from generator.models.user import User

# Resolution of the time of last use; otherwise each request would cost a write.
NOTED_EVERY = timedelta(minutes=5)


class VisitQuerySet(models.QuerySet["Visit"]):
    def open_of(self, user: User) -> VisitQuerySet:
        """Return a user's visits that no new password, sign-out everywhere or expiry has ended."""
        proofs = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
        return self.filter(user=user, proof__in=proofs, ends_at__gt=timezone.now())

    def ended(self) -> VisitQuerySet:
        return self.filter(ends_at__lte=timezone.now())


class Visit(models.Model):
    """One browser from sign-in to sign-out. Its session holds the row's key and is invalid once the row is gone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    browser = models.CharField(max_length=60)
    network = models.CharField(max_length=50)
    began_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(db_index=True)
    proof = models.CharField(max_length=64, editable=False, help_text="What the session proves itself by.")

    objects: ClassVar[VisitQuerySet] = VisitQuerySet.as_manager()  # type: ignore[assignment]  # Django's own idiom.

    class Meta:
        ordering = ("-last_used_at", "-pk")

    def __str__(self) -> str:
        return f"{self.browser}, {self.network}"

    def note(self, *, browser: str, network: str, proof: str, ends_at: datetime | None) -> None:
        """Update the fields that have changed; `ends_at` is None unless the session is saved again."""
        now = timezone.now()
        changes: dict[str, object] = {}
        if proof != self.proof:
            changes["proof"] = proof
        if ends_at is not None:
            changes["ends_at"] = ends_at
        if changes or now - self.last_used_at > NOTED_EVERY:
            changes.update(last_used_at=now, browser=browser, network=network)
            # update() and not save(): a row removed meanwhile must not come back.
            Visit.objects.filter(pk=self.pk).update(**changes)
