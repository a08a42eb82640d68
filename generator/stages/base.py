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

from generator.rendering.timeline import Area

T = TypeVar("T")

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
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, default=str).encode()).hexdigest()


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
        Area(name=name, left=left, top=top, right=right, bottom=bottom)
        for name, left, top, right, bottom in stored
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
