"""``python -m benchmarks.reading.others dates``: what other libraries make of our annotated sets, beside the rules."""

from __future__ import annotations

import argparse
import importlib

from benchmarks.reading.others.swap import Report

_PARTS = ("dates", "amounts", "main_text", "people", "matching", "patterns")


def main() -> None:
    """A line a library and figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=_PARTS, metavar="part", help=", ".join(_PARTS))
    for part in parser.parse_args().parts:
        for line in importlib.import_module(f"benchmarks.reading.others.{part}").reports():
            print(part, *(_fields(line) if isinstance(line, Report) else map(_plain, line)), sep=" | ", flush=True)


def _fields(report: Report) -> list[str]:
    shown = [report.name, f"{report.rate:.0f} items a second"]
    for language, scores in report.scores.items():
        sums, count = scores.fields["amounts"], scores.of_paired
        shown.append(f"{language}: dates {count['dated right']} of {count['dated']}")
        shown.append(f"{language}: sums {sums.right} right, {sums.wrong} wrong, {sums.missed} missed")
    return [*shown, f"{report.given} dates given where there are none"]


def _plain(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
