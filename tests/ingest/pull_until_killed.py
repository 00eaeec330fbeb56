"""Pull the folder named on the command line, print each step, and stop dead at the step asked for.

Run as a process of its own by the tests: `python -m tests.ingest.pull_until_killed FOLDER STEP TIMES`.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

if __name__ == "__main__":
    django.setup()
    from agreements.ingest import extract, pipeline, runs, store
    from agreements.ingest.sources import ensure, folder

    place, step, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    folder.SETTLED = 0.0
    left = times

    def deadly(work: Callable[..., Any]) -> Callable[..., Any]:
        """The work, after whose nth call the process is killed as by a power cut."""

        def done(*arguments: Any, **named: Any) -> Any:
            global left
            outcome = work(*arguments, **named)
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return outcome

        return done

    steps: dict[str, tuple[Any, str]] = {
        "claimed": (pipeline, "claim_source"),
        "begun": (runs, "begin"),
        "listed": (pipeline, "_known"),
        "parsed": (pipeline, "parsed"),
        "bytes kept": (store, "_raw_document"),
        "item made": (store, "_item"),
        "version made": (store, "_add_revision"),
        "stored": (pipeline, "store"),
        "pulled": (pipeline, "pull"),
        "text claimed": (extract, "claim_waiting_text"),
        "text read": (extract, "read"),
        "proposed": (extract, "propose"),
        "reading kept": (extract, "_keep"),
    }
    module, name = steps[step]
    setattr(module, name, deadly(getattr(module, name)))
    source = ensure(place, name="Killed")
    pipeline.pull(source.pk)
    extract.read_waiting()
