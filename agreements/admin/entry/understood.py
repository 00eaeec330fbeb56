"""What was typed into one field, said back as it was understood."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language

from agreements.admin.entry.dates import in_words
from agreements.admin.entry.money import UnreadableMoney, parse_money
from agreements.domain.dates import PartialDate, UnreadableDate, parse_date
from agreements.domain.money import Money


def understood(request: HttpRequest) -> JsonResponse:
    """A date or a sum as it was typed, said back as it was understood, or why it was not."""
    found: PartialDate | Money | None
    typed = request.GET.get("text", "")[:100]
    try:
        found = parse_money(request.GET["money"][:100]) if "money" in request.GET else parse_date(typed)
    except UnreadableDate as problem:
        return JsonResponse({"problem": in_words(problem, typed)})
    except UnreadableMoney as problem:
        return JsonResponse({"problem": str(problem)})
    iso = str(found) if isinstance(found, PartialDate) else ""
    return JsonResponse({"understood": found.format(get_language() or "en") if found else "", "iso": iso})
