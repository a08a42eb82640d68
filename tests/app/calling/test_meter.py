"""Each call to a service is counted once, with what it used, for whom it was made, whatever becomes of it."""

from __future__ import annotations

import threading
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from generator.exceptions import RunHandedOnError, RunOverdueError, RunStoppedError
from generator.providers.calling.breaker import OpenError
from generator.providers.calling.chain import Chain, Link
from generator.providers.calling.errands import Errand, Errands
from generator.providers.calling.meter import NOBODY, Behalf, Used, made_for, note
from generator.providers.calling.tries import Guard
from studio.contracts import Speech
from studio.errors import ProviderFailure
from tests.app.calling.shared import Outside, World, ask, failing

SPEECH = Speech(data=b"", duration=2.5, words=(), model="")


class Counts:
    """A meter that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[Used, Behalf]] = []
        self.late: list[Used] = []
        self.came = threading.Event()
        self.refusal: Exception | None = None

    def admit(self) -> None:
        if self.refusal:
            raise self.refusal

    def count(self, used: Used, behalf: Behalf) -> None:
        self.told.append((used, behalf))

    def count_late(self, used: Used, behalf: Behalf) -> None:
        self.late.append(used)
        self.came.set()

    @property
    def used(self) -> list[Used]:
        return [used for used, _ in self.told]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def meter() -> Counts:
    return Counts()


def metered(world: World, meter: Counts, provider: Any, **options: Any) -> Chain[Any]:
    usual = world.guard("Service")
    guard = Guard(usual.service, usual.breaker, usual.limiter, meter=meter, **options)
    return world.chain(Link("Service", lambda: provider, {}, guard))


def noting(answer: Any, **used: Any) -> Any:
    """Return a step that uses something and answers."""

    def step() -> Any:
        note(**used)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return step


def test_a_call_is_counted_with_what_its_vendor_notes(world, meter):
    step = noting("yes", tokens_in=90, tokens_out=50.0, pictures=1, characters=12, money=0.0125)
    assert ask(metered(world, meter, Outside(step))).value == "yes"
    wanted = Used(calls=1, tokens_in=90, tokens_out=50, pictures=1, characters=12, money=Decimal("0.0125"))
    assert meter.told == [(wanted, NOBODY)]


def test_what_a_call_notes_in_several_answers_adds_up(world, meter):
    def step() -> str:
        note(tokens_in=1, money="0.1")
        note(tokens_in=2)
        note(tokens_in=4, money="0.2")
        return "yes"

    ask(metered(world, meter, Outside(step)))
    assert meter.used == [Used(calls=1, tokens_in=7, money=Decimal("0.3"))]


def test_speech_is_counted_in_seconds(world, meter):
    ask(metered(world, meter, Outside(SPEECH)))
    assert meter.used == [Used(calls=1, seconds=2.5)]


ODD = [None, "90", -1, True, float("nan"), float("inf"), 10**30, [], {}, b"1"]


@pytest.mark.parametrize("odd", ODD)
def test_odd_figures_of_a_service_count_as_nothing(world, meter, odd):
    ask(metered(world, meter, Outside(noting("yes", tokens_in=odd, tokens_out=odd))))
    assert meter.used == [Used(calls=1)]


@pytest.mark.parametrize("odd", [None, "a lot", -1, True, "nan", "inf", 10**30, [], {}])
def test_odd_money_is_money_that_nobody_told_of(world, meter, odd):
    ask(metered(world, meter, Outside(noting("yes", money=odd))))
    assert meter.used == [Used(calls=1)]


def test_money_that_is_told_to_be_nothing_is_told(world, meter):
    ask(metered(world, meter, Outside(noting("yes", money=0))))
    assert meter.used == [Used(calls=1, money=Decimal(0))]


def test_retries_and_failures_are_calls_with_what_they_used(world, meter):
    provider = Outside(failing("retry"), noting(failing("busy"), tokens_in=7), "yes")
    ask(metered(world, meter, provider))
    assert meter.used == [
        Used(calls=1, failures=1),
        Used(calls=1, failures=1, tokens_in=7),
        Used(calls=1),
    ]


def test_an_answer_that_is_of_no_use_is_a_failure_that_was_paid_for(world, meter):
    def check(value: str) -> None:
        if value == "wrong":
            raise failing("refused")

    served = ask(metered(world, meter, Outside(noting("wrong", pictures=1))), check)
    assert served.provider == "Embedded"
    assert meter.used == [Used(calls=1, failures=1, pictures=1)]


def test_what_is_built_in_or_remembered_is_not_counted(world, meter):
    provider = Outside("yes")
    chain = metered(world, meter, provider)
    chain = world.chain(*[link for link in chain.links if link.guard], remember=True)
    for _ in range(3):
        ask(chain, remember="request")
    assert meter.used == [Used(calls=1)]
    assert world.chain().call(lambda one: one.answer()).value == "stand-in"


def test_a_call_that_the_breaker_holds_back_is_none(world, meter):
    chain = metered(world, meter, Outside(failing("config")))
    ask(chain)
    ask(chain)
    assert meter.used == [Used(calls=1, failures=1)]


def test_a_service_that_has_cost_enough_is_not_asked_and_the_next_one_serves(world, meter):
    provider = Outside("yes")
    meter.refusal = OpenError("Service is not asked before tomorrow.", ProviderFailure.QUOTA)
    served = ask(metered(world, meter, provider))
    assert (served.provider, served.reason) == ("Embedded", "Service is not asked before tomorrow.")
    assert (provider.asked, meter.told) == (0, [])
    meter.refusal = None
    # That was no fault of the service.
    assert ask(metered(world, meter, provider)).value == "yes"


def test_who_asks_says_for_whom(world, meter):
    chain = metered(world, meter, Outside("yes"))
    with made_for("film", 7):
        ask(chain)
        # What is not said again is as it was said around it.
        with made_for(person=8):
            ask(chain)
    ask(chain)
    assert [behalf for _, behalf in meter.told] == [Behalf("film", 7), Behalf("film", 8), NOBODY]


def test_threads_do_not_mix_what_they_use(world, meter):
    both = threading.Barrier(2, timeout=5)

    def step() -> str:
        both.wait()
        note(characters=1)
        both.wait()
        return "yes"

    chains = [metered(world, meter, Outside(step)) for _ in range(2)]

    def work(place: int) -> None:
        with made_for(person=place + 1):
            ask(chains[place])

    threads = [threading.Thread(target=work, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert meter.used == [Used(calls=1, characters=1)] * 2
    assert {behalf.person for _, behalf in meter.told} == {1, 2}


@pytest.mark.parametrize("ended", [RunStoppedError(), RunHandedOnError(), RunOverdueError()])
def test_a_call_that_is_given_up_is_counted_and_what_it_uses_later_too(world, meter, ended):
    goes_on = threading.Event()

    def step() -> str:
        note(tokens_in=3)
        goes_on.wait(5)
        note(tokens_out=4, money="0.5")
        return "too late"

    def alive() -> None:
        raise ended

    with pytest.raises(type(ended)):
        ask(metered(world, meter, Outside(step)), alive=alive)
    assert meter.used == [Used(calls=1, tokens_in=3)]
    goes_on.set()
    assert meter.came.wait(5)
    assert meter.late == [Used(tokens_out=4, money=Decimal("0.5"))]


class Runner(Outside):
    """A provider whose service works in errands, and brings one picture."""

    def __init__(self, *plan: Any) -> None:
        super().__init__(*plan)
        self.errand = Errand()

    def answer(self) -> Any:
        self.errand.number(0)
        note(pictures=1)
        return super().answer()


def errands(world: World) -> Errands:
    return Errands(world.store, "Service", 3600.0)


def total(meter: Counts) -> Used:
    return sum(meter.used, Used())


def test_an_errand_that_a_killed_worker_left_counts_once(world, meter):
    # Killed before it ended: nothing was counted, and the number is known.
    killed = errands(world).of(Runner(), "request")
    killed.__enter__()
    ask(metered(world, meter, Runner("picture"), errands=errands(world)), remember="request")
    assert total(meter) == Used(calls=1, pictures=1)


def test_an_errand_that_ended_well_before_its_worker_was_killed_is_not_counted_again(world, meter):
    for _ in range(2):
        ask(metered(world, meter, Runner("picture"), errands=errands(world)), remember="request")
    assert total(meter) == Used(calls=1, pictures=1)


@pytest.mark.parametrize("ended", [RunHandedOnError(), RunStoppedError()], ids=["handed on", "lost"])
def test_an_errand_that_another_worker_goes_on_with_counts_once(world, meter, ended):
    first = Runner("picture")
    slow = threading.Event()
    first.plan = [lambda: slow.wait(5)]
    other = errands(world)

    def alive() -> None:
        if isinstance(ended, RunHandedOnError):
            raise ended
        # Whoever has the lease by now asks for the same.
        taken = other.of(Runner(), "request")
        taken.__enter__()
        raise ended

    with pytest.raises(type(ended)):
        ask(metered(world, meter, first, errands=errands(world)), remember="request", alive=alive)
    slow.set()
    ask(metered(world, meter, Runner("picture"), errands=errands(world)), remember="request")
    assert total(meter) == Used(calls=1, pictures=1)


def test_other_errands_are_other_calls(world, meter):
    for request in ("one", "two"):
        ask(metered(world, meter, Runner("picture"), errands=errands(world)), remember=request)
    assert total(meter) == replace(Used(), calls=2, pictures=2)
