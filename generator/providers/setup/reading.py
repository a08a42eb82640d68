"""Values of vendors' settings, read from texts that people enter on a page: with the checks and sentences of settings."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from environs import ValidationError

from generator.providers.card import Form
from generator.providers.setup.values import (
    BINDINGS,
    FIELDS,
    HEADERS,
    LOGIN,
    MODELS,
    MOST_BYTES,
    NAMES,
    POSITIVE,
    ROUTED_MODELS,
    SIZES,
    VOICES,
    WEB_ADDRESS,
)

Check = Callable[[Any], Any]
# What is never shown again once it is stored.
SECRET: frozenset[Form] = frozenset(("key", "login", "headers"))


def read(form: Form, text: str) -> Any:
    """Return the value of a setting of this form. Raises ValueError with a sentence about a text that is none."""
    reader, checks = _READERS[form]
    value = reader(text.strip())
    try:
        for check in checks:
            check(value)
    except ValidationError as error:
        raise ValueError(f"It {' '.join(map(str, error.messages))}") from None
    return value


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.split(",")]


def _count(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError("It must be a whole number.") from None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise ValueError("It must be JSON: quotes, commas and brackets do not fit together.") from None


def _file(text: str) -> str:
    if len(text.encode()) > MOST_BYTES:
        raise ValueError("It is larger than 8 MB.")
    if "\ufffd" in text:
        raise ValueError("It must be a text file.")
    return text


_READERS: Mapping[Form, tuple[Callable[[str], Any], tuple[Check, ...]]] = {
    "text": (str, ()),
    # The format of keys is not checked: services change it without notice.
    "key": (str, ()),
    "models": (_listed, (MODELS,)),
    "routed models": (_listed, (ROUTED_MODELS,)),
    "names": (_listed, (NAMES,)),
    "sizes": (_listed, (SIZES,)),
    "voices": (_listed, (VOICES,)),
    "address": (str, (WEB_ADDRESS,)),
    "count": (_count, (POSITIVE,)),
    "login": (str, (LOGIN,)),
    "fields": (_json, (FIELDS,)),
    "headers": (_json, (HEADERS,)),
    "bindings": (_json, (BINDINGS,)),
    "file": (_file, ()),
    "flag": (lambda text: text.lower() in ("1", "true", "on", "yes"), ()),
}
