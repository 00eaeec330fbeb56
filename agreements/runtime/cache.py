"""Redis as a cache that may vanish: one that is down or frozen costs a single short wait, never a failed page."""

import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

REST = 5.0
"""Seconds for which a Redis that did not answer is left alone."""

Answer = TypeVar("Answer")


class TolerantClient(RedisCacheClient):
    """Answers as an empty cache while Redis does not, and asks again after a rest."""

    _resting_until = 0.0

    def _ask(self, call: Callable[[], Answer], otherwise: Answer) -> Answer:
        if time.monotonic() < self._resting_until:
            return otherwise
        try:
            return call()
        except (RedisError, OSError):
            self._resting_until = time.monotonic() + REST
            return otherwise

    def get(self, key: str, default: Any = None) -> Any:
        return self._ask(lambda: super(TolerantClient, self).get(key, default), default)

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        return self._ask(lambda: super(TolerantClient, self).get_many(keys), {})

    def has_key(self, key: str) -> bool:
        return self._ask(lambda: super(TolerantClient, self).has_key(key), False)

    def set(self, key: str, value: Any, timeout: float | None) -> None:
        self._ask(lambda: super(TolerantClient, self).set(key, value, timeout), None)

    def set_many(self, data: dict[str, Any], timeout: float | None) -> None:
        self._ask(lambda: super(TolerantClient, self).set_many(data, timeout), None)

    def add(self, key: str, value: Any, timeout: float | None) -> bool:
        return self._ask(lambda: super(TolerantClient, self).add(key, value, timeout), True)

    def touch(self, key: str, timeout: float | None) -> bool:
        return self._ask(lambda: super(TolerantClient, self).touch(key, timeout), False)

    def delete(self, key: str) -> bool:
        return self._ask(lambda: super(TolerantClient, self).delete(key), False)


class TolerantRedisCache(RedisCache):
    """Django's Redis cache with the tolerant client."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = TolerantClient
