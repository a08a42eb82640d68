"""What a stage consists of: jobs that work outside, and what to keep of them."""

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
# The camera moves into a picture: it needs more pixels than the frame has, or the film gets soft.
PICTURE_SCALE = 1.15
# Of a stored area: its name and its edges.
_PARTS = 5

# Told the share of a job that is done, from 0 to 1. It raises RunStoppedError when the run has ended.
Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """One missing product.

    `call` makes it, in any thread: it talks to providers and rendering, and touches no row but those of pieces. `keep`
    writes it, in the thread of the pipeline. Both raise RunStoppedError when the run no longer holds its lease.
    """

    call: Callable[[Report], T]
    keep: Callable[[T], None]


def go_on(report: Report) -> Callable[[], None]:
    """Return what ends a wait for a service once nobody waits for the film any more."""
    return lambda: report(0.0)


def fingerprint(*parts: Any) -> str:
    """Hash all that a product is made from: the same parts need the product only once."""
    # Halves of characters count like others: what is wrong with them is for others to say.
    told = json.dumps(parts, ensure_ascii=False, default=str).encode(errors="surrogatepass")
    return hashlib.sha256(told).hexdigest()


def picture_size(size: str, quality: str) -> tuple[int, int]:
    """Return width and height in pixels, even numbers, of the pictures for a film of this aspect ratio and quality.

    A draft has the same as a standard film: who likes it has the film made larger of the pictures that are there.
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
    """Return left, top, right and bottom as a row stores them: to a ten-thousandth of the picture."""
    left, top, right, bottom = (round(edge, 4) for edge in (area.left, area.top, area.right, area.bottom))
    return left, top, right, bottom


def read_areas(stored: list[list[Any]]) -> tuple[Area, ...]:
    """Return the areas of a picture that a row stores."""
    return tuple(
        Area(name=area[0], left=area[1], top=area[2], right=area[3], bottom=area[4])
        for area in stored
        # What is no place in the picture takes nothing from the others.
        if isinstance(area, list)
        and len(area) == _PARTS
        and all(isinstance(edge, int | float) for edge in area[1:])
    )


def bring_here(stored: FieldFile, target: Path) -> Path:
    """Have a stored file, which may lie on another machine, here: to be read, and never to be written to."""
    # Opened for writing, a second name of a stored file would empty it.
    target.unlink(missing_ok=True)
    try:
        # On one file system a second name is at once there, and stays when the first is deleted.
        target.hardlink_to(stored.path)
        return target
    except (NotImplementedError, OSError):
        pass
    with stored.open("rb") as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    return target
