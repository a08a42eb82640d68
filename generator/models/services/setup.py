"""A service as it was set up on a page: by staff for the whole site, or by a member with a key of their own."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from generator.models.services.sealing import Seal

_SEAL = Seal(b"generator.services")
# A shorter key would be told by its end.
SHORTEST_WITH_END = 12
# What stands between the name of a vendor and the number of a further set-up of it.
FURTHER = "-"


class ServiceSetupQuerySet(models.QuerySet["ServiceSetup"]):
    """Many set-ups."""

    def of_site(self) -> ServiceSetupQuerySet:
        return self.filter(owner=None)

    def of(self, owner_id: Any) -> ServiceSetupQuerySet:
        return self.filter(owner_id=owner_id)

    def seal_anew(self) -> int:
        """Seal what a former key of the site has sealed with the current one; return how many rows that were."""
        if settings.SECRET_KEY.startswith("not-set-up-yet"):
            return 0
        changed = 0
        with transaction.atomic():
            for row in self.select_for_update().exclude(sealed="").order_by("pk"):
                texts = None if _SEAL.is_of_today(row.sealed) else row.texts()
                if texts is not None:
                    row.sealed = _SEAL.close(json.dumps(texts))
                    row.save(update_fields=["sealed"])
                    changed += 1
        return changed


class ServiceSetup(models.Model):
    """The values of a vendor's settings as texts, sealed, and how often it may be asked.

    `name` is that of the vendor's folder, with a number where it is set up again at another address. Without an owner it
    is the site's. One that `is_on` no longer keeps its values, and is not called.
    """

    name = models.SlugField(max_length=60)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="service_setups",
    )
    sealed = models.TextField(blank=True, default="")
    # When each of the values was stored, by the names of the settings.
    stored_at = models.JSONField(default=dict)
    is_on = models.BooleanField(default=True)
    per_minute = models.PositiveIntegerField(null=True, blank=True)
    per_day = models.PositiveIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ServiceSetupQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = (("set_up_services", "Can set up outside services"),)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(owner=None), name="one_setup_of_the_site"
            ),
            models.UniqueConstraint(fields=["name", "owner"], name="one_setup_of_an_owner"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def vendor(self) -> str:
        return self.name.partition(FURTHER)[0]

    @property
    def is_further(self) -> bool:
        """Tell whether the vendor is set up here once more, of which settings know nothing."""
        return FURTHER in self.name

    def texts(self) -> dict[str, str] | None:
        """Return the stored values by the names of the settings; None if no key of the site's opens them."""
        if not self.sealed:
            return {}
        try:
            found: dict[str, str] = json.loads(_SEAL.open(self.sealed))
        except InvalidToken:
            return None
        return found

    def take_texts(self, texts: dict[str, str]) -> None:
        """Keep these values, sealed, instead of those before. The row is to be saved."""
        before, now = self.texts() or {}, timezone.now().isoformat()
        self.stored_at = {
            name: self.stored_at.get(name, now) if before.get(name) == text else now
            for name, text in texts.items()
        }
        self.sealed = _SEAL.close(json.dumps(texts)) if texts else ""


def end_of(secret: str) -> str:
    """Return the last letters of a key, by which somebody knows it again; none of a short one."""
    return secret[-3:] if len(secret) >= SHORTEST_WITH_END else ""


class ServiceOrder(models.Model):
    """In which order the services of a kind of work are asked; those that are not named come after them."""

    kind = models.SlugField(max_length=20, unique=True)
    names = models.JSONField(default=list)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.kind
