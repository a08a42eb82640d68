"""Services that can say which models they have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from studio.errors import ProviderError, ProviderFailure


@runtime_checkable
class Offering(Protocol):
    """A provider whose service lists its models."""

    def offers(self) -> list[str]:
        """Return the names of the models that the service has, as it orders them. Raises ProviderError."""


def only_one(models: Sequence[str], service: str, setting: str) -> str:
    """Return the one model that an operator's own server has, which needs no choice. Raises ProviderError otherwise."""
    if len(models) == 1:
        return models[0]
    has = f"has {len(models)} models, and none of them is chosen" if models else "has no model yet"
    raise ProviderError(f"{service} {has}: {setting} is to name one.", ProviderFailure.CONFIG)
