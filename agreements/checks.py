"""System checks: unsafe combinations are refused at start, each with its cure.

Commands run them by themselves; the web process and the workers call `refuse_unsafe` when they load.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register, run_checks
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from agreements.runtime.environment import LOOPBACK
from agreements.runtime.redis_policy import SAFE_POLICY, eviction_policy

LONG_ENOUGH = 50
"""Characters of a secret key; Django's own measure."""


def refuse_unsafe(databases: Sequence[str] | None = None, *, serves_pages: bool = False) -> None:
    """End the process when any check finds an error; for processes that no command starts."""
    found = [message for message in run_checks(databases=databases) if message.is_serious()]
    if serves_pages:
        found.extend(static_files_are_collected())
    if found:
        raise SystemExit("The register is not safe to start:\n" + "\n".join(map(str, found)))


def static_files_are_collected() -> Iterable[CheckMessage]:
    """In production static files carry names made from their content. Not registered: it would stop the cure."""
    if settings.STATIC_ROOT is None or (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return []
    hint = "Run `manage.py collectstatic --noinput` on this host, or `manage.py setup`."
    return [Error("The static files are not collected.", hint=hint, id="agreements.E008")]


@register(Tags.database)
def redis_keeps_messages(databases: Sequence[str] | None = None, **_: Any) -> Iterable[CheckMessage]:
    """A Redis that evicts keys when full throws away wake-ups. Asked only when servers may be asked at all."""
    if not databases or not settings.ENVIRONMENT.redis_url:
        return []
    policy = eviction_policy(settings.ENVIRONMENT.redis_url)
    if policy is None:
        return [Warning("Redis does not answer.", hint="Check REDIS_URL.", id="agreements.W001")]
    if policy == SAFE_POLICY:
        return []
    hint = f"Set `maxmemory-policy {SAFE_POLICY}` in redis.conf."
    return [Error(f"Redis evicts keys when it is full ({policy}).", hint=hint, id="agreements.E001")]


@register()
def driver_is_psycopg2(**_: Any) -> Iterable[CheckMessage]:
    if not is_psycopg3:
        return []
    hint = "Uninstall psycopg; the requirements install psycopg2-binary."
    return [Error("Django prefers psycopg 3, which is installed.", hint=hint, id="agreements.E002")]


@register()
def database_is_postgresql(**_: Any) -> Iterable[CheckMessage]:
    engine = settings.DATABASES["default"]["ENGINE"]
    if engine == "django.db.backends.postgresql":
        return []
    hint = "Set DATABASE_URL to postgresql://user:password@host/name, or leave it out."
    return [Error(f"{engine} is not PostgreSQL.", hint=hint, id="agreements.E003")]


@register()
def debug_stays_at_home(**_: Any) -> Iterable[CheckMessage]:
    """Debug pages show source code and settings to whoever causes an error."""
    host = urlsplit(settings.ENVIRONMENT.database_url).hostname
    if not settings.DEBUG or host is None or host in LOOPBACK:
        return []
    hint = "Leave DEBUG out, or use a database on this machine."
    return [Error("DEBUG is on with a database server elsewhere.", hint=hint, id="agreements.E004")]


@register()
def secret_key_is_given(**_: Any) -> Iterable[CheckMessage]:
    """Several hosts must share one key, and a short one can be guessed."""
    key = settings.ENVIRONMENT.secret_key
    if not settings.ENVIRONMENT.is_production and not key:
        return []  # made and kept in the data folder
    if len(key) >= LONG_ENOUGH and len(set(key)) >= 5 and not key.startswith("django-insecure-"):
        return []
    cure = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    hint = f"Set SECRET_KEY, the same on every host, to what this prints: {cure}"
    return [Error("SECRET_KEY is missing, short or a sample.", hint=hint, id="agreements.E005")]


@register()
def hosts_are_named(**_: Any) -> Iterable[CheckMessage]:
    if settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        return []
    hint = "Set ALLOWED_HOSTS to the site's names, such as ALLOWED_HOSTS=register.example.org"
    return [Error("ALLOWED_HOSTS is empty or admits any name.", hint=hint, id="agreements.E006")]


@register(deploy=True)
def workers_share_a_broker(**_: Any) -> Iterable[CheckMessage]:
    """The in-memory broker lives in one process."""
    if settings.ENVIRONMENT.redis_url:
        return []
    hint = "Set REDIS_URL; without it run exactly one worker and no scheduler."
    return [Warning("Several workers would not share the in-memory broker.", hint=hint, id="agreements.W002")]


@register()
def data_folder_is_writable(**_: Any) -> Iterable[CheckMessage]:
    folder = settings.ENVIRONMENT.data
    existing = next(path for path in [folder, *folder.parents] if path.exists())
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        return []
    hint = "Set UKKR_DATA to a folder that this account may write."
    return [Error(f"The data folder {folder} cannot be written.", hint=hint, id="agreements.E007")]
