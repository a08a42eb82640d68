"""Describes pictures with what comes inside the installed packages: no key, no network."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from generator.exceptions import ProviderError, ProviderFailure
from generator.providers.base import Description, VisionProvider
from generator.providers.embedded.vision.classifier import classify, prepare
from generator.providers.embedded.vision.measures import measure
from generator.providers.embedded.vision.names import find_object
from generator.providers.embedded.vision.sentences import describe

__all__ = ["EmbeddedVision", "prepare"]


class EmbeddedVision(VisionProvider):
    """A classifier of 1,000 everyday things, and measured facts; where it is not sure it tells colour and light only."""

    def __init__(self, *, cache_dir: Path | str | None = None) -> None:
        self._cache_dir = cache_dir

    def describe(self, *, picture: bytes, language: str = "en") -> Description:
        """Describe an upright RGB JPEG; the text and the keywords are English whatever the language.

        Takes some 0.2 s, and a second more the first time, when the network is made. Raises ProviderError.
        """
        image = _decode(picture)
        facts = measure(image)
        # A drawing of a few flat colours is nothing that the classifier has learnt from.
        found = None if facts.is_graphic else find_object(classify(image, self._cache_dir))
        return describe(found, facts)


def _decode(picture: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(picture), formats=("JPEG",)).convert("RGB")
    except (OSError, SyntaxError, ValueError) as reason:
        raise ProviderError("The picture could not be read.", ProviderFailure.REFUSED) from reason
