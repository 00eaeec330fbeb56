"""``python -m benchmarks.reading.compare``: four ways to read, on the same sets.

Cue phrases; a reader learned from the other sets (where benchmarks/requirements.txt is installed); rules; rules given
the names of the seeded catalogue, as the running product is.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from agreements.domain.names import organisation_key, person_key
from agreements.reading import Document, read
from agreements.reading.gazetteer import Gazetteer, Name
from agreements.reading.serialise import to_json
from benchmarks.reading import baseline
from benchmarks.reading.scoring import Scores, score
from benchmarks.reading.sets import ROOT, Item, all_sets

Found = Callable[[Document], list[dict[str, Any]]]
_SEEDS = ROOT / "seeds"
_COLUMNS = (
    "relevance F1", "mention precision", "mention recall", "form", "status", "date",
    "sectors F1", "people F1", "parties F1", "amounts F1",
)  # fmt: skip


def main() -> None:
    """A table a set, a line a way of reading."""
    names = Gazetteer(seeded_names())
    sets = dict(all_sets())
    print("set | way | " + " | ".join(_COLUMNS))
    for title, items in sets.items():
        ways: dict[str, Found] = {
            "cue phrases": baseline.found,
            **_learned([item for other, items in sets.items() if other != title for item in items]),
            "rules": lambda document: _read(document, Gazetteer(())),
            "rules with names": lambda document: _read(document, names),
        }
        for way, found in ways.items():
            figures = _scores(items, found).figures()
            print(f"{title} | {way} | " + " | ".join(f"{figures[column]:.2f}" for column in _COLUMNS), flush=True)


def _learned(others: list[Item]) -> dict[str, Found]:
    """A reader trained on every set but the one it is to read; never on what is held back."""
    try:
        alone = importlib.import_module("benchmarks.reading.learned.alone")
    except ImportError:
        return {}
    found: Found = alone.LearnedReader([item for item in others if not item.held_back]).found
    return {"learned": found}


def seeded_names() -> Iterator[Name]:
    """Every name of the bodies and people that the catalogue is seeded with."""
    for kind, filename, key in (
        ("organisation", "organisations.yaml", organisation_key),
        ("person", "people.yaml", person_key),
    ):
        for entry in yaml.safe_load((_SEEDS / filename).read_text("utf-8")):
            own = [entry.get("name_en"), entry.get("name_ko"), *(entry.get("abbreviation") or "").split("|")]
            more = [name["text"] if isinstance(name, dict) else name for name in entry.get("names", ())]
            for text in filter(None, (*own, *more)):
                language = "en" if str(text).isascii() else "ko"
                yield Name(str(text), key(str(own[0] or own[1])), kind, entry.get("side", ""), language)


def _read(document: Document, names: Gazetteer) -> list[dict[str, Any]]:
    mentions: list[dict[str, Any]] = to_json(read(document, names), document)["mentions"]
    return mentions


def _scores(items: list[Item], found: Found) -> Scores:
    return score((item.identity, item.document.text, item.gold, found(item.document)) for item in items)


if __name__ == "__main__":
    main()
