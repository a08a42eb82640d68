"""Descriptions and storyboards by Gemini, through either of Google's packages."""

from __future__ import annotations

from generator.providers.language.model import LanguageModel, ModelText, ModelVision
from generator.providers.vendors.gemini import wire
from generator.providers.vendors.gemini.genai import GenAi
from generator.providers.vendors.gemini.generativeai import GenerativeAi
from studio.errors import ProviderError, ProviderFailure

# The first is used unless the settings name another.
PACKAGES: dict[str, type[GenAi | GenerativeAi]] = {
    "google-generativeai": GenerativeAi,
    "google-genai": GenAi,
}


class GeminiVision(ModelVision):
    """Descriptions of pictures."""

    service = wire.SERVICE

    def __init__(self, *, key: str, model: str, base_url: str = wire.ADDRESS, package: str = "") -> None:
        super().__init__(_by(package, key=key, model=model, base_url=base_url))


class GeminiText(ModelText):
    """Storyboards."""

    service = wire.SERVICE

    def __init__(self, *, key: str, model: str, base_url: str = wire.ADDRESS, package: str = "") -> None:
        super().__init__(_by(package, key=key, model=model, base_url=base_url))


def _by(package: str, *, key: str, model: str, base_url: str) -> LanguageModel:
    chosen = PACKAGES.get(package or next(iter(PACKAGES)))
    if chosen is None:
        message = f"The package that {wire.SERVICE} is to be asked with is not one that we know."
        raise ProviderError(message, ProviderFailure.CONFIG)
    return chosen(key=key, model=model, base_url=base_url)
