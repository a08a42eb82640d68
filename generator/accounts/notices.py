"""Mails that notify users of changes to the security of their account."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.contrib.sites.shortcuts import get_current_site
from django.core.mail import get_connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from generator.accounts.browsers import browser_of
from generator.accounts.links import site_url
from generator.models import User
from generator.web.rates import consume, network_of

logger = logging.getLogger(__name__)
# Limit of mails to one address, which may be a stranger's until it is confirmed.
LETTERS = "20/h"

# The subject and the text of each event. Nothing that a visitor typed appears here but a valid address.
NOTICES = {
    "address_added": (
        "An address was added",
        "The address {address} was added to your account. It has still to be confirmed from its mailbox.",
    ),
    "address_confirmed": ("An address was confirmed", "The address {address} of your account was confirmed."),
    "address_removed": ("An address was removed", "The address {address} was removed from your account."),
    "primary_changed": (
        "Your main address was changed",
        "The main address of your account was changed from {before} to {address}.",
    ),
    "password_changed": ("Your password was changed", "The password of your account was changed."),
    "password_set": ("A password was set", "A password was set for your account, which had none before."),
    "password_reset": (
        "Your password was reset",
        "A new password was set for your account by a link from a mail.",
    ),
    "totp_added": (
        "An authenticator app was added",
        "An authenticator app was added to your account as a second step of signing in.",
    ),
    "totp_removed": (
        "An authenticator app was removed",
        "The authenticator app was removed from your account and is asked for no longer.",
    ),
    "webauthn_added": (
        "A passkey was added",
        "A passkey or security key was added to your account. Whoever holds it can sign in.",
    ),
    "webauthn_removed": (
        "A passkey was removed",
        "A passkey or security key was removed from your account.",
    ),
    "recovery_codes_added": (
        "Recovery codes were made",
        "Recovery codes were made for your account. Each lets somebody sign in once without your device.",
    ),
    "recovery_codes_removed": (
        "Recovery codes were removed",
        "The recovery codes of your account were removed.",
    ),
    "recovery_codes_reset": (
        "New recovery codes were made",
        "New recovery codes were made for your account. The old ones are of no use any more.",
    ),
    "exported": ("A copy of your data was taken", "A copy of all data of your account was downloaded."),
    "deleted": ("Your account was deleted", "Your account was deleted with everything that was in it."),
}


def addresses_of(user: User) -> list[str]:
    """Return the addresses for notices about an account: all confirmed ones and the primary one."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return sorted({*confirmed, user.email} - {""})


def tell(what: str, addresses: Iterable[str], request: HttpRequest, **about: str) -> None:
    """Send a separate mail to each address. Failures are only logged, because the event has already happened."""
    subject, sentence = NOTICES[what]
    context: dict[str, object] = {
        "request": request,
        "current_site": get_current_site(request),
        "subject": subject,
        "sentence": sentence.format(**about),
        "moment": timezone.now(),
        "browser": browser_of(request.headers.get("User-Agent", "")),
        "network": network_of(request),
        "is_gone": what == "deleted",
        "site_url": site_url(request),
        "reset_url": site_url(request) + reverse("account_reset_password"),
        "visits_url": site_url(request) + reverse("visits"),
        "contact_url": site_url(request) + reverse("contact"),
    }
    try:
        with get_connection() as connection:
            for address in sorted(set(addresses)):
                _send(address, context, connection)
    except Exception as error:  # A fault of a mail server must not undo or hide the event.
        _log(error)


def _send(address: str, context: dict[str, object], connection: object) -> None:
    try:
        if consume("notice", f"mailbox {address}", LETTERS):
            logger.warning("A mail about an account's security was not sent: there were too many.")
            return
        letter = get_adapter().render_mail("account/email/notice", address, {**context, "email": address})
        letter.connection = connection
        letter.send()
    except Exception as error:  # As above; the next address may be fine.
        _log(error)


def _log(error: Exception) -> None:
    # Only the type: the server's message repeats the address.
    logger.warning("A mail about an account's security was not sent: %s.", type(error).__name__)
