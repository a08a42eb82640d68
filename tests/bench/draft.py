"""How soon a draft begins to be there: its first segment, once the last picture and the last narration have come."""

from __future__ import annotations

import contextlib
import tempfile
import time
from pathlib import Path

from studio.film.plan import FilmPlan
from studio.film.render import render_film


class _SeenError(Exception):
    """Ends a render whose first segment is there."""


class _Watch:
    """A store that has nothing, and only notes that a segment has come."""

    seen_at = 0.0

    def get(self, fingerprint: str) -> Path | None:
        return None

    def put(self, fingerprint: str, file: Path) -> None:
        if file.suffix == ".segment" and not self.seen_at:
            self.seen_at = time.perf_counter()

    def report(self, share: float) -> None:
        if self.seen_at:
            raise _SeenError


def seconds_to_first_frame(plan: FilmPlan) -> float:
    """Render in this process, which has all loaded as a worker has, until a segment can be decoded and shown."""
    watch = _Watch()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with contextlib.suppress(_SeenError):
            render_film(plan, Path(folder), watch.report, watch)
    return watch.seen_at - began
