"""Validators for environment variables, each with the sentence about a wrong value."""

from __future__ import annotations

from email.utils import parseaddr

from environs import validate

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
