"""Look at the uploaded picture: clean it, name what it shows, describe it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.core.files import File

from generator.models import Generation
from generator.models.products import keep_files
from generator.providers import get_provider
from generator.providers.base import Description
from generator.providers.chain import Served
from generator.rendering.pictures import clean_picture, shrink_jpeg
from generator.stages.base import Job, Report, fingerprint, go_on

VISION_SIDE = 1536


def describe(generation: Generation, workdir: Path) -> list[Job[Any]]:
    if generation.kind != Generation.Kind.IMAGE or generation.description_fingerprint:
        return []
    # A run that was stopped between cleaning and describing has the picture already.
    source = workdir / "upload"
    with (generation.upload or generation.input_image).open("rb") as stored, source.open("wb") as local:
        shutil.copyfileobj(stored, local)
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

    return [Job(call, keep)]


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
            description_provider=f"{served.provider} {seen.model}".strip()[:100],
            description_error=served.reason[:500],
            description_fingerprint=fingerprint("describe", cleaned.stat().st_size, seen.text),
        )
    if upload:
        storage.delete(upload)
