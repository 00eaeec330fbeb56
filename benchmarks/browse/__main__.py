"""``python -m benchmarks.browse [N …] [--datasette PYTHON]``: what a page of the list costs, beside its neighbours."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["DJANGO_SETTINGS_MODULE"] = "agreements.settings"
os.environ.setdefault("DEBUG", "0")
HEAD = (
    "agreements",
    "shape",
    "page",
    "templates alone",
    "page ÷ templates alone",
    "constants",
    "page ÷ constants",
    "304",
    "page ÷ 304",
    "Datasette",
    "Datasette ÷ page",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("many", type=int, nargs="*", default=[1_000, 100_000])
    parser.add_argument("--datasette", default="", help="a Python that has requirements.txt of this folder")
    parser.add_argument("--rows", action="store_true", help="print the rows without their head")
    options = parser.parse_args()
    python, reason = _datasette(options.datasette)
    if not options.rows:
        print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}", flush=True)
    for many in options.many:
        if len(options.many) > 1:  # each in a process of its own, so that nothing is left of the one before
            program = [sys.executable, "-m", "benchmarks.browse", "--rows", str(many)]
            subprocess.run([*program, "--datasette", python], check=True)
            continue
        with TemporaryDirectory(prefix="ukkr-browse-data-") as data:
            os.environ["UKKR_DATA"] = data
            _run(many, python)
    if not options.rows:
        print(reason)


def _datasette(python: str) -> tuple[str, str]:
    """The Python to compare with, or why there is no comparison."""
    if not python:
        return "", "\nDatasette was left out: no --datasette PYTHON was given."
    has = subprocess.run([python, "-c", "import datasette"], capture_output=True, check=False).returncode == 0
    return (python, "") if has else ("", f"\nDatasette was left out: {python} cannot import it.")


def _run(many: int, python: str) -> None:
    from django.conf import settings

    from benchmarks.browse.register import register

    settings.ROOT_URLCONF = "benchmarks.browse.site"
    settings.ALLOWED_HOSTS = ["testserver"]
    with register(many), TemporaryDirectory() as folder:
        from benchmarks.browse import datasette_table, measure

        seconds = measure.built()
        found = measure.shapes()
        beside = datasette_table.medians(python, Path(folder), many) if python else {}
    for name, each in found.items():
        page, constants, alone, unchanged = each["page"], each["constants"], each["alone"], each["304"]
        other = beside.get(name)
        cells = (
            f"{many:,}", name, f"{page:.1f}", f"{alone:.1f}", f"{page / alone:.2f}",
            f"{constants:.1f}", f"{page / constants:.2f}", f"{unchanged:.2f}",
            f"{page / unchanged:.0f}", f"{other:.0f}" if other else "–", f"{other / page:.1f}" if other else "–",
        )  # fmt: skip
        print(f"| {' | '.join(cells)} |", flush=True)
    print(f"\n{many:,}: {seconds:.1f} s to read the published set into bitmaps\n", flush=True)


if __name__ == "__main__":
    main()
