"""Records that may be one: found by what they are called, who, when and what; those known to be two are left out."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db.models import Max

from agreements.curation.merging import likely
from agreements.curation.merging.likely import Likely
from agreements.curation.quality.finding import Finding
from agreements.models import Agreement, CatalogueVersion, KnownAsTwo, Organisation, Person

KEPT = 600
"""Seconds for which the comparison of everything with everything is kept, unless something changes before."""
TABLES: dict[str, Any] = {"agreement": Agreement, "organisation": Organisation, "person": Person}


def twins(noun: str) -> Any:
    """The check of one kind of record."""

    def rows() -> list[tuple[Likely, Any, Any]]:
        pairs = _pairs(noun)
        named = TABLES[noun]._default_manager.in_bulk({key for pair in pairs for key in (pair.first, pair.second)})
        both = [(pair, named.get(pair.first), named.get(pair.second)) for pair in pairs]
        return [each for each in both if each[1] and each[2]]

    def tell(row: tuple[Likely, Any, Any], language: str) -> Finding:
        pair, first, second = row
        name = f"{_name(first, language)} ↔ {_name(second, language)}"
        return Finding(noun, first.pk, name, " · ".join(map(str, pair.reasons)), twin=second.pk)

    return {"rows": rows, "tell": tell}


def _pairs(noun: str) -> list[Likely]:
    table = TABLES[noun]
    last = table._default_manager.aggregate(pk=Max("pk"))["pk"]
    known = KnownAsTwo.objects.aggregate(pk=Max("pk"))["pk"]
    key = f"twins:{noun}:{last}:{known}:{CatalogueVersion.current()}"
    found = cache.get(key)
    if found is None:
        found = likely.pairs(noun)
        cache.set(key, found, KEPT)
    return list(found)


def _name(row: Any, language: str) -> str:
    return f"{row.public_id} {row.title(language)}" if isinstance(row, Agreement) else str(row.name(language))
