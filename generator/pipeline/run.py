"""The run of a claimed generation through all stages, up to the published film."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import copy_context
from functools import partial
from itertools import chain, islice, takewhile, zip_longest
from pathlib import Path
from typing import Any, TypeAlias

from django.conf import settings
from django.db import connection

from generator.exceptions import RunOverdueError, RunStoppedError, TurnOverError
from generator.models import Generation
from generator.models.life_cycle import STEPS
from generator.pipeline.decoding import PICTURE_TAKES_TOO_LONG
from generator.pipeline.heartbeat import Heartbeat
from generator.pipeline.jobs import Job
from generator.pipeline.stages.describe import describe
from generator.pipeline.stages.illustrate import illustrate
from generator.pipeline.stages.listen import listen
from generator.pipeline.stages.narrate import narrate
from generator.pipeline.stages.render import render
from generator.pipeline.stages.storyboard import storyboard
from generator.providers.calling.meter import made_for
from generator.providers.setup.whose import films_of
from studio.errors import StudioError, is_of_the_machine

logger = logging.getLogger(__name__)

Stage: TypeAlias = Generation.Stage
StageFunction = Callable[[Generation, Path], list[Job[Any]]]

# What lists the jobs of each stage; its order, step and weight are facts of the stage.
FUNCTIONS: dict[Stage, StageFunction] = {
    Stage.DESCRIBE: describe,
    Stage.LISTEN: listen,
    Stage.STORYBOARD: storyboard,
    Stage.ILLUSTRATE: illustrate,
    Stage.NARRATE: narrate,
    Stage.RENDER: render,
}

TOO_LONG = "Making this video took longer than it may. Nothing you gave us is lost: please try again later."
DESCRIBING_TOO_LONG = "Looking at this picture took too long. Please try again, or use a smaller one."
OUR_FAULT = "Something went wrong on our side. Nothing you gave us is lost: please try again."


def never_stop() -> bool:
    return False


def ignore_progress(stage: str, progress: int) -> None:
    """Tell nobody but the row."""


def run(
    generation: Generation,
    *,
    should_stop: Callable[[], bool] = never_stop,
    on_progress: Callable[[str, int], None] = ignore_progress,
) -> None:
    """Make whatever a claimed generation lacks and publish its film.

    However it ends, the row says so. `should_stop` is asked often; once it is true the run is requeued, with all that
    it has made so far. `on_progress` hears the stage and the per cent, from any thread. What may pass, such as a full
    disk or a server that is away, postpones the run, up to MAX_ATTEMPTS. Raises RunOverdueError, when all that is
    written, if the run lasted too long: something in this process may still hang.
    """
    logger.info("Generation %s: attempt %s starts", generation.pk, generation.attempt)
    with _workplace(generation, should_stop, on_progress) as (folder, heartbeat):
        try:
            _make(generation, folder, heartbeat)
            ended = generation.show_scenes() if generation.shows_scenes_first else generation.publish()
        except RunStoppedError:
            ended = should_stop() and generation.requeue()
        except RunOverdueError:
            logger.error("Generation %s: attempt %s lasted too long", generation.pk, generation.attempt)
            generation.postpone(TOO_LONG)
            raise
        except Exception as error:
            ended = _end(generation, error)
    outcome = generation.status if ended else "taken away"
    logger.info("Generation %s: %s", generation.pk, outcome)


def _end(generation: Generation, error: Exception) -> bool:
    """Fail a film over what is wrong with it, and postpone it for what may pass; say whether that was written."""
    if isinstance(error, StudioError) and not is_of_the_machine(error):
        return generation.fail(str(error))
    logger.error("Generation %s: attempt %s failed", generation.pk, generation.attempt, exc_info=error)
    return generation.postpone(OUR_FAULT)


def _make(generation: Generation, folder: Path, heartbeat: Heartbeat) -> None:
    """Go through all steps, or those before the scenes are shown.

    A run that made everything leaves how long each took, for estimates of others.
    """
    makes_all = not generation.scenes.exists()
    timings: dict[str, float] = {}
    for step in STEPS:
        started = time.monotonic()
        stages = tuple(stage for stage in step if stage.facts.is_before_scenes)
        if generation.shows_scenes_first and not stages:
            return
        Step(generation, heartbeat, stages if generation.shows_scenes_first else step).run(folder)
        timings[step[0].value] = round(time.monotonic() - started, 2)
    film = generation.films.newest()
    if makes_all and film:
        film.generation = generation
        film.keep(timings={**timings, "scenes": generation.scenes.count()})


def describe_draft(generation: Generation, *, should_stop: Callable[[], bool] = never_stop) -> None:
    """Describe the picture of a claimed draft and leave the draft to its owner, or say in it why that cannot be.

    It takes GENERATOR_LOOK_SECONDS at most, whatever the picture costs, and raises RunOverdueError then as `run` does.
    """
    limit = settings.GENERATOR_LOOK_SECONDS
    with _workplace(generation, should_stop, ignore_progress, limit) as (folder, heartbeat):
        try:
            Step(generation, heartbeat, (Stage.DESCRIBE,)).run(folder)
            generation.hand_over()
        except RunStoppedError:
            # If its owner has sent it on meanwhile, the film's own run describes the picture.
            if should_stop():
                generation.requeue()
        except TurnOverError:
            generation.yield_turn(PICTURE_TAKES_TOO_LONG)
        except StudioError as error:
            generation.hand_over(str(error))
        except RunOverdueError:
            generation.hand_over(DESCRIBING_TOO_LONG)
            raise
        except Exception:
            logger.exception("The picture of draft %s could not be described", generation.pk)
            generation.hand_over(OUR_FAULT)


@contextmanager
def _workplace(
    generation: Generation,
    should_stop: Callable[[], bool],
    on_progress: Callable[[str, int], None],
    seconds: float | None = None,
) -> Iterator[tuple[Path, Heartbeat]]:
    """Give a run a folder of its own for as long as it lasts, and a heartbeat."""
    settings.GENERATOR_WORK_DIR.mkdir(parents=True, exist_ok=True)
    with (
        # A call that nobody waits for any more may still write into it; what that leaves is swept away later.
        tempfile.TemporaryDirectory(dir=settings.GENERATOR_WORK_DIR, ignore_cleanup_errors=True) as folder,
        Heartbeat(generation, should_stop, on_progress, seconds) as heartbeat,
        films_of(generation.owner_id),
    ):
        try:
            yield Path(folder), heartbeat
        finally:
            _count_storage(generation, should_stop)


def _count_storage(generation: Generation, should_stop: Callable[[], bool]) -> None:
    """Note what a run has left, however it ended. The next one counts again, so no film must fail of this."""
    if should_stop():
        # Whoever has asked to stop waits, and a storage on another machine may take its time.
        return
    try:
        generation.measure_storage()
    except Exception:
        logger.warning("The files of generation %s could not be counted", generation.pk, exc_info=True)


class Step:
    """The jobs of the stages that run side by side."""

    def __init__(self, generation: Generation, heartbeat: Heartbeat, stages: tuple[Stage, ...]) -> None:
        self.generation = generation
        self.heartbeat = heartbeat
        self.stages = stages
        self.before = _weight_before(stages[0])
        self.jobs: dict[Stage, list[Job[Any]]] = {}
        self.done: dict[Stage, float] = {}

    def run(self, workdir: Path) -> None:
        self.jobs = {stage: FUNCTIONS[stage](self.generation, workdir) for stage in self.stages}
        self.done = {stage: float(not jobs) for stage, jobs in self.jobs.items()}
        if not any(self.jobs.values()):
            # Nobody hears of what this film does not need, such as a look at a picture that it does not have.
            return
        self._tell()
        lanes = settings.GENERATOR_CALLS_AT_ONCE
        pool = ThreadPoolExecutor(lanes)
        turns = iter(self._in_turn())
        pending: dict[Future[Any], tuple[Stage, Job[Any]]] = {}
        try:
            # What has come is stored before the next is asked for: a killed worker loses no more than one call a lane.
            while True:
                for stage, job in islice(turns, lanes - len(pending)):
                    call = partial(_call, job, self._report(stage), self.generation)
                    # Services are asked there for the same owner.
                    pending[pool.submit(copy_context().run, call)] = (stage, job)
                if not pending:
                    break
                self.heartbeat.check()
                finished, _ = wait(pending, timeout=0.25, return_when=FIRST_COMPLETED)
                for future in finished:
                    self._keep(*pending.pop(future), future)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            # A render ends within a second of being told, and the work folder must not go before it. Cancelled calls
            # never count as done, and a provider's call may take long: neither is worth waiting for.
            renders = [future for future, (stage, _) in pending.items() if stage is Stage.RENDER]
            wait([future for future in renders if future.running()], timeout=2)

    def _in_turn(self) -> list[tuple[Stage, Job[Any]]]:
        """Take the stages' jobs alternately, so that the storyboard fills scene by scene."""
        of_stages = [[(stage, job) for job in jobs] for stage, jobs in self.jobs.items()]
        return [pair for pair in chain.from_iterable(zip_longest(*of_stages)) if pair]

    def _keep(self, stage: Stage, job: Job[Any], future: Future[Any]) -> None:
        job.keep(future.result())
        self.done[stage] = min(1.0, self.done[stage] + 1 / len(self.jobs[stage]))
        self._tell()

    def _report(self, stage: Stage) -> Callable[[float], None]:
        alone = len(self.jobs[stage]) == 1

        def report(share: float) -> None:
            self.heartbeat.check()
            if alone:
                self.done[stage] = share * 0.99
                self._tell()

        return report

    def _tell(self) -> None:
        share = sum(stage.facts.weight * done for stage, done in self.done.items())
        current = next((stage for stage, done in self.done.items() if done < 0.999), self.stages[-1])
        self.heartbeat.tell(current.value, self.before + share)


def _call(job: Job[Any], report: Callable[[float], None], film: Generation) -> Any:
    """Call in a thread of the pool, which opens a connection of its own where providers share what they know."""
    try:
        with made_for(film.pk, film.owner_id):
            return job.call(report)
    finally:
        connection.close()


def _weight_before(stage: Stage) -> int:
    return sum(earlier.facts.weight for earlier in takewhile(lambda other: other is not stage, Stage))
