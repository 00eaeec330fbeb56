"""A limit of time on pure work, in any thread: no text, however hostile, may hold a worker."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class TookTooLong(Exception):
    """The work was given up when its time had passed."""


class _GiveUp(BaseException):
    """Raised inside the working thread; no `except Exception` on the way swallows it."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives. It must be pure: it is broken off between any two steps. Raises TookTooLong.

    One long call into C is broken off only when it returns; for those the readers' patterns are linear, texts have a
    largest size, and the lease of a worker that hangs runs out.
    """
    lock, state = threading.Lock(), {"over": False}
    worker = threading.get_ident()

    def break_off() -> None:
        with lock:
            if not state["over"]:
                state["over"] = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker), ctypes.py_object(_GiveUp))

    timer = threading.Timer(seconds, break_off)
    timer.daemon = True
    came = False
    try:
        try:
            timer.start()  # inside, for a slow machine may let the time pass before it returns
            return work()
        except _GiveUp:
            came = True
            raise
        finally:
            with lock:
                late, state["over"] = state["over"], True
            if late and not came:
                _await_exception()
    except _GiveUp:
        raise TookTooLong(f"took longer than {seconds:g} seconds") from None
    finally:
        timer.cancel()


def _await_exception() -> None:
    """The time passed in the very moment in which the work ended: let the exception come here and nowhere later."""
    for _ in range(1_000):
        threading.Event().wait(0.001)
