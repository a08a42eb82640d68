"""Cut one recording of all scenes: by the same words as the built-in voice speaks them, or by their lengths."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

from generator.exceptions import RunOverdueError, RunStoppedError
from generator.models import Generation, Narration, Scene
from generator.pipeline.decoding import cut_narration, stop_decoding_with_run
from generator.pipeline.heartbeat import Heartbeat
from generator.pipeline.jobs import Report, bring_here
from studio.errors import ProviderError, StudioError, is_of_the_machine
from studio.film.uploads.recordings.wording import syllables
from studio.speech.espeak import EspeakSpeech

logger = logging.getLogger(__name__)

# Quick and plain: it is compared, and heard by nobody.
PLAIN_ENGLISH = "robot-en-us"
# Scenes that are spoken at the same time.
AT_ONCE = 2
NOT_CUT = "Something went wrong on our side when the recording was cut. Please try again."
TOO_LONG = "Cutting this recording took longer than it may. Please record the scenes one by one."
NO_WORDS = "No scene of this video has words that could be read aloud."


def scenes_told(generation: Generation) -> list[Scene]:
    """Return the scenes whose words a narration has, in their order."""
    scenes = list(generation.scenes.exclude(narration=""))
    for scene in scenes:
        scene.generation = generation
    return [scene for scene in scenes if not scene.replaces_narrator]


def cut(narration: Narration, *, should_stop: Callable[[], bool]) -> None:
    """Cut a claimed recording into a part for each scene; however it ends, the row says so.

    Raises RunOverdueError if it lasted too long.
    """
    settings.GENERATOR_WORK_DIR.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=settings.GENERATOR_WORK_DIR, ignore_cleanup_errors=True) as folder,
        Heartbeat(narration, should_stop, lambda stage, progress: None) as heartbeat,
    ):
        try:
            _cut(narration, Path(folder), lambda share: heartbeat.check())
        except RunStoppedError:
            if should_stop():
                narration.give_back()
        except RunOverdueError:
            narration.fail(TOO_LONG)
            raise
        except Exception as error:
            is_told = isinstance(error, StudioError) and not is_of_the_machine(error)
            if not is_told:
                logger.error("The narration %s could not be cut", narration.pk, exc_info=error)
            narration.fail(str(error) if is_told else NOT_CUT)


def _cut(narration: Narration, folder: Path, report: Report) -> None:
    scenes = scenes_told(narration.generation)
    if not scenes:
        narration.fail(NO_WORDS)
        return
    source, target = bring_here(narration.file, folder / "recording"), folder / "preview.wav"
    spoken = _spoken(scenes, narration.generation.language or "en", folder, report)
    weights = [sum(map(syllables, scene.as_read.split())) or 1.0 for scene in scenes]
    made = cut_narration(source, target, spoken, weights, stop_decoding_with_run(report))
    report(0.0)
    cuts = [
        {"scene": scene.pk, **{name: one[name] for name in ("start", "end", "is_heard")}}
        for scene, one in zip(scenes, made["cuts"], strict=True)
    ]
    with target.open("rb") as preview:
        narration.fulfil(made["seconds"], cuts, File(preview))


def _spoken(scenes: Sequence[Scene], language: str, folder: Path, report: Report) -> list[str]:
    """Have the words spoken, into files; none if there is no voice for them."""
    voice = PLAIN_ENGLISH if language.startswith("en") else ""
    told = [(folder / f"spoken-{scene.position}.wav", scene.told.said) for scene in scenes]

    def speak(one: tuple[Path, str]) -> str:
        file, words = one
        report(0.0)
        file.write_bytes(EspeakSpeech().speak(text=words, language=language, voice=voice).data)
        return str(file)

    # Somebody waits before the page, and each is spoken by a process of its own.
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            return list(pool.map(speak, told))
        except ProviderError:
            return []
