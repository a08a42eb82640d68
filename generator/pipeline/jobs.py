"""Jobs: the units of work of a stage, and helpers for their products."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from django.db.models.fields.files import FieldFile

from generator.models import Generation
from studio.film.plan import QUALITIES, Area, frame_size

T = TypeVar("T")
# Size of pictures relative to the frame: the camera zooms in, and with fewer pixels the film would look soft.
PICTURE_SCALE = 1.15
# Number of values of a stored area: its name and four edges.
_PARTS = 5

# Called with the share of a job that is done, from 0 to 1. It raises RunStoppedError if the run has ended.
Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """The work for one missing product.

    `call` makes it, in any thread: it calls providers and the renderer, and touches no rows but those of pieces. `keep`
    writes it, in the pipeline's thread. Both raise RunStoppedError if the run no longer holds its lease.
    """

    call: Callable[[Report], T]
    keep: Callable[[T], None]


def stop_with_run(report: Report) -> Callable[[], None]:
    """Return a callback that ends the wait for a service once the run has ended."""
    return lambda: report(0.0)


def fingerprint(*parts: Any) -> str:
    """Return a hash of all that a product is made from: equal parts need the product only once."""
    # Lone surrogates are hashed like other characters: rejecting them is not this function's task.
    told = json.dumps(parts, ensure_ascii=False, default=str).encode(errors="surrogatepass")
    return hashlib.sha256(told).hexdigest()


def picture_size(size: str, quality: str) -> tuple[int, int]:
    """Return the even (width, height) in pixels of the pictures for a film of this aspect ratio and quality.

    Draft quality has pictures as large as standard, so that the film can be made larger from the same pictures.
    """
    width, height = frame_size(size, max(quality, Generation.Quality.STANDARD, key=list(QUALITIES).index))
    return round(width * PICTURE_SCALE / 2) * 2, round(height * PICTURE_SCALE / 2) * 2


class _Edged(Protocol):
    @property
    def left(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def bottom(self) -> float: ...


def edges_of(area: _Edged) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom as stored in a row: rounded to a ten-thousandth of the picture."""
    left, top, right, bottom = (round(edge, 4) for edge in (area.left, area.top, area.right, area.bottom))
    return left, top, right, bottom


def read_areas(stored: list[list[Any]]) -> tuple[Area, ...]:
    """Return the areas of a picture stored in a row."""
    return tuple(
        Area(name=area[0], left=area[1], top=area[2], right=area[3], bottom=area[4])
        for area in stored
        # Ignore invalid entries but keep the others.
        if isinstance(area, list)
        and len(area) == _PARTS
        and all(isinstance(edge, int | float) for edge in area[1:])
    )


def bring_here(stored: FieldFile, target: Path) -> Path:
    """Return a local, read-only copy or link of a stored file, which may be on another machine."""
    # Remove an existing link first: opening it for writing would empty the stored file.
    target.unlink(missing_ok=True)
    try:
        # On one file system a hard link is made at once, and stays if the original is deleted.
        target.hardlink_to(stored.path)
        return target
    except (NotImplementedError, OSError):
        pass
    with stored.open("rb") as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    return target
