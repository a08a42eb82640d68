from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from studio.film.progress import Progress, wait_for


def test_shares_of_parts_become_shares_of_the_whole(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("studio.film.progress._INTERVAL", 0.0)
    reports: list[float] = []
    progress = Progress(reports.append)

    progress.begin(0.0, 0.2)
    progress.reach(0.5)
    progress.begin(0.2, 1.0)
    progress.reach(0.5)
    progress.finish()

    assert reports == pytest.approx([0.0, 0.1, 0.2, 0.6, 1.0])


def test_it_never_goes_backwards(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("studio.film.progress._INTERVAL", 0.0)
    reports: list[float] = []
    progress = Progress(reports.append)

    for share in (0.5, 0.4, 7.0, -1.0):
        progress.reach(share)

    assert reports == [0.5, 0.5, 1.0, 1.0]


def test_it_reports_no_more_often_than_needed():
    reports: list[float] = []
    progress = Progress(reports.append)

    for step in range(1000):
        progress.reach(step / 1000)

    assert len(reports) < 5


def test_waiting_ticks_and_returns_the_result():
    ticks: list[float] = []
    with ThreadPoolExecutor(1) as background:
        future = background.submit(lambda: time.sleep(0.5) or "done")
        assert wait_for(future, lambda: ticks.append(time.monotonic())) == "done"

    assert len(ticks) >= 2


def test_waiting_hands_on_what_the_work_raises():
    def fail() -> None:
        raise TimeoutError("the work's own")

    with ThreadPoolExecutor(1) as background, pytest.raises(TimeoutError, match="own"):
        wait_for(background.submit(fail), lambda: None)
