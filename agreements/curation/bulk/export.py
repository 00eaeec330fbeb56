"""The register, or a chosen part of it, as rows of the sheets."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils.translation import get_language

from agreements.curation import rights
from agreements.curation.bulk import register
from agreements.curation.bulk.shape import BY_NAME, SHEETS
from agreements.models import Agreement, Occasion, OccasionClaim, Organisation, Person, Reference

Rows = dict[str, list[list[str]]]
SEE = tuple(
    f"agreements.view_{noun}" for noun in ("agreement", "organisation", "person", "occasion", "reference", "evidence")
)


def everything(*, by: User | None) -> Rows:
    """All nouns with all that hangs on them."""
    nouns = {
        "agreements": Agreement.objects.values_list("pk", flat=True),
        "organisations": Organisation.objects.values_list("pk", flat=True),
        "people": Person.objects.values_list("pk", flat=True),
        "occasions": Occasion.objects.values_list("pk", flat=True),
        "references": Reference.objects.values_list("pk", flat=True),
    }
    return _rows({name: set(keys.order_by()) for name, keys in nouns.items()}, by)


def of_register(*, noun: str, chosen: Iterable[int], by: User | None) -> Rows:
    """Chosen nouns of one sheet with all that hangs on them and all that they point at."""
    nouns: dict[str, set[int]] = {noun: set(chosen)}
    if noun == "agreements":
        nouns |= dict(register.nouns_of(nouns[noun]))
    _follow(nouns)
    return _rows(nouns, by)


def _follow(nouns: dict[str, set[int]]) -> None:
    """Add what the bodies, people and occasions point at: who came after them, and pages."""
    bodies = nouns.get("organisations", set())
    found = set(bodies)
    while found:
        following = Organisation.objects.filter(pk__in=found, successor__isnull=False).values_list(
            "successor", flat=True
        )
        found = {pk for pk in following.order_by() if pk} - bodies
        bodies |= found
    pages = nouns.setdefault("references", set())
    for name in ("organisations", "people", "occasions"):
        rows = BY_NAME[name].model._default_manager.filter(pk__in=nouns.get(name, ()), reference__isnull=False)
        pages.update(rows.order_by().values_list("reference", flat=True))
    claims = OccasionClaim.objects.filter(occasion__in=nouns.get("occasions", ()), reference__isnull=False)
    pages.update(claims.values_list("reference_id", flat=True))


def _rows(nouns: dict[str, set[int]], by: User | None) -> Rows:
    if by is not None:
        rights.require(by, *SEE)
    reader = register.Reader(get_language() or "en")
    return {
        sheet.name: [
            [held.cells[column.name] for column in sheet.columns]
            for held in reader.rows(sheet, nouns.get(sheet.noun, ()))
        ]
        for sheet in SHEETS
    }
