"""The line that grows over a film: in the safe area, steadily, over everything, and only where it is wanted."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from studio.film.encode.segments import cut_segments, picture_sums, segment_fingerprint
from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from studio.film.plan import FRAME_SIZES, FilmPlan, Narration, Shot
from studio.film.production import compose
from studio.film.schedule import schedule_film
from studio.film.text.burned.progress_line import ProgressLine
from studio.film.text.safe_area import safe_area
from tests.studio.film.factories import make_flat_picture


def length_of(line: ProgressLine, share: float, size: tuple[int, int]) -> float:
    """Return how many columns of the line are filled, each by how light it is."""
    frame = Frame.blank(size)
    frame.y[:] = 60
    line.draw(share, frame)
    left, top, right, bottom = line.place
    row = frame.y[(top + bottom) // 2, left:right].astype(float)
    return float(((row - row.min()) / (row.max() - row.min())).sum())


@pytest.mark.parametrize("shape", FRAME_SIZES)
@pytest.mark.parametrize("position", ["bottom", "top"])
def test_it_lies_in_the_safe_area(shape: str, position: str):
    width, height = FRAME_SIZES[shape]
    area = safe_area((width, height))
    left, top, right, bottom = ProgressLine((width, height), position).place

    rim = 4
    assert left >= area.side * width - rim
    assert right <= (1 - area.side) * width + rim
    assert top >= area.top * height - rim
    assert bottom <= (1 - area.foot) * height + rim
    assert (top > height / 2) is (position == "bottom")


def test_it_grows_by_the_same_in_each_frame():
    size = FRAME_SIZES["9:16"]
    line = ProgressLine(size, "bottom")
    lengths = [length_of(line, 0.3 + number / 900, size) for number in range(12)]

    steps = np.diff(lengths)
    assert steps.min() > 0
    assert steps.max() < 2 * steps.mean()


@pytest.mark.parametrize("light", [16, 235])
def test_it_stands_out_from_what_it_lies_on(light: int):
    size = FRAME_SIZES["16:9"]
    line, frame = ProgressLine(size, "top"), Frame.blank(size)
    frame.y[:] = light
    frame.u[:] = frame.v[:] = 128
    line.draw(0.5, frame)
    left, top, right, bottom = line.place
    row = frame.to_rgb()[(top + bottom) // 2] / 255
    linear = np.where(row <= 0.04045, row / 12.92, ((row + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]
    filled, rest = linear[left + 40], linear[right - 40]
    assert (filled + 0.05) / (rest + 0.05) >= 3


def film(folder: Path, line: str = "bottom", seconds: float = 3.0) -> FilmPlan:
    shots = tuple(
        Shot(
            picture=make_flat_picture(folder / f"{number}.png", (90, 90, 90)),
            narration=Narration(file=None, duration=length, text="Here it is."),
        )
        for number, length in enumerate((3.0, seconds))
    )
    return FilmPlan(shots=shots, size=(320, 180), progress_line=line)


def test_it_lies_over_everything_at_the_films_own_time(tmp_path: Path):
    plan = film(tmp_path)
    schedule = schedule_film(plan)
    composition, easel = compose(plan, schedule, ()), Easel(plan.size)
    lengths = []
    for number in range(0, schedule.frame_count, 20):
        composition.paint(number, easel)
        left, top, right, bottom = ProgressLine(plan.size, "bottom").place
        row = easel.frame.y[(top + bottom) // 2, left:right].astype(int)
        lengths.append(int((row > 150).sum()))
    grown = np.diff(lengths)
    # Over the transition as well.
    assert grown.min() > 0
    assert grown.max() - grown.min() <= 3
    composition.paint(40, easel, with_captions=False)
    assert easel.frame.y.max() - easel.frame.y.min() < 8


def prints(plan: FilmPlan) -> list[str]:
    schedule, sums = schedule_film(plan), picture_sums(plan)
    return [segment_fingerprint(plan, schedule, (), sums, segment) for segment in cut_segments(schedule)]


def test_without_it_segments_are_as_they_were_and_with_it_the_films_length_counts(tmp_path: Path):
    plain, longer = film(tmp_path, "none"), film(tmp_path, "none", 4.0)
    assert prints(plain) == prints(dataclasses.replace(plain, progress_line="none"))
    assert prints(plain)[0] == prints(longer)[0]
    with_line, with_longer = film(tmp_path), film(tmp_path, seconds=4.0)
    assert not set(prints(with_line)) & set(prints(with_longer))
    assert not set(prints(with_line)) & set(prints(plain))
    # An edit that keeps the film's length costs what it always did.
    make_flat_picture(tmp_path / "1.png", (10, 10, 90))
    assert prints(film(tmp_path))[0] == prints(with_line)[0]
