"""Taking evidence away, which a public record bears only where something else stands under the same value."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User

from agreements.curation import agreements, rights
from agreements.curation.audit import change
from agreements.models import Agreement, Evidence


def remove(*, rows: Iterable[Evidence], by: User, reason: str) -> int:
    """Delete evidence; how many rows. Raises agreements.NotReady if a public value is left without any, and then
    nothing is deleted."""
    rights.require(by, rights.CHANGE)
    keys = [row.pk for row in rows]
    with change(by=by, reason=reason):
        touched = list(Agreement.objects.filter(evidence__in=keys).distinct().order_by("pk"))
        Evidence.objects.filter(pk__in=keys).delete()
        for agreement in touched:
            agreements.refresh(agreement)
            agreements.stay_publishable(agreement)
    return len(keys)
