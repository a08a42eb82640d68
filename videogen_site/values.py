"""Validators for environment variables, each with the sentence about a wrong value."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import parseaddr

from environs import ValidationError, validate

from generator.providers.setup.values import HOST, each
from generator.providers.setup.values import POSITIVE as POSITIVE
from generator.providers.setup.values import WEB_ADDRESS as WEB_ADDRESS

NON_NEGATIVE = validate.Range(min=0, error="must be 0 or more.")
PORTS = validate.Range(1, 65535, error="must be from 1 to 65535.")
HOST_NAME = validate.Regexp(rf"{HOST}\Z", error="must be the name of a host, without https:// or a port.")
RATE = "[0-9]{1,4}/[smhd]"
RATES = validate.Regexp(
    rf"\s*{RATE}\s*(,\s*{RATE}\s*)*\Z", error="must be times per s, m, h or d: 20/m, or 10/m,200/d."
)
PREFIX = validate.Regexp(r"/.*/\Z", error="must begin and end with a slash.")
ORIGIN = validate.Regexp(
    rf"https?://{HOST}(:\d+)?/?\Z",
    error="must be an origin such as https://films.example.org, without a path.",
)


HOST_NAMES = each(rf"\*|\.?{HOST}", "must be names of hosts, without https://, ports or paths.")
ORIGINS = each(
    rf"https?://(\*\.)?{HOST}(:\d+)?",
    "must be origins such as https://films.example.org, without a slash behind.",
)


def mail_address(text: str) -> None:
    """Refuse anything but an address, or a name with an address in angle brackets."""
    validate.Email(error="must be a mail address, or a name with one: Films <films@example.org>.")(
        parseaddr(text)[1]
    )


REGION = validate.Regexp(r"[\w-]+\Z", error="must be a region's name, such as us-east-1.")

# What SERVICE_PRICES may tell the price of, and SERVICE_BUDGETS the most of.
PRICE_UNITS = (
    *("call", "picture", "second", "thousand_characters", "million_tokens_in", "million_tokens_out"),
)
BUDGETS = ("money_per_month", "money_per_day", "calls_per_month", "calls_per_day")


def _amounts(names: tuple[str, ...], example: str) -> Callable[[object], None]:
    """Return a validator for objects that give numbers under these names, for each service."""

    def judge(value: object) -> None:
        if not isinstance(value, dict) or not all(map(is_good, value.items())):
            raise ValidationError(f"must be like {example}, with amounts from 0 of: {', '.join(names)}.")

    def is_good(one: tuple[str, object]) -> bool:
        service, amounts = one
        if not service.strip() or not isinstance(amounts, dict) or not amounts:
            return False
        return all(name in names and _is_amount(amount) for name, amount in amounts.items())

    return judge


def _is_amount(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 <= value <= 1_000_000  # type: ignore[operator]  # A number by now.


SERVICE_PRICES = _amounts(PRICE_UNITS, '{"Gemini": {"million_tokens_in": 0.3, "million_tokens_out": 2.5}}')
SERVICE_BUDGETS = _amounts(BUDGETS, '{"all": {"money_per_month": 50}, "Gemini": {"calls_per_day": 200}}')
