"""Validators for the values of vendors' settings, from the environment and from pages, each with its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from environs import ValidationError, validate

# Of a file that a setting names.
MOST_BYTES = 8 * 1024 * 1024
POSITIVE = validate.Range(min=1, error="must be 1 or more.")
HOST = r"([\w-]+(\.[\w-]+)*|\[[0-9a-fA-F:.]+\])"
WEB_ADDRESS = validate.Regexp(rf"https?://{HOST}(:\d+)?(/\S*)?\Z", error="must be an address with https://.")


def each(pattern: str, error: str) -> Callable[[list[str]], None]:
    """Return a validator for lists whose members must all match a pattern."""

    def judge(members: list[str]) -> None:
        if not all(re.fullmatch(pattern, member) for member in members):
            raise ValidationError(error)

    return judge


MODELS = each(r"[\w.-]+(/[\w.-]+)?", "must be names of models, separated by commas.")
ROUTED_MODELS = each(
    r"([\w-]+:)?[\w.-]+/[\w.-]+",
    "must be models such as owner/name or nscale:owner/name, separated by commas.",
)

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
