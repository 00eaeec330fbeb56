"""``python -m benchmarks.reading``: quality by field, language and kind, speed, and what changed since the last run."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from agreements.reading import read
from agreements.reading.serialise import to_json
from benchmarks.reading.hostile import costs
from benchmarks.reading.scoring import Scores, score
from benchmarks.reading.sets import BATCHES, Item, own_cases, pages, press_items
from benchmarks.reading.speed import items_a_second, slowness

LAST_RUN = Path(__file__).with_name("last-run.json")


def main() -> None:
    """Print every set apart, then speed; keep the figures for the next run to compare with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what was missed or too much")
    options = parser.parse_args()
    before = json.loads(LAST_RUN.read_text("utf-8")) if LAST_RUN.exists() else {}
    now: dict[str, dict[str, float]] = {}
    for name, items, may_be_seen in _sets():
        scores = scored(items)
        now[name] = scores.figures()
        _print(name, len(items), now[name], before.get(name, {}))
        if options.misses and may_be_seen:
            print("\n".join(f"    {miss}" for miss in scores.misses))
    now["speed"] = _speed()
    _print("speed", 0, now["speed"], before.get("speed", {}))
    print("hostile texts: seconds for 100 kB, and growth when the text doubles")
    for name, seconds, growth in costs():
        print(f"    {name:<28}{seconds:>8.2f}  × {growth:.1f}")
    LAST_RUN.write_text(json.dumps(now, indent=1) + "\n", "utf-8")


def scored(items: Iterable[Item]) -> Scores:
    """The scores of the reader on these items."""
    return score((item.identity, item.document.text, item.gold, _found(item)) for item in items)


def _found(item: Item) -> list[dict[str, object]]:
    mentions: list[dict[str, object]] = to_json(read(item.document), item.document)["mentions"]
    return mentions


def _sets() -> Iterator[tuple[str, list[Item], bool]]:
    own, press = own_cases(), press_items()
    seen = [item for item in press if not item.held_back]
    lots = [(f"pages, {batch} lot", pages(batch)) for batch in BATCHES]
    for name, items in (("own cases", own), *lots, ("press items", seen)):
        yield name, items, True
        for language in sorted({item.language for item in items}):
            yield f"{name}, {language}", [item for item in items if item.language == language], False
    for kind in sorted({item.kind for item in seen}):
        yield f"press items, {kind}", [item for item in seen if item.kind == kind], False
    yield "press items held back", [item for item in press if item.held_back], False


def _speed() -> dict[str, float]:
    items = press_items() or own_cases()
    rates = {language: [item.document.text for item in items if item.language == language] for language in ("en", "ko")}
    figures = {f"{code}: items of 5 kB a second": round(items_a_second(texts), 1) for code, texts in rates.items()}
    return figures | {"times slower than a free core": round(slowness(), 2)}


def _print(name: str, count: int, figures: dict[str, float], before: dict[str, float]) -> None:
    print(f"{name}{f' ({count})' if count else ''}")
    for label, value in figures.items():
        ratio = f"  × {value / before[label]:.2f} of last run" if before.get(label) else ""
        print(f"    {label:<28}{value:>8}{ratio}")


if __name__ == "__main__":
    main()
