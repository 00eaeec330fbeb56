"""``python -m benchmarks.linking``: precision and recall of links, by language and kind, beside the last run."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.linking.database import starter_catalogue

LAST_RUN = Path(__file__).with_name("last-run.json")


def main() -> None:
    """Print every set apart, then how long linking takes beside a large catalogue; keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what was missed or wrong, but of what is held back")
    parser.add_argument("--size", type=int, default=100_000, help="agreements of the generated catalogue; 0 for none")
    parser.add_argument("--items", type=int, default=100_000, help="made-up press items to place one among; 0 for none")
    options = parser.parse_args()
    before = json.loads(LAST_RUN.read_text("utf-8")) if LAST_RUN.exists() else {}
    now: dict[str, dict[str, float]] = {}
    with starter_catalogue():
        from benchmarks.linking import pairs
        from benchmarks.linking.generated import cost
        from benchmarks.linking.linking import link
        from benchmarks.linking.scoring import scored
        from benchmarks.linking.sets import groups

        for name, texts, may_be_seen in groups():
            tally = scored(texts, link)
            now[name] = tally.figures()
            _print(name, now[name], before.get(name, {}))
            if options.misses and may_be_seen:
                print("\n".join(f"    {miss}" for miss in tally.misses))
        now["releases"] = pairs.together()
        _print("releases", now["releases"], before.get("releases", {}))
        if options.items:
            name = f"milliseconds an item among {options.items} press items"
            now[name] = pairs.cost(options.items)
            _print(name, now[name], before.get(name, {}))
        for size in filter(None, (1_000, options.size)):
            name = f"generated catalogue of {size}"
            now[name] = cost(size)
            _print(name, now[name], before.get(name, {}))
    LAST_RUN.write_text(json.dumps(now, indent=1) + "\n", "utf-8")


def _print(name: str, figures: dict[str, float], before: dict[str, float]) -> None:
    print(name)
    for label, value in figures.items():
        last = f"  last run {before[label]}" if label in before else ""
        print(f"    {label:<32}{value:>10}{last}")


if __name__ == "__main__":
    main()
