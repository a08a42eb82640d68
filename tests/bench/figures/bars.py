"""What the renderer shall reach, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.edits import EDITS, FIRST
from tests.bench.figures.finished import Finished
from tests.bench.figures.row import Row

_SCENES = 5


def bars(rows: dict[str, Row], finished: Finished | None, draft: float | None) -> Iterator[str]:
    """Yield a line of a table for each bar that can be judged by what was measured."""
    ours, limit, peers = (rows.get(name) for name in ("ours", "limit", "peers"))
    if ours and limit:
        yield most_bar("CPU ours / limit", ours.cpu_per_minute / limit.cpu_per_minute, 1.9)
    if ours and peers:
        yield least_bar("CPU the usual way / ours, per minute", peers.cpu_per_minute / ours.cpu_per_minute, 9)
    if ours and ours.quality:
        yield least_bar("VMAF ours", ours.quality.vmaf, 92)
        if peers and peers.quality:
            yield least_bar("VMAF ours - the usual way", ours.quality.vmaf - peers.quality.vmaf, 10)
            sizes = [row.megabytes_per_minute / row.quality.vmaf for row in (ours, peers) if row.quality]
            yield most_bar("MB per minute and VMAF point, ours / the usual way", sizes[0] / sizes[1], 1)
    for edit in [rows[name] for name in EDITS if name in rows]:
        first = rows[FIRST]
        what = f"{edit.name} of one scene of {_SCENES} edited"
        yield most_bar(f"{what}: CPU / first render", edit.cpu / first.cpu, 0.3)
        yield most_bar(f"{what}: wall s beyond 1/{_SCENES} of the first", edit.wall - first.wall / _SCENES, 2)
    if finished:
        yield most_bar("loudness, LU from -14 LUFS", abs(finished.loudness + 14), 0.5)
        yield most_bar("true peak, dBTP", finished.peak, -1.5)
        yield most_bar("picture and sound apart at a cut, frames", finished.apart, 1)
    if draft is not None:
        yield most_bar("first frames of a 480p draft after the last asset, s", draft, 3)


def length_bars(rows: dict[float, Row]) -> Iterator[str]:
    """Yield the bars of films of different lengths: on one line, and in the same memory."""
    durations, costs = [row.duration for row in rows.values()], [row.cpu for row in rows.values()]
    for row in list(rows.values())[1:-1]:
        share = (row.duration - durations[0]) / (durations[-1] - durations[0])
        expected = costs[0] + share * (costs[-1] - costs[0])
        yield most_bar(f"CPU of {row.duration:.0f} s off the line, share", abs(row.cpu / expected - 1), 0.1)
    shortest, *_, longest = (row.peak for row in list(rows.values())[1:])
    yield most_bar(f"peak memory of {durations[-1]:.0f} s / {durations[1]:.0f} s", longest / shortest, 1.1)
    yield most_bar("peak memory, MiB", longest, 450e6 / 2**20)


def most_bar(what: str, value: float, bar: float) -> str:
    """Return the line of a bar that a value must not exceed."""
    return f"| {what} | {value:.2f} | <= {bar:.4g} | {_verdict(value <= bar)} |"


def least_bar(what: str, value: float, bar: float) -> str:
    """Return the line of a bar that a value must reach."""
    return f"| {what} | {value:.1f} | >= {bar:.4g} | {_verdict(value >= bar)} |"


def _verdict(is_reached: bool) -> str:
    return "yes" if is_reached else "**no**"
