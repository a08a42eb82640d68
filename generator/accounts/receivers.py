"""Receivers of allauth's signals, which notify owners of changes to their accounts."""

from __future__ import annotations

from typing import Any

from allauth.account import signals
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.dispatch import receiver
from django.http import HttpRequest

from generator.accounts.notices import addresses_of, tell
from generator.models import LaterAddress, User


@receiver(signals.email_added)
def address_added(request: HttpRequest, user: User, email_address: EmailAddress, **rest: Any) -> None:
    LaterAddress.note(email_address)
    tell("address_added", addresses_of(user), request, address=email_address.email)


@receiver(signals.email_confirmed)
def address_confirmed(request: HttpRequest, email_address: EmailAddress, **rest: Any) -> None:
    # Noted here too, in case it was added while the mail server was down.
    LaterAddress.note(email_address)
    others = set(addresses_of(email_address.user)) - {email_address.email}
    tell("address_confirmed", others, request, address=email_address.email)


@receiver(signals.email_removed)
def address_removed(request: HttpRequest, user: User, email_address: EmailAddress, **rest: Any) -> None:
    # An address that was never confirmed may be a stranger's.
    itself = [email_address.email] if email_address.verified else []
    tell("address_removed", [*addresses_of(user), *itself], request, address=email_address.email)


@receiver(signals.email_changed)
def primary_changed(
    request: HttpRequest,
    user: User,
    from_email_address: EmailAddress | None,
    to_email_address: EmailAddress,
    **rest: Any,
) -> None:
    before = from_email_address.email if from_email_address else user.email
    addresses = [*addresses_of(user), before]
    tell("primary_changed", addresses, request, before=before, address=to_email_address.email)


@receiver(signals.password_changed)
def password_changed(request: HttpRequest, user: User, **rest: Any) -> None:
    tell("password_changed", addresses_of(user), request)


@receiver(signals.password_set)
def password_set(request: HttpRequest, user: User, **rest: Any) -> None:
    tell("password_set", addresses_of(user), request)


@receiver(signals.password_reset)
def password_reset(request: HttpRequest, user: User, **rest: Any) -> None:
    tell("password_reset", addresses_of(user), request)


@receiver(mfa_signals.authenticator_added)
def factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **rest: Any) -> None:
    tell(f"{authenticator.type}_added", addresses_of(user), request)


@receiver(mfa_signals.authenticator_removed)
def factor_removed(request: HttpRequest, user: User, authenticator: Authenticator, **rest: Any) -> None:
    tell(f"{authenticator.type}_removed", addresses_of(user), request)


@receiver(mfa_signals.authenticator_reset)
def factor_reset(request: HttpRequest, user: User, authenticator: Authenticator, **rest: Any) -> None:
    tell(f"{authenticator.type}_reset", addresses_of(user), request)
