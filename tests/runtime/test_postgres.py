"""The embedded PostgreSQL, started, shared, killed and moved for real."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg2
import pytest

from agreements.runtime.location import Location
from agreements.runtime.locks import FileLock
from agreements.runtime.postgres import EmbeddedPostgres, embedded_settings, server_pid
from agreements.runtime.refusal import CannotStart

USE_FOR_A_WHILE = """
import sys, time
from pathlib import Path
from agreements.runtime.postgres import EmbeddedPostgres
with EmbeddedPostgres(Path(sys.argv[1]), durable=False):
    print("up", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def ask(data: Path, question: str) -> object:
    where = embedded_settings(data)
    connection = psycopg2.connect(host=where["HOST"], user=where["USER"], dbname=where["NAME"])
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def is_running(data: Path) -> bool:
    try:
        ask(data, "SELECT 1")
    except psycopg2.OperationalError:
        return False
    return True


@pytest.fixture
def data() -> Iterator[Path]:
    """A folder with a space, a quote and Hangul in its name, deeper than a socket's path may be."""
    with tempfile.TemporaryDirectory() as top:
        Path(top).chmod(0o755)
        folder = Path(top) / "자료 of 'the' register" / ("deep" * 20)
        yield folder
        forget(folder)


def forget(data: Path) -> None:
    """End what a failed test left running, remove what lies outside the folder."""
    location = Location.of(data)
    if pid := server_pid(location):
        os.kill(pid, signal.SIGKILL)
    for folder in {location.base, location.sockets} - {data}:
        shutil.rmtree(folder, ignore_errors=True)


def test_it_starts_keeps_and_stops(data: Path) -> None:
    with EmbeddedPostgres(data):
        ask(data, "CREATE TABLE kept (word text)")
        ask(data, "INSERT INTO kept VALUES ('양해각서')")
        assert ask(data, "SHOW fsync") == "on"
        assert ask(data, "SHOW listen_addresses") == "", "no port for others to find"
    assert not is_running(data)
    assert server_pid(Location.of(data)) is None
    with EmbeddedPostgres(data):
        assert ask(data, "SELECT word FROM kept") == "양해각서"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to step down to another account")
def test_root_needs_not_open_its_folders_to_the_account_it_steps_down_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    try:
        with EmbeddedPostgres(tmp_path / "data", durable=False) as server:
            assert ask(tmp_path / "data", "SHOW is_superuser") == "on"
            assert not server.location.cluster.is_relative_to(tmp_path)
        assert tmp_path.stat().st_mode & 0o077 == 0
    finally:
        forget(tmp_path / "data")


def test_nobody_else_can_open_its_socket(data: Path) -> None:
    with EmbeddedPostgres(data, durable=False):
        assert Location.of(data).sockets.stat().st_mode & 0o077 == 0
        assert Location.of(data).cluster.stat().st_mode & 0o077 == 0


def test_the_last_user_stops_it(data: Path) -> None:
    first, second = EmbeddedPostgres(data, durable=False), EmbeddedPostgres(data, durable=False)
    first.start()
    second.start()
    assert first.leave() is False
    assert is_running(data)
    assert second.leave() is True
    assert not is_running(data)


def test_eight_starts_at_once_share_one_server(data: Path) -> None:
    servers = [EmbeddedPostgres(data, durable=False) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(EmbeddedPostgres.start, servers))
    assert len({server_pid(server.location) for server in servers}) == 1
    assert [server.leave() for server in servers].count(True) == 1


def test_a12_a_killed_server_starts_again_with_all_that_was_committed(data: Path) -> None:
    server = EmbeddedPostgres(data)
    server.start()
    ask(data, "CREATE TABLE kept AS SELECT 7 AS seven")
    pid = server_pid(server.location)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)  # it stays as a zombie of this process, as where nothing reaps orphans
    time.sleep(0.2)
    with EmbeddedPostgres(data):
        assert ask(data, "SELECT seven FROM kept") == 7


def test_a12_a_server_that_dies_while_it_is_used_is_started_again(data: Path) -> None:
    with EmbeddedPostgres(data) as server:
        assert server.revive() is False
        ask(data, "CREATE TABLE kept AS SELECT 7 AS seven")
        os.kill(server_pid(server.location) or 0, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while not server.revive() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert ask(data, "SELECT seven FROM kept") == 7
    assert not is_running(data)


def test_a_user_that_is_killed_leaves_nothing_that_blocks(data: Path) -> None:
    user = subprocess.Popen([sys.executable, "-c", USE_FOR_A_WHILE, data, "60"], stdout=subprocess.PIPE)
    assert user.stdout is not None
    assert user.stdout.readline() == b"up\n"
    user.kill()
    user.communicate()
    assert is_running(data), "its server outlives it"
    with EmbeddedPostgres(data, durable=False):
        assert is_running(data)
    assert not is_running(data), "and the next user stops it"


def test_a_number_that_now_belongs_to_another_program_does_not_block(data: Path) -> None:
    with EmbeddedPostgres(data, durable=False) as server:
        location = server.location
    (location.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{location.cluster}\n1\n5432\n\n\n0 0\n")
    with EmbeddedPostgres(data, durable=False):
        assert is_running(data)


def test_files_made_half_way_are_not_taken_for_a_database(data: Path) -> None:
    (data / "database.1").mkdir(parents=True)
    (data / "database.1" / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(data, durable=False):
        assert is_running(data)


def test_a_database_of_a_version_that_is_not_here_is_refused(data: Path) -> None:
    with EmbeddedPostgres(data, durable=False) as server:
        version = server.location.cluster / "PG_VERSION"
    version.write_text("9\n")
    with pytest.raises(CannotStart, match=r"made by PostgreSQL 9.*DATABASE_URL"):
        EmbeddedPostgres(data).start()


def test_a_server_that_cannot_start_says_why_and_names_the_cure(data: Path) -> None:
    with EmbeddedPostgres(data, durable=False) as server:
        cluster = server.location.cluster
    (cluster / "global" / "pg_control").unlink()
    with pytest.raises(CannotStart, match=r"could not start \(.*pg_control.*postgresql.log.*DATABASE_URL"):
        EmbeddedPostgres(data).start()


def test_an_unwritable_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotStart, match="UKKR_DATA"):
        EmbeddedPostgres(tmp_path / "file" / "data").start()


def test_a_lock_is_shared_or_owned(tmp_path: Path) -> None:
    one, other = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    one.share()
    other.share()
    assert not one.try_own()
    one.share()
    other.release()
    assert one.try_own()
    one.release()
