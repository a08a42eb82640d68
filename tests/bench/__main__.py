"""`make bench`: the same film by our way, by the usual MoviePy way, and by the encoder alone, side by side."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from studio.film.plan import frame_size
from studio.film.schedule import schedule_film
from tests.bench.contestants import Work, write_frames
from tests.bench.draft import seconds_to_first_frame
from tests.bench.edits import EDITS, FIRST, measure_edits
from tests.bench.eleven.compare import compare_looks
from tests.bench.eleven.material import LOOKS
from tests.bench.figures.bars import bars, length_bars
from tests.bench.figures.finished import Finished, judge
from tests.bench.figures.meter import Measured, measure
from tests.bench.figures.quality import compare
from tests.bench.figures.row import TITLES, Row
from tests.bench.material import load_plan, make_material
from tests.bench.reference import faded_frames, write_reference

SIZES = {"720p30": (1280, 720), "1080p30": (1920, 1080)}
# Contestants by name, and the rows that each fills.
CONTESTANTS = {"ours": ["ours"], "limit": ["limit"], "edits": [FIRST, *EDITS], "peers": ["peers"]}


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.folder) as name:
        folder = Path(name)
        for size in options.sizes:
            if options.lengths:
                _compare_lengths(options, folder, size)
                continue
            if "five" in options.items:
                _compare_contestants(options, folder, size)
            if "eleven" in options.items:
                place = folder / f"eleven-{size}"
                place.mkdir()
                names = options.only
                compare_looks(
                    place, SIZES[size], options.looks, names, options.rounds, is_judged=options.quality
                )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each contestant runs (3)")
    parser.add_argument("--seconds", type=float, default=60, help="length of the film (60)")
    parser.add_argument(
        "--peers-seconds", type=float, default=60, help="length of the film of the usual MoviePy way (60)"
    )
    parser.add_argument(
        "--lengths",
        type=float,
        nargs=3,
        metavar="S",
        help="instead of all that, three lengths of our film, short to long, for example 10 60 600",
    )
    parser.add_argument(
        "--only", nargs="+", choices=CONTESTANTS, default=list(CONTESTANTS), help="contestants"
    )
    parser.add_argument(
        "--items",
        nargs="+",
        choices=["five", "eleven"],
        default=["five", "eleven"],
        help="films of five scenes of 12 seconds, and of eleven of 4 to 7",
    )
    parser.add_argument(
        "--looks", nargs="+", choices=LOOKS, default=list(LOOKS), help="what the eleven scenes show"
    )
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES), help="frame sizes")
    parser.add_argument("--no-quality", dest="quality", action="store_false", help="leave VMAF and SSIM out")
    parser.add_argument("--folder", type=Path, help="where to work: raw frames of 1080p take 95 MB a second")
    return parser.parse_args()


def _compare_contestants(options: argparse.Namespace, folder: Path, size: str) -> None:
    names = [name for contestant in options.only for name in CONTESTANTS[contestant]]
    rows = [_row(folder, SIZES[size], name, _seconds(options, name)) for name in names]
    _run(rows, options.rounds, size)
    if options.quality:
        _judge(rows)
    _print(f"{size}, {options.rounds} rounds, medians; the limit has no sound", rows)
    by_name = {row.name: row for row in rows}
    ours = by_name.get("ours")
    _print_bars(bars(by_name, _finished(ours) if ours else None, _draft(ours) if ours else None))


def _compare_lengths(options: argparse.Namespace, folder: Path, size: str) -> None:
    rows = {seconds: _row(folder, SIZES[size], "ours", seconds) for seconds in options.lengths}
    _run(list(rows.values()), options.rounds, size)
    _print(f"{size} at three lengths, {options.rounds} rounds, medians", rows.values())
    _print_bars(length_bars(rows))


def _seconds(options: argparse.Namespace, name: str) -> float:
    seconds: float = options.peers_seconds if name == "peers" else options.seconds
    return seconds


def _row(folder: Path, size: tuple[int, int], name: str, seconds: float) -> Row:
    """Prepare all that a contestant starts from."""
    work = Work(folder=folder / f"{seconds:g}-{size[1]}", size=size, seconds=seconds)
    if not work.folder.exists():
        work.folder.mkdir()
        make_material(work.folder, seconds, size)
    work.video(name).parent.mkdir()
    if name == "limit":
        write_frames(work)
    return Row(name, work)


def _run(rows: Sequence[Row], rounds: int, size: str) -> None:
    for number in range(rounds):
        edits: dict[str, Measured] = {}
        for row in rows:
            if row.name == FIRST:
                edits = measure_edits(row.work)
            row.runs.append(edits[row.name] if row.name in edits else measure(row.work.command(row.name)))
            print(f"  {size} round {number + 1}: {row.name} {row.runs[-1].cpu:.1f} CPU s", flush=True)


def _judge(rows: list[Row]) -> None:
    """Compare each contestant's last film with the reference. The limit's frames are ours, captions included."""
    for row in rows:
        if row.name in (FIRST, *EDITS):
            continue
        plan = load_plan(row.work.folder, row.work.size, row.work.seconds)
        if not row.work.reference.exists():
            write_reference(plan, row.work.reference)
        row.quality = compare(row.work.video(row.name), row.work.reference, faded_frames(schedule_film(plan)))


def _finished(ours: Row) -> Finished:
    work = ours.work
    return judge(work.video("ours"), schedule_film(load_plan(work.folder, work.size, work.seconds)))


def _draft(ours: Row) -> float:
    plan = load_plan(ours.work.folder, frame_size("16:9", "480p"), ours.work.seconds)
    return seconds_to_first_frame(plan)


def _print(title: str, rows: Iterable[Row]) -> None:
    print(f"\n{title}\n\n| " + " | ".join(TITLES) + " |\n" + "|---" * len(TITLES) + "|")
    print("\n".join(row.line() for row in rows), flush=True)


def _print_bars(lines: Iterable[str]) -> None:
    print(
        "\n| bar | measured | wanted | reached |\n|---|---|---|---|\n" + "\n".join(lines) + "\n", flush=True
    )


if __name__ == "__main__":
    main()
