"""The outside world behind four contracts; `get_provider` hands out the chain that the settings name."""

from __future__ import annotations

from typing import Any, Literal, overload

from django.conf import settings
from django.utils.module_loading import import_string

from generator.providers.base import ImageProvider, SpeechProvider, TextProvider, VisionProvider
from generator.providers.chain import Chain, Link

__all__ = ["get_provider"]

Kind = Literal["text", "vision", "image", "speech"]


@overload
def get_provider(kind: Literal["text"]) -> Chain[TextProvider]: ...
@overload
def get_provider(kind: Literal["vision"]) -> Chain[VisionProvider]: ...
@overload
def get_provider(kind: Literal["image"]) -> Chain[ImageProvider]: ...
@overload
def get_provider(kind: Literal["speech"]) -> Chain[SpeechProvider]: ...
def get_provider(kind: Kind) -> Chain[Any]:
    """Return the providers of a kind in the order of GENERATOR_PROVIDERS: the first that can serves."""
    return Chain(
        Link(entry["BACKEND"].rsplit(".", 1)[1], import_string(entry["BACKEND"]), entry.get("OPTIONS", {}))
        for entry in settings.GENERATOR_PROVIDERS[kind]
    )
