"""Child processes that do not outlive us, however we end."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

PR_SET_PDEATHSIG = 1


def spawn(command: Sequence[str], *, environment: Mapping[str, str], **streams: Any) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own: Ctrl-C reaches us alone, and we stop our children in order."""
    return subprocess.Popen(
        command, env=dict(environment), start_new_session=True, preexec_fn=_end_with(os.getpid()), **streams
    )


def _end_with(parent: int) -> Any:
    """On Linux the kernel ends the child with its parent; elsewhere a killed parent leaves it running."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl

    def ask_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended in between
            os._exit(0)

    return ask_kernel


def stop(process: subprocess.Popen[bytes], *, patience: float) -> None:
    """Ask a child to end, then end its whole session; returns when nothing of it runs."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    _kill_session(process.pid)
    process.wait()


def _kill_session(leader: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)
