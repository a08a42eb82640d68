"""Look at the uploaded picture (clean it, name what it shows, describe it) and listen to the uploaded music."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files import File

from generator.exceptions import RunStoppedError
from generator.models import Generation
from generator.models.products import keep_files
from generator.providers import get_provider
from generator.providers.base import Description
from generator.providers.chain import Served
from generator.rendering.own_music import measure_music
from generator.rendering.pictures import clean_picture, shrink_jpeg
from generator.stages.base import Job, Report, bring_here, edges_of, fingerprint, go_on

VISION_SIDE = 1536


def describe(generation: Generation, workdir: Path) -> list[Job[Any]]:
    jobs: list[Job[Any]] = []
    if generation.kind == Generation.Kind.IMAGE and not generation.description_fingerprint:
        jobs.append(_look(generation, workdir))
    is_own = generation.music == Generation.OWN_MUSIC and generation.music_seconds is None
    # The owner of a draft waits for what is to be seen, and may still choose other music.
    if is_own and generation.status != Generation.Status.DRAFT:
        jobs.append(_listen(generation, workdir))
    return jobs


def _look(generation: Generation, workdir: Path) -> Job[Any]:
    # A run that was stopped between cleaning and describing has the picture already.
    source = bring_here(generation.upload or generation.input_image, workdir / "upload")
    cleaned = workdir / "cleaned.jpg"

    def call(report: Report) -> Served[Description]:
        clean_picture(source, cleaned)
        picture = shrink_jpeg(cleaned, VISION_SIDE)
        return get_provider("vision").call(
            lambda provider: provider.describe(picture=picture, language=generation.language or "en"),
            remember=fingerprint("description", generation.owner_id, picture.hex(), generation.language),
            alive=go_on(report),
        )

    def keep(served: Served[Description]) -> None:
        _keep(generation, cleaned, served)

    return Job(call, keep)


def _listen(generation: Generation, workdir: Path) -> Job[Any]:
    """Refuse music that cannot be used before anything is made, and not when the film is cut."""
    source = bring_here(generation.music_file, workdir / "music")

    def call(report: Report) -> float:
        return measure_music(source)

    def keep(seconds: float) -> None:
        if not generation.keep(music_seconds=seconds):
            raise RunStoppedError

    return Job(call, keep)


def _keep(generation: Generation, cleaned: Path, served: Served[Description]) -> None:
    """Store the cleaned picture in the place of the upload, which may carry where and when it was taken."""
    seen = served.value
    upload, storage = generation.upload.name, generation.upload.storage
    with cleaned.open("rb") as picture:
        keep_files(
            generation,
            {"input_image": ("picture.jpg", File(picture))},
            upload="",
            # What the owner has typed stays.
            keywords=generation.keywords or ", ".join(seen.keywords),
            description=generation.description or seen.text,
            boxes=[[box.name, *edges_of(box)] for box in seen.boxes],
            description_provider=f"{served.provider} {seen.model}".strip()[:100],
            description_error=served.reason[:500],
            description_fingerprint=fingerprint("describe", cleaned.stat().st_size, seen.text),
        )
    if upload:
        storage.delete(upload)
