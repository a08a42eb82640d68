"""Addresses that were added to an account after its creation, and since when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

# Time for the owner to read the notice about the new address, and to act.
WAIT = timedelta(days=7)


class LaterAddress(models.Model):
    """The time at which an address was added: it gets no password-reset links for a while."""

    address = models.OneToOneField("account.EmailAddress", on_delete=models.CASCADE, related_name="later")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "later addresses"

    def __str__(self) -> str:
        return f"{self.address} since {self.added_at}"

    @property
    def trusted_from(self) -> datetime:
        return self.added_at + WAIT

    @classmethod
    def may_get_links(cls, address: Any) -> bool:
        """Return whether password-reset links may go to an address: confirmed or primary, and old enough."""
        later = cls.objects.filter(address=address).first()
        is_known = address.verified or address.email == address.user.email
        return is_known and (later is None or timezone.now() >= later.trusted_from)

    @classmethod
    def note(cls, address: Any) -> None:
        """Record an address, unless it is the first of its account that was ever confirmed."""
        others = type(address).objects.filter(user=address.user, verified=True).exclude(pk=address.pk)
        if others.exists():
            cls.objects.get_or_create(address=address)
