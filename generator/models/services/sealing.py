"""Encryption of what the database keeps and no copy of it may tell."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


@dataclass(frozen=True, slots=True)
class Seal:
    """Encryption with keys derived from the site's keys; what is sealed for one purpose opens for no other.

    The newest key seals, and the former ones (SECRET_KEY_FALLBACKS) still open.
    """

    purpose: bytes

    def close(self, words: str) -> str:
        """Return words encrypted."""
        return self._all_keys().encrypt(words.encode()).decode()

    def open(self, sealed: str) -> str:
        """Return what was encrypted. Raises InvalidToken if no key fits."""
        return self._all_keys().decrypt(sealed.encode()).decode()

    def is_of_today(self, sealed: str) -> bool:
        """Return whether the newest key has sealed this."""
        try:
            self._key(settings.SECRET_KEY).decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True

    def _all_keys(self) -> MultiFernet:
        return MultiFernet(
            [self._key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
        )

    def _key(self, secret: str) -> Fernet:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=self.purpose).derive(secret.encode())
        return Fernet(base64.urlsafe_b64encode(derived))
