"""What the workers know together of a provider's health, and of its calls in flight."""

from __future__ import annotations

import threading

import pytest
from django.core.cache import cache, caches

from generator.providers.calling.breaker import FIRST_PAUSE, LONGEST_PAUSE, OPENS_AFTER, PROBE, Breaker
from generator.providers.calling.limiter import Limiter
from generator.providers.factory import get_health, get_provider
from studio.errors import ProviderError
from tests.app.calling.shared import DictStore, Outside, Time, World, ask, failing
from tests.support.threads import side_by_side


@pytest.fixture
def world() -> World:
    return World()


def lets_through(breaker: Breaker) -> bool:
    try:
        breaker.admit()
    except ProviderError:
        return False
    return True


def opened(world: World) -> Breaker:
    breaker = world.guard("Service").breaker
    for _ in range(OPENS_AFTER):
        breaker.note(1.0, failing("busy"))
    return breaker


@pytest.mark.parametrize("kind", ["retry", "busy", "bad_answer"])
def test_repeated_failure_opens_it_for_all_workers(world, kind):
    breaker, other = (Breaker(world.store, "Service", clock=world.time.now) for _ in range(2))
    for _ in range(OPENS_AFTER - 1):
        breaker.note(1.0, failing(kind))
    assert lets_through(other)
    breaker.note(1.0, failing(kind))
    assert not lets_through(other)


@pytest.mark.parametrize("kind", ["config", "quota", "gone"])
def test_a_lasting_failure_opens_it_at_once(world, kind):
    breaker = world.guard("Service").breaker
    breaker.note(1.0, failing(kind))
    world.time.seconds += 300
    assert not lets_through(breaker)


def test_a_refusal_is_no_illness(world):
    breaker = world.guard("Service").breaker
    for _ in range(20):
        breaker.note(1.0, failing("refused"))
    assert lets_through(breaker)


def test_one_success_in_between_is_enough(world):
    breaker = world.guard("Service").breaker
    for _ in range(20):
        breaker.note(1.0, failing("busy"))
        breaker.note(1.0)
    assert lets_through(breaker)


def test_it_says_what_has_opened_it(world):
    breaker = opened(world)
    with pytest.raises(ProviderError, match=r"^The service is ill\.$"):
        breaker.admit()


def test_one_probe_is_let_through_and_closes_it(world):
    breaker = opened(world)
    world.time.seconds += FIRST_PAUSE
    assert [lets_through(breaker) for _ in range(3)] == [True, False, False]
    breaker.note(1.0)
    assert [lets_through(breaker) for _ in range(3)] == [True, True, True]


def test_a_probe_that_fails_doubles_the_pause_up_to_its_bound(world):
    breaker, pauses = opened(world), []
    for _ in range(8):
        begun = world.time.seconds
        while not lets_through(breaker):
            world.time.seconds += 1
        pauses.append(world.time.seconds - begun)
        breaker.note(1.0, failing("retry"))
    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE


def test_a_probe_whose_worker_was_killed_is_forgotten(world):
    breaker = opened(world)
    world.time.seconds += FIRST_PAUSE
    assert lets_through(breaker)
    assert not lets_through(breaker)
    world.time.seconds += PROBE
    assert lets_through(breaker)


def test_a_probe_that_was_given_up_lets_another_try(world):
    breaker = opened(world)
    world.time.seconds += FIRST_PAUSE
    assert lets_through(breaker)
    breaker.dismiss()
    assert lets_through(breaker)


def test_a_storm_costs_few_calls(world):
    service = Outside(failing("busy"))
    chain = world.chain(world.link(service))
    reasons = {ask(chain).reason for _ in range(40)}

    assert service.asked == OPENS_AFTER
    assert reasons == {"The service is ill."}


def test_it_tells_the_figures(world):
    breaker = world.guard("Service").breaker
    for seconds in range(1, 21):
        breaker.note(float(seconds))
    for _ in range(5):
        breaker.note(0.1, failing("busy"))
    health = breaker.health()
    assert (health.state, health.calls, health.last_error) == ("open", 25, "The service is ill.")
    assert (health.success_rate, health.p50, health.p95) == (0.8, 11.0, 20.0)
    world.time.seconds += FIRST_PAUSE
    assert breaker.health().state == "half open"
    breaker.reset()
    assert (breaker.health().state, breaker.health().calls, breaker.health().p50) == ("closed", 0, None)


def test_no_more_places_are_given_than_there_are(world):
    limiter = Limiter(world.store, "Service", slots=3, hold=60)
    taken = [limiter.take() for _ in range(5)]
    assert [bool(slot) for slot in taken] == [True, True, True, False, False]
    limiter.release(taken[1])
    assert limiter.take()
    assert not limiter.take()


def test_the_place_of_a_killed_worker_comes_back(world):
    limiter = Limiter(world.store, "Service", slots=1, hold=60)
    assert limiter.take()
    world.time.seconds += 61
    assert limiter.take()


def test_a_slot_held_for_too_long_is_not_released_for_another(world):
    limiter = Limiter(world.store, "Service", slots=1, hold=60)
    late = limiter.take()
    world.time.seconds += 61
    assert limiter.take()
    limiter.release(late)
    assert not limiter.take()


def test_many_threads_never_hold_more_places_than_there_are():
    limiter = Limiter(DictStore(Time()), "Service", slots=2, hold=60)
    lock, held, most = threading.Lock(), [0], [0]

    def work():
        for _ in range(100):
            if slot := limiter.take():
                with lock:
                    held[0] += 1
                    most[0] = max(most[0], held[0])
                with lock:
                    held[0] -= 1
                limiter.release(slot)

    side_by_side([work] * 8)
    assert most[0] <= 2


@pytest.mark.django_db
def test_the_products_cache_is_such_a_store(settings, world):
    """The product's own: a table of the database."""
    from django.core.management import call_command

    settings.CACHES = {
        **settings.CACHES,
        "table": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "health"},
    }
    call_command("createcachetable", "health", verbosity=0)
    table = caches["table"]
    breaker = Breaker(table, "Service")
    assert lets_through(breaker)
    breaker.note(0.5, failing("gone"))
    assert not lets_through(Breaker(table, "Service"))
    limiter = Limiter(table, "Service", slots=1, hold=60)
    slot = limiter.take()
    assert slot
    assert not limiter.take()
    limiter.release(slot)
    assert limiter.take()


def test_the_health_of_each_outside_service_of_the_settings_is_told(settings):
    vendor = {
        "BACKEND": "generator.providers.vendors.huggingface.images.HuggingFace",
        "EXTERNAL": True,
        "AT_ONCE": 2,
    }
    models = [{**vendor, "OPTIONS": {"token": "x", "model": name}} for name in ("owner/one", "owner/two")]
    settings.GENERATOR_PROVIDERS = {
        **settings.GENERATOR_PROVIDERS,
        "image": [*models, *settings.GENERATOR_PROVIDERS["image"]],
    }
    get_provider("image").links[1].guard.breaker.note(2.0, failing("gone"))
    reports = get_health()
    assert [(report.kind, report.service, report.model, report.health.state) for report in reports] == [
        ("image", "Hugging Face", "owner/one", "closed"),
        ("image", "Hugging Face", "owner/two", "open"),
    ]
    cache.clear()
