"""Reading the published set into bitmaps: a constant number of queries, whatever the number of agreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyroaring import FrozenBitMap

from agreements.catalogue.facets import Index
from agreements.catalogue.filters import in_order
from agreements.catalogue.selection import FACETS, NEWEST
from agreements.domain.vocabulary import SECTORS
from agreements.models import Agreement, Occasion, Organisation, SectorTag, Signatory


def build(stamp: tuple[int, str]) -> Index:
    """Read the published set: a constant number of queries."""
    columns = ("pk", "form", "status", "level", "legal_nature", "occasion__slug", "dated")
    rows = list(in_order(Agreement.objects.published(), NEWEST, "en").values_list(*columns))
    ids = [row[0] for row in rows]
    numbers = {key: number for number, key in enumerate(ids)}
    held: dict[str, dict[str, list[int]]] = {facet: defaultdict(list) for facet in FACETS}
    for number, (_key, form, status, level, nature, occasion, dated) in enumerate(rows):
        values = {"form": form, "status": status, "level": level, "legal_nature": nature, "occasion": occasion}
        for facet, value in {**values, "year": str(dated.year) if dated else None}.items():
            if value:
                held[facet][value].append(number)
    _hold(held["sector"], numbers, _sectors())
    _hold(held["organisation"], numbers, _bodies())
    return Index(stamp, ids, _bitmaps(held), _names(), _orders(numbers))


def _hold(held: dict[str, list[int]], numbers: Mapping[int, int], pairs: Iterable[tuple[int, str]]) -> None:
    for key, value in pairs:
        if key in numbers:
            held[value].append(numbers[key])


def _sectors() -> Iterable[tuple[int, str]]:
    """Each agreement with its sectors and their parents."""
    for key, code in SectorTag.objects.filter(agreement__record_state="published").values_list("agreement", "sector"):
        yield key, code
        if parent := SECTORS[code].parent:
            yield key, parent


def _bodies() -> Iterable[tuple[int, str]]:
    rows = Signatory.objects.filter(agreement__record_state="published")
    return rows.values_list("agreement", "organisation__slug")


def _bitmaps(held: dict[str, dict[str, list[int]]]) -> dict[str, dict[str, FrozenBitMap]]:
    return {facet: {value: FrozenBitMap(numbers) for value, numbers in found.items()} for facet, found in held.items()}


def _names() -> dict[str, dict[str, tuple[str, str]]]:
    bodies = Organisation.objects.in_published().values_list("slug", "name_en", "name_ko")
    occasions = Occasion.objects.in_published().values_list("slug", "name_en", "name_ko")
    return {
        "organisation": {slug: (en, ko) for slug, en, ko in bodies},
        "occasion": {slug: (en, ko) for slug, en, ko in occasions},
    }


def _orders(numbers: Mapping[int, int]) -> dict[tuple[str, str], list[int]]:
    orders = {}
    for order in ("oldest", "status", "title"):
        for language in ("en", "ko"):
            if language == "en" or order == "title":
                keys = in_order(Agreement.objects.published(), order, language).values_list("pk", flat=True)
                orders[order, language] = [numbers[key] for key in keys if key in numbers]
            else:
                orders[order, language] = orders[order, "en"]
    return orders
