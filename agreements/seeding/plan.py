"""From the entries of the files to the rows of the tables, and the evidence under each value."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from agreements.curation.audit import Stand
from agreements.domain.addresses import canonical_address
from agreements.domain.dates import PartialDate
from agreements.domain.names import organisation_key, person_key
from agreements.domain.text import has_hangul
from agreements.seeding.levels import PARTIES, level_of
from agreements.seeding.shapes import COLUMNS
from agreements.seeding.tables import Planned

COMPILED_ON = datetime.date(2026, 11, 21)
COMPILER = Stand("Compiler of the starter catalogue", COMPILED_ON)
SETTLED_BY_FORM = {"treaty": "binding", "convention": "binding", "fta": "binding", "contract": "contract"}
"""Forms that settle the legal nature; every other leaves it not established unless the file states it."""
LONGEST_KEY = 200

Entry = dict[str, Any]
Plan = dict[str, list[Planned]]
Row = tuple[str, str]
"""A planned row: its noun and its key."""


def plan(entries: Mapping[str, Mapping[str, Entry]]) -> Plan:
    """Every row that the files state, by table."""
    rows: Plan = defaultdict(list)
    for key, entry in entries["reference"].items():
        rows["reference"].append(_reference(key, entry))
    for slug, entry in entries["organisation"].items():
        _organisation(rows, slug, entry)
    for slug, entry in entries["person"].items():
        _person(rows, slug, entry)
    for slug, entry in entries["occasion"].items():
        _occasion(rows, slug, entry)
    for entry in entries["agreement"].values():
        _Agreement(rows, entry, entries).plan()
    for key, entry in entries["doubt"].items():
        _doubt(rows, key, entry)
    return rows


def _reference(key: str, entry: Entry) -> Planned:
    columns = {name: entry[name] for name in ("title", "publisher", "language")}
    columns |= {"address": canonical_address(entry["address"]), "link": entry["address"]}
    return Planned(key, columns | _dated("date", entry["published"]))


def _organisation(rows: Plan, slug: str, entry: Entry) -> None:
    columns = ("slug", "name_en", "name_ko", "abbreviation", "side", "kind", "successor", "reference", "note")
    rows["organisation"].append(Planned(slug, {name: entry[name] for name in columns}))
    named = {text: _name(text) for text in (entry["name_en"], entry["name_ko"]) if text}
    if entry["abbreviation"]:
        named.setdefault(entry["abbreviation"], _name(entry["abbreviation"], is_abbreviation=True))
    for name in entry["names"]:
        used = {"used_from": _first(name["from"]), "used_until": _last(name["until"])}
        named.setdefault(name["text"], _name(name["text"], language=name["language"], **used))
    for text, columns_of_name in named.items():
        rows["organisation_name"].append(Planned(_key(slug, text), {"organisation": slug, **columns_of_name}))


def _name(text: str, **columns: Any) -> dict[str, Any]:
    """One surface form of a body's name, in use at any time unless stated."""
    rest = {"language": _script(text), "is_abbreviation": False, "used_from": None, "used_until": None}
    return {"text": text, "key": organisation_key(text)} | rest | columns


def _person(rows: Plan, slug: str, entry: Entry) -> None:
    columns = ("slug", "name_en", "name_ko", "side", "reference")
    rows["person"].append(Planned(slug, {name: entry[name] for name in columns}))
    for text in dict.fromkeys(filter(None, (entry["name_en"], entry["name_ko"], *entry["names"]))):
        name = {"person": slug, "text": text, "language": _script(text), "key": person_key(text)}
        rows["person_name"].append(Planned(_key(slug, text), name))


def _occasion(rows: Plan, slug: str, entry: Entry) -> None:
    columns = {name: entry[name] for name in ("slug", "name_en", "name_ko", "kind", "place", "reference")}
    columns |= _dated("starts", entry["starts"]) | _dated("ends", entry["ends"])
    rows["occasion"].append(Planned(slug, columns))
    for claim in entry["claims"]:
        key = _key(slug, str(claim["count"]), claim["of_what_en"])
        rows["occasion_claim"].append(Planned(key, {"occasion": slug, **claim}))


def _doubt(rows: Plan, key: str, entry: Entry) -> None:
    for public_id in entry["agreements"]:
        text = {"text_en": entry["text_en"], "text_ko": entry["text_ko"], "recorded_on": COMPILED_ON}
        rows["doubt"].append(Planned(_key(public_id, key), {"agreement": public_id, **text}))


class _Agreement:
    """The rows of one agreement. A row's key holds on to it when its values are corrected in the file."""

    def __init__(self, rows: Plan, entry: Entry, entries: Mapping[str, Mapping[str, Entry]]) -> None:
        self.rows, self.entry = rows, entry
        self.organisations, self.references = entries["organisation"], entries["reference"]
        self.id: str = entry["id"]
        self._numbers: Counter[str] = Counter()

    def plan(self) -> None:
        self._columns()
        for name in self.entry["other_names"]:
            row = self._row("other_name", name["text"], text=name["text"], language=name["language"])
            self._support("other_name", row, name)
        for number, sector in enumerate(self.entry["sectors"]):
            row = self._row("sector_tag", sector, sector=sector, is_primary=number == 0)
            self._support("sector", row, {})
        for action in self.entry["actions"]:
            self._action(action)
        for party in self.entry["parties"]:
            self._party(party)
        for amount in self.entry["amounts"]:
            self._amount(amount)
        for relation in self.entry["relations"]:
            self._relation(relation)
        for key in self.entry["documents"]:
            page = self.references[key]
            self._row("document", key, title=page["title"], language=page["language"], address=page["address"])
        for identifier in self.entry["identifiers"]:
            self._row("identifier", f"{identifier['scheme']}/{identifier['value']}", **identifier)

    def _columns(self) -> None:
        entry = self.entry
        names = ("slug", "title_en", "title_ko", "form", "summary_en", "summary_ko", "occasion", "confidence")
        columns = {name: entry[name] for name in names} | {"public_id": self.id}
        columns["legal_nature"] = entry["legal_nature"] or SETTLED_BY_FORM.get(entry["form"], "not-established")
        columns["level"] = entry["level"] or self._level()
        self.rows["agreement"].append(Planned(self.id, columns))
        cited = entry["evidence"] or {}
        notes = {"level": "" if entry["level"] else "By the kinds of the bodies on both sides."}
        notes["legal_nature"] = "" if entry["legal_nature"] else "By the form of the document."
        for value in COLUMNS:
            stated = value == "status" or columns[value] not in (None, "", "not-established")
            if stated:
                case = {"sources": cited.get(value, ()), "judgement": notes.get(value, "")}
                self._support(value, None, case)

    def _level(self) -> str:
        return level_of(
            (party["side"] or self.organisations[party["organisation"]]["side"], kind)
            for party in self.entry["parties"]
            if party["capacity"] in PARTIES
            for kind in [self.organisations[party["organisation"]]["kind"]]
        )

    def _action(self, action: Entry) -> None:
        names = ("kind", "side", "nature", "place", "occasion", "note")
        columns = {name: action[name] for name in names} | _dated("date", action["date"])
        row = self._row("action", self._numbered(action["kind"]), recorded_on=COMPILED_ON, **columns)
        self._support("action", row, action)
        if action["place"]:
            self._support("place", row, {"sources": action["place_sources"]})

    def _party(self, party: Entry) -> None:
        side = party["side"] or self.organisations[party["organisation"]]["side"]
        columns = {name: party[name] for name in ("organisation", "name_then", "capacity", "person", "post")}
        key = "/".join((party["organisation"], party["capacity"], party["person"] or ""))
        self._support("signatory", self._row("signatory", key, side=side, **columns), party)

    def _amount(self, amount: Entry) -> None:
        columns = {name: amount[name] for name in ("kind", "currency", "payer", "period", "note")}
        columns["minimum"] = amount["value"] if amount["value"] is not None else amount["minimum"]
        columns["maximum"] = amount["value"] if amount["value"] is not None else amount["maximum"]
        self._support("amount", self._row("amount", self._numbered(amount["currency"]), **columns), amount)

    def _relation(self, relation: Entry) -> None:
        columns = {name: relation[name] for name in ("kind", "to", "note")}
        row = self._row("relation", f"{relation['kind']}/{relation['to']}", **columns)
        self._support("relation", row, relation)

    def _row(self, noun: str, name: str, **columns: Any) -> Row:
        key = _key(self.id, noun, name)
        self.rows[noun].append(Planned(key, {"agreement": self.id, **columns}))
        return noun, key

    def _numbered(self, name: str) -> str:
        self._numbers[name] += 1
        return f"{name}/{self._numbers[name]}"

    def _support(self, value: str, row: Row | None, case: Entry) -> None:
        """The evidence of a value: each source that supports it, else a judgement; and each source that disputes it."""
        sources = case.get("sources", ())
        for source in sources:
            self._evidence(value, row, source, strength="reference", reference=source)
        if not sources:
            self._evidence(value, row, "judgement", strength="judgement", note=case.get("judgement", ""))
        for dispute in case.get("disputed_by", ()):
            said = {"reference": dispute["source"], "reported": dispute["reported"], "note": dispute["note"]}
            name = f"{dispute['source']}/{dispute['reported']}"
            self._evidence(value, row, name, strength="reference", supports=False, **said)

    def _evidence(self, value: str, row: Row | None, name: str, **columns: Any) -> None:
        under = {row[0]: row[1]} if row else {}
        rest = {"supports": True, "reported": "", "note": "", "reference": None}
        stand = {"accepted_name": COMPILER.name, "accepted_on": COMPILER.on}
        key = _key(row[1] if row else self.id, value, name)
        self.rows["evidence"].append(
            Planned(key, {"agreement": self.id, "value": value, **under, **rest, **stand, **columns})
        )


def _key(*parts: str) -> str:
    """The parts as one key; a long one is cut and told apart by its hash."""
    key = "/".join(parts)
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 17]}#{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _dated(name: str, when: PartialDate | None) -> dict[str, Any]:
    return {name: _first(when), f"{name}_precision": when.precision if when else "unknown"}


def _first(when: PartialDate | None) -> datetime.date | None:
    return when.earliest if when else None


def _last(when: PartialDate | None) -> datetime.date | None:
    return when.latest if when else None


def _script(text: str) -> str:
    return "ko" if has_hangul(text) else "en"
