"""Seals what second factors are made of: who reads the database, or a copy of it, can sign in as nobody."""

from __future__ import annotations

import base64
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

# Tells what is sealed from what was kept before anything was.
SEALED = "sealed:"
PURPOSE = b"generator.accounts.sealing"
# Where allauth keeps secrets in the data of a row.
SECRETS = ("secret", "seed")
LISTS_OF_SECRETS = ("migrated_codes",)


class UnreadableSecretError(ValidationError):
    """A secret that none of the site's keys opens."""

    # A page that only counts codes shows none.
    silent_variable_failure = True

    def __init__(self) -> None:
        super().__init__(
            "What your codes are checked against can no longer be read, because the site's key was changed. If you "
            "have a passkey, use it; once you are signed in, remove your authenticator app and add it again. "
            "Otherwise write to us, so that we take the second step away.",
            code="unreadable_secret",
        )


def seal(secret: str) -> str:
    return SEALED + _all_keys().encrypt(secret.encode()).decode()


def unseal(kept: str) -> str:
    """Raises UnreadableSecretError."""
    if not kept.startswith(SEALED):
        return kept
    try:
        return _all_keys().decrypt(kept.removeprefix(SEALED).encode()).decode()
    except InvalidToken:
        raise UnreadableSecretError from None


def seal_all(authenticators: Any) -> int:
    """Seal with the key of today what is kept in the clear or was sealed with one of before; return how many rows.

    `authenticators` is the manager, so that a migration can hand in its own.
    """
    # Only `setup` runs without a key, and the next command has the one that it makes.
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
        # It may be opened yet, when the old key is put back.
        return kept


def _is_sealed_today(kept: str) -> bool:
    try:
        _key(settings.SECRET_KEY).decrypt(kept.removeprefix(SEALED).encode())
    except InvalidToken:
        return False
    return kept.startswith(SEALED)


def _all_keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
