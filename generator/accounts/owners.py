"""Finds whose account an address opens."""

from __future__ import annotations

from allauth.account.internal.userkit import filter_users_by_email

from generator.models import User


def owner_of(address: str) -> User | None:
    """Return who has confirmed an address, else whose account was made with it.

    Anybody can add somebody else's address to an account, where it stays unconfirmed and makes nobody its owner.
    """
    # No database keeps an address with a zero byte, and not every one can be asked for it.
    wanted = address.strip().lower()
    users: list[User] = (
        [] if "\0" in wanted else filter_users_by_email(wanted, prefer_verified=True, for_login=True)
    )
    return min(users, key=lambda user: (user.email.lower() != wanted, user.pk), default=None)
