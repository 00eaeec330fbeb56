"""Steps that a person waits for: what is being done, and how long it took."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Write = Callable[[str], object]


@contextmanager
def step(write: Write, what: str) -> Iterator[None]:
    """`what …` at once, its time when it is over."""
    write(f"{what} …")
    began = time.monotonic()
    yield
    write(f"{what}: done in {time.monotonic() - began:.1f} s")


def counter(write: Write, *, every: float = 1.0) -> Callable[[str, int, int], None]:
    """A progress callback `(what, done, total)` that speaks about once a second and at the end."""
    spoke = 0.0

    def tell(what: str, done: int, total: int) -> None:
        nonlocal spoke
        if done == total or time.monotonic() - spoke >= every:
            spoke = time.monotonic()
            write(f"  {what} {done} of {total}")

    return tell
