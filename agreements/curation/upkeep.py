"""Keeping agreements in step when what they show is changed elsewhere: a body renamed, a person's name corrected."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model, Q

from agreements.catalogue import search
from agreements.curation import agreements
from agreements.curation.audit import change
from agreements.models import Agreement, CatalogueVersion, Occasion, Organisation, Person


def in_step_with(row: Model) -> int:
    """Refresh every agreement that shows `row`; how many there were. A source shown beside evidence is in no search
    entry: for it, and for whatever else a page may show, the new catalogue version is enough."""
    with transaction.atomic():
        shown = Agreement.objects.filter(_showing(row)).distinct().order_by("pk")
        for agreement in shown:
            agreements.refresh(agreement)
        CatalogueVersion.rise()
        return len(shown)


def rebuild() -> tuple[int, int]:
    """Work out anew all that is derived: how many statuses changed, how many search entries there are."""
    with change(by=None, reason="derived values worked out anew"):
        changed, entries = agreements.refresh_statuses(), search.reindex()
        CatalogueVersion.rise()
    return changed, entries


def settle_primary_sector(agreement: Agreement) -> None:
    """The first sector is the primary one where none is marked."""
    tags = agreement.sector_tags.order_by("pk")
    first = tags.first()
    if first and not tags.filter(is_primary=True).exists():
        first.is_primary = True
        first.save(update_fields=["is_primary"])


def _showing(row: Model) -> Q:
    if isinstance(row, Organisation):
        return Q(signatories__organisation=row)
    if isinstance(row, Person):
        return Q(signatories__person=row)
    if isinstance(row, Occasion):
        return Q(occasion=row) | Q(actions__occasion=row)
    return Q(pk__in=[])
