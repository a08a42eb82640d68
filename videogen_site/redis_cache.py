"""A Redis cache that the site can do without for a while."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis import RedisError

logger = logging.getLogger(__name__)

# Seconds without another try after a failure: a frozen server costs one time-out in this time, not one per operation.
LEAVE_ALONE = 5.0


class ForgivingRedisCache(RedisCache):
    """A cache that is empty and stores nothing while the server is unreachable.

    Rate limits and the health of services then start anew, which does less harm than failing pages.
    """

    # Shared by the process: each thread has a cache object of its own.
    away_until = 0.0

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask(super().add, True, *args, **kwargs)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._ask(super().get, default, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask(super().set, None, *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask(super().touch, False, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask(super().delete, False, *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask(super().get_many, {}, *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask(super().has_key, False, *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask(super().set_many, [], *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask(super().delete_many, None, *args, **kwargs)

    def clear(self) -> Any:
        return self._ask(super().clear, False)

    def incr(self, key: Any, delta: int = 1, version: Any = None) -> Any:
        """Increment a key. Raises ValueError, as for a missing key, while the server is unreachable."""
        counted = self._ask(super().incr, None, key, delta, version)
        if counted is None:
            raise ValueError(f"Key {key!r} not found.")
        return counted

    def _ask(self, question: Callable[..., Any], otherwise: Any, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < ForgivingRedisCache.away_until:
            return otherwise
        try:
            return question(*args, **kwargs)
        except RedisError:
            ForgivingRedisCache.away_until = time.monotonic() + LEAVE_ALONE
            logger.warning("Redis does not answer; the cache is empty until it does")
            return otherwise
