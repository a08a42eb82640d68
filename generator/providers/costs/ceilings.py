"""Ceilings: what services may cost, or how often they may be asked, in a day or month. They stop services, not films."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.db.models import Q
from django.utils import timezone

from generator.models import Usage
from generator.models.usage.words import counted, money_in_words
from generator.providers.calling.breaker import OpenError
from studio.errors import ProviderFailure

logger = logging.getLogger(__name__)

# The name under which SERVICE_BUDGETS has what is for all services together.
ALL = "all"
# Shares of a ceiling at which the staff are told.
SHARES = (Decimal("0.8"), Decimal(1))
# For all services together only calls count that may cost something.
_MAY_COST = Q(money__gt=0) | Q(unpriced__gt=0)


class SpentError(OpenError):
    """The call was not made because a ceiling is reached."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """One line of SERVICE_BUDGETS: of a service, or of all of them together."""

    service: str
    limit: str
    most: Decimal

    @property
    def is_of_all(self) -> bool:
        return self.service.casefold() == ALL

    @property
    def is_of_month(self) -> bool:
        return self.limit.endswith("_month")

    @property
    def begins(self) -> date:
        today = timezone.localdate()
        return today.replace(day=1) if self.is_of_month else today

    def concerns(self, service: str, *, is_free: bool = False) -> bool:
        """Return whether it holds for calls to a service. The one for all leaves alone what costs nothing."""
        return not is_free if self.is_of_all else self.service.casefold() == service.casefold()

    def used(self) -> Decimal:
        """Return what the site has used of it so far; what people's own keys pay for is not the site's."""
        rows = Usage.objects.of_site().since(self.begins)
        rows = rows.filter(_MAY_COST) if self.is_of_all else rows.filter(service__iexact=self.service)
        figures = rows.figures()
        return figures.money if self.limit.startswith("money") else Decimal(figures.calls)

    def in_words(self) -> str:
        """Return it as a noun: "The budget of $50.00 for Gemini this month"."""
        is_money = self.limit.startswith("money")
        most = money_in_words(self.most) if is_money else counted(int(self.most), "call")
        whose = "all services" if self.is_of_all else self.service
        return f"The budget of {most} for {whose} {'this month' if self.is_of_month else 'today'}"

    def until(self) -> str:
        if not self.is_of_month:
            return "tomorrow"
        return f"{self.begins.replace(day=28) + timedelta(days=4):%B}"

    def reached(self, used: Decimal) -> Decimal | None:
        """Return the highest share of it that is reached; None if the staff need not know yet."""
        if not self.most:
            return SHARES[-1]
        return max((share for share in SHARES if used >= share * self.most), default=None)


def ceilings() -> list[Ceiling]:
    return [
        Ceiling(service.strip(), limit, Decimal(str(most)))
        for service, limits in settings.SERVICE_BUDGETS.items()
        for limit, most in limits.items()
    ]


def keep_below(service: str, *, is_free: bool) -> None:
    """Raise SpentError if a service may not be asked for now."""
    for ceiling in ceilings():
        if ceiling.concerns(service, is_free=is_free) and ceiling.used() >= ceiling.most:
            whose = (
                "what services may cost here" if ceiling.is_of_all else f"what {service} may be asked here"
            )
            message = f"{service} is not asked before {ceiling.until()}: {whose} is used up."
            raise SpentError(message, ProviderFailure.QUOTA)


def notes() -> list[str]:
    """Return a sentence on each ceiling that is reached, or nearly."""
    told = []
    for ceiling in ceilings():
        used = ceiling.used()
        if (share := ceiling.reached(used)) is not None:
            told.append(_note(ceiling, used, share))
    return told


def _note(ceiling: Ceiling, used: Decimal, share: Decimal) -> str:
    if share >= 1:
        what = "Services" if ceiling.is_of_all else ceiling.service
        verb = "are" if ceiling.is_of_all else "is"
        return f"{ceiling.in_words()} is used up: {what} {verb} not asked before {ceiling.until()}, and what is built in serves."
    return f"{ceiling.in_words()} is used to {used / ceiling.most:.0%}."


def warn(service: str, *, is_free: bool) -> None:
    """Tell the staff, once for each share of a ceiling, that a call has reached it: in the log, and by mail if there is any."""
    for ceiling in ceilings():
        if not ceiling.concerns(service, is_free=is_free):
            continue
        used = ceiling.used()
        share = ceiling.reached(used)
        if share is None:
            continue
        key = f"ceiling:{ceiling.service}:{ceiling.limit}:{ceiling.most}:{ceiling.begins}:{share}"
        if cache.add(key, True, 32 * 24 * 3600):
            note = _note(ceiling, used, share)
            logger.warning("%s", note)
            _mail(note)


def _mail(note: str) -> None:
    people = [address for _, address in settings.ADMINS] or [settings.CONTACT_EMAIL]
    if not settings.EMAIL_HOST or not any(people):
        return
    try:
        send_mail(f"[{settings.SITE_NAME}] What services may cost", note, None, people)
    except (
        Exception
    ) as error:  # No call must fail of it; the log has the note, and so have the pages of the staff.
        logger.warning("The staff could not be told by mail of what services cost: %s", type(error).__name__)
