"""Reading of environment variables; all wrong values are reported together, each in a sentence."""

from __future__ import annotations

import builtins
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import environs
from django.core.exceptions import ImproperlyConfigured
from environs.exceptions import EnvValidationError

Read = Callable[..., Any]


class Environment:
    """An environs.Env whose readers (`int`, `bool`, ...) return the default if a value is empty or wrong.

    If an empty value means something other than the default, `empty` gives it. Wrong values are collected until
    `refuse_wrong_values`, so that they need not be corrected one by one.
    """

    str: Callable[..., builtins.str]
    int: Callable[..., builtins.int]
    bool: Callable[..., builtins.bool]
    list: Callable[..., builtins.list[Any]]

    def __init__(self, file: Path) -> None:
        self._source = environs.Env()
        self._source.read_env(file.as_posix())
        self.wrong: dict[builtins.str, builtins.str] = {}

    def __getattr__(self, kind: builtins.str) -> Read:
        read = getattr(self._source, kind)

        def read_or_default(name: builtins.str, default: Any, *, empty: Any = None, **options: Any) -> Any:
            if not os.environ.get(name, "").strip():
                return default if empty is None or name not in os.environ else empty
            try:
                return read(name, default, **options)
            except EnvValidationError as error:
                self.wrong[name] = " ".join(map(str, error.error_messages))
                return default

        return read_or_default

    def refuse_wrong_values(self) -> None:
        """Raise ImproperlyConfigured with a sentence for each wrong value, which is not repeated: it may be a key."""
        if self.wrong:
            raise ImproperlyConfigured("\n".join(_sentence(name, why) for name, why in self.wrong.items()))


def _sentence(name: str, why: str) -> str:
    return f"{name} is {why[0].lower()}{why[1:]}" if why.startswith("Not ") else f"{name} {why}"
