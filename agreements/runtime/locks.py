"""Locks held through files: released by the kernel when their holder ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FileLock:
    """Any number of processes may share it, or exactly one may own it."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)

    def share(self) -> None:
        """Wait until nobody owns it, then hold it together with the other sharers."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def try_own(self) -> bool:
        """Own it if nobody else holds it, at once; a share held by this lock is given up either way."""
        fcntl.flock(self._file, fcntl.LOCK_UN)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        os.close(self._file)


@contextmanager
def owned(path: Path) -> Iterator[None]:
    """Wait for the lock, own it for the block."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
