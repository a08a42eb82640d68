"""The account that an address belongs to."""

from __future__ import annotations

from allauth.account.internal.userkit import filter_users_by_email

from generator.models import User


def owner_of(address: str) -> User | None:
    """Return the user who has confirmed an address, else the one whose account was created with it.

    An unconfirmed address gives no ownership, because anyone can add someone else's address to an account.
    """
    # No database stores a zero byte, and some raise an error when queried for one.
    wanted = address.strip().lower()
    users: list[User] = (
        [] if "\0" in wanted else filter_users_by_email(wanted, prefer_verified=True, for_login=True)
    )
    return min(users, key=lambda user: (user.email.lower() != wanted, user.pk), default=None)
