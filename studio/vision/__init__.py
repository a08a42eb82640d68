"""Descriptions of pictures by what comes inside the installed packages: no key, no network."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from studio.assets import DETECTOR, find_asset
from studio.contracts import Description, VisionProvider
from studio.errors import ProviderError, ProviderFailure
from studio.vision.classifier import Region, classify, load_network, prepare
from studio.vision.detector import detect, load_detector
from studio.vision.measures import measure
from studio.vision.names import find_object
from studio.vision.sentences import describe
from studio.vision.things import Floats, Thing, recognise

__all__ = ["EmbeddedVision", "prepare"]


class EmbeddedVision(VisionProvider):
    """A detector that counts people and things, a classifier of 1,000 everyday things, and measured facts.

    If nothing is certain, only colour and light are described. The detector is an asset that may be missing:
    without it people are not seen.
    """

    def __init__(self, *, cache_dir: Path | str | None = None, assets_dir: Path | str | None = None) -> None:
        self._cache_dir = cache_dir
        self._assets_dir = assets_dir

    def get_ready(self) -> None:
        """Load the networks that set-up has prepared; takes half a second and 130 MB of memory."""
        load_network(self._cache_dir)
        if network := find_asset(self._assets_dir, DETECTOR):
            load_detector(network)

    def describe(self, *, picture: bytes, language: str = "en") -> Description:
        """Describe an upright RGB JPEG; the text and the keywords are English whatever the language.

        Takes some 0.3 s, and a second more the first time, when the networks are loaded. Raises
        ProviderError.
        """
        image = _decode(picture)
        facts = measure(image)
        # The networks were not trained on drawings of a few flat colours.
        if facts.is_graphic:
            return describe(None, facts)
        return describe(find_object(classify(image, self._cache_dir)), facts, self._detect(image))

    def _detect(self, image: Image.Image) -> list[Thing]:
        network = find_asset(self._assets_dir, DETECTOR)
        if network is None:
            return []

        def opinions(regions: list[Region]) -> Floats:
            return classify(image, self._cache_dir, regions=regions)

        return recognise(detect(image, network), opinions)


def _decode(picture: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(picture), formats=("JPEG",)).convert("RGB")
    except (OSError, SyntaxError, ValueError) as reason:
        raise ProviderError("The picture could not be read.", ProviderFailure.REFUSED) from reason
