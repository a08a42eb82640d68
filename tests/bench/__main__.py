"""`make bench`: the same film by our way, by the usual MoviePy way, and by the encoder alone, side by side."""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.rendering.schedule import schedule_film
from tests.bench.contestants import EDITS, NAMES, Work, write_frames
from tests.bench.material import load_plan, make_material
from tests.bench.meter import Measured, measure
from tests.bench.quality import Quality, compare
from tests.bench.reference import faded_frames, write_reference

SIZES = {"720p30": (1280, 720), "1080p30": (1920, 1080)}


@dataclass
class Row:
    """All runs of one contestant at one size."""

    name: str
    work: Work
    runs: list[Measured] = field(default_factory=list)
    quality: Quality | None = None

    @property
    def cpu_per_minute(self) -> float:
        return statistics.median(run.cpu for run in self.runs) * 60 / self.duration

    @property
    def wall(self) -> float:
        return statistics.median(run.wall for run in self.runs)

    @property
    def duration(self) -> float:
        return schedule_film(load_plan(self.work.folder, self.work.size, self.work.seconds)).duration

    def cells(self) -> list[str]:
        megabytes = self.work.video(self.name).stat().st_size / 1e6
        spread = [run.cpu for run in self.runs]
        return [
            f"{self.name} ({self.duration:.0f} s)",
            f"{statistics.median(spread):.1f} ({min(spread):.1f}..{max(spread):.1f})",
            f"{self.cpu_per_minute:.1f}",
            f"{self.wall:.1f}",
            f"{max(run.peak for run in self.runs):.0f}",
            f"{megabytes * 60 / self.duration:.2f}",
            f"{self.quality.vmaf:.1f}" if self.quality else "-",
            f"{self.quality.ssim:.4f}" if self.quality else "-",
        ]


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.folder) as folder:
        for name in options.sizes:
            rows = _rows(options, Path(folder), SIZES[name])
            for number in range(options.rounds):
                for row in rows:
                    row.runs.append(measure(row.work.command(row.name)))
                    print(f"  {name} round {number + 1}: {row.name} {row.runs[-1].cpu:.1f} CPU s", flush=True)
            if options.quality:
                _judge(rows)
            _print(name, rows, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each contestant runs (3)")
    parser.add_argument("--seconds", type=float, default=60, help="length of the film (60)")
    parser.add_argument(
        "--peers-seconds", type=float, default=60, help="length of the film of the usual MoviePy way (60)"
    )
    parser.add_argument("--only", nargs="+", choices=NAMES, default=list(NAMES), help="contestants")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES), help="frame sizes")
    parser.add_argument("--no-quality", dest="quality", action="store_false", help="leave VMAF and SSIM out")
    parser.add_argument("--folder", type=Path, help="where to work: raw frames of 1080p take 95 MB a second")
    return parser.parse_args()


def _rows(options: argparse.Namespace, folder: Path, size: tuple[int, int]) -> list[Row]:
    rows = []
    for name in options.only:
        seconds = options.peers_seconds if name == "peers" else options.seconds
        work = Work(folder=folder / f"{seconds:g}", size=size, seconds=seconds)
        if not work.folder.exists():
            work.folder.mkdir()
            make_material(work.folder, seconds)
        work.video(name).parent.mkdir()
        if name == "limit":
            write_frames(work)
        if name in EDITS and not work.store.exists():
            measure(work.command("fill"))
        rows.append(Row(name, work))
    return rows


def _judge(rows: list[Row]) -> None:
    """Compare each contestant's last film with the reference. The limit's frames are ours, captions included."""
    for row in rows:
        if row.name in EDITS:
            continue
        plan = load_plan(row.work.folder, row.work.size, row.work.seconds)
        if not row.work.reference.exists():
            write_reference(plan, row.work.reference)
        row.quality = compare(row.work.video(row.name), row.work.reference, faded_frames(schedule_film(plan)))


def _print(name: str, rows: list[Row], options: argparse.Namespace) -> None:
    print(f"\n{name}, {options.rounds} rounds, medians; the limit has no sound\n")
    titles = ["", "CPU s (range)", "CPU s/min", "wall s", "peak MiB", "MB/min", "VMAF", "SSIM"]
    print("| " + " | ".join(titles) + " |\n" + "|---" * len(titles) + "|")
    for row in rows:
        print("| " + " | ".join(row.cells()) + " |")
    print("\n" + "\n".join(_ratios({row.name: row for row in rows})) + "\n", flush=True)


def _ratios(rows: dict[str, Row]) -> Iterator[str]:
    ours, limit, peers = (rows.get(name) for name in ("ours", "limit", "peers"))
    if ours and limit:
        yield f"CPU ours / limit: {ours.cpu_per_minute / limit.cpu_per_minute:.2f}"
    for edit in [rows[name] for name in EDITS if name in rows and ours]:
        cpu, wall = edit.cpu_per_minute / ours.cpu_per_minute, edit.wall / ours.wall
        yield (
            f"{edit.name} of one scene of five edited / ours: CPU {cpu:.2f}, wall {wall:.2f},"
            f" {edit.wall - ours.wall / 5:+.1f} s of wall against a fifth"
        )
    if ours and peers:
        yield f"CPU peers / ours: {peers.cpu_per_minute / ours.cpu_per_minute:.1f}"
        if peers.work.seconds != ours.work.seconds:
            yield (
                f"The usual way was measured on a film of {peers.duration:.0f} s only; per minute it is scaled up."
            )


if __name__ == "__main__":
    main()
