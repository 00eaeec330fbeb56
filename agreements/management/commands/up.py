"""`manage.py up`: the whole register under one command. Ctrl-C stops all of it."""

import os
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from agreements.management.progress import step
from agreements.runtime.environment import EVERYWHERE, LOOPBACK
from agreements.runtime.folders import make_folder
from agreements.runtime.locks import FileLock
from agreements.runtime.ports import await_answer, refuse_busy_port
from agreements.runtime.postgres import EmbeddedPostgres
from agreements.runtime.refusal import CannotStart
from agreements.runtime.supervisor import Service, Supervisor, say

BIN = Path(sys.executable).parent
ANSWERS_WITHIN = 60.0


class Command(BaseCommand):
    help = "Set up, then run database, web server, worker and scheduler together until Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        environment = settings.ENVIRONMENT
        refuse_second_start(environment.data)
        refuse_busy_port(environment.host, environment.port)
        supervisor = Supervisor(services())
        with self._database() as database:
            call_command("setup", stdout=self.stdout)
            supervisor.run(on_start=self._announce, tend=Tending(database))
        self.stdout.write("Stopped.")

    def _database(self) -> AbstractContextManager[EmbeddedPostgres | None]:
        if settings.ENVIRONMENT.database_url:
            return nullcontext()
        database = EmbeddedPostgres(settings.ENVIRONMENT.data)
        with step(self.stdout.write, "Starting the embedded PostgreSQL"):
            database.start()
        return database

    def _announce(self) -> None:
        address = f"http://{_reachable(settings.ENVIRONMENT.host)}:{settings.ENVIRONMENT.port}"
        if await_answer(f"{address}/healthz", seconds=ANSWERS_WITHIN):
            self.stdout.write(f"\nThe register is at {address}/ and {address}/ko/ (Ctrl-C stops it)\n")
            for hint in hints():
                self.stdout.write(hint)


def hints() -> list[str]:
    """What would otherwise surprise a person who opens the address."""
    environment, found = settings.ENVIRONMENT, []
    if environment.https:
        found.append("Plain HTTP is redirected to https://; HTTPS=0 serves it as it is.")
    if environment.host == EVERYWHERE and set(environment.allowed_hosts) == set(LOOPBACK):
        found.append("Other machines are let in once ALLOWED_HOSTS holds the name they use for this one.")
    return found


class Tending:
    """Looks about once a second whether the embedded database still runs, and starts it again if not."""

    def __init__(self, database: EmbeddedPostgres | None) -> None:
        self.database, self.look_at = database, 0.0

    def __call__(self) -> None:
        if self.database is None or time.monotonic() < self.look_at:
            return
        try:
            if self.database.revive():
                say("database", "had ended; started again")
        except CannotStart as refusal:
            say("database", str(refusal))
        self.look_at = time.monotonic() + 1


def services() -> list[Service]:
    """In the order in which they stop: first no more visitors, then no more work."""
    environment = settings.ENVIRONMENT
    web = [
        str(BIN / "granian"), "--interface", "wsgi", "--no-ws", "--host", environment.host, "--port",
        str(environment.port), "--blocking-threads", "4", "--log-level", "warning", "agreements.wsgi:application",
    ]  # fmt: skip
    variables = os.environ | {"PYTHONPATH": str(settings.BASE_DIR), "PYTHONUNBUFFERED": "1"}
    variables["PYTHONWARNINGS"] = "ignore:You're running the worker"  # as root: the newcomer's container, no server
    celery = [str(BIN / "celery"), "--quiet", "-A", "agreements"]
    parts = [Service("web", web, variables), Service("worker", [*celery, "worker"], variables, patience=20)]
    if environment.redis_url:
        parts.append(Service("scheduler", [*celery, "beat"], variables))
    return parts


def refuse_second_start(data: Path) -> None:
    """One `up` at a time for a data folder; the lock ends with this process."""
    path = make_folder(data) / "up.lock"
    if not FileLock(path).try_own():
        raise CannotStart(
            f"The register already runs on the data folder {data} (process {path.read_text().strip()}); "
            "stop that one, or set UKKR_DATA to another folder."
        )
    path.write_text(f"{os.getpid()}\n")


def _reachable(host: str) -> str:
    """An address that a browser on this machine can open."""
    if host in {EVERYWHERE, "::"}:
        return "localhost"
    return f"[{host}]" if ":" in host else host
