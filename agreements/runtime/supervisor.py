"""Several programs under one command: started together, restarted when they fall, stopped in order.

waiting --spawn--> running --ends by itself--> waiting, a little longer each time
running --we are asked to stop--> stopped, in the order of the list
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

from agreements.runtime.children import spawn, stop

SHORTEST_WAIT, LONGEST_WAIT = 1.0, 30.0
STABLE = 60.0
"""Seconds after which a program counts as running well, and its next fall is forgiven quickly again."""


@dataclass
class Service:
    """One program: what its log lines are marked with, how it is started, how long it may take to stop."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    patience: float = 10.0
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    start_at: float = field(default=0.0, init=False)
    wait: float = field(default=SHORTEST_WAIT, init=False)

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = spawn(
            self.command, environment=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        threading.Thread(target=self._pass_on, args=[self.process], daemon=True).start()

    def _pass_on(self, process: subprocess.Popen[bytes]) -> None:
        """Its output line by line, each marked with its name."""
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                say(self.name, line.decode("utf-8", "replace").rstrip())

    def note_end(self) -> None:
        """It ended by itself: plan the next start, later each time unless it had run well."""
        assert self.process is not None
        lived = time.monotonic() - self.started_at
        self.wait = SHORTEST_WAIT if lived > STABLE else self.wait
        code = self.process.returncode
        stop(self.process, patience=0)  # whatever it left behind
        say(self.name, f"ended {_how(code)} after {lived:.0f} s; starting again in {self.wait:.0f} s")
        self.process, self.start_at = None, time.monotonic() + self.wait
        self.wait = min(self.wait * 2, LONGEST_WAIT)


class Supervisor:
    """Runs the services until it is asked to stop; stops them in the order given.

    It hears the signals from the moment it is made, so that none is lost during a long setup: Python drops
    a KeyboardInterrupt that happens to be raised inside a finaliser.
    """

    def __init__(self, services: Sequence[Service]) -> None:
        self.services = services
        self._asked = threading.Event()
        self._runs = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._hear)

    def run(self, *, on_start: Callable[[], None] = lambda: None, tend: Callable[[], object] = lambda: None) -> None:
        """Returns when a signal came and nothing runs any more. `tend` looks, often, after what is not a service."""
        self._runs = True
        announce = threading.Thread(target=on_start, daemon=True)
        try:
            for service in self.services:
                if not self._asked.is_set():
                    service.start()
            announce.start()
            while not self._asked.wait(0.2):
                tend()
                self._revive()
        finally:
            self._stop_all()

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        """Before anything runs, break off what the caller does; afterwards, stop in order."""
        self._asked.set()
        if not self._runs:
            raise KeyboardInterrupt

    def _revive(self) -> None:
        for service in self.services:
            if service.process is None:
                if time.monotonic() >= service.start_at:
                    service.start()
            elif service.process.poll() is not None:
                service.note_end()

    def _stop_all(self) -> None:
        for service in self.services:
            if service.process is not None:
                say(service.name, "stopping")
                stop(service.process, patience=service.patience)


def say(name: str, line: str) -> None:
    """One whole line, marked, so that the programs' lines do not run into each other."""
    sys.stdout.write(f"{name:<9}| {line}\n")
    sys.stdout.flush()


def _how(code: int) -> str:
    return f"by signal {-code}" if code < 0 else f"with code {code}"
