"""The making of posters that owners choose, and their way into the next film."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from generator.models import Film
from generator.pipeline.decoding import clean_picture
from generator.pipeline.jobs import bring_here
from studio.errors import RenderError
from studio.film.encode.poster import frame_of_film, poster_of_picture
from studio.film.plan import frame_size


def poster_at(film: Film, moment: float) -> bytes:
    """Return the picture of a stored film at a moment, in seconds, as a JPEG. Raises RenderError."""
    with _folder() as folder:
        return frame_of_film(_brought(film, folder), moment)


def poster_from_upload(film: Film, upload: UploadedFile) -> bytes:
    """Return an uploaded picture as a poster in the film's shape. Raises RenderError, and DecodingError.

    It is decoded as all strangers' files are, with no more time than somebody waits before a page.
    """
    with _folder() as folder:
        source, cleaned = folder / "upload", folder / "cleaned.jpg"
        with source.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        clean_picture(source, cleaned, lambda spent: None, share=1.0)
        return poster_of_picture(cleaned, frame_size(film.generation.size, film.generation.quality))


def kept_poster(film: Film, before: Film | None, video: Path, target: Path) -> Path | None:
    """Make the poster of a new film, at `video`, that its owner chose for the one before it.

    Return `target` and note in the new film what was chosen; None if nothing was chosen, or if the film does not show
    that moment any more. A poster never costs a film: one that cannot be had is left out.
    """
    if before is None or not before.poster:
        return None
    moment = film.same_moment(before.poster_at, before) if before.poster_at is not None else None
    try:
        if before.poster_is_own:
            bring_here(before.poster, target)
        elif moment is not None:
            target.write_bytes(frame_of_film(video, moment))
        else:
            return None
    except (RenderError, OSError):
        return None
    film.poster_at, film.poster_is_own = moment, before.poster_is_own
    return target


def _brought(film: Film, folder: Path) -> Path:
    try:
        return bring_here(film.video, folder / "film.mp4")
    except FileNotFoundError as missing:
        raise RenderError("The video could not be read.") from missing


@contextmanager
def _folder() -> Iterator[Path]:
    settings.GENERATOR_WORK_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="poster-", dir=settings.GENERATOR_WORK_DIR) as folder:
        yield Path(folder)
