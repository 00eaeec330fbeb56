"""All seed files, read and checked as one: nothing is loaded unless every file is sound."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agreements.seeding.crosscheck import crosscheck
from agreements.seeding.document import parse
from agreements.seeding.press import PressEntry, press_files, read_press
from agreements.seeding.problems import BadSeeds, Where
from agreements.seeding.shapes import FILES

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seeds:
    """Every entry of every file, by noun and in the order of the files, and the press items that name agreements."""

    entries: dict[str, dict[str, Entry]]
    press: tuple[PressEntry, ...]


def digest(folder: Path, version: str) -> str:
    """One hash over all files and the loader's own version: equal means that there is nothing to load."""
    total = hashlib.sha256(version.encode())
    for path in [*(folder / name for name, _shape, _key in FILES.values()), *press_files(folder)]:
        total.update(f"\0{path.name}\0".encode())
        total.update(path.read_bytes() if path.is_file() else b"")
    return total.hexdigest()


def read_seeds(folder: Path) -> Seeds:
    """The catalogue as the files state it. Raises BadSeeds with every mistake in them."""
    messages: list[str] = []
    entries = {noun: _read_file(folder, noun, messages) for noun in FILES}
    press = read_press(folder, messages)
    if not messages:
        crosscheck(entries, press, messages, folder.name)
    if messages:
        raise BadSeeds(messages)
    return Seeds(entries, press)


def _read_file(folder: Path, noun: str, messages: list[str]) -> dict[str, Entry]:
    name, shape, key = FILES[noun]
    where = Where(f"{folder.name}/{name}", messages=messages)
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        where.say("is missing")
        return {}
    except UnicodeDecodeError as error:
        where.say(f"is not UTF-8 (byte {error.start})")
        return {}
    tree = parse(text, where)
    if not isinstance(tree, list):
        where.say("is not a list of entries")
        return {}
    found: dict[str, Entry] = {}
    for name_of, raw, place in _entries(tree, key, where):
        entry = shape(raw, place)
        if name_of in found:
            place.say(f"{key} is used by an entry above")
        if entry is not None:
            found[name_of] = entry
    return found


def _entries(tree: list[Any], key: str, where: Where) -> Iterator[tuple[str, Any, Where]]:
    for number, raw in enumerate(tree, 1):
        name = raw.get(key) if isinstance(raw, dict) else None
        label = name if isinstance(name, str) and name else f"entry {number}"
        yield label, raw, where.of(label)
