"""Warning of a record that the register may have already, while its title is typed and when it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from agreements.admin.labels import label, language
from agreements.admin.numbers import number
from agreements.domain.dates import PartialDate, UnreadableDate, parse_date
from agreements.ingest.alike import Alike, alike

MOST_LINES = 40


def page(request: HttpRequest) -> JsonResponse:
    """For the form's script: what is like what has been typed so far."""
    if not request.user.has_perm("agreements.view_agreement"):
        raise PermissionDenied
    sent = request.GET
    found = alike(
        titles=[sent.get("title_en", "")[:500], sent.get("title_ko", "")[:500]],
        bodies=_numbers(sent.getlist("body")[:MOST_LINES]),
        when=_first_date(sent.getlist("when")[:MOST_LINES]),
        but=number(sent.get("but", "")),
    )
    return JsonResponse({"key": key(found), "alike": [_told(one) for one in found]})


def of_form(sent: Mapping[str, Any]) -> list[Alike]:
    """What is like a form that was sent."""
    bodies = [sent.get(f"signatories-{place}-organisation", "") for place in range(MOST_LINES)]
    dates = [sent.get(f"actions-{place}-when", "") for place in range(MOST_LINES)]
    return alike(
        titles=[sent.get("title_en", "")[:500], sent.get("title_ko", "")[:500]],
        bodies=_numbers(bodies),
        when=_first_date(dates),
    )


def key(found: Sequence[Alike]) -> str:
    """Says of which records a person said that theirs is another one."""
    return ",".join(sorted(one.agreement.public_id for one in found))


def _told(one: Alike) -> dict[str, Any]:
    row = one.agreement
    return {
        "address": reverse("admin:agreements_agreement_change", args=[row.pk]),
        "id": row.public_id,
        "title": row.title(language()),
        "state": label(row, "record_state"),
        "reasons": list(one.reasons),
    }


def _numbers(typed: Iterable[str]) -> list[int]:
    return list({found for one in typed if (found := number(one)) is not None})


def _first_date(typed: Iterable[str]) -> PartialDate | None:
    for one in typed:
        try:
            if when := parse_date(one[:60]):
                return when
        except UnreadableDate:
            continue
    return None
