"""Agreements as rows of a list, many at once in a constant number of queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from agreements.catalogue import addresses, wording
from agreements.catalogue.activities import activity, steps
from agreements.catalogue.dating import dating_step
from agreements.catalogue.edition import Edition
from agreements.catalogue.pages.agreements import AgreementCard, Line
from agreements.catalogue.pages.parts import Label, Text, When
from agreements.domain.activity import Trace
from agreements.domain.dates import PartialDate
from agreements.domain.vocabulary import ACTIONS, FORMS, SECTORS, STATUSES
from agreements.models import Agreement, Evidence, Signatory


@dataclass(frozen=True, slots=True)
class Source:
    """A source that stands behind an agreement: its own day, where it has one, and the day it was accepted."""

    day: datetime.date | None
    precision: str
    accepted: datetime.date

    @property
    def trace(self) -> Trace | None:
        return Trace(PartialDate.at(self.day, self.precision), self.accepted) if self.day else None

    @property
    def known_by(self) -> datetime.date:
        return self.trace.known_by if self.trace else self.accepted


Sources = dict[object, list[Source]]
MOST_KEPT = 5000
_Cards = dict[tuple[int, datetime.date | None], AgreementCard]
_shelves: dict[tuple[str, bool], tuple[str, _Cards]] = {}


def cards(
    keys: Sequence[int], language: str, now: Edition | None = None, on: datetime.date | None = None
) -> tuple[AgreementCard, ...]:
    """The published ones among `keys`, in their order: six queries, however many there are.

    Cards made for the edition `now` are kept until another edition comes, so that a list that many read costs none.
    With `on` they tell what was known on that day.
    """
    kept = _kept_for(now, language, on)
    missing = [key for key in keys if (key, on) not in kept]
    if missing:
        rows = Agreement.objects.published().for_list().filter(pk__in=missing)
        sources = sources_of(missing)
        kept.update({(row.pk, on): _card(row, sources.get(row.pk, {}), language, on) for row in rows})
    return tuple(kept[key, on] for key in keys if (key, on) in kept)


def lines(cards: Iterable[AgreementCard], notes: Mapping[str, str] | None = None) -> tuple[Line, ...]:
    """The cards in short, each with the note that stands under its public id."""
    return tuple(Line(card, (notes or {}).get(card.public_id, "")) for card in cards)


def _kept_for(now: Edition | None, language: str, on: datetime.date | None) -> _Cards:
    """The cards of one edition and language, those of past days apart; a new shelf when the edition changes or this
    one is full."""
    if now is None:
        return {}
    name, place = now.fingerprint, (language, on is not None)
    kept = _shelves.get(place)
    if kept is None or kept[0] != name or len(kept[1]) > MOST_KEPT:
        kept = _shelves[place] = (name, {})
    return kept[1]


def _card(agreement: Agreement, sources: Sources, language: str, on: datetime.date | None) -> AgreementCard:
    actions = agreement.actions.all()
    step = dating_step(actions, on)
    status = agreement.status_on(on).status if on else agreement.status
    bodies = _bodies(agreement.signatories.all(), language)
    known = {name: [each for each in held if on is None or each.known_by <= on] for name, held in sources.items()}
    traces = [trace for held in known.values() for each in held if (trace := each.trace)]
    return AgreementCard(
        public_id=agreement.public_id,
        address=addresses.agreement(language, agreement.public_id, agreement.slug, on),
        title=wording.either(agreement.title_en, agreement.title_ko, language),
        other_title=_other_title(agreement, language),
        form=wording.label(FORMS, agreement.form, language),
        status=wording.label(STATUSES, status, language),
        when=wording.when(step.when if step else None, language),
        when_kind=ACTIONS.label(step.kind, language) if step else "",
        uk=bodies["uk"],
        kr=bodies["kr"],
        others=bodies["other"],
        sectors=tuple(_sector(tag.sector, language) for tag in agreement.sector_tags.all()),
        sources=sum(map(bool, known.values())),
        newest_evidence=_newest(traces, language),
        activity=activity(agreement.legal_nature, status, [*traces, *steps(actions)], language, on),
    )


def _other_title(agreement: Agreement, language: str) -> Text:
    if not (agreement.title_en and agreement.title_ko):
        return wording.NOTHING
    return wording.only(agreement.title_en, agreement.title_ko, wording.other(language))


def _sector(code: str, language: str) -> Label:
    return wording.label(SECTORS, code, language)


def _bodies(rows: Iterable[Signatory], language: str) -> dict[str, tuple[Text, ...]]:
    """Bodies by side, each once, under the name they bore then."""
    sides: dict[str, dict[int, Text]] = {"uk": {}, "kr": {}, "other": {}}
    for row in rows:
        sides[row.side].setdefault(row.organisation_id, name_then(row, language))
    return {side: tuple(names.values()) for side, names in sides.items()}


def name_then(row: Signatory, language: str) -> Text:
    """The body's name as signed, where that is recorded, else its name."""
    if row.name_then:
        return Text(row.name_then, language_of(row.name_then))
    return wording.name(row.organisation, language)


def language_of(text: str) -> str:
    """Korean where there is Hangul, else English."""
    return "ko" if any("가" <= letter <= "힣" for letter in text) else "en"


def _newest(traces: Iterable[Trace], language: str) -> When:
    dates = [trace.date for trace in traces]
    return wording.when(max(dates), language) if dates else wording.NO_DAY


def sources_of(keys: Sequence[int]) -> dict[int, Sources]:
    """For each agreement its different sources, each on every day on which it was accepted for something: one query."""
    found: dict[int, Sources] = defaultdict(lambda: defaultdict(list))
    for key, reference, day, precision, item, item_day, item_precision, accepted in _source_rows(keys):
        if reference:
            found[key]["reference", reference].append(Source(day, precision, accepted))
        if item:
            found[key]["item", item].append(Source(item_day, item_precision, accepted))
    return found


def _source_rows(keys: Sequence[int]) -> QuerySet[Evidence, tuple[Any, ...]]:
    columns = (
        *("agreement_id", "reference_id", "reference__date", "reference__date_precision"),
        *("revision__item_id", "revision__item__date", "revision__item__date_precision", "accepted_on"),
    )
    rows = Evidence.objects.filter(agreement_id__in=keys).exclude(strength="judgement")
    return rows.order_by().values_list(*columns).distinct()
