"""Whether the site is alive and whether it can serve, for operators and load balancers."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis
from redis.exceptions import RedisError

PATIENCE = 0.5
"""Seconds to wait for Redis."""


@require_safe
@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing else."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Every part that a page needs is there; 503 names those that are not."""
    parts = {"database": _database(), "migrations": _migrations()}
    if settings.ENVIRONMENT.redis_url:
        parts["redis"] = _redis(settings.ENVIRONMENT.redis_url)
    is_ready = all(parts.values())
    words = {name: "ok" if fine else "failing" for name, fine in parts.items()}
    return JsonResponse({"status": "ok" if is_ready else "failing", **words}, status=200 if is_ready else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except (DatabaseError, InterfaceError):
        return False


def _migrations() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, InterfaceError, ImproperlyConfigured):
        return False


def _redis(url: str) -> bool:
    try:
        with Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE) as client:
            return bool(client.ping())
    except (RedisError, OSError, ValueError):
        return False
