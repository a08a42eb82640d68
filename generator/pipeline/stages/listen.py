"""Listen to the owner's music, so that unusable music is refused before pictures and voices are made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.exceptions import RunStoppedError
from generator.models import Generation
from generator.pipeline.decoding import measure_music, stop_decoding_with_run
from generator.pipeline.jobs import Job, Report, bring_here


def listen(generation: Generation, workdir: Path) -> list[Job[Any]]:
    if generation.music != Generation.OWN_MUSIC or generation.music_seconds is not None:
        return []

    def call(report: Report) -> float:
        return measure_music(
            bring_here(generation.music_file, workdir / "music"), stop_decoding_with_run(report)
        )

    def keep(seconds: float) -> None:
        if not generation.keep(music_seconds=seconds):
            raise RunStoppedError

    return [Job(call, keep)]
