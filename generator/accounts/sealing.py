"""Encryption of second-factor secrets, so that reading the database, or a copy, lets no one sign in."""

from __future__ import annotations

from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from generator.models.services.sealing import Seal

# Prefix of sealed values; values stored before sealing was introduced lack it.
SEALED = "sealed:"
_SEAL = Seal(b"generator.accounts.sealing")
# The keys of secrets in the data of allauth's rows.
SECRETS = ("secret", "seed")
LISTS_OF_SECRETS = ("migrated_codes",)


class UnreadableSecretError(ValidationError):
    """A secret that none of the site's keys can decrypt."""

    # In templates: a page that only counts codes shows none instead of failing.
    silent_variable_failure = True

    def __init__(self) -> None:
        super().__init__(
            "What your codes are checked against can no longer be read, because the site's key was changed. If you "
            "have a passkey, use it; once you are signed in, remove your authenticator app and add it again. "
            "Otherwise write to us, so that we take the second step away.",
            code="unreadable_secret",
        )


def seal(secret: str) -> str:
    return SEALED + _SEAL.close(secret)


def unseal(kept: str) -> str:
    """Return the plain secret. Raises UnreadableSecretError if no key fits."""
    if not kept.startswith(SEALED):
        return kept
    try:
        return _SEAL.open(kept.removeprefix(SEALED))
    except InvalidToken:
        raise UnreadableSecretError from None


def seal_all(authenticators: Any) -> int:
    """Seal plain secrets, and those sealed with a former key, with the current key; return the number of rows changed.

    `authenticators` is the manager, so that a migration can pass its own.
    """
    # Only `setup` runs without a key, and the next command has the key that it makes.
    if settings.SECRET_KEY.startswith("not-set-up-yet"):
        return 0
    changed = 0
    with transaction.atomic():
        for row in authenticators.select_for_update().exclude(type="webauthn").order_by("pk"):
            data = _sealed_anew(row.data)
            if data != row.data:
                authenticators.filter(pk=row.pk).update(data=data)
                changed += 1
    return changed


def _sealed_anew(data: dict[str, Any]) -> dict[str, Any]:
    found = {name: _renewed(data[name]) for name in SECRETS if name in data}
    lists = {name: [_renewed(kept) for kept in data[name]] for name in LISTS_OF_SECRETS if data.get(name)}
    return {**data, **found, **lists}


def _renewed(kept: str) -> str:
    if _is_sealed_today(kept):
        return kept
    try:
        return seal(unseal(kept))
    except UnreadableSecretError:
        # Keep it: it can be read again if the old key is restored.
        return kept


def _is_sealed_today(kept: str) -> bool:
    return kept.startswith(SEALED) and _SEAL.is_of_today(kept.removeprefix(SEALED))
