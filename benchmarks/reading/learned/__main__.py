"""``python -m benchmarks.reading.learned``: the rules, and the rules with what was learned beside them, lot by lot.

Each lot of pages is read with models that were trained on all other sets. Rules know the lots they were written on, so
this says most when run with the ``agreements`` of an earlier state of the register in front of the path.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from agreements.reading import read
from benchmarks.reading.learned.alone import LearnedReader
from benchmarks.reading.learned.judge import Judge, Told, told
from benchmarks.reading.learned.second_look import Refusal, SecondLook, refusals_of
from benchmarks.reading.scoring import pairs_of, score
from benchmarks.reading.sets import Item, all_sets

Mention = dict[str, Any]
Way = Callable[[Item], list[Mention]]


def main() -> None:
    """A line a way and threshold, over all lots of pages together, or over those asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "lots", nargs="*", metavar="lot", help="first, second, back, ...; all lots of pages if none is given"
    )
    asked = parser.parse_args().lots
    sets = dict(all_sets())
    seen = {name: items for name, items in sets.items() if not any(item.held_back for item in items)}
    lots = [name for name in sets if name.startswith("pages")]
    read_now = [name for name in sets if any(one in name for one in asked)] if asked else lots
    readings = {item.identity: list(told(item, read(item.document))) for items in sets.values() for item in items}
    refused = {item.identity: list(refusals_of(item)) for items in sets.values() for item in items}
    rows: dict[str, list[tuple[str, str, Sequence[Mention], list[Mention]]]] = {}
    for lot in read_now:
        others = [item for name, items in seen.items() if name != lot for item in items]
        unseen = [item for name in lots if name != lot for item in sets[name]]
        for way, found in _ways(others, unseen, readings, refused):
            lines = [(item.identity, item.document.text, item.gold, found(item)) for item in sets[lot]]
            rows.setdefault(way, []).extend(lines)
    for way, lines in rows.items():
        scores = score(lines)
        mentions, figures = scores.mentions, scores.figures()
        print(
            f"{way:<44} P {mentions.precision:.3f} R {mentions.recall:.3f} F1 {mentions.f1:.3f}"
            f" form {figures['form']:.3f} status {figures['status']:.3f}"
        )


def _ways(
    others: list[Item], unseen: list[Item], readings: dict[str, list[Told]], refused: dict[str, list[Refusal]]
) -> Iterator[tuple[str, Way]]:
    judge = Judge([one for item in unseen for one in readings[item.identity]])
    look = SecondLook([one for item in others for one in refused[item.identity]])
    learned = LearnedReader(others)

    def kept(keep: float, item: Item) -> list[Mention]:
        return [one.mention for one in readings[item.identity] if judge.chance(one.features) >= keep]

    def amended(sure: float, item: Item) -> list[Mention]:
        return [judge.amended(one, sure) for one in readings[item.identity]]

    def taken_back(sure: float, item: Item) -> list[Mention]:
        return look.with_taken_back(item, refused[item.identity], sure)

    def both(sure: float, item: Item) -> list[Mention]:
        return _with_learned(item, taken_back(sure, item), learned, sure + 0.1)

    def with_learned(sure: float, item: Item) -> list[Mention]:
        return _with_learned(item, kept(0, item), learned, sure)

    yield "rules", partial(kept, 0)
    yield "learned alone", lambda item: learned.found(item.document)
    for label, way, thresholds in (
        ("rules, a mention kept from", kept, (0.3, 0.4, 0.5)),
        ("rules, form and status learned from", amended, (0.5, 0.6, 0.8)),
        ("rules, refusals taken back from", taken_back, (0.4, 0.5, 0.6)),
        ("rules, with learned mentions from", with_learned, (0.6, 0.8)),
        ("rules, with both from", both, (0.5,)),
    ):
        for threshold in thresholds:
            yield f"{label} {threshold}", partial(way, threshold)


def _with_learned(item: Item, ours: list[Mention], learned: LearnedReader, sure: float) -> list[Mention]:
    text = item.document.text
    more = [one for one in learned.found(item.document, sure) if not any(_share(text, one, own) for own in ours)]
    return ours + more


def _share(text: str, one: Mention, other: Mention) -> bool:
    first, second = text.find(one["quote"]), text.find(other["quote"])
    overlap = first < second + len(other["quote"]) and second < first + len(one["quote"])
    return overlap or bool(pairs_of(text, [{**other, "bilateral": True}], [one]))


if __name__ == "__main__":
    main()
