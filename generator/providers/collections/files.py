"""The choice of a file among those in which a collection has a clip: as large as the film needs, and no larger."""

from __future__ import annotations

from dataclasses import replace

from studio.contracts import Candidate, ClipFile
from studio.film.uploads.clips.opening import LARGEST, MOST_PIXELS

# Bytes of a clip that are fetched for one scene.
MOST_BYTES = 160 * 1024**2


def sized(candidate: Candidate, film: tuple[int, int]) -> Candidate | None:
    """Return a clip as the file that suits frames of `film` (width, height) best; None if none of its files will do.

    That is the smallest of those that fill the frame without being enlarged, or else the largest.
    """
    files = [file for file in candidate.files if _may_be_had(file)]
    if not files:
        return None
    enough = [file for file in files if file.width and _growth(file, film) <= 1]
    if enough:
        best = min(enough, key=lambda file: (file.width * file.height, file.size))
    else:
        best = max(files, key=lambda file: (file.width * file.height, -file.size))
    credit = replace(candidate.credit, address=best.address)
    return replace(candidate, address=best.address, width=best.width, height=best.height, credit=credit)


def _may_be_had(file: ClipFile) -> bool:
    is_small = file.width * file.height <= MOST_PIXELS and max(file.width, file.height) <= LARGEST
    return is_small and file.size <= MOST_BYTES


def _growth(file: ClipFile, film: tuple[int, int]) -> float:
    return max(film[0] / file.width, film[1] / file.height)
