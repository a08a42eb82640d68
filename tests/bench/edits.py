"""Renders the film and then, in the same process as a worker does, the film with one scene changed."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import asdict

from studio.film.render import render_film
from tests.bench.contestants import Kept, Work, ignore
from tests.bench.figures.meter import Measured, environment
from tests.bench.material import load_plan

# What is changed in the third scene of the film that was made first: nothing yet, its picture, or its words.
FIRST, *EDITS = "first", "picture", "words"


def measure_edits(work: Work) -> dict[str, Measured]:
    """Run this module and return what each of its films took, by name; memory is the most so far."""
    command = [sys.executable, "-m", __name__, *work.arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment())
    if done.returncode:
        raise RuntimeError(done.stderr)
    return {name: Measured(**taken) for name, taken in json.loads(done.stdout).items()}


def _render(work: Work, name: str) -> Measured:
    plan = load_plan(work.folder, work.size, work.seconds, name)
    video = work.video(name)
    video.parent.mkdir(exist_ok=True)
    if name == FIRST:
        shutil.rmtree(work.store, ignore_errors=True)
    kept = Kept(work.store, is_filled=name != FIRST)
    wall, cpu = time.perf_counter(), time.process_time()
    render_film(plan, video.parent, ignore, kept)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Measured(cpu=cpu, wall=wall, peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    work = Work.parse(*sys.argv[1:])
    taken = {name: _render(work, name) for name in (FIRST, *EDITS)}
    print(json.dumps({name: asdict(measured) for name, measured in taken.items()}))


if __name__ == "__main__":
    main()
