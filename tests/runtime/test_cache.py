"""The cache on a Redis that may vanish. Guards A7, A10."""

import os
import signal
import time
from pathlib import Path

import pytest
from redis import Redis

from agreements.runtime.cache import TolerantRedisCache
from tests.availability import unavailable
from tests.redis_server import free_port, redis_program, running_redis

IMPATIENT = {"OPTIONS": {"socket_connect_timeout": 0.3, "socket_timeout": 0.3}}


def test_it_keeps_values(redis_url: str) -> None:
    cache = TolerantRedisCache(redis_url, IMPATIENT)
    cache.set("a", {"b": [1]})
    assert cache.get("a") == {"b": [1]}
    assert cache.get_many(["a", "x"]) == {"a": {"b": [1]}}
    assert cache.add("a", 2) is False
    assert cache.delete("a") is True
    assert cache.get_or_set("a", 3) == 3


def test_a7_a_redis_that_is_down_is_an_empty_cache() -> None:
    cache = TolerantRedisCache(f"redis://127.0.0.1:{free_port()}", IMPATIENT)
    cache.set("a", 1)
    assert cache.get("a", "nothing") == "nothing"
    assert cache.get_many(["a"]) == {}
    assert cache.has_key("a") is False
    assert cache.get_or_set("a", lambda: 5) == 5


def test_a10_a_frozen_redis_costs_one_short_wait(tmp_path: Path) -> None:
    program = redis_program()
    if program is None:
        unavailable("no redis-server on this machine")
    with running_redis(program, tmp_path) as url:
        with Redis.from_url(url) as client:
            process = int(client.info("server")["process_id"])
        cache = TolerantRedisCache(url, IMPATIENT)
        cache.set("a", 1)
        os.kill(process, signal.SIGSTOP)
        try:
            began = time.monotonic()
            assert [cache.get("a") for _ in range(50)] == [None] * 50
            assert time.monotonic() - began < 1
        finally:
            os.kill(process, signal.SIGCONT)


@pytest.mark.parametrize("method", ["get", "get_many", "set", "set_many", "add", "incr", "touch", "delete", "has_key"])
def test_every_method_that_pages_use_is_tolerant(method: str) -> None:
    client = TolerantRedisCache("redis://127.0.0.1:1", {})._class
    assert hasattr(getattr(client, method), "__wrapped__")
