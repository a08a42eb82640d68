"""All that was measured of one contestant at one size."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field

from studio.film.schedule import schedule_film
from tests.bench.contestants import Work
from tests.bench.figures.meter import Measured
from tests.bench.figures.quality import Quality
from tests.bench.material import load_plan

TITLES = ("", "CPU s (range)", "CPU s/min", "wall s", "peak MiB", "MB/min", "VMAF", "SSIM")


@dataclass
class Row:
    """All runs of one contestant at one size; a film's figures are medians."""

    name: str
    work: Work
    runs: list[Measured] = field(default_factory=list)
    quality: Quality | None = None

    @property
    def cpu(self) -> float:
        return statistics.median(run.cpu for run in self.runs)

    @property
    def cpu_per_minute(self) -> float:
        return self.cpu * 60 / self.duration

    @property
    def wall(self) -> float:
        return statistics.median(run.wall for run in self.runs)

    @property
    def peak(self) -> float:
        return max(run.peak for run in self.runs)

    @property
    def megabytes_per_minute(self) -> float:
        return self.work.video(self.name).stat().st_size / 1e6 * 60 / self.duration

    @property
    def duration(self) -> float:
        return schedule_film(load_plan(self.work.folder, self.work.size, self.work.seconds)).duration

    def line(self) -> str:
        """Return the row as a line of a table under TITLES."""
        spread = [run.cpu for run in self.runs]
        cells = [
            f"{self.name} ({self.duration:.0f} s)",
            f"{self.cpu:.1f} ({min(spread):.1f}..{max(spread):.1f})",
            f"{self.cpu_per_minute:.1f}",
            f"{self.wall:.1f}",
            f"{self.peak:.0f}",
            f"{self.megabytes_per_minute:.2f}",
            f"{self.quality.vmaf:.1f}" if self.quality else "-",
            f"{self.quality.ssim:.4f}" if self.quality else "-",
        ]
        return "| " + " | ".join(cells) + " |"
