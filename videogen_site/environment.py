"""Reads the environment, and tells of all wrong values together, each in a sentence."""

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
    """An environs.Env whose readers (`int`, `bool`, ...) take the default for what is empty or wrong.

    Where nothing is something else than the default, `empty` says what it means.
    What was wrong is kept until `refuse_wrong_values`, so that nobody has to mend one value after the other.
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
        """Raise ImproperlyConfigured with a sentence for each wrong value; none repeats the value, which may be a key."""
        if self.wrong:
            raise ImproperlyConfigured("\n".join(_sentence(name, why) for name, why in self.wrong.items()))


def _sentence(name: str, why: str) -> str:
    return f"{name} is {why[0].lower()}{why[1:]}" if why.startswith("Not ") else f"{name} {why}"
