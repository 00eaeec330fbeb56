"""Unsafe combinations are refused at start. Guards A11, E16."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pytest_django import Settings
from redis import Redis

from agreements import checks
from tests.redis_server import free_port

PRODUCTION: dict[str, Any] = {"database_url": "postgresql://db.example/x", "secret_key": "k3y" * 20, "debug": False}


def with_environment(wrapper: Settings, **chosen: Any) -> None:
    wrapper.ENVIRONMENT = replace(settings.ENVIRONMENT, **chosen)


@pytest.mark.parametrize("key", ["", "short", "a" * 60, "django-insecure-" + "k3y0a" * 20])
def test_e16_production_refuses_a_missing_short_or_sample_key(settings: Settings, key: str) -> None:
    with_environment(settings, **PRODUCTION | {"secret_key": key})
    (found,) = checks.secret_key_is_given()
    assert found.id == "agreements.E005"
    assert "SECRET_KEY" in str(found.hint)


def test_a_proper_key_passes(settings: Settings) -> None:
    with_environment(settings, **PRODUCTION | {"secret_key": "a1b2c3d4e5" * 6})
    assert checks.secret_key_is_given() == []


def test_e16_debug_with_a_database_elsewhere_is_refused(settings: Settings) -> None:
    with_environment(settings, **PRODUCTION)
    settings.DEBUG = True
    (found,) = checks.debug_stays_at_home()
    assert found.id == "agreements.E004"
    with_environment(settings, database_url="postgresql://localhost/x")
    assert checks.debug_stays_at_home() == []


@pytest.mark.parametrize("hosts", [[], ["*"]])
def test_hosts_must_be_named(settings: Settings, hosts: list[str]) -> None:
    settings.ALLOWED_HOSTS = hosts
    (found,) = checks.hosts_are_named()
    assert found.id == "agreements.E006"


def test_another_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    (found,) = checks.database_is_postgresql()
    assert "PostgreSQL" in found.msg


def test_psycopg_3_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "is_psycopg3", True)
    (found,) = checks.driver_is_psycopg2()
    assert "Uninstall psycopg" in str(found.hint)


def test_a_folder_that_cannot_be_written_is_refused(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with_environment(settings, data=tmp_path / "file" / "data")
    (found,) = checks.data_folder_is_writable()
    assert "UKKR_DATA" in str(found.hint)


def test_deployment_without_a_shared_broker_is_told_so(settings: Settings) -> None:
    with_environment(settings, redis_url="")
    (found,) = checks.workers_share_a_broker()
    assert "REDIS_URL" in str(found.hint)


def test_a11_a_redis_that_evicts_is_refused(settings: Settings, redis_url: str) -> None:
    with_environment(settings, redis_url=redis_url)
    assert checks.redis_keeps_messages(databases=["default"]) == []
    with Redis.from_url(redis_url) as client:
        client.config_set("maxmemory-policy", "allkeys-lru")
        try:
            (found,) = checks.redis_keeps_messages(databases=["default"])
        finally:
            client.config_set("maxmemory-policy", "noeviction")
    assert "maxmemory-policy noeviction" in str(found.hint)


def test_a_redis_that_is_down_is_a_warning_not_a_refusal(settings: Settings) -> None:
    with_environment(settings, redis_url=f"redis://127.0.0.1:{free_port()}")
    (found,) = checks.redis_keeps_messages(databases=["default"])
    assert not found.is_serious()


def test_servers_are_not_asked_when_nobody_asked_for_it(settings: Settings) -> None:
    with_environment(settings, redis_url="redis://192.0.2.1")
    assert checks.redis_keeps_messages(databases=None) == []


def test_the_process_ends_with_the_list(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = []
    with pytest.raises(SystemExit, match="ALLOWED_HOSTS"):
        checks.refuse_unsafe()
