"""How many wrong passwords and codes are taken, and from whom.

Strangers count together, for each account and for each network. Where somebody has been signed in before counts by
itself, so that no stranger can keep an owner out; and what is right counts nowhere.
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
    """A password or code that is about to be looked at, counted as wrong until it is told to be right."""

    def __init__(self, request: HttpRequest, kind: str, name: str, device: str, told: dict[str, Any]) -> None:
        """`name` is what strangers are counted by, `device` what tells this browser from theirs, if anything does.

        `told` is what the security log may say of the account. Raises ImmediateHttpResponse, which says when to come back.
        """
        limits = [(OWN, device)] if device else [(NETWORK, rates.network_of(request)), (ACCOUNT, name)]
        self.places: list[str] = []
        for (action, rate), visitor in limits:
            place, wait = rates.take(action, f"{kind} {visitor}", rate)
            if wait:
                self.was_right()
                security_log.note(request, kind, "locked", **told, by=action.removeprefix("guess_"))
                raise ImmediateHttpResponse(rates.too_many_requests(request, action, wait))
            self.places.append(place)

    def was_right(self) -> None:
        for place in self.places:
            rates.give_back(place)
        self.places.clear()


def visit_of(request: HttpRequest) -> str:
    """Name the visit of somebody who is signed in, or return nothing."""
    return f"visit {request.session.session_key}" if request.user.is_authenticated else ""
