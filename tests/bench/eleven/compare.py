"""Runs the contestants of the eleven scenes side by side, and says for each bar whether it is reached."""

from __future__ import annotations

import json
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import av
import imageio_ffmpeg

from studio.film.plan import FRAME_RATE
from tests.bench.edits import EDITS, FIRST
from tests.bench.eleven.contestants import Item
from tests.bench.eleven.material import has_falls
from tests.bench.figures.bars import least_bar, most_bar
from tests.bench.figures.meter import Measured, environment, measure
from tests.bench.figures.quality import Quality, compare
from tests.bench.reference import BT709, faded_frames, write_reference

# CPU of a look in shares of the encoder alone, at 720p and at 1080p.
CPU_BARS = {
    "stills": (1.65, 1.45), "living": (2.4, 2.4), "graphics": (1.7, 1.7), "clips": (2.6, 2.6), "mix": (2.2, 2.2)
}  # fmt: skip
EDIT_BARS = {"picture": 0.25, "words": 0.28}
PEAK_BARS = (330, 470)
PEERS_LOOK, EDITED_LOOK = "stills", "mix"


@dataclass
class Figures:
    """All that was measured of one look: runs by contestant, and the quality of their films."""

    look: str
    runs: dict[str, list[Measured]] = field(default_factory=dict)
    quality: dict[str, Quality] = field(default_factory=dict)
    seconds: float = 0.0

    def cpu(self, name: str) -> float:
        return statistics.median(run.cpu for run in self.runs[name])

    def add(self, name: str, run: Measured) -> None:
        self.runs.setdefault(name, []).append(run)


def compare_looks(
    folder: Path, size: tuple[int, int], looks: list[str], names: list[str], rounds: int, *, is_judged: bool
) -> None:
    """Make the films of the looks by the contestants, print what they took, and each bar."""
    item = Item(folder=folder, size=size)
    item.make(looks)
    found = {look: _measured(item, look, names, rounds, is_judged=is_judged) for look in looks}
    for look, figures in found.items():
        for name, runs in figures.runs.items():
            print(_line(item, look, name, runs, figures.quality.get(name)), flush=True)
    print("\n| bar | measured | wanted | reached |\n|---|---|---|---|")
    print("\n".join(_bars(item, found)) + "\n", flush=True)


def _measured(item: Item, look: str, names: list[str], rounds: int, *, is_judged: bool) -> Figures:
    """Run the contestants of one look by turns; the raw frames, some gigabytes, are gone afterwards."""
    figures = Figures(look, seconds=item.schedule(look).duration)
    chosen = [name for name in ("ours", "limit") if name in names]
    chosen += ["peers"] if "peers" in names and look == PEERS_LOOK else []
    if "limit" in chosen or is_judged:
        item.write_frames(look)
    for number in range(rounds):
        for name in chosen:
            item.film(name, look)
            figures.add(name, measure(item.command(name, look)))
            run = figures.runs[name][-1]
            print(f"  {item.size[1]}p {look} round {number + 1}: {name} {run.cpu:.1f} CPU s", flush=True)
        if "edits" in names and look == EDITED_LOOK:
            for name, taken in _edits(item, look).items():
                figures.add(name, taken)
    if is_judged:
        _judge(item, look, figures)
    item.frames(look).unlink(missing_ok=True)
    return figures


def _edits(item: Item, look: str) -> dict[str, Measured]:
    done = subprocess.run(item.command("edits", look), capture_output=True, text=True, env=environment())
    if done.returncode:
        raise RuntimeError(done.stderr)
    return {name: Measured(**taken) for name, taken in json.loads(done.stdout).items()}


def _judge(item: Item, look: str, figures: Figures) -> None:
    """Compare our film with its own frames, losslessly coded; stills, which the usual way makes too, with the exact ones."""
    reference = item.folder / f"reference-{look}.mp4"
    schedule = item.schedule(look)
    if look == PEERS_LOOK:
        write_reference(item.plan(look), reference)
    else:
        shape = f"{item.size[0]}x{item.size[1]}"
        given = ["-f", "rawvideo", "-pix_fmt", "yuv420p", *BT709, "-s", shape, "-r", str(FRAME_RATE)]
        coded = ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "0", *BT709, str(reference)]
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *given]
        subprocess.run([*command, "-i", str(item.frames(look)), *coded], check=True)
    for name in figures.runs:
        if name in ("ours", "peers"):
            figures.quality[name] = compare(item.film(name, look), reference, faded_frames(schedule))
    reference.unlink()


def _line(item: Item, look: str, name: str, runs: list[Measured], quality: Quality | None) -> str:
    cpu = [run.cpu for run in runs]
    film = item.film(name, look)
    size = f", {film.stat().st_size / 1e6:.1f} MB" if film.exists() else ""
    told = f", VMAF {quality.vmaf:.1f}" if quality else ""
    peak = max(run.peak for run in runs)
    spread = f"{statistics.median(cpu):.1f} CPU s ({min(cpu):.1f}..{max(cpu):.1f})"
    return f"{item.size[1]}p {look}, {name}: {spread}, peak {peak:.0f} MiB{size}{told}"


def _bars(item: Item, found: dict[str, Figures]) -> Iterator[str]:
    is_fine = item.size[1] > 720
    for look, figures in found.items():
        if {"ours", "limit"} <= figures.runs.keys():
            bar = CPU_BARS[look][is_fine]
            yield most_bar(f"{look}: CPU ours / limit", figures.cpu("ours") / figures.cpu("limit"), bar)
        if "ours" in figures.runs:
            peak = max(run.peak for run in figures.runs["ours"])
            yield most_bar(f"{look}: peak memory, MiB", peak, PEAK_BARS[is_fine])
        if "ours" in figures.quality:
            yield least_bar(f"{look}: VMAF", figures.quality["ours"].vmaf, 94)
        yield from _peers_bars(item, figures)
        if FIRST in figures.runs:
            for edit in EDITS:
                share = figures.cpu(edit) / figures.cpu(FIRST)
                yield most_bar(f"{look}: {edit} of one scene edited, CPU / first", share, EDIT_BARS[edit])
    if {"stills", "living"} <= found.keys():
        yield from _bytes_bars(item)


def _peers_bars(item: Item, figures: Figures) -> Iterator[str]:
    if {"ours", "peers"} <= figures.runs.keys():
        yield least_bar("CPU the usual way / ours, same look", figures.cpu("peers") / figures.cpu("ours"), 9)
    if {"ours", "peers"} <= figures.quality.keys():
        per_point = [
            item.film(name, figures.look).stat().st_size / figures.quality[name].vmaf
            for name in ("ours", "peers")
        ]
        yield most_bar("bytes per VMAF point, ours / the usual way", per_point[0] / per_point[1], 1)


def _bytes_bars(item: Item) -> Iterator[str]:
    """Compare what each living scene takes in the file with the same scene as a still."""
    living = item.plan("living").shots
    sizes = {look: _bytes_of_scenes(item, look) for look in ("stills", "living")}
    for what, bar, has in (("without falls", 1.1, False), ("with falls", 1.8, True)):
        chosen = [number for number, shot in enumerate(living) if shot.layers and has_falls(shot) is has]
        if chosen:
            total = {look: sum(sizes[look][number] for number in chosen) for look in sizes}
            yield most_bar(
                f"bytes of living scenes {what} / as stills", total["living"] / total["stills"], bar
            )


def _bytes_of_scenes(item: Item, look: str) -> list[int]:
    """Return the bytes of each scene's pictures in our film."""
    spans = item.schedule(look).shots
    sizes = [0] * len(spans)
    with av.open(str(item.film("ours", look))) as container:
        stream = container.streams.video[0]
        for packet in container.demux(stream):
            if packet.size and packet.pts is not None:
                number = round(float(packet.pts * packet.time_base) * FRAME_RATE)
                sizes[sum(span.end <= number for span in spans[:-1])] += packet.size
    return sizes
