"""What the machine read in a press item and nobody has reviewed: shown on that item's own page only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from agreements.catalogue import wording
from agreements.catalogue.pages.nouns import MachineMention
from agreements.catalogue.pages.parts import Text
from agreements.domain.dates import PartialDate, UnreadableDate
from agreements.domain.text import fold
from agreements.domain.vocabulary import FORMS, REPORTED_STATUSES
from agreements.models import Agreement, Candidate, PressItemRevision

CONTEXT = 80
"""Characters shown before and after a quotation."""
LONGEST_QUOTE = 600


def mentions(current: PressItemRevision, language: str, accepted: Iterable[int] = ()) -> tuple[MachineMention, ...]:
    """One for each candidate still open, in the order of the text, then what was read beside them: four queries.

    What was read in a former version counts while its words still stand in the current one. What a curator has
    `accepted` the item for, agreements by primary key, is not said again.
    """
    known = set(accepted)
    called = _names(known)
    waiting = Candidate.objects.filter(revision__item=current.item_id, state="open").select_related("revision")
    rows = waiting.prefetch_related("matches").order_by("position", "pk")
    made = [_mention(each.reading, each.revision, language) for each in rows if not _is_of(each, known)]
    beside = [_mention(reading, current, language) for reading in current.also_read]
    return tuple(
        each for each in (*made, *beside) if each.quote.words in current.text and fold(each.title.words) not in called
    )


def _is_of(candidate: Candidate, accepted: set[int]) -> bool:
    """Whether all that it may be has been accepted."""
    matches = {match.agreement_id for match in candidate.matches.all()}
    return candidate.match != "new" and bool(matches) and matches <= accepted


def _names(accepted: set[int]) -> set[str]:
    """What the accepted agreements are called, for comparison."""
    rows = (
        Agreement.objects.published().filter(pk__in=accepted).values_list("title_en", "title_ko", "other_names__text")
    )
    return {fold(name) for row in rows for name in row if name}


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
