"""Limits on wrong passwords and codes.

Guesses from unknown browsers are counted together, per account and per network. A browser in which the account has been
signed in before is counted separately, so that strangers cannot lock an owner out. Right answers do not count.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest

from generator.accounts import security_log
from generator.web import rates
from generator.web.rates import Rate

ACCOUNT = ("guess_account", Rate(5, 300))
NETWORK = ("guess_network", Rate(10, 60))
OWN = ("guess_own", Rate(5, 300))


class Guess:
    """A password or code about to be checked, counted as wrong until `do_not_count` is called."""

    def __init__(self, request: HttpRequest, kind: str, name: str, device: str, told: dict[str, Any]) -> None:
        """Count the guess. Raises ImmediateHttpResponse, a page that says when to come back, if a limit is reached.

        `name` is the key for guesses of strangers, `device` that of a known browser or empty. `told` has the fields
        about the account for the security log.
        """
        limits = [(OWN, device)] if device else [(NETWORK, rates.network_of(request)), (ACCOUNT, name)]
        self.slots: list[str] = []
        for (action, rate), visitor in limits:
            slot, wait = rates.take(action, f"{kind} {visitor}", rate)
            if wait:
                self.do_not_count()
                security_log.note(request, kind, "locked", **told, by=action.removeprefix("guess_"))
                raise ImmediateHttpResponse(rates.too_many_requests(request, action, wait))
            self.slots.append(slot)

    def do_not_count(self) -> None:
        for slot in self.slots:
            rates.release(slot)
        self.slots.clear()


def visit_of(request: HttpRequest) -> str:
    """Return the name of a signed-in user's visit, else an empty string."""
    return f"visit {request.session.session_key}" if request.user.is_authenticated else ""
