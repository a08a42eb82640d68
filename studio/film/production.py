"""The making of a film's missing pieces: the sound, and segments of pictures, several at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from studio.film.check.witnesses import Witness, spread
from studio.film.encode.composition import FilmComposition
from studio.film.encode.crew import Job, do_jobs
from studio.film.encode.heap import return_freed_memory
from studio.film.encode.joining import encode_sound
from studio.film.encode.painting import Painted, Painter, painted_together
from studio.film.encode.segments import Segment
from studio.film.encode.stock import Stock
from studio.film.layers.values import Layer
from studio.film.picture.camera import Move, plan_breathing, plan_move, plan_pan
from studio.film.picture.canvases import Canvas
from studio.film.picture.focus import find_focus
from studio.film.picture.library import StillLibrary
from studio.film.picture.strips import turn_along
from studio.film.plan import FRAME_RATE, Area, Cue, FilmPlan, Shot
from studio.film.progress import Progress, Tick
from studio.film.schedule import Schedule, ShotSpan, breathed
from studio.film.sound.soundtrack import mix_soundtrack

# In bytes, measured: the limit for the memory of the whole process, its memory before the first frame, and the memory
# that each painter adds per frame pixel, for its encoder, easel and stills.
_MOST_MEMORY, _BASE_MEMORY, _MEMORY_PER_PIXEL = 450e6, 130e6, 75
# More threads per encoder cost memory and gain little.
_MOST_THREADS = 4
# From this share of a picture on, a layer is scenery: land before a sky.
_MOST_OF_PICTURE = 0.5
# Frames of the finished film that are compared with what was drawn.
_MOST_WITNESSES = 6
# Time for the sound, as a share of the time for the film's frames.
_SOUND_SHARE = 0.1


def hands_for(size: tuple[int, int]) -> int:
    """Return how many segments of (width, height) pixels to make at a time, as processors and memory allow."""
    by_memory = (_MOST_MEMORY - _BASE_MEMORY) // (_MEMORY_PER_PIXEL * size[0] * size[1])
    return max(1, min(_processors(), int(by_memory)))


def compose(
    plan: FilmPlan, schedule: Schedule, burned: tuple[Cue, ...], uses: Iterable[int] | None = None
) -> FilmComposition:
    """Return the film's composition; `burned` are the captions to draw, `uses` is as for StillLibrary."""

    def move(index: int, canvas: Canvas) -> Move:
        return choose_move(plan, index, schedule.shots[index], canvas, breathed(plan, schedule, index))

    still = frozenset(index for index, shot in enumerate(plan.shots) if plan.camera_of(shot) == "none")
    library = StillLibrary(plan.shots, plan.size, move, uses, still=still)
    return FilmComposition(plan, schedule, burned, library)


def choose_move(plan: FilmPlan, index: int, span: ShotSpan, canvas: Canvas, since: int = 0) -> Move:
    """Return the camera move over the canvas of the shot of this index, which is seen in `span`.

    A picture that breathes has done so for `since` frames before.
    """
    shot = plan.shots[index]
    camera = "none" if shot.move == "still" or shot.clip else plan.camera_of(shot)
    if canvas.axis is not None and camera != "none":
        turn = turn_along([one.picture for one in plan.shots], index, plan.size)
        return plan_pan(
            canvas.extent,
            plan.size,
            (span.frame_count - 1) / FRAME_RATE,
            axis=canvas.axis,
            turn=turn,
            is_reversed=bool((plan.turn(index) - turn + plan.seed) % 2),
        )
    count = span.frame_count
    if shot.move == "breathe" and camera != "none":
        return plan_breathing(canvas.extent, plan.size, (count - 1) / FRAME_RATE, since / FRAME_RATE)
    focus, kept = find_focus(canvas, shot.focus or _lying_on(shot), plan.size)
    # The camera is not told of what is painted at the sides for a sky to come from.
    aside = shot.ground.bleed * canvas.extent[0]
    move = plan_move(
        (canvas.extent[0] - 2 * aside, canvas.extent[1]),
        plan.size,
        count / FRAME_RATE,
        is_framed=canvas.is_framed,
        seed=plan.seed,
        turn=plan.turn(index),
        camera=camera,
        focus=focus and focus.moved(-aside),
        kept=kept and kept.moved(-aside),
    )
    return replace(move, start=move.start.moved(aside), end=move.end.moved(aside)) if aside else move


def _lying_on(shot: Shot) -> tuple[Area, ...]:
    """Return the area of the largest layer on a picture that is no part of the scenery; none if there is no such.

    The picture alone would draw the camera away from what lies on it.
    """
    areas = [
        Area(
            left=max(0.0, one.left),
            top=max(0.0, one.top),
            right=min(1.0, one.right),
            bottom=min(1.0, one.bottom),
        )
        for one in shot.layers
        if isinstance(one, Layer) and (one.right - one.left) * (one.bottom - one.top) < _MOST_OF_PICTURE
    ]
    areas = [area for area in areas if area.left < area.right and area.top < area.bottom]
    areas.sort(key=lambda area: (area.right - area.left) * (area.bottom - area.top), reverse=True)
    return tuple(areas[:1])


class Production:
    """The making of one film's pieces in a scratch folder."""

    def __init__(
        self, plan: FilmPlan, schedule: Schedule, burned: tuple[Cue, ...], stock: Stock, scratch: Path
    ) -> None:
        """Set up for a film; `burned` are the captions to draw, `stock` has the pieces that already exist."""
        self._plan, self._schedule, self._burned = plan, schedule, burned
        self._stock, self._scratch = stock, scratch
        self._tally = _Tally()

    def make(self, progress: Progress, workers: int) -> tuple[Witness, ...]:
        """Make the missing pieces in `workers` threads and add them to the stock; return witnesses of some frames.

        Raises RenderError if something cannot be read, drawn or encoded, and whatever `progress` raises.
        """
        return_freed_memory()
        missing, witnesses = self._stock.missing, list[Witness]()
        finished: SimpleQueue[Painted] = SimpleQueue()
        painter = self._painter(missing, workers, finished)
        jobs: list[Job[Path | None]] = [] if self._stock.sound else [self._make_sound]
        jobs += [partial(painter.paint, run) for run in painted_together(missing, workers)]
        all_work = self._sound_work + sum(segment.frame_count for segment in missing)

        def collect() -> None:
            # Store segment by segment, so that the first is available early and little is lost if the worker dies.
            while not finished.empty():
                painted = finished.get()
                self._stock.add(painted)
                witnesses.extend(painted.witnesses)

        def watch() -> None:
            progress.reach(self._tally.done / all_work)
            collect()

        def take(sound: Path | None) -> None:
            if sound is not None:
                self._stock.add_sound(sound)

        do_jobs(jobs, workers, watch, take)
        collect()
        witnesses.sort(key=lambda witness: witness.number)
        chosen = spread(witnesses, _MOST_WITNESSES)
        return tuple(replace(witness, pictures=self._seen_at(witness.number)) for witness in chosen)

    def _seen_at(self, number: int) -> tuple[Path, ...]:
        spans = zip(self._plan.shots, self._schedule.shots, strict=True)
        return tuple(shot.picture for shot, span in spans if span.first_shown <= number < span.end_shown)

    @property
    def _sound_work(self) -> float:
        return self._schedule.frame_count * _SOUND_SHARE

    def _painter(self, missing: list[Segment], workers: int, finished: SimpleQueue[Painted]) -> Painter:
        uses = [shot for segment in missing for shot in segment.shots]
        composition = compose(self._plan, self._schedule, self._burned, uses)
        # If several segments are made at a time, one thread each is cheapest; a single one needs more to use all cores.
        threads = 1 if workers > 1 else min(_MOST_THREADS, _processors())
        return Painter(
            composition,
            self._scratch,
            threads=threads,
            on_frame=partial(self._tally.add, 1),
            on_segment=finished.put,
        )

    def _make_sound(self, tick: Tick) -> Path:
        mixed, encoded = self._scratch / "sound.wav", self._scratch / "sound.mp4"
        mix_soundtrack(self._plan, self._schedule, mixed, tick)
        encode_sound(mixed, encoded, tick)
        self._tally.add(self._sound_work)
        return encoded


class _Tally:
    """A thread-safe count of the work done, in frames."""

    def __init__(self) -> None:
        self.done = 0.0
        self._lock = threading.Lock()

    def add(self, work: float) -> None:
        with self._lock:
            self.done += work


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
