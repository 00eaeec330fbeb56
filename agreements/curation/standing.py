"""Putting one support under every value of a record that has none, as after typing it in from one source."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone

from agreements.curation import evidence, rights, targets
from agreements.curation.audit import Stand, change
from agreements.curation.evidence import Support
from agreements.models import Agreement

COLUMNS = ("title_en", "title_ko", "form", "legal_nature", "level", "summary_en", "summary_ko", "occasion_id")
ROWS = {value: rows for value, rows in targets.RELATED.items() if value != "place"}
"""Values in rows of their own that need support, and where an agreement keeps them; a place stands with its action."""
READ = ("evidence", *ROWS.values())
"""What to prefetch before asking many agreements."""


def values_without(agreement: Agreement) -> Iterator[tuple[str, Model | None]]:
    """Each public value that nothing supports, with the row that carries it where it has one."""
    support = [row for row in agreement.evidence.all() if row.supports]
    supported = {(row.value, row.row_id) for row in support}
    for column in COLUMNS:
        value = column.removesuffix("_id")
        if getattr(agreement, column) not in ("", None, "not-established") and (value, None) not in supported:
            yield value, None
    for value, rows in ROWS.items():
        for row in getattr(agreement, rows).all():
            if (value, row.pk) not in supported:
                yield value, row


def unsettle(*, agreement: Agreement, value: str, was: str, row: Model | None = None) -> None:
    """A value has changed: what stood under it said the former one, and says so from now on. Judgements of it go."""
    under = agreement.evidence.filter(value=value, supports=True)
    held = [one for one in under if row is None or one.row_id == row.pk]
    for one in held:
        if one.strength == "judgement":
            one.delete()
        else:
            one.supports, one.reported = False, one.reported or was[:500]
            one.save(update_fields=["supports", "reported"])


def stand_under_all(*, agreement: Agreement, support: Support, by: User, reason: str) -> int:
    """Put `support` under every value that has none; under how many."""
    rights.require(by, rights.CHANGE)
    stand = Stand.of(by, timezone.now().date())
    with change(by=by, reason=reason):
        bare = list(values_without(agreement))
        for value, row in bare:
            evidence.add(agreement=agreement, value=value, support=support, stand=stand, row=row)
    return len(bare)
