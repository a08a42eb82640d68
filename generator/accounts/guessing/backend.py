"""Finds who signs in."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from generator.models import User


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types.
    """allauth's, which takes as long for an address without an account as for a wrong password."""

    def _mitigate_timing_attack(self, password: str) -> None:
        # Not one hash but as many as a real account would need, which may be two.
        User().check_password(password)
