"""Redis may go away for a while: the site goes on with an empty cache, and nobody waits long."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.servers import Redis
from videogen_site import hosts, redis_cache
from videogen_site.environment import Environment
from videogen_site.redis_cache import ForgivingRedisCache


@pytest.fixture
def cache(redis: Redis, monkeypatch, tmp_path: Path) -> Iterator[ForgivingRedisCache]:
    for name, value in redis.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(redis_cache, "LEAVE_ALONE", 2.0)
    chosen = hosts.caches(Environment(tmp_path / "no.env"), tmp_path)["default"]
    cache = ForgivingRedisCache(
        chosen["LOCATION"], {"OPTIONS": chosen["OPTIONS"], "KEY_PREFIX": chosen["KEY_PREFIX"]}
    )
    yield cache
    redis.thaw()
    redis.start()
    for pool in cache._cache._pools.values():
        pool.disconnect()


def wait_until_it_is_asked_again() -> None:
    time.sleep(redis_cache.LEAVE_ALONE + 0.1)


def test_it_keeps_counts_and_forgets_as_told(cache):
    assert cache.get("colour", "none") == "none"
    cache.set("colour", "red", 30)
    assert cache.get("colour") == "red"
    assert cache.add("colour", "blue", 30) is False
    cache.set("films", 1)
    assert cache.incr("films", 2) == 3
    cache.delete("films")
    with pytest.raises(ValueError, match="not found"):
        cache.incr("films")


def test_a_frozen_server_costs_one_time_out_and_then_nothing_for_a_while(cache, redis):
    cache.set("colour", "red", 30)
    redis.freeze()
    began = time.monotonic()
    assert cache.get("colour", "none") == "none"
    assert time.monotonic() - began < 5
    began = time.monotonic()
    # Who asks for a place gets it, and who counts begins anew.
    assert cache.add("place", 1, 30) is True
    assert cache.get_many(["colour"]) == {}
    cache.set("colour", "blue", 30)
    with pytest.raises(ValueError, match="not found"):
        cache.incr("films")
    assert time.monotonic() - began < 1
    redis.thaw()
    wait_until_it_is_asked_again()
    assert cache.get("colour") == "red"


def test_a_server_that_dies_is_used_again_when_it_is_back(cache, redis):
    cache.set("colour", "red", None)
    redis.kill()
    assert cache.get("colour") is None
    redis.start()
    wait_until_it_is_asked_again()
    cache.set("colour", "blue", 30)
    assert cache.get("colour") == "blue"
