"""Clean and describe the pictures of a film that begins with several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction

from generator.models import Generation, StartPicture
from generator.models.files.stored import delete_unnamed
from generator.pipeline.decoding import FILM_SHARE, clean_picture, stop_decoding_with_run, take_still
from generator.pipeline.jobs import Job, Report, bring_here, fingerprint, stop_with_run
from generator.pipeline.products import keep_files
from generator.pipeline.stand_ins import OUR_FAULT, is_not_due_to_scene, with_stand_in
from generator.providers.factory import get_provider
from studio.errors import StudioError
from studio.film.uploads.pictures import shrink_jpeg

# As many of a draft are looked at in one turn: others wait before their pages too.
AT_A_TIME = 2
# Shares of a draft's time limit: for decoding, and for services that describe what is seen.
_READING, _ASKING = 0.75, 0.5
_VISION_SIDE = 1536


@dataclass(frozen=True, slots=True)
class _Seen:
    description: str
    provider: str
    reason: str


def look_at_pictures(generation: Generation, workdir: Path) -> list[Job[Any]]:
    """Return the jobs for pictures that nobody has looked at yet; of a draft, those of one turn."""
    unseen = list(generation.start_pictures.unseen())
    if not unseen:
        _note_end(generation)
    if generation.status == Generation.Status.DRAFT:
        unseen = unseen[:AT_A_TIME]
    # What a draft's pictures show is offered as their words; a film asks only for what it says.
    has_words = bool(generation.input_text.strip()) and generation.status != Generation.Status.DRAFT
    return [
        _job(generation, picture, workdir, describes=not (has_words or picture.words)) for picture in unseen
    ]


def _job(generation: Generation, picture: StartPicture, workdir: Path, *, describes: bool) -> Job[Any]:
    picture.generation = generation
    cleaned = workdir / f"{picture.pk.hex}.jpg"

    def refuse(error: Exception, report: Report) -> None:
        if is_not_due_to_scene(error):
            raise error
        why = str(error) if isinstance(error, StudioError) else OUR_FAULT
        picture.keep(error=why[:500])
        _note_end(generation)

    call: Callable[[Report], _Seen] = partial(_look, generation, picture, cleaned, describes)
    return with_stand_in(Job(call, partial(_keep, generation, picture, cleaned)), refuse)


def _look(
    generation: Generation, picture: StartPicture, cleaned: Path, describes: bool, report: Report
) -> _Seen:
    is_draft = generation.status == Generation.Status.DRAFT
    alive, share = stop_decoding_with_run(report), _READING if is_draft else FILM_SHARE
    source = cleaned.with_suffix("")
    if picture.image:
        bring_here(picture.image, source)
    elif picture.clip:
        still = cleaned.with_suffix(".still")
        take_still(bring_here(picture.clip, source), still, alive, share=share)
        source = still
    else:
        bring_here(picture.upload, source)
    clean_picture(source, cleaned, alive, share=share)
    if not describes:
        return _Seen("", "", "")
    seen = shrink_jpeg(cleaned, _VISION_SIDE)
    chain = get_provider("vision")
    if is_draft:
        chain = chain.within(_ASKING * settings.GENERATOR_LOOK_SECONDS)
    language = generation.language or "en"
    served = chain.call(
        lambda provider: provider.describe(picture=seen, language=language),
        remember=fingerprint("description", generation.owner_id, seen.hex(), generation.language),
        alive=stop_with_run(report),
    )
    return _Seen(served.value.text, served.maker(served.value.model), served.reason)


def _keep(generation: Generation, picture: StartPicture, cleaned: Path, seen: _Seen) -> None:
    """Store the cleaned picture in place of the upload, whose metadata may hold place and time."""
    if not StartPicture.objects.filter(pk=picture.pk).exists():
        # Its owner has let go of it meanwhile.
        return
    upload = picture.upload.name
    with cleaned.open("rb") as file:
        keep_files(
            picture,
            {"image": ("picture.jpg", File(file))},
            upload="",
            is_seen=True,
            description=picture.description or seen.description,
        )
    delete_unnamed([upload or ""])
    if seen.provider:
        generation.keep(description_provider=seen.provider[:100], description_error=seen.reason[:500])
    if generation.status == Generation.Status.DRAFT:
        # The next turn is none of its attempts.
        generation.keep(attempt=0)
    _note_end(generation)


def _note_end(generation: Generation) -> None:
    """Note that all pictures were looked at, if no other has come meanwhile."""
    with transaction.atomic():
        is_held = generation.held().select_for_update().exists()
        if is_held and not generation.start_pictures.unseen().exists():
            keys = [str(key) for key in generation.start_pictures.values_list("pk", flat=True)]
            generation.keep(description_fingerprint=fingerprint("start pictures", keys))
