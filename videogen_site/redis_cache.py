"""Redis as a cache that the site can do without for a while."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis import RedisError

logger = logging.getLogger(__name__)

# A frozen server costs each process one time-out in this many seconds, and not one for each thing it is asked for.
LEAVE_ALONE = 5.0


class ForgivingRedisCache(RedisCache):
    """Finds nothing and forgets what it is given while the server is away.

    Rate limits and the health of services begin anew then, which harms less than pages that fail.
    """

    # Of the whole process: each thread has a cache object of its own.
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
        """Raise ValueError, as for a key that is not there, while the server is away."""
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
