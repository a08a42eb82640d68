"""allauth's adapter for second factors."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter

from generator.accounts.sealing import seal, unseal


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types.
    """An adapter that stores the secrets of authenticator apps and recovery codes sealed."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
