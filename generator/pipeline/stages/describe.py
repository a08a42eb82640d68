"""Clean and describe the uploaded picture."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File

from generator.exceptions import TurnOverError
from generator.models import Generation
from generator.pipeline.decoding import (
    FILM_SHARE,
    Alive,
    clean_picture,
    stop_decoding_with_run,
    take_still,
)
from generator.pipeline.jobs import Job, Report, bring_here, edges_of, fingerprint, stop_with_run
from generator.pipeline.products import keep_files
from generator.pipeline.stages.story.looking import look_at_pictures
from generator.providers.calling.chain import Served
from generator.providers.factory import get_provider
from studio.contracts import Description
from studio.film.uploads.pictures import shrink_jpeg

logger = logging.getLogger(__name__)

VISION_SIDE = 1536
# Shares of a draft's time limit: for decoding the picture, and for services that describe it.
READING, ASKING = 0.75, 0.5
# Limits of a turn if drafts of other users wait, growing with each attempt: seconds of processor time for decoding a
# picture (most take less than one), and seconds of wall-clock time, which is longer on a busy machine.
TURN, LONGEST_TURN = 2.0, 6.0
# Seconds between two queries whether another draft waits.
ASK_EVERY = 0.5


def describe(generation: Generation, workdir: Path) -> list[Job[Any]]:
    if generation.kind != Generation.Kind.IMAGE or generation.description_fingerprint:
        return []
    if generation.has_start_pictures:
        return look_at_pictures(generation, workdir)
    cleaned = workdir / "cleaned.jpg"
    is_draft = generation.status == Generation.Status.DRAFT

    def call(report: Report) -> Served[Description]:
        alive, share = stop_decoding_with_run(report), FILM_SHARE
        if is_draft:
            alive, share = _one_turn(generation, report), READING
        clean_picture(_source(generation, workdir, alive, share), cleaned, alive, share=share)
        picture = shrink_jpeg(cleaned, VISION_SIDE)
        chain = get_provider("vision")
        if is_draft:
            # A slow service must leave time for the built-in provider: the owner waits before the page.
            chain = chain.within(ASKING * settings.GENERATOR_LOOK_SECONDS)
        language = generation.language or "en"
        served = chain.call(
            lambda provider: provider.describe(picture=picture, language=language),
            remember=fingerprint("description", generation.owner_id, picture.hex(), generation.language),
            alive=stop_with_run(report),
        )
        return with_places(served, picture, language)

    def keep(served: Served[Description]) -> None:
        _keep(generation, cleaned, served)

    return [Job(call, keep)]


def with_places(served: Served[Description], picture: bytes, language: str) -> Served[Description]:
    """Return what a service saw, with the places of things as the built-in provider finds them if it told none."""
    built_in = get_provider("vision").built_in()
    if served.value.boxes or built_in is None or served.provider == type(built_in).__name__:
        return served
    try:
        boxes = built_in.describe(picture=picture, language=language).boxes
    except Exception as error:
        # The camera then turns to what stands out.
        logger.warning("Nothing was found in a described picture: %s", type(error).__name__)
        return served
    return replace(served, value=replace(served.value, boxes=boxes))


def _source(generation: Generation, workdir: Path, alive: Alive, share: float) -> Path:
    """Return the picture that is to be cleaned; of a clip, one that stands for all of it."""
    # After a stop between cleaning and describing, the cleaned picture exists already.
    if generation.upload or generation.input_image or not generation.input_clip:
        return bring_here(generation.upload or generation.input_image, workdir / "upload")
    still = workdir / "still.jpg"
    take_still(bring_here(generation.input_clip, workdir / "clip"), still, alive, share=share)
    return still


def _one_turn(generation: Generation, report: Report) -> Alive:
    """Return a callback that stops a description which exceeds its turn while another user's draft waits."""
    ends_at, asked_at = time.monotonic() + LONGEST_TURN, 0.0

    def check_turn(spent: float) -> None:
        nonlocal asked_at
        report(0.0)
        now = time.monotonic()
        is_over = spent > TURN * generation.attempt or now > ends_at
        if not is_over or now - asked_at < ASK_EVERY:
            return
        asked_at = now
        if Generation.objects.others_wait_for_description(generation.owner_id):
            raise TurnOverError

    return check_turn


def _keep(generation: Generation, cleaned: Path, served: Served[Description]) -> None:
    """Store the cleaned picture in place of the upload, whose metadata may hold place and time."""
    seen = served.value
    upload, storage = generation.upload.name, generation.upload.storage
    with cleaned.open("rb") as picture:
        keep_files(
            generation,
            {"input_image": ("picture.jpg", File(picture))},
            upload="",
            # Keep what the owner has typed.
            keywords=generation.keywords or ", ".join(seen.keywords),
            description=generation.description or seen.text,
            boxes=[[box.name, *edges_of(box)] for box in seen.boxes],
            description_provider=served.maker(seen.model)[:100],
            description_error=served.reason[:500],
            description_fingerprint=fingerprint("describe", cleaned.stat().st_size, seen.text),
        )
    if upload:
        storage.delete(upload)
