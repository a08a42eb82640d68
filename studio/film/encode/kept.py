"""What belongs to the segments of a film in one file: small pictures or lights, kept for the next render."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path


def write_kept(file: Path, found: Mapping[str, Sequence[bytes]]) -> None:
    """Write what belongs to segments, by the fingerprint of each segment, to one file."""
    head = [(fingerprint, [len(part) for part in parts]) for fingerprint, parts in found.items()]
    with file.open("wb") as out:
        out.write(json.dumps(head).encode() + b"\n")
        out.writelines(part for parts in found.values() for part in parts)


def read_kept(file: Path) -> dict[str, list[bytes]]:
    """Return what `write_kept` wrote, or an empty dict if the file is incomplete."""
    try:
        with file.open("rb") as source:
            head = json.loads(source.readline())
            whole = source.tell() + sum(sum(lengths) for _, lengths in head) == file.stat().st_size
            found = {
                fingerprint: [source.read(length) for length in lengths] for fingerprint, lengths in head
            }
    except (OSError, ValueError, TypeError):
        return {}
    return found if whole else {}
