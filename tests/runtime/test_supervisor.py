"""Several programs under one command, as real processes."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from agreements.runtime.supervisor import LONGEST_WAIT, Service

SUPERVISE = """
import sys
from agreements.runtime.supervisor import Service, Supervisor
Supervisor([
    Service("first", [sys.executable, "-uc", sys.argv[1]]),
    Service("second", [sys.executable, "-uc", sys.argv[2]], patience=1),
]).run(on_start=lambda: print("announced", flush=True))
"""
STAYS = "import time; print('here'); time.sleep(60)"
HAS_A_CHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print("child", child.pid)
time.sleep(60)
"""
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here'); time.sleep(60)"
FALLS = "import sys, time; print('here'); time.sleep(0.1); sys.exit(3)"


class Run:
    """One supervisor, its output so far, and a wait for a line of it."""

    def __init__(self, first: str, second: str) -> None:
        command = [sys.executable, "-uc", SUPERVISE, textwrap.dedent(first), textwrap.dedent(second)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines: list[str] = []

    def until(self, wanted: str, times: int = 1) -> str:
        assert self.process.stdout is not None
        while sum(wanted in line for line in self.lines) < times:
            line = self.process.stdout.readline()
            assert line, f"ended without {wanted!r}: {self.lines}"
            self.lines.append(line.rstrip())
        return self.lines[-1]

    def stop(self, number: signal.Signals = signal.SIGINT) -> str:
        self.process.send_signal(number)
        return self.process.communicate(timeout=20)[0]


@pytest.fixture
def started() -> Iterator[list[Run]]:
    runs: list[Run] = []
    yield runs
    for run in runs:
        run.process.kill()
        run.process.communicate()


def is_alive(pid: int) -> bool:
    """Whether it runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_lines_are_marked_and_a_stop_is_in_order(started: list[Run]) -> None:
    run = Run(STAYS, STAYS)
    started.append(run)
    run.until("announced")
    run.until("first    | here")
    run.until("second   | here")
    rest = run.stop()
    assert run.process.returncode == 0
    assert rest.index("first    | stopping") < rest.index("second   | stopping")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_no_process_is_left_not_even_a_childs_child(started: list[Run], number: signal.Signals) -> None:
    run = Run(HAS_A_CHILD, STUBBORN)
    started.append(run)
    grandchild = int(run.until("child").split()[-1])
    run.until("here")
    run.stop(number)
    assert not is_alive(grandchild)


def test_a_program_that_falls_is_started_again(started: list[Run]) -> None:
    run = Run(FALLS, STAYS)
    started.append(run)
    run.until("first    | here", times=2)
    assert any("ended with code 3" in line for line in run.lines)
    run.stop()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends children with their parent")
def test_a_killed_supervisor_takes_its_programs_along(started: list[Run]) -> None:
    run = Run("import os, time; print('pid', os.getpid()); time.sleep(60)", STAYS)
    started.append(run)
    pid = int(run.until("pid").split()[-1])
    os.kill(run.process.pid, signal.SIGKILL)
    run.process.wait()
    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(pid)


def test_each_fall_waits_longer_up_to_a_limit() -> None:
    service = Service("first", ["true"])
    waits = []
    for _ in range(8):
        service.start()
        assert service.process is not None
        service.process.wait()
        waits.append(service.wait)
        service.note_end()
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]
    assert max(waits) == LONGEST_WAIT
