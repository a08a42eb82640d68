"""Files that are there whole or not at all."""

from __future__ import annotations

from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step, so that a page never links half of it."""
    part = path.with_name(f".{path.name}")
    part.write_bytes(content)
    part.replace(path)
