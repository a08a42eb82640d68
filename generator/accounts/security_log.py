"""The security log: sign-ins, refusals and changes of protection, one line each, without addresses or keys.

`account` is a row's primary key. `address` is a keyed digest of an address that has no account: equal addresses give
equal digests, and only the site's key can link a digest to an address.
"""

from __future__ import annotations

import logging
from typing import Any

from allauth.account import signals as accounts
from allauth.mfa import signals as factors
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import Signal, receiver
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from generator.accounts.owners import owner_of
from generator.web.rates import network_of

logger = logging.getLogger("generator.security")
DIGEST = 16


def note(request: HttpRequest | None, event: str, outcome: str, **details: Any) -> None:
    """Write one line. `details` are numbers, digests and our own words, never a visitor's input."""
    told = {
        "event": event,
        "outcome": outcome,
        **details,
        "network": network_of(request) if request else "none",
    }
    logger.info(" ".join(f"{name}={value}" for name, value in told.items()))


def about(address: str) -> dict[str, Any]:
    """Return the log fields for an address: its account, or the digest of an address that has none."""
    if owner := owner_of(address):
        return {"account": owner.pk}
    salt = "generator.accounts.security_log"
    return {"address": salted_hmac(salt, address.strip().lower(), algorithm="sha256").hexdigest()[:DIGEST]}


# What somebody did with an account or its second factors, by the signal that tells of it.
EVENTS: dict[Signal, str] = {
    accounts.user_logged_in: "sign_in",
    accounts.user_signed_up: "sign_up",
    accounts.password_changed: "password_change",
    accounts.password_set: "password_change",
    accounts.password_reset: "password_reset",
    accounts.email_added: "address_add",
    accounts.email_removed: "address_remove",
    accounts.email_changed: "address_make_primary",
    factors.authenticator_added: "factor_add",
    factors.authenticator_removed: "factor_remove",
    factors.authenticator_reset: "factor_renew",
}


@receiver(list(EVENTS))
def _did(request: HttpRequest, user: Any, signal: Signal, authenticator: Any = None, **kwargs: Any) -> None:
    by = {"by": authenticator.type} if authenticator else {}
    note(request, EVENTS[signal], "done", account=user.pk, **by)


@receiver(user_login_failed)
def _not_signed_in(credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        note(request, "reauthentication", "failed", account=user.pk, by="password")
    else:
        note(request, "sign_in", "failed", **about(str(credentials.get("email") or "")), by="password")


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: Any = None, **kwargs: Any) -> None:
    if user is not None:
        note(request, "sign_out", "done", account=user.pk)


@receiver(accounts.email_confirmed)
def _confirmed_address(request: HttpRequest, email_address: Any, **kwargs: Any) -> None:
    note(request, "address_confirm", "done", account=email_address.user_id)


@receiver(factors.authenticator_used)
def _used_factor(
    request: HttpRequest, user: Any, authenticator: Any, reauthenticated: bool = False, **kwargs: Any
) -> None:
    event = "reauthentication" if reauthenticated else "second_factor"
    note(request, event, "done", account=user.pk, by=authenticator.type)


@receiver(factors.authentication_failed)
def _failed_factor(
    request: HttpRequest, user: Any, authenticator: Any, reauthentication: bool = False, **kwargs: Any
) -> None:
    event = "reauthentication" if reauthentication else "second_factor"
    note(request, event, "failed", account=user.pk, by=authenticator.type)


@receiver(accounts.authentication_step_completed)
def _reauthenticated(request: HttpRequest, user: Any, method: str, **kwargs: Any) -> None:
    if method == "password" and kwargs.get("reauthenticated"):
        note(request, "reauthentication", "done", account=user.pk, by="password")
