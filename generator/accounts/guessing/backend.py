"""The authentication backend."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from generator.models import User


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types.
    """allauth's backend, made to take as long for an unknown address as for a wrong password."""

    def _mitigate_timing_attack(self, password: str) -> None:
        # Hash as often as for a real account, which may be twice, and not just once.
        User().check_password(password)
