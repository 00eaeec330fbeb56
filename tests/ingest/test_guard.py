"""Work that does not end is broken off; work that ends is left alone, however near the limit."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from agreements.ingest.guard import TookTooLong, within


def endless() -> None:
    while True:
        with suppress(Exception):
            time.sleep(0.001)


def test_endless_work_is_broken_off_in_any_thread() -> None:
    """A5: also where it swallows errors, also outside the main thread."""
    with pytest.raises(TookTooLong, match=r"longer than 0\.1 seconds"):
        within(0.1, endless)
    with ThreadPoolExecutor(1) as pool, pytest.raises(TookTooLong):
        pool.submit(within, 0.1, endless).result()


def test_work_and_errors_pass_through() -> None:
    assert within(5, lambda: 42) == 42
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 / 0)


def test_nothing_comes_late() -> None:
    """Work that ends in the very moment of its limit gives its outcome or is broken off, and nothing follows later."""
    for _ in range(60):
        try:
            assert within(0.005, lambda: time.sleep(0.005)) is None
        except TookTooLong:
            continue
    time.sleep(0.05)


def test_an_error_at_the_last_moment_leaves_nothing_behind() -> None:
    def fail() -> None:
        time.sleep(0.005)
        raise ValueError("just then")

    for _ in range(60):
        with pytest.raises((ValueError, TookTooLong)):
            within(0.005, fail)
    time.sleep(0.05)
