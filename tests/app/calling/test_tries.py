"""How often an outside provider is asked, and how long it is waited for."""

from __future__ import annotations

import threading
import time

import pytest

from generator.exceptions import RunOverdueError, RunStoppedError
from generator.providers.calling import tries
from generator.providers.calling.chain import Memory
from studio.errors import ProviderError, RenderError
from tests.app.calling.shared import Outside, World, ask, failing


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("retry", 4), ("busy", 4), ("bad_answer", 2), ("config", 1), ("quota", 1), ("gone", 1), ("refused", 1)],
)
def test_the_kind_of_failure_decides_how_often_it_is_asked(world, kind, asked):
    service = Outside(failing(kind))
    served = ask(world.chain(world.link(service)))
    assert service.asked == asked
    assert (served.value, served.fell_back, served.reason) == ("stand-in", True, "The service is ill.")
    assert served.tries == asked + 1


def test_a_passing_fault_is_passed_over(world):
    service = Outside(failing("busy"), failing("retry"), "good")
    served = ask(world.chain(world.link(service)))
    assert (served.value, served.provider, served.fell_back, served.tries) == ("good", "Service", False, 3)


def test_the_waits_grow_and_are_drawn_anew_up_to_their_bound(world):
    ask(world.chain(world.link(Outside(failing("busy")))))
    assert sum(world.time.slept) == pytest.approx(2 + 4 + 8)
    calm = World()
    chain = calm.chain(calm.link(Outside(failing("busy"))))
    chain.clock = calm.time.clock(chance=0.25)
    ask(chain)
    assert sum(calm.time.slept) == pytest.approx((2 + 4 + 8) / 4)


def test_it_waits_as_long_as_it_is_told_to(world):
    ask(world.chain(world.link(Outside(failing("busy", wait=47.0), "good"))))
    assert 47 <= sum(world.time.slept) <= 48


def test_it_does_not_wait_past_the_deadline(world):
    service = Outside(failing("busy", wait=119.5))
    ask(world.chain(world.link(service), seconds=120.0))
    assert (service.asked, world.time.slept) == (1, [])


def test_one_deadline_bounds_all_models_together(world):
    def slowly():
        world.time.seconds += 70
        raise failing("gone")

    first, second, third = (Outside(slowly) for _ in range(3))
    links = [world.link(service, f"Model {place}") for place, service in enumerate((first, second, third))]
    served = ask(world.chain(*links, seconds=120.0))
    assert [service.asked for service in (first, second, third)] == [1, 1, 0]
    assert served.value == "stand-in"


def test_an_answer_that_never_ends_does_not_beat_the_deadline():
    world, never = World(), threading.Event()
    service = Outside(lambda: never.wait(20))
    chain = world.chain(world.link(service), seconds=0.6)
    chain.clock = tries.Clock()
    started = time.monotonic()
    served = ask(chain)
    assert time.monotonic() - started < 2
    assert (served.value, served.reason) == ("stand-in", "Service took too long to answer.")
    # What was left behind still holds its slot.
    assert world.guard("Service", slots=1).limiter.take() == ""
    never.set()


def test_who_waits_before_the_page_can_give_services_less_time():
    world, never = World(), threading.Event()
    chain = world.chain(world.link(Outside(lambda: never.wait(20))), seconds=60.0).within(0.6)
    chain.clock = tries.Clock()
    started = time.monotonic()
    assert ask(chain).value == "stand-in"
    assert time.monotonic() - started < 2
    never.set()
    assert world.chain(seconds=0.5).within(10.0).seconds == 0.5


def test_the_slot_of_a_call_that_was_left_behind_is_released_when_it_ends():
    world, ended = World(), threading.Event()
    chain = world.chain(world.link(Outside(lambda: ended.wait(20)), slots=1), seconds=0.3)
    chain.clock = tries.Clock()
    ask(chain)
    ended.set()
    until = time.monotonic() + 5
    while not world.guard("Service", slots=1).limiter.take():
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize("end", [RunStoppedError, RunOverdueError])
def test_a_run_that_has_ended_stops_the_wait_at_once(end):
    world, never = World(), threading.Event()
    over = time.monotonic() + 0.3

    def alive():
        if time.monotonic() > over:
            raise end

    chain = world.chain(world.link(Outside(lambda: never.wait(20))))
    chain.clock = tries.Clock()
    with pytest.raises(end):
        ask(chain, alive=alive)
    assert time.monotonic() < over + 1
    assert world.guard("Service").breaker.health().calls == 0
    never.set()


def test_a_run_that_has_ended_is_not_tried_again(world):
    service = Outside(failing("busy"))

    def alive():
        if service.asked:
            raise RunStoppedError

    with pytest.raises(RunStoppedError):
        ask(world.chain(world.link(service)), alive=alive)
    assert service.asked == 1


def test_a_refusal_is_followed_by_one_softened_try(world):
    service, softened = Outside(failing("refused")), []

    def mildly(provider):
        softened.append(provider)
        return "mild"

    served = ask(world.chain(world.link(service)), softened=mildly)
    assert (served.value, served.fell_back, service.asked, len(softened)) == ("mild", False, 1, 1)


def test_a_second_refusal_is_the_last(world):
    service, softened = Outside(failing("refused")), Outside(failing("refused", "Not even so."))
    served = ask(world.chain(world.link(service)), softened=lambda provider: softened.answer())
    assert (service.asked, softened.asked) == (1, 1)
    assert served.reason == "Not even so."


def test_an_answer_that_is_not_believed_is_asked_for_once_more(world):
    def check(value):
        if value == "black":
            raise RenderError("The picture is black.")

    service = Outside("black", "good")
    assert ask(world.chain(world.link(service)), check).value == "good"
    service = Outside("black")
    served = ask(world.chain(world.link(service)), check)
    assert (service.asked, served.value, served.reason) == (2, "stand-in", "The picture is black.")


def test_what_a_foreign_library_raises_costs_no_film_and_tells_no_secret(world, caplog):
    service = Outside(KeyError("secret at https://example.org"))
    served = ask(world.chain(world.link(service)))
    assert served.value == "stand-in"
    assert "KeyError" in caplog.text
    assert "secret" not in caplog.text


def test_a_wrong_key_is_not_tried_on_the_other_models_of_the_service(world):
    first, second, other = Outside(failing("config")), Outside("good"), Outside("other")
    links = [world.link(first), world.link(second), world.link(other, "Other")]
    served = ask(world.chain(*links))
    assert (served.value, second.asked) == ("other", 0)


def test_a_model_that_is_gone_gives_way_to_the_next_of_the_same_service(world):
    served = ask(world.chain(world.link(Outside(failing("gone"))), _second_model(world, Outside("good"))))
    assert (served.value, served.fell_back, served.reason) == ("good", False, "")


def _second_model(world, service):
    link = world.link(service)
    guard = world.guard("second model")
    return type(link)(link.name, link.factory, {}, guard)


def test_it_waits_for_a_place_among_the_calls_in_flight(world):
    limiter = world.guard("Service", slots=1).limiter
    slot = limiter.take()
    released = []

    def sleep(seconds):
        if len(world.time.slept) == 20 and not released:
            released.append(limiter.release(slot))
        world.time.slept.append(seconds)

    chain = world.chain(world.link(Outside("good"), slots=1), seconds=5.0)
    chain.clock = tries.Clock(now=world.time.now, sleep=sleep, chance=lambda: 1.0)
    assert ask(chain).value == "good"
    assert len(world.time.slept) == 21


def test_waiting_for_a_place_has_an_end(world):
    world.guard("Service", slots=1).limiter.take()
    world.store.entries = {key: (value, None) for key, (value, _) in world.store.entries.items()}
    served = ask(world.chain(world.link(Outside("good"), slots=1)))
    assert (served.value, served.reason) == ("stand-in", "Too many calls to Service are waiting.")


def test_the_same_request_is_answered_from_memory(world):
    service = Outside("first", "second")
    chain = world.chain(world.link(service), remember=True)
    assert ask(chain, remember="alice's harbour").value == "first"
    again = ask(chain, remember="alice's harbour")
    assert (again.value, again.tries, again.provider) == ("first", 0, "Service")
    assert ask(chain, remember="bob's harbour").value == "second"


def test_an_answer_of_another_shape_is_asked_for_anew(world):
    chain = world.chain(world.link(Outside("first", "second")), remember=True)
    ask(chain, remember="harbour")
    chain.memory = Memory(world.store, 3600.0, shape="newer")
    assert ask(chain, remember="harbour").value == "second"


def test_what_a_stand_in_made_is_not_remembered(world):
    service = Outside(failing("gone"))
    chain = world.chain(world.link(service), remember=True)
    ask(chain, remember="harbour")
    assert ask(chain, remember="harbour").value == "stand-in"
    assert not any(key.startswith("answer:") for key in world.store.entries)


def test_an_answer_that_was_not_believed_is_not_remembered(world):
    def check(value):
        raise RenderError("The picture is black.")

    chain = world.chain(world.link(Outside("black")), remember=True)
    with pytest.raises(ProviderError):
        ask(chain, check, remember="harbour")
    assert not any(key.startswith("answer:") for key in world.store.entries)


def test_providers_that_do_not_suit_are_no_failed_choice(world):
    service = Outside("good")
    served = ask(world.chain(world.link(service)).only(lambda provider: False))
    assert (served.value, served.fell_back, service.asked) == ("stand-in", False, 0)
