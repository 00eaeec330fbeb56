"""`manage.py up` as a newcomer runs it: one command, one address, and nothing left when it is stopped."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from agreements.runtime.location import Location
from agreements.runtime.postgres import server_pid
from tests.redis_server import free_port

BASE_DIR = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.production


class Register:
    """One `manage.py up` in a data folder of its own."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port, self.said = data, port, ""
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
        self.process = subprocess.Popen(
            [sys.executable, BASE_DIR / "manage.py", "up"],
            env=kept | {"UKKR_DATA": str(data), "PORT": str(port)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=data.parent,
        )  # fmt: skip

    def until(self, wanted: str, *, seconds: float = 400) -> None:
        assert self.process.stdout is not None
        deadline = time.monotonic() + seconds
        while wanted not in self.said:
            line = self.process.stdout.readline()
            assert line, self.said
            assert time.monotonic() < deadline, self.said
            self.said += line

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return str(answer.read().decode())

    def stop(self) -> str:
        self.process.send_signal(signal.SIGINT)
        return self.said + self.process.communicate(timeout=180)[0]


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as top:
        Path(top).chmod(0o755)
        yield Path(top) / "data"
        location = Location.of(Path(top) / "data")
        shutil.rmtree(location.sockets, ignore_errors=True)


def processes_that_name(word: str) -> list[str]:
    """Command lines of what runs on this machine for this data folder, found by its environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if word in (process / "environ").read_text() and (process / "cmdline").read_bytes():
                found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_one_command_starts_all_and_ctrl_c_ends_all(data: Path) -> None:
    register = Register(data, free_port())
    register.until("The register is at")
    assert f"http://127.0.0.1:{register.port}/" in register.said
    assert re.search(r"Password: +\S{12}", register.said), "the first curator's password is shown"
    assert "id_password" in register.page("/admin/login/")

    second = Register(data, free_port())
    assert "already runs on the data folder" in second.process.communicate(timeout=180)[0]
    elsewhere = Register(data.parent / "other", register.port)
    assert "is in use by another program" in elsewhere.process.communicate(timeout=180)[0]

    server = server_pid(Location.of(data))
    assert server
    os.kill(server, signal.SIGKILL)
    register.until("database | had ended; started again")
    assert "id_password" in register.page("/admin/login/"), "a database that dies is started again"

    assert len(processes_that_name(f"UKKR_DATA={data}")) >= 4
    assert register.stop().rstrip().endswith("Stopped.")
    assert register.process.returncode == 0
    assert processes_that_name(f"UKKR_DATA={data}") == []


def test_a_later_start_shows_no_password(data: Path) -> None:
    register = Register(data, free_port())
    register.until("The register is at")
    assert "Password" not in register.stop()
