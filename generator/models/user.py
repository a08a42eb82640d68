"""A person with an account, known by an e-mail address."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address, for createsuperuser and the like."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


def _limit(what: str) -> Any:
    return models.PositiveIntegerField(null=True, blank=True, help_text=f"{what} Empty: as everybody.")


class User(AbstractUser):
    """The e-mail address is the only name: nothing else has to be thought up or remembered."""

    username = None  # type: ignore[assignment]  # Django's own way to leave an inherited field out.
    email = models.EmailField("e-mail address", unique=True)

    films_running = _limit("Videos that are made at the same time.")
    films_waiting = _limit("Videos that wait at the same time.")
    films_per_day = _limit("Videos a day.")
    storage_gb = _limit("Storage in GB.")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        ordering = ("email",)

    def __str__(self) -> str:
        return self.email
