"""What a service goes on doing is found again by whoever takes the run up, and taken back if nobody wants it."""

from __future__ import annotations

from typing import Any

import pytest

from generator.exceptions import RunHandedOnError, RunStoppedError
from generator.providers.calling.errands import AFTERWARDS, Errand, Errands
from generator.providers.calling.limiter import BREATH, KEEP, Limiter
from generator.providers.calling.tries import Guard
from studio.errors import ProviderError
from tests.app.calling.shared import Outside, World, ask, failing


class Runner(Outside):
    """A provider whose service works in errands."""

    def __init__(self, *plan: Any) -> None:
        super().__init__(*plan)
        self.errand = Errand()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def errands(world: World) -> Errands:
    return Errands(world.store, "service", 3600.0)


def numbers(errands: Errands, request: str, end: Exception | None = None) -> tuple[str, bool, bool]:
    """Have an errand run; return its first number, whether it was resumed, and whether it was taken back."""
    runner = Runner(None)
    try:
        with errands.of(runner, request):
            if end:
                raise end
    except (ProviderError, RunStoppedError):
        pass
    assert not runner.errand.pause(0)
    return runner.errand.number(0), runner.errand.is_resumed, runner.errand.is_unwanted


def test_each_try_has_a_number_of_its_own_and_each_request_others(errands):
    one, other = Errand("ab" * 16), Errand("ab" * 16)
    assert one.number(0) == other.number(0) != one.number(1) == other.number(1)
    assert numbers(errands, "one")[0] != numbers(errands, "two")[0]


def test_who_asks_for_the_same_after_a_crash_has_the_same_numbers(errands):
    runner = Runner(None)
    killed = errands.of(runner, "request")
    killed.__enter__()
    assert not runner.errand.is_resumed
    assert numbers(errands, "request") == (runner.errand.number(0), True, False)


def test_a_run_that_is_handed_on_leaves_its_errand_to_the_next_worker(errands):
    first = numbers(errands, "request", RunHandedOnError())
    assert first[1:] == (False, False)
    assert numbers(errands, "request") == (first[0], True, False)


@pytest.mark.parametrize("end", [RunStoppedError(), failing("retry"), failing("refused")])
def test_what_nobody_wants_is_taken_back_and_forgotten(errands, end):
    first = numbers(errands, "request", end)
    assert first[1:] == (False, True)
    again = numbers(errands, "request")
    assert again[0] != first[0]
    assert not again[1]


def test_what_another_call_waits_for_by_now_is_not_taken_back(errands):
    first, second = Runner(None), Runner(None)
    earlier, later = errands.of(first, "request"), errands.of(second, "request")
    earlier.__enter__()
    later.__enter__()
    assert not earlier.__exit__(RunStoppedError, RunStoppedError(), None)
    assert not first.errand.is_unwanted
    assert second.errand.pause(0)
    assert numbers(errands, "request")[0] == second.errand.number(0)


def test_what_was_brought_is_found_again_until_it_is_stored(errands, world):
    first = numbers(errands, "request")
    assert numbers(errands, "request") == (first[0], True, False)
    world.time.seconds += AFTERWARDS + 1
    assert numbers(errands, "request")[0] != first[0]


def test_a_request_without_a_name_is_nobody_elses(errands, world):
    assert numbers(errands, "")[0] != numbers(errands, "")[0]
    assert numbers(errands, "", RunStoppedError())[2]
    assert world.store.entries == {}


def test_other_providers_have_no_errands(errands, world):
    with errands.of(Outside("x"), "request"):
        assert world.store.entries == {}


def guard(world: World, **options: Any) -> Guard:
    usual = world.guard("Slow")
    return Guard(usual.service, usual.breaker, usual.limiter, **options)


def test_a_chain_gives_each_request_its_errand(world, errands):
    runner = Runner(failing("retry"), "picture")
    link = world.link(runner, "Slow")
    link = type(link)(link.name, link.factory, {}, guard(world, errands=errands))
    assert ask(world.chain(link), remember="request").value == "picture"
    assert "errand:service:request" in world.store.entries


def test_a_service_with_time_of_its_own_takes_none_of_the_others(world):
    def slow() -> str:
        world.time.seconds += 200
        raise failing("retry")

    link = world.link(Outside(slow), "Slow")
    link = type(link)(link.name, link.factory, {}, guard(world, seconds=500.0))
    quick = world.link(Outside("picture"), "Quick")
    served = ask(world.chain(link, quick, seconds=60.0))
    assert served.value == "picture"
    # 200 s each, and pauses: the third try begins within the 500 s.
    assert served.tries == 4


def test_the_slot_of_a_killed_worker_is_free_long_before_the_longest_call_ends(world):
    limiter = Limiter(world.store, "Service", slots=1, hold=1200)
    killed = limiter.take()
    assert killed
    world.time.seconds += BREATH + 1
    kept = limiter.take()
    for _ in range(10):
        world.time.seconds += KEEP
        limiter.keep(kept)
        limiter.keep(killed)
        assert not limiter.take()
    limiter.abandon(kept)
    world.time.seconds += 1100
    assert not limiter.take()
    world.time.seconds += 101
    assert limiter.take()
