"""A progress bar on a terminal, a line a second elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management.base import OutputWrapper
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from agreements.management.progress import counter


@contextmanager
def bar(output: OutputWrapper, what: str, total: int) -> Iterator[Callable[[object], None]]:
    """Gives a function to be called once for each thing that is done with."""
    if not output.isatty():
        yield _lines(output, what, total)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=output)) as progress:  # type: ignore[arg-type]  # it writes text
        task = progress.add_task(what, total=total)
        yield lambda _thing: progress.advance(task)


def _lines(output: OutputWrapper, what: str, total: int) -> Callable[[object], None]:
    tell, done = counter(output.write), 0
    output.write(f"{what} ({total}) …")

    def count(_thing: object) -> None:
        nonlocal done
        done += 1
        if done < total:
            tell(what, done, total)

    return count
