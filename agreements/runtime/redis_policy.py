"""What a Redis does when its memory is full: anything but refusing new keys loses messages silently."""

SAFE_POLICY = "noeviction"


def eviction_policy(url: str) -> str | None:
    """The `maxmemory-policy` of the server; nothing when it does not answer or does not say."""
    from redis import Redis  # half a second of imports that a site without Redis does not need
    from redis.exceptions import RedisError

    try:
        with Redis.from_url(url, socket_connect_timeout=3, socket_timeout=3) as client:
            memory = client.info("memory")
    except RedisError:
        return None
    return str(memory.get("maxmemory_policy", "")) or None
