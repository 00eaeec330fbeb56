"""What every test may ask for: a real PostgreSQL of its own, a real Redis, a real browser. Nothing else is reached."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings
from django.db import connections, transaction
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker
from redis import Redis

from agreements.runtime.folders import make_folder
from agreements.runtime.location import Location
from agreements.runtime.locks import FileLock, owned
from agreements.runtime.postgres import (
    EmbeddedPostgres,
    embedded_settings,
    forget_dead_server,
    is_gone,
    server_pid,
)
from agreements.seeding import load_catalogue
from tests.availability import unavailable
from tests.redis_server import redis_program, running_redis

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RUNS = Path(tempfile.gettempdir())
HOUR = 3600


def pytest_configure() -> None:
    hypothesis.settings.register_profile("suite", deadline=None)  # no test fails for the machine's being busy
    hypothesis.settings.load_profile("suite")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; nothing here is secret


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole deployments first: each takes a minute or two, and none is to be what the other worker waits for."""
    items.sort(key=lambda item: item.get_closest_marker("production") is None)


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Raw documents and the like go to a folder of this run."""
    folder = tmp_path_factory.mktemp("data")
    settings.DATA_DIR = folder
    return folder


# -- PostgreSQL ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres() -> Iterator[None]:
    """A server for this run, shared by its parallel workers; `DATABASE_URL` names another one to use."""
    if settings.ENVIRONMENT.database_url:
        yield
        return
    _sweep_abandoned_runs()
    run = RUNS / f"ukkr-tests-{os.environ.get('PYTEST_XDIST_TESTRUNUID') or os.getpid()}"
    server = EmbeddedPostgres(make_folder(run), durable=False)
    server.start()
    connections.settings["default"].update(embedded_settings(run))
    yield
    if server.leave():
        shutil.rmtree(run, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(postgres: None, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start the server before the test database is made in it; each parallel worker has a database of its own."""


@pytest.fixture(scope="session")
def django_db_keepdb(postgres: None, django_db_keepdb: bool) -> bool:
    """The run's own server goes away with all that is in it; a drop would trip over the connection of a thread."""
    return django_db_keepdb or not settings.ENVIRONMENT.database_url


def _sweep_abandoned_runs() -> None:
    """Stop and remove servers whose test run was killed, whatever is left of them; one worker at a time."""
    with owned(RUNS / f"ukkr-sweep-{os.geteuid()}.lock"):
        for folder in RUNS.glob("ukkr-tests-*"):
            if folder.stat().st_uid == os.geteuid() and time.time() - folder.stat().st_mtime > HOUR:
                _sweep(folder)


def _sweep(run: Path) -> None:
    users = FileLock(run / "database.users")
    if users.try_own():  # a run of more than an hour still holds it
        location = Location.of(run)
        forget_dead_server(location)
        pid = server_pid(location)
        if pid is not None and not is_gone(pid):
            os.kill(pid, signal.SIGQUIT)
        shutil.rmtree(run, ignore_errors=True)
    users.release()


@pytest.fixture(scope="module")
def starter_catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The whole starter catalogue, loaded once for the tests of a module and taken out again."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_catalogue()
        yield
        transaction.set_rollback(True)


# -- Redis -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = redis_program()
    if program is None:
        unavailable("no redis-server on this machine")
    with running_redis(program, tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """The address of a real, empty Redis."""
    with Redis.from_url(redis_server) as client:
        client.flushall()
    return redis_server


# -- Browser ---------------------------------------------------------------------------------------------------------

CHROMIUM = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A headless Chromium that reaches this machine only."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        unavailable("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: "Browser", live_server: LiveServer) -> Iterator["Page"]:
    """A fresh browser page on the running site; a script error or a refused resource fails the test."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Security Policy" in said.text else None)
    yield page
    context.close()
    assert not faults
