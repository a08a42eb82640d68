"""A finished render that nobody rendered, for tests of what comes before and after one."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from studio.film.plan import FilmPlan, RenderedFilm


def unrendered(plan: FilmPlan, folder: Path) -> RenderedFilm:
    """Write files that are no films, and say that each scene takes a second."""
    files = {field.name: folder / field.name for field in fields(RenderedFilm) if field.type == "Path"}
    assert files
    for name, path in files.items():
        path.write_bytes(name.encode() * 1000)
    scenes = tuple((float(place), place + 1.0) for place in range(len(plan.shots)))
    if plan.credits:
        (folder / "credits.txt").write_text(plan.credits)
        files["credits"] = folder / "credits.txt"
    return RenderedFilm(**files, duration=float(len(scenes)), scenes=scenes, cues=())
