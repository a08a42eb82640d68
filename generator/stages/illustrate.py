"""Make the picture of each scene."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from generator.models import Generation, Scene
from generator.models.products import keep_files
from generator.providers import get_provider
from generator.providers.base import Picture
from generator.providers.chain import Served
from generator.providers.prompts import soften
from generator.rendering.pictures import check_picture, clean_picture
from generator.rendering.timeline import QUALITIES, frame_size
from generator.stages.base import Job, Report, bring_here, fingerprint, go_on

# The camera moves into a picture: it needs more pixels than the frame has, or the film gets soft.
PICTURE_SCALE = 1.15
OWN_PICTURE = "Upload"
# Added to the variant where a service refused: the same seed might be refused again.
SOFTENED = 1000


def illustrate(generation: Generation, workdir: Path) -> list[Job[Any]]:
    return [job for scene in generation.scenes.all() if (job := _job(generation, scene, workdir))]


def _job(generation: Generation, scene: Scene, workdir: Path) -> Job[Any] | None:
    scene.generation = generation
    if scene.is_own_picture and scene.image and not scene.upload:
        return None
    if scene.upload:
        made_from = fingerprint("own picture", scene.upload.name)
        return Job(
            partial(_clean, bring_here(scene.upload, workdir / f"upload-{scene.position}")),
            partial(_keep_own, scene, made_from),
        )
    if generation.input_image and scene.position == 0:
        made_from = fingerprint("upload", generation.input_image.name)
        call = partial(_own_picture, _read(generation))
    else:
        style = scene.style or generation.style
        width, height = picture_size(generation.size, generation.quality)
        number = scene.picture_number
        made_from = fingerprint("image", scene.prompt, style, width, height, generation.seed, number)
        # Without the seed, which nobody chooses: the same film asked for again shows the pictures that were paid for.
        request = fingerprint("picture", generation.owner_id, scene.prompt, style, width, height, number)
        asked = {
            "prompt": scene.prompt,
            "style": style,
            "width": width,
            "height": height,
            "seed": generation.seed,
            "variant": number,
        }
        call = partial(_paint, asked, request)
    if scene.image and scene.image_fingerprint == made_from:
        return None
    return Job(call, partial(_keep, scene, made_from))


def picture_size(size: str, quality: str) -> tuple[int, int]:
    """Return width and height in pixels, even numbers, of the pictures for a film of this aspect ratio and quality.

    A draft has the same as a standard film: who likes it has the film made larger of the pictures that are there.
    """
    width, height = frame_size(size, max(quality, Generation.Quality.STANDARD, key=list(QUALITIES).index))
    return round(width * PICTURE_SCALE / 2) * 2, round(height * PICTURE_SCALE / 2) * 2


def _read(generation: Generation) -> bytes:
    with generation.input_image.open("rb") as file:
        data: bytes = file.read()
        return data


def _own_picture(data: bytes, report: Report) -> Served[Picture]:
    return Served(value=Picture(data=data, width=0, height=0, model=OWN_PICTURE), provider=OWN_PICTURE)


def _clean(source: Path, report: Report) -> Served[Picture]:
    cleaned = source.with_suffix(".jpg")
    clean_picture(source, cleaned)
    return _own_picture(cleaned.read_bytes(), report)


def _paint(asked: dict[str, Any], request: str, report: Report) -> Served[Picture]:
    milder = {**asked, "prompt": soften(asked["prompt"]), "variant": asked["variant"] + SOFTENED}
    return get_provider("image").call(
        lambda provider: provider.illustrate(**asked),
        check=lambda picture: check_picture(picture.data, asked["width"], asked["height"]),
        softened=lambda provider: provider.illustrate(**milder),
        remember=request,
        alive=go_on(report),
    )


def _keep_own(scene: Scene, made_from: str, served: Served[Picture]) -> None:
    """Store the cleaned picture in the place of the upload, which may carry where and when it was taken."""
    upload, storage = scene.upload.name, scene.upload.storage
    _keep(scene, made_from, served, upload="", is_own_picture=True)
    storage.delete(upload)


def _keep(scene: Scene, made_from: str, served: Served[Picture], **fields: Any) -> None:
    keep_files(
        scene,
        {"image": ("picture.jpg", ContentFile(served.value.data))},
        image_fingerprint=made_from,
        image_provider=f"{served.provider} {served.value.model}"[:100],
        image_fell_back=served.fell_back,
        image_seed=served.value.seed,
        image_seconds=served.seconds,
        image_tries=served.tries,
        error=served.reason[:500],
        **fields,
    )
