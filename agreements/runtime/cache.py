"""Redis as a cache that may vanish: one that is down or frozen costs a single short wait, never a failed page."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

REST = 5.0
"""Seconds for which a Redis that did not answer is left alone."""

Method = TypeVar("Method", bound=Callable[..., Any])


def _tolerant(method: Method, otherwise: Callable[..., object]) -> Method:
    """The method, giving `otherwise` of its arguments while Redis does not answer."""

    @wraps(method)
    def ask(client: "TolerantClient", *arguments: Any, **named: Any) -> Any:
        if time.monotonic() < client.resting_until:
            return otherwise(*arguments, **named)
        try:
            return method(client, *arguments, **named)
        except (RedisError, OSError):
            client.resting_until = time.monotonic() + REST
            return otherwise(*arguments, **named)

    return cast(Method, ask)


class TolerantClient(RedisCacheClient):
    """Behaves as an empty cache while Redis does not answer, and asks again after a rest."""

    resting_until = 0.0

    get = _tolerant(RedisCacheClient.get, lambda key, default=None: default)
    get_many = _tolerant(RedisCacheClient.get_many, lambda keys: {})
    has_key = _tolerant(RedisCacheClient.has_key, lambda key: False)
    set = _tolerant(RedisCacheClient.set, lambda *_: None)
    set_many = _tolerant(RedisCacheClient.set_many, lambda *_: None)
    add = _tolerant(RedisCacheClient.add, lambda *_: True)
    incr = _tolerant(RedisCacheClient.incr, lambda key, delta=1: delta)
    touch = _tolerant(RedisCacheClient.touch, lambda *_: False)
    delete = _tolerant(RedisCacheClient.delete, lambda key: False)


class TolerantRedisCache(RedisCache):
    """Django's Redis cache with the tolerant client."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = TolerantClient
