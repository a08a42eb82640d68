"""What the collections have in common: what is asked for, and where a file lies."""

from __future__ import annotations

import zlib
from urllib.parse import parse_qs, urlsplit

from tests.support.photos import landscape
from tests.vendors.server import Answer, Call

# A word of which no collection has anything.
NOTHING = "quokka"


def asked(call: Call) -> dict[str, str]:
    """Return the parameters of a call."""
    return {name: values[0] for name, values in parse_qs(urlsplit(call.path).query).items()}


def base(call: Call) -> str:
    """Return the address of the fake that was called."""
    return f"http://{call.headers['host']}/{call.service}"


def is_file(call: Call) -> bool:
    return "/files/" in call.path


def file(call: Call, width: int = 960, height: int = 640) -> Answer:
    """Return the photo of an address: another name, another photo."""
    name = urlsplit(call.path).path.rpartition("/")[2]
    return Answer(landscape(zlib.crc32(name.encode()) % 12, width, height), type="image/jpeg")


def name_of(words: str, number: int) -> str:
    return f"{zlib.crc32(words.encode())}-{number}.jpg"
