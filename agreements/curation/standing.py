"""Putting one support under every value of a record that has none, as after typing it in from one source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone

from agreements.curation import evidence
from agreements.curation.audit import Stand, change
from agreements.curation.evidence import Support
from agreements.models import Agreement

COLUMNS = ("title_en", "title_ko", "form", "summary_en", "summary_ko", "occasion")


def values_without(agreement: Agreement) -> Iterator[tuple[str, Model | None]]:
    """Each public value that nothing supports, with the row that carries it where it has one."""
    supported = set(agreement.evidence.filter(supports=True).values_list("value", flat=True))
    for column in COLUMNS:
        if getattr(agreement, column) and column not in supported:
            yield column, None
    if agreement.legal_nature != "not-established" and "legal_nature" not in supported:
        yield "legal_nature", None
    if agreement.level != "not-established" and "level" not in supported:
        yield "level", None
    for value, rows in _rows(agreement):
        for row in rows.exclude(evidence__supports=True):
            yield value, row


def stand_under_all(*, agreement: Agreement, support: Support, by: User, reason: str) -> int:
    """Put `support` under every value that has none; under how many."""
    stand = Stand.of(by, timezone.now().date())
    with change(by=by, reason=reason):
        bare = list(values_without(agreement))
        for value, row in bare:
            evidence.add(agreement=agreement, value=value, support=support, stand=stand, row=row)
    return len(bare)


def _rows(agreement: Agreement) -> Iterator[tuple[str, Any]]:
    yield "action", agreement.actions
    yield "signatory", agreement.signatories
    yield "sector", agreement.sector_tags
    yield "amount", agreement.amounts
    yield "relation", agreement.relations
    yield "other_name", agreement.other_names
