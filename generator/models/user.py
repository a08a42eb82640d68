"""Users, identified by e-mail address."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from studio.speech.voices import name_language
from studio.text.marks.sayings import SayAs


def normalize_password(password: str) -> str:
    """Return a password in Unicode normal form, the same from every keyboard (NIST 800-63B)."""
    return unicodedata.normalize("NFKC", password)


class UserManager(BaseUserManager["User"]):
    """A manager that creates users by e-mail address, for createsuperuser and the like."""

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
    """A user. The e-mail address is the only name, so that nothing else must be invented or remembered."""

    username = None  # type: ignore[assignment]  # Django's own way to leave an inherited field out.
    email = models.EmailField("e-mail address", unique=True)

    films_running = _limit("Videos that are made at the same time.")
    films_waiting = _limit("Videos that wait at the same time.")
    films_per_day = _limit("Videos a day.")
    storage_gb = _limit("Storage in GB.")

    sign_outs = models.PositiveIntegerField(default=0, editable=False, help_text="How often from everywhere.")

    # Stored on the user and not on films, which could be deleted to get a turn sooner.
    served_at = models.DateTimeField(null=True, editable=False, help_text="When a film of theirs last began.")
    # The column keeps its first name, so that no table is rewritten.
    described_at = models.DateTimeField(
        null=True,
        editable=False,
        db_column="looked_at",
        help_text="When describing a picture of theirs last began or ended.",
    )

    sayings_changed_at = models.DateTimeField(
        null=True, editable=False, help_text="When their pronunciation list was last changed."
    )

    library_as_list = models.BooleanField(
        default=False,
        editable=False,
        help_text="Whether their library is shown as a list, as they last chose.",
    )

    preset = models.CharField(
        max_length=30, blank=True, editable=False, help_text="The key of the one that their forms begin with."
    )

    sees_scenes_first = models.BooleanField(
        default=False, editable=False, help_text="As they have chosen it last."
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # Ours takes no name.

    class Meta:
        ordering = ("email",)

    def __str__(self) -> str:
        return self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Include the number of sign-outs in the session hash, so that raising it ends every visit."""
        salt = "generator.models.User.get_session_auth_hash"
        value = f"{self.password} {self.sign_outs}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()

    def end_visits(self) -> None:
        """Sign out everywhere; the caller can keep one session by updating its hash."""
        User.objects.filter(pk=self.pk).update(sign_outs=models.F("sign_outs") + 1)
        self.refresh_from_db()

    def note(self, what: str) -> None:
        """Set `served_at`, `described_at` or `sayings_changed_at` to now."""
        User.objects.filter(pk=self.pk).update(**{what: Now()})

    def choose_preset(self, key: str) -> None:
        """Have their forms begin with a preset, or with the usual choices."""
        User.objects.filter(pk=self.pk).update(preset=key)
        self.preset = key

    def note_scenes_first(self, wants: bool) -> None:
        """Remember whether they want to see the scenes before a film is made."""
        if wants != self.sees_scenes_first:
            User.objects.filter(pk=self.pk).update(sees_scenes_first=wants)
            self.sees_scenes_first = wants

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else normalize_password(raw_password))

    def check_password(self, raw_password: str) -> bool:
        """Check the normalised password first, then as typed: older passwords were stored without normalisation."""
        password = normalize_password(raw_password)
        if super().check_password(password):
            return True
        return password != raw_password and super().check_password(raw_password)

    def suspend(self) -> None:
        """Suspend the user: end all visits, and cancel waiting and running films. Restoring restarts none of them."""
        changed = User.objects.filter(pk=self.pk)
        changed.update(is_active=False, sign_outs=models.F("sign_outs") + 1)
        self.refresh_from_db()
        self._cancel_films()

    def _cancel_films(self) -> None:
        for generation in self.generations.filter(status__in=("queued", "running")):
            generation.cancel()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the account with its films, their files and its messages to the staff."""
        # From here on nothing can be queued, and a worker on one of the films learns that its run is over.
        self.suspend()
        with transaction.atomic():
            self.generations.all().delete()
            for sending in self.sendings.all():
                sending.drop()
            self.brands.all().delete()
            self.contact_messages.all().delete()
            return super().delete(*args, **kwargs)


class SayingQuerySet(models.QuerySet["Saying"]):
    def as_told(self) -> tuple[SayAs, ...]:
        """Return the entries as values of the studio, in a fixed order."""
        return tuple(SayAs(*row) for row in self.values_list("written", "said", "language"))


class Saying(models.Model):
    """How its owner wants a word or phrase said; without a language in all of them."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sayings")
    written = models.CharField(max_length=80)
    said = models.CharField(max_length=120)
    language = models.CharField(max_length=8, blank=True)

    objects = SayingQuerySet.as_manager()

    class Meta:
        ordering = ("written", "language", "pk")
        constraints = (
            models.UniqueConstraint(fields=("owner", "written", "language"), name="one_saying_of_a_word"),
        )

    def __str__(self) -> str:
        return f"{self.written}: {self.said}"

    @property
    def language_name(self) -> str:
        """The name of its language; empty if it is for all."""
        return name_language(self.language) if self.language else ""

    def means(self, written: str, language: str) -> bool:
        """Return whether an entry of these words would stand for the same words."""
        own, other = SayAs(self.written, ""), SayAs(written, "")
        if self.language != language or own.is_exact != other.is_exact:
            return False
        return own.written == written if own.is_exact else own.written.casefold() == written.casefold()
