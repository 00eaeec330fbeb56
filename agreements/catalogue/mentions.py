"""What the machine read in a press item and nobody has reviewed: shown on that item's own page only."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from agreements.catalogue import wording
from agreements.catalogue.pages.nouns import MachineMention
from agreements.catalogue.pages.parts import Text
from agreements.domain.dates import PartialDate, UnreadableDate
from agreements.domain.vocabulary import FORMS, REPORTED_STATUSES
from agreements.models import Candidate, PressItemRevision

CONTEXT = 80
"""Characters shown before and after a quotation."""
LONGEST_QUOTE = 600


def mentions(current: PressItemRevision, language: str) -> tuple[MachineMention, ...]:
    """One for each candidate still open, in the order of the text, then what was read beside them: one query.

    What was read in a former version counts while its words still stand in the current one.
    """
    waiting = Candidate.objects.filter(revision__item=current.item_id, state="open").select_related("revision")
    made = [_mention(each.reading, each.revision, language) for each in waiting.order_by("position", "pk")]
    beside = [_mention(reading, current, language) for reading in current.also_read]
    return tuple(each for each in (*made, *beside) if each.quote.words in current.text)


def _mention(reading: dict[str, Any], revision: PressItemRevision, language: str) -> MachineMention:
    quote, prefix, suffix = _quote(reading, revision)
    return MachineMention(
        title=Text(str(_value(reading, "title") or ""), revision.language),
        form=FORMS.label(str(_value(reading, "form") or ""), language),
        status=REPORTED_STATUSES.label(str(_value(reading, "status") or ""), language),
        date=wording.when(_date(reading), language),
        parties=tuple(_parties(reading)),
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        aside=_aside(reading),
    )


def _aside(reading: dict[str, Any]) -> str:
    if not reading.get("bilateral", True):
        return _("with another country")
    return _("a number of documents counted together") if reading.get("umbrella") else ""


def _value(reading: dict[str, Any], name: str) -> object:
    fact = reading.get(name)
    return fact.get("value") if isinstance(fact, dict) else fact


def _date(reading: dict[str, Any]) -> PartialDate | None:
    stated = _value(reading, "date")
    try:
        return PartialDate.fromisoformat(str(stated)) if stated else None
    except UnreadableDate:
        return None


def _parties(reading: dict[str, Any]) -> list[str]:
    facts = [fact for side in ("uk", "kr", "other") for fact in reading.get(f"{side}_parties") or ()]
    return [str(fact["value"] if isinstance(fact, dict) else fact) for fact in facts]


def _quote(reading: dict[str, Any], revision: PressItemRevision) -> tuple[Text, str, str]:
    """The sentence and what stands around it; nothing from a digest, which is in our words."""
    span = reading.get("quote")
    if revision.text_kind != "original" or not isinstance(span, list) or len(span) != 2:
        return wording.NOTHING, "", ""
    start, end = int(span[0]), int(span[1])
    text = revision.text
    quote = Text(text[start : min(end, start + LONGEST_QUOTE)], revision.language)
    return quote, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
