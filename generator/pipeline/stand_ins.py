"""Stand-ins for products of a scene that could not be made, so that no film fails because of one scene."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import DataError, Error, IntegrityError

from generator.exceptions import RunStoppedError
from generator.models import Scene
from generator.models.files.clip import MADE_OF_CLIP, NO_CLIP
from generator.models.files.origin import Origin
from generator.models.files.stored import delete_unnamed
from generator.pipeline.decoding import DecodingError
from generator.pipeline.jobs import Job, Report, fingerprint
from generator.pipeline.products import keep_files, picture_files
from generator.providers.calling.chain import Served
from generator.providers.factory import get_provider
from studio.contracts import Picture
from studio.errors import StoppedError, StudioError, is_of_the_machine
from studio.film.picture.plain import plain_picture
from studio.film.reading import reading_seconds
from studio.film.uploads.pictures import check_picture

logger = logging.getLogger(__name__)

OUR_FAULT = "Something went wrong on our side."
CARD = "Card"
# The prompt if a scene's own cannot be painted: a place without people.
NOTHING_SPECIAL = "A calm sky above a wide plain"
# Letters read per second, if nothing better is known.
_LETTERS_A_SECOND = 15.0
# A scene of a pause of no length still has one.
_LEAST_SILENCE = 0.1
# What is said of a scene that shows something else than was wanted, by `Scene.stood_in_by`: of which scene, and why.
STOOD_IN = {
    "painted": "Our built-in painter made the picture of scene {}. {}",
    "own": "Scene {} shows a part of your own picture. {}",
    "photo": "Scene {} shows a photo. {}",
    "still": "Scene {} stands still. {}",
}


def is_not_due_to_scene(error: Exception) -> bool:
    """Return whether an error is not due to the scene: a full disk, an unreachable database, a run that ended."""
    of_the_database = isinstance(error, Error) and not isinstance(error, DataError | IntegrityError)
    return of_the_database or isinstance(error, DecodingError) or is_of_the_machine(error)


def reason_of(error: Exception, scene: Scene, what: str) -> str:
    """Return a sentence on why a scene needs a stand-in, and log it.

    Raises the error again if it is not due to the scene.
    """
    if is_not_due_to_scene(error):
        raise error
    place = f"Scene {scene.number} of generation {scene.generation_id}"
    if isinstance(error, StudioError):
        logger.warning("%s goes without its own %s: %s", place, what, error)
        return str(error)[:500]
    logger.error("%s goes without its own %s", place, what, exc_info=error)
    return OUR_FAULT


@dataclass(frozen=True, slots=True)
class _Failed:
    """The error of a job, passed to the pipeline's thread."""

    error: Exception
    report: Report


def with_stand_in(job: Job[Any], stand_in: Callable[[Exception, Report], None]) -> Job[Any]:
    """Return the job with a fallback: if it fails because of its scene, `stand_in` makes and keeps a substitute.

    `stand_in` raises the error again if it is not due to the scene.
    """

    def call(report: Report) -> Any:
        try:
            return job.call(report)
        except StoppedError:
            raise
        except Exception as error:
            return _Failed(error, report)

    def keep(made: Any) -> None:
        if isinstance(made, _Failed):
            stand_in(made.error, made.report)
            return
        try:
            job.keep(made)
        except Exception as error:
            stand_in(error, lambda share: None)

    return Job(call, keep)


def stand_in_picture(scene: Scene, size: tuple[int, int], why: str) -> Served[Picture]:
    """Return a picture for a scene whose own could not be made: by the built-in painter, or a plain gradient."""
    generation, started = scene.generation, time.monotonic()
    for prompt in dict.fromkeys((scene.prompt, NOTHING_SPECIAL)):
        try:
            painter = get_provider("image").built_in()
            if painter is None:
                break
            picture = painter.illustrate_in_layers(
                prompt=prompt,
                style=scene.style_in_force,
                width=size[0],
                height=size[1],
                seed=generation.seed,
                variant=scene.picture_number,
            )
            check_picture(picture.data, *size)
        except Exception as error:
            reason_of(error, scene, "picture")
        else:
            name = get_provider("image").links[-1].name
            seconds = time.monotonic() - started
            return Served(value=picture, provider=name, fell_back=True, reason=why, seconds=seconds)
    return plain_card(scene, size, why)


def plain_card(scene: Scene, size: tuple[int, int], why: str) -> Served[Picture]:
    data = plain_picture(size, scene.generation.seed)
    picture = Picture(data=data, width=size[0], height=size[1], model="plain")
    return Served(value=picture, provider=CARD, fell_back=True, reason=why)


def keep_stand_in_picture(scene: Scene, served: Served[Picture], made_from: str) -> None:
    """Store a stand-in for a scene's picture, also for one of the owner's own; the page says so.

    An unusable picture is removed, so that the owner can have another one painted or upload another copy. A clip stays:
    another part of it may be usable.
    """
    gone = [*([scene.upload.name] if scene.upload else []), *scene.files_made_of_clip()]
    keep_files(
        scene,
        picture_files(served.value, "picture"),
        image_fingerprint=made_from,
        image_provider=served.maker(served.value.model)[:100],
        image_origin=Origin.CARD if served.provider == CARD else Origin.PAINTED,
        image_fell_back=True,
        image_seed=None,
        image_seconds=served.seconds,
        image_tries=served.tries,
        error=served.reason[:500],
        focus=[],
        upload="",
        is_own_picture=False,
        credit={},
        **{name: NO_CLIP[name] for name in MADE_OF_CLIP},
    )
    delete_unnamed(gone)


def keep_silence(scene: Scene, made_from: str, why: str) -> None:
    """Make a scene silent, for as long as its words take to be read."""
    earlier = scene.speech.name
    written = scene.keep(
        speech="",
        speech_fingerprint=fingerprint("silence", made_from),
        speech_provider="",
        speech_fell_back=False,
        speech_error="",
        speech_missing=why[:500],
        speech_seconds=None,
        speech_tries=0,
        speech_duration=silent_seconds(scene),
        speech_words=[],
        stood_in=[],
        unspoken=[],
    )
    if not written:
        raise RunStoppedError
    delete_unnamed([earlier or ""])


def silent_seconds(scene: Scene) -> float:
    """Return the seconds that the words of a scene take to be read, with the pauses between them."""
    try:
        told = scene.told
        if told.is_silence:
            return max(_LEAST_SILENCE, told.pause_seconds)
        return reading_seconds(told.shown, scene.pace_in_force) + told.pause_seconds
    except Exception as error:
        reason_of(error, scene, "reading time")
        return max(2.5, len(scene.narration) / _LETTERS_A_SECOND)
