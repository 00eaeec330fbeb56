"""What only shows when all files lie side by side: dangling names, doubles, sums and dates out of order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from agreements.domain.addresses import canonical_address
from agreements.seeding.fields import nearest
from agreements.seeding.problems import Where
from agreements.seeding.shapes import FILES

if TYPE_CHECKING:
    from agreements.seeding.press import PressEntry

Entry = dict[str, Any]
Entries = Mapping[str, Mapping[str, Entry]]


def crosscheck(entries: Entries, press: Sequence[PressEntry], messages: list[str], folder: str) -> None:
    """Say everything that does not fit together."""
    places = {noun: Where(f"{folder}/{FILES[noun][0]}", messages=messages) for noun in entries}
    for noun, found in entries.items():
        for key, entry in found.items():
            for target, name, place in _names(noun, entry, places[noun].of(key)):
                if name not in entries[target]:
                    place.say(f"there is no {target} “{name}”{nearest(name, entries[target])}")
    for noun in ("organisation", "person", "occasion"):
        for key, entry in entries[noun].items():
            if not entry["name_en"] and not entry["name_ko"]:
                places[noun].of(key).say("has no name in either language")
    _doubles(entries, places)
    for key, entry in entries["agreement"].items():
        _agreement(entry, places["agreement"].of(key))
        _documents(entry["documents"], entries["reference"], places["agreement"].of(key).at("documents"))
    _successions(entries["organisation"], places["organisation"])
    _press(entries["agreement"], press, Where(f"{folder}/press", messages=messages))


def _names(noun: str, entry: Entry, where: Where) -> Iterator[tuple[str, str, Where]]:
    """Every name of another entry that stands in this one, with what it should be and its place."""
    if entry.get("reference"):
        yield "reference", entry["reference"], where.at("reference")
    if noun == "organisation" and entry["successor"]:
        yield "organisation", entry["successor"], where.at("successor")
    if noun == "occasion":
        for number, claim in enumerate(entry["claims"]):
            if claim["reference"]:
                yield "reference", claim["reference"], where.at("claims").nth(number).at("reference")
    if noun == "doubt":
        yield from (
            ("agreement", name, where.at("agreements").nth(number)) for number, name in enumerate(entry["agreements"])
        )
    if noun == "agreement":
        yield from _names_in_agreement(entry, where)


def _names_in_agreement(entry: Entry, where: Where) -> Iterator[tuple[str, str, Where]]:
    if entry["occasion"]:
        yield "occasion", entry["occasion"], where.at("occasion")
    for column, sources in (entry["evidence"] or {}).items():
        yield from _cited(sources, where.at("evidence").at(column))
    yield from _cited(entry["documents"], where.at("documents"))
    links = {"organisation": "organisation", "payer": "organisation", "person": "person", "occasion": "occasion"}
    for part in ("other_names", "actions", "parties", "amounts", "relations"):
        for number, row in enumerate(entry[part]):
            place = where.at(part).nth(number)
            for field in ("sources", "place_sources"):
                yield from _cited(row.get(field, ()), place.at(field))
            yield from (("reference", d["source"], place.at("disputed_by")) for d in row.get("disputed_by", ()))
            yield from ((to, row[field], place.at(field)) for field, to in links.items() if row.get(field))
            if part == "relations":
                yield "agreement", row["to"], place.at("to")


def _cited(sources: Iterable[str], where: Where) -> Iterator[tuple[str, str, Where]]:
    return (("reference", source, where.nth(number)) for number, source in enumerate(sources))


def _doubles(entries: Entries, places: Mapping[str, Where]) -> None:
    """Two entries that would be one row: the same page, or the same slug."""
    pages: dict[str, str] = {}
    for key, entry in entries["reference"].items():
        first = pages.setdefault(canonical_address(entry["address"]), key)
        if first != key:
            places["reference"].of(key).at("address").say(f"is the page of “{first}”")
    slugs: dict[str, str] = {}
    for key, entry in entries["agreement"].items():
        first = slugs.setdefault(entry["slug"], key)
        if first != key:
            places["agreement"].of(key).at("slug").say(f"“{entry['slug']}” is the slug of {first}")


def _agreement(entry: Entry, where: Where) -> None:
    if not entry["title_en"] and not entry["title_ko"]:
        where.say("has no title in either language")
    _once(((sector,) for sector in entry["sectors"]), where.at("sectors"))
    _once(((row["text"],) for row in entry["other_names"]), where.at("other_names"))
    _once(((row["kind"], row["to"]) for row in entry["relations"]), where.at("relations"))
    _once(((row["scheme"], row["value"]) for row in entry["identifiers"]), where.at("identifiers"))
    parties = ((row["organisation"], row["capacity"], row["person"] or "") for row in entry["parties"])
    _once(parties, where.at("parties"))
    for number, row in enumerate(entry["parties"]):
        if row["post"] and not row["person"]:
            where.at("parties").nth(number).at("post").say("is a person’s; name the person or take the post away")
    for number, row in enumerate(entry["relations"]):
        if row["to"] == entry["id"]:
            where.at("relations").nth(number).at("to").say("is the agreement itself")
    for number, row in enumerate(entry["actions"]):
        if row["place_sources"] and not row["place"]:
            where.at("actions").nth(number).at("place_sources").say("stands without a place")
    for number, row in enumerate(entry["amounts"]):
        _amount(row, where.at("amounts").nth(number))
    _citations_once(entry, where)


def _documents(keys: Sequence[str], references: Mapping[str, Entry], where: Where) -> None:
    _once(((key,) for key in keys), where)
    for number, key in enumerate(keys):
        page = references.get(key)
        if page and not (page["title"] and page["language"]):
            where.nth(number).say(f"the reference “{key}” needs a title and a language to be shown as a document")


def _amount(row: Entry, where: Where) -> None:
    exact, low, high = row["value"], row["minimum"], row["maximum"]
    if (exact is None) == (low is None and high is None) or (low is None) != (high is None):
        where.say("give either value, or both minimum and maximum")
    elif low is not None and low > high:
        where.at("minimum").say("is more than the maximum")


def _citations_once(entry: Entry, where: Where) -> None:
    for part in ("other_names", "actions", "parties", "amounts", "relations"):
        for number, row in enumerate(entry[part]):
            for field in ("sources", "place_sources"):
                _once(((source,) for source in row.get(field, ())), where.at(part).nth(number).at(field))
    for column, sources in (entry["evidence"] or {}).items():
        _once(((source,) for source in sources), where.at("evidence").at(column))
        if sources and column != "status" and not entry[column]:
            where.at("evidence").at(column).say("supports a value that is not given")


def _once(rows: Iterable[tuple[str, ...]], where: Where) -> None:
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows):
        if row in seen:
            where.nth(number).say(f"“{' · '.join(filter(None, row))}” is stated twice")
        seen.add(row)


def _successions(organisations: Mapping[str, Entry], where: Where) -> None:
    for slug, entry in organisations.items():
        seen, following = {slug}, entry["successor"]
        while following in organisations and following not in seen:
            seen.add(following)
            following = organisations[following]["successor"]
        if following == slug:
            where.of(slug).at("successor").say("leads back to the body itself")


def _press(agreements: Mapping[str, Entry], press: Sequence[PressEntry], where: Where) -> None:
    pages: dict[str, str] = {}
    for item in press:
        place = where.of(item.file)
        first = pages.setdefault(canonical_address(item.address), item.file)
        if first != item.file:
            place.at("address").say(f"is the page of {first}")
        for number, name in enumerate(item.agreements):
            if name not in agreements:
                place.at("agreements").nth(number).say(f"there is no agreement “{name}”{nearest(name, agreements)}")
