"""Make a scene's recording ready for the film; where that cannot be, a voice speaks the scene, and its page says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import File

from generator.exceptions import RunStoppedError
from generator.models import Scene
from generator.models.files.stored import delete_unnamed
from generator.models.scenes.recording import NO_RECORDING, OWN_VOICE
from generator.pipeline.decoding import make_recording, stop_decoding_with_run
from generator.pipeline.jobs import Job, Report, bring_here, fingerprint
from generator.pipeline.products import keep_files
from generator.pipeline.stand_ins import reason_of
from studio.errors import StoppedError

# Raise this when recordings are made ready otherwise, so that they are made anew.
MADE = 1
NOT_THERE = "The recording is not stored any more."


@dataclass(frozen=True, slots=True)
class Own:
    """A recording that was made ready, with what is known of it."""

    file: Path
    seconds: float
    words: list[list[Any]]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a voice spoke instead, with the reason."""

    recordings: Any
    why: str


def recorded_from(scene: Scene) -> str:
    """Return the fingerprint of what is made of a scene's recording: voice and pace of the film do not matter."""
    upload = scene.generation.first_name(scene.recording.name)
    part = (scene.recording_start, scene.recording_end)
    return fingerprint("recording", MADE, upload, part, scene.as_read)


def is_recorded(scene: Scene) -> bool:
    """Return whether a scene's recording is ready."""
    return bool(scene.speech) and scene.speech_fingerprint == recorded_from(scene)


def recording_job(
    scene: Scene, workdir: Path, speak: Callable[[Scene, Report], Any], keep_spoken: Callable[[Any], None]
) -> Job[Any]:
    """Return the job of making a scene's recording ready; `speak` and `keep_spoken` have a voice speak it instead."""
    return Job(partial(_make, scene, workdir, speak), partial(_keep, scene, keep_spoken))


def _make(scene: Scene, workdir: Path, speak: Callable[[Scene, Report], Any], report: Report) -> Own | Spoken:
    place = workdir / f"recording-{scene.position}"
    target, words = place.with_suffix(".wav"), scene.as_read.split()
    part = (scene.recording_start, scene.recording_end)
    try:
        source = bring_here(scene.recording, place)
        made = make_recording(source, target, words, part, stop_decoding_with_run(report))
    except StoppedError:
        raise
    except FileNotFoundError:
        return Spoken(speak(scene, report), NOT_THERE)
    except Exception as error:
        return Spoken(speak(scene, report), reason_of(error, scene, "recording"))
    timed = [[word, *times] for word, times in zip(words, made["words"], strict=False)]
    return Own(target, made["seconds"], timed if len(timed) == len(words) else [])


def _keep(scene: Scene, keep_spoken: Callable[[Any], None], made: Own | Spoken) -> None:
    if isinstance(made, Spoken):
        keep_spoken(made.recordings)
        gone = str(scene.recording.name)
        if not scene.keep(**{**NO_RECORDING, "recording_error": made.why[:500]}, speech_missing=""):
            raise RunStoppedError
        delete_unnamed([gone])
        return
    with made.file.open("rb") as file:
        keep_files(
            scene,
            {"speech": ("speech.wav", File(file))},
            speech_fingerprint=recorded_from(scene),
            speech_provider=OWN_VOICE,
            speech_fell_back=False,
            speech_error="",
            speech_missing="",
            speech_seconds=None,
            speech_tries=0,
            speech_duration=made.seconds,
            speech_words=made.words,
            stood_in=[],
            unspoken=[],
            recording_error="",
        )
