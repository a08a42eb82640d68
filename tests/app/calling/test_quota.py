"""How often a service is asked: as its rules say, over all workers."""

from __future__ import annotations

import threading

from django.core.cache import cache

from generator.providers.calling.quota import Quota


def quota(*rates: tuple[int, float], now: list[float]) -> Quota:
    return Quota(cache, "somebody", rates, clock=lambda: now[0])


def test_so_many_calls_fit_into_a_window_and_then_the_next_one_has_to_be_waited_for():
    now = [600.0]
    mine = quota((3, 60), now=now)
    assert [mine.take() for _ in range(3)] == [0, 0, 0]
    now[0] = 615.0
    assert mine.take() == 45.0
    now[0] = 660.0
    assert mine.take() == 0


def test_the_longest_window_counts_too():
    now = [86_400.0]
    mine = quota((2, 60), (3, 86_400), now=now)
    assert [mine.take() for _ in range(3)] == [0, 0, 60.0]
    now[0] += 60
    assert mine.take() == 0
    assert mine.take() > 80_000


def test_workers_that_ask_at_once_take_no_more_than_there_is():
    now = [600.0]
    taken: list[float] = []

    def ask() -> None:
        for _ in range(10):
            taken.append(quota((25, 60), now=now).take())

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken.count(0) == 25
