"""The production shape on one machine: web, workers and scheduler as processes of their own, on real servers."""

import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

from agreements.runtime.children import spawn, stop
from agreements.runtime.ports import await_answer
from tests.redis_server import free_port

BASE_DIR = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


class Production:
    """The environment of one deployment, and whatever of it runs."""

    def __init__(self, *, database_url: str, redis_url: str, data: Path) -> None:
        self.port = free_port()
        self.origin = f"http://localhost:{self.port}"
        self.logs = data / "logs"
        self.logs.mkdir(parents=True)
        self.environment: Mapping[str, str] = os.environ | {
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "localhost",
            "ORIGIN": self.origin,
            "HTTPS": "0",  # no TLS proxy on this machine
            "UKKR_DATA": str(data),
            "PYTHONPATH": str(BASE_DIR),
            "CHECK_LINKS": "0",  # nothing outside this machine is asked
            "PYTHONWARNINGS": "default",
        }
        self.parts: dict[str, subprocess.Popen[bytes]] = {}

    def manage(self, *arguments: str) -> str:
        """What a command of `manage.py` prints."""
        done = subprocess.run(
            [sys.executable, BASE_DIR / "manage.py", *arguments],
            env=self.environment, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start_web(self) -> None:
        options = ["--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--blocking-threads", "2"]
        self._start("web", "granian", *options, "--port", str(self.port), "agreements.wsgi:application")
        assert await_answer(f"{self.origin}/healthz", seconds=180), self.log_of("web")

    def start_worker(self) -> None:
        self._start("worker", "celery", "-A", "agreements", "worker", "--concurrency", "2")

    def start_scheduler(self) -> None:
        self._start("scheduler", "celery", "-A", "agreements", "beat")

    def kill(self, name: str) -> None:
        """SIGKILL to the part and every process it made: what a machine that loses power looks like to it."""
        process = self.parts.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.parts.values():
            stop(process, patience=20)

    def page(self, path: str) -> str:
        """The page, or what the site says instead of it."""
        try:
            with urllib.request.urlopen(f"{self.origin}{path}", timeout=20) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as refusal:
            return f"{refusal.code} {refusal.read().decode()}"

    def headers(self, path: str) -> Mapping[str, str]:
        """The headers of an answer, their names in small letters."""
        with urllib.request.urlopen(f"{self.origin}{path}", timeout=20) as answer:
            return {name.lower(): value for name, value in answer.headers.items()}

    def log_of(self, name: str) -> str:
        return (self.logs / f"{name}.log").read_text("utf-8", "replace")

    def await_(self, true: Callable[[], bool], *, seconds: float, what: str) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, f"{what}: not within {seconds} s\n" + self._all_logs()
            time.sleep(0.2)

    def _all_logs(self) -> str:
        return "\n".join(f"--- {name}\n{self.log_of(name)[-3000:]}" for name in self.parts)

    def _start(self, name: str, program: str, *arguments: str) -> None:
        with (self.logs / f"{name}.log").open("ab") as log:
            self.parts[name] = spawn(
                [str(BIN / program), *arguments],
                environment=self.environment, cwd=BASE_DIR, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            )  # fmt: skip
