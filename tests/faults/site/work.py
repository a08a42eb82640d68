"""Stand-in work for fault tests: it takes some time, leaves a line in the ledger, and does harm when the text asks for it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from generator.pipeline import decoding
from generator.pipeline.stages import render
from studio.film import plan as timeline
from studio.film.plan import FilmPlan, RenderedFilm, Report
from tests.faults.site.apps import note
from tests.support import stand_ins
from tests.support.unrendered import unrendered

SECONDS = float(os.environ.get("FAULTS_CALL_SECONDS", "0.2"))


def work(kind: str, text: str) -> None:
    """Take the time of one call; a text may ask for the end of the process, or to hang."""
    note("called", kind, os.getpid())
    if "poison" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "hang" in text:
        hang()
    time.sleep(SECONDS)


def hang() -> None:
    """Do not end, and do not let anybody end it who asks by an exception."""
    until = time.monotonic() + 600
    while time.monotonic() < until:
        try:
            time.sleep(1)
        except BaseException:
            continue


class WorkText(stand_ins.QuickText):
    def write_storyboard(self, *, text: str, **asked: Any):
        work("text", "")
        return super().write_storyboard(text=text, **asked)


class WorkVision(stand_ins.QuickVision):
    def describe(self, **asked: Any):
        work("vision", "")
        return super().describe(**asked)


class WorkImage(stand_ins.QuickImage):
    def illustrate(self, *, prompt: str, **asked: Any):
        work("image", prompt)
        return super().illustrate(prompt=prompt, **asked)


class WorkSpeech(stand_ins.QuickSpeech):
    def speak(self, *, text: str, **asked: Any):
        work("speech", "")
        return super().speak(text=text, **asked)


def quick_render(plan: FilmPlan, folder: Path, report: Report, *others: Any, **options: Any) -> RenderedFilm:
    """Take the place of the renderer: as many ticks, and files that are no films."""
    note("called", "render", os.getpid())
    for tick in range(10):
        report(tick / 10)
        time.sleep(SECONDS / 5)
    return unrendered(plan, folder)


def take_the_place_of_the_renderer() -> None:
    render.render_film = quick_render
    # A picture may ask for what would cost hours.
    decoding.CHILD = Path(__file__).parents[2] / "support" / "decoding_stand_in.py"
    for name in timeline.FRAME_SIZES:
        timeline.FRAME_SIZES[name] = (160, 90)
