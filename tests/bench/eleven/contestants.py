"""The contestants of the eleven scenes: each is a command that makes the film of one look, and nothing else."""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from studio.film.cuts import cut_scenes
from studio.film.picture.easel import Easel
from studio.film.plan import FilmPlan
from studio.film.plan_file import read_plan, write_plan
from studio.film.production import compose
from studio.film.render import render_film
from studio.film.schedule import Schedule, schedule_film
from studio.film.text.captions import burned_cues, make_cues
from tests.bench.contestants import Kept, encode_command, ignore
from tests.bench.edits import EDITS, FIRST
from tests.bench.eleven.material import LOOKS, load_eleven, make_eleven
from tests.bench.figures.meter import Measured
from tests.bench.material import MUSIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The eleven scenes in one size: the folder of their material, and the plans in all looks."""

    folder: Path
    size: tuple[int, int]

    def make(self, looks: list[str]) -> None:
        """Write material and plans: laying out is no part of rendering."""
        make_eleven(self.folder, self.size)
        for look in {*looks, "stills"}:
            for edit in ("", *EDITS):
                write_plan(load_eleven(self.folder, self.size, look, edit), self._file(look, edit))

    def plan(self, look: str, edit: str = "") -> FilmPlan:
        return read_plan(self._file(look, edit))

    def schedule(self, look: str) -> Schedule:
        return schedule_film(self.plan(look))

    def film(self, name: str, look: str) -> Path:
        folder = self.folder / f"{name}-{look}"
        folder.mkdir(exist_ok=True)
        return folder / "film.mp4"

    def frames(self, look: str) -> Path:
        return self.folder / f"frames-{look}.yuv"

    def command(self, name: str, look: str) -> list[str]:
        """Return the command of a contestant: "ours", "limit", "peers" or "edits"."""
        if name == "limit":
            return encode_command(self.frames(look), self.size, self.film(name, look))
        shape = f"{self.size[0]}x{self.size[1]}"
        return [sys.executable, "-m", __name__, name, str(self.folder), shape, look]

    def write_frames(self, look: str) -> None:
        """Write the finished frames of a look, raw, as the limit wants them."""
        plan = self.plan(look)
        schedule = schedule_film(plan)
        cues = burned_cues(make_cues(schedule, plan.size, plan.captions.letters), plan)
        cut = cut_scenes(plan, schedule)
        composition, easel = compose(cut.plan, cut.schedule, cues), Easel(plan.size)
        with self.frames(look).open("wb") as file:
            for number in range(schedule.frame_count):
                composition.paint(number, easel)
                file.write(easel.frame.buffer.data)

    def _file(self, look: str, edit: str) -> Path:
        return self.folder / f"{look}-{edit or FIRST}.json"


def _ours(item: Item, look: str) -> None:
    render_film(item.plan(look), item.film("ours", look).parent, ignore)


def _peers(item: Item, look: str) -> None:
    # Here, so that our own way does not pay for what it does not use.
    from tests.bench.peers import render_peers

    render_peers(item.plan(look), item.folder / MUSIC, item.film("peers", look))


def _edits(item: Item, look: str) -> None:
    """Render the film and then, in the same process as a worker does, with one scene changed; print what each took."""
    store, taken = item.folder / f"store-{look}", {}
    shutil.rmtree(store, ignore_errors=True)
    for name in (FIRST, *EDITS):
        plan = item.plan(look, "" if name == FIRST else name)
        folder = item.film(name, look).parent
        wall, cpu = time.perf_counter(), time.process_time()
        render_film(plan, folder, ignore, Kept(store, is_filled=name != FIRST))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        taken[name] = asdict(Measured(cpu=cpu, wall=wall, peak=peak))
    print(json.dumps(taken))


def main() -> None:
    name, folder, shape, look = sys.argv[1:]
    width, height = (int(side) for side in shape.split("x"))
    assert look in LOOKS
    {"ours": _ours, "peers": _peers, "edits": _edits}[name](
        Item(folder=Path(folder), size=(width, height)), look
    )


if __name__ == "__main__":
    main()
