"""Reading the published set into bitmaps: a constant number of queries, whatever the number of agreements."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyroaring import FrozenBitMap

from agreements.catalogue.filters import in_order
from agreements.catalogue.index import course
from agreements.catalogue.index.course import Heard
from agreements.catalogue.index.facets import Index
from agreements.catalogue.kept import Once
from agreements.catalogue.listing.orders import Listed, Newest, Ranking
from agreements.catalogue.selection import FACETS, NEWEST
from agreements.domain.activity import BINDING
from agreements.domain.vocabulary import GENERAL, SECTORS
from agreements.models import Agreement, Occasion, Organisation, SectorTag, Signatory

LANGUAGES = ("en", "ko")
FEW = 10_000
"""Agreements below which their course is read with the index; above, when a former day is first asked for."""


def build(stamp: tuple[int, str], day: datetime.date) -> Index:
    """Read the published set: a constant number of queries."""
    columns = ("pk", "form", "status", "level", "legal_nature", "occasion__slug", "dated")
    rows = list(in_order(Agreement.objects.published(), NEWEST, "en").values_list(*columns))
    ids = [row[0] for row in rows]
    numbers = {key: number for number, key in enumerate(ids)}
    held: dict[str, dict[str, list[int]]] = {facet: defaultdict(list) for facet in FACETS}
    undated = len(rows)
    for number, (_key, form, status, level, nature, occasion, dated) in enumerate(rows):
        values = {"form": form, "status": status, "level": level, "legal_nature": nature, "occasion": occasion}
        undated = min(undated, number) if dated is None else undated
        for facet, value in {**values, "year": str(dated.year) if dated else None}.items():
            if value:
                held[facet][value].append(number)
    _hold(held["sector"], numbers, _sectors())
    _hold(held["organisation"], numbers, _bodies())
    asked = [number for number, row in enumerate(rows) if row[4] not in BINDING]
    heard = Heard.read(numbers, asked, day)
    choices: dict[str, Mapping[str, FrozenBitMap]] = {**_bitmaps(held)}
    choices["counterpart"] = choices["organisation"]
    choices["activity"] = heard.activity_on(day, choices["status"])
    everything = FrozenBitMap(range(len(ids)))
    so_far = Once(lambda: course.read(ids, numbers))
    if len(ids) < FEW:
        so_far.get()
    return Index(stamp, day, ids, numbers, everything, choices, _names(), _orders(numbers, undated), heard, so_far)


def _hold(held: dict[str, list[int]], numbers: Mapping[int, int], pairs: Iterable[tuple[int, str]]) -> None:
    for key, value in pairs:
        if key in numbers:
            held[value].append(numbers[key])


def _sectors() -> Iterable[tuple[int, str]]:
    """Each agreement with its sectors and their parents; with the "general" choice of a parent tagged itself."""
    for key, code in SectorTag.objects.filter(agreement__record_state="published").values_list("agreement", "sector"):
        yield key, code
        yield key, SECTORS[code].parent or f"{code}{GENERAL}"


def _bodies() -> Iterable[tuple[int, str]]:
    rows = Signatory.objects.filter(agreement__record_state="published")
    return rows.values_list("agreement", "organisation__slug")


def _bitmaps(held: dict[str, dict[str, list[int]]]) -> dict[str, dict[str, FrozenBitMap]]:
    return {facet: {value: FrozenBitMap(numbers) for value, numbers in found.items()} for facet, found in held.items()}


def _names() -> dict[str, dict[str, tuple[str, str]]]:
    bodies = Organisation.objects.in_published().values_list("slug", "name_en", "name_ko")
    occasions = Occasion.objects.in_published().values_list("slug", "name_en", "name_ko")
    named = {slug: (en, ko) for slug, en, ko in bodies}
    return {
        "organisation": named,
        "counterpart": named,
        "occasion": {slug: (en, ko) for slug, en, ko in occasions},
    }


def _orders(numbers: Mapping[int, int], undated: int) -> dict[tuple[str, str], Ranking]:
    """Every order but that by status, which follows from the bitmaps. `undated` is the first without a date."""
    oldest = Listed([*reversed(range(undated)), *reversed(range(undated, len(numbers)))])
    orders: dict[tuple[str, str], Ranking] = {}
    for language in LANGUAGES:
        keys = in_order(Agreement.objects.published(), "title", language).values_list("pk", flat=True)
        listed = list(dict.fromkeys(numbers[key] for key in keys if key in numbers))
        missing = (
            [number for number in numbers.values() if number not in set(listed)] if len(listed) < len(numbers) else []
        )
        orders["title", language] = Listed([*listed, *missing])
        orders[NEWEST, language], orders["oldest", language] = Newest(), oldest
    return orders
