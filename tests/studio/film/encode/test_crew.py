from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from studio.film.encode.crew import do_jobs


def ignore(*results: object) -> None:
    """A watch that sees nothing, or a result that nobody wants."""


def test_all_results_are_taken_in_the_callers_thread():
    taken: list[tuple[int, int]] = []
    jobs = [lambda tick, number=number: number for number in range(9)]

    do_jobs(jobs, 3, ignore, lambda result: taken.append((result, threading.get_ident())))

    assert sorted(result for result, _ in taken) == list(range(9))
    assert {thread for _, thread in taken} == {threading.get_ident()}


def test_no_more_jobs_run_at_a_time_than_there_are_hands():
    running, most, lock = 0, 0, threading.Lock()

    def job(tick: Callable[[], None]) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1

    do_jobs([job] * 8, 2, ignore, ignore)

    assert most == 2


def test_the_watch_is_called_while_jobs_last():
    calls: list[int] = []

    do_jobs([lambda tick: time.sleep(0.35)], 1, lambda: calls.append(threading.get_ident()), ignore)

    assert 3 <= len(calls) <= 6
    assert set(calls) == {threading.get_ident()}


def endless(ended: list[bool]) -> Callable[[Callable[[], None]], None]:
    def job(tick: Callable[[], None]) -> None:
        try:
            while True:
                tick()
                time.sleep(0.01)
        finally:
            ended.append(True)

    return job


def test_a_watch_that_raises_ends_all_jobs_and_starts_no_other():
    ended: list[bool] = []
    calls: list[int] = []

    def watch() -> None:
        calls.append(1)
        if len(calls) == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        do_jobs([endless(ended)] * 5, 2, watch, ignore)
    assert ended == [True, True]


def test_a_job_that_fails_ends_the_others():
    ended: list[bool] = []

    def failing(tick: Callable[[], None]) -> None:
        raise ValueError("spoilt")

    with pytest.raises(ValueError, match="spoilt"):
        do_jobs([endless(ended), failing], 2, ignore, ignore)
    assert ended == [True]


def test_a_result_that_cannot_be_taken_ends_the_others():
    ended: list[bool] = []

    def refuse(result: object) -> None:
        raise EOFError

    with pytest.raises(EOFError):
        do_jobs([endless(ended), lambda tick: 1], 2, ignore, refuse)
    assert ended == [True]
