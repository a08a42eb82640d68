"""Validators for environment variables, each with the sentence about a wrong value."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path

from environs import ValidationError, validate

# Of a file that a setting names.
MOST_BYTES = 8 * 1024 * 1024
NON_NEGATIVE = validate.Range(min=0, error="must be 0 or more.")
POSITIVE = validate.Range(min=1, error="must be 1 or more.")
PORTS = validate.Range(1, 65535, error="must be from 1 to 65535.")
HOST = r"([\w-]+(\.[\w-]+)*|\[[0-9a-fA-F:.]+\])"
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
WEB_ADDRESS = validate.Regexp(rf"https?://{HOST}(:\d+)?(/\S*)?\Z", error="must be an address with https://.")


def each(pattern: str, error: str) -> Callable[[list[str]], None]:
    """Return a validator for lists whose members must all match a pattern."""

    def judge(members: list[str]) -> None:
        if not all(re.fullmatch(pattern, member) for member in members):
            raise ValidationError(error)

    return judge


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


MODELS = each(r"[\w.-]+(/[\w.-]+)?", "must be names of models, separated by commas.")
ROUTED_MODELS = each(
    r"([\w-]+:)?[\w.-]+/[\w.-]+",
    "must be models such as owner/name or nscale:owner/name, separated by commas.",
)
REGION = validate.Regexp(r"[\w-]+\Z", error="must be a region's name, such as us-east-1.")
NAMES = each(r"\s*[^\s,=<>\"']{1,120}\s*", "must be names of models, separated by commas.")
SIZES = each(r"\s*\d{2,4}x\d{2,4}\s*", "must be sizes such as 1024x1024, separated by commas.")
VOICES = each(
    r"\s*([A-Za-z]{2,3}([-_][A-Za-z]{2,4})?=)?[^\s,=<>\"']{1,50}\s*",
    "must be names of voices, or pairs such as en=af_heart, separated by commas.",
)
LOGIN = validate.Regexp(
    r"\s*[^:\s]+:\S.*\Z", error="must be a name and a password with a colon between them: me:my-password."
)


def FIELDS(value: object) -> None:  # noqa: N802 (named as the other validators)
    """Refuse any JSON but an object."""
    if not isinstance(value, dict):
        raise ValidationError('must be an object in JSON, such as {"steps": 20}.')


def HEADERS(value: object) -> None:  # noqa: N802
    """Refuse any JSON but an object of texts, whose names headers can have."""
    if not isinstance(value, dict) or not all(
        re.fullmatch(r"[\w-]{1,80}", name, re.ASCII) and isinstance(text, str) and text.isprintable()
        for name, text in value.items()
    ):
        raise ValidationError('must be headers in JSON, such as {"X-Api-Key": "my-key"}.')


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


def BINDINGS(value: object) -> None:  # noqa: N802
    """Refuse any JSON but a list of objects."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValidationError(
            'must be a list in JSON, such as [{"type": "prompt", "node_ids": ["6"], "key": "text"}].'
        )


def READABLE(path: str) -> None:  # noqa: N802
    """Refuse the path of a file that cannot be read as text, or is far larger than what people write."""
    try:
        if Path(path.strip()).stat().st_size > MOST_BYTES:
            raise OSError
        Path(path.strip()).read_text("utf-8-sig")
    except (OSError, ValueError):
        raise ValidationError("must be the path of a text file that can be read.") from None
