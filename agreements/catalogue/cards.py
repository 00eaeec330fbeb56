"""Agreements as rows of a list, many at once in a constant number of queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from agreements.catalogue import addresses, wording
from agreements.catalogue.dating import dating_step
from agreements.catalogue.edition import Edition
from agreements.catalogue.pages.agreements import AgreementCard
from agreements.catalogue.pages.parts import Label, Text, When
from agreements.domain.vocabulary import ACTIONS, FORMS, SECTORS, STATUSES
from agreements.models import Agreement, Evidence, Signatory

Stated = tuple[datetime.date, str]
"""A day and its precision."""
MOST_KEPT = 5000
_shelves: dict[str, tuple[tuple[str, str], dict[int, AgreementCard]]] = {}


def cards(keys: Sequence[int], language: str, now: Edition | None = None) -> tuple[AgreementCard, ...]:
    """The published ones among `keys`, in their order: six queries, however many there are.

    Cards made for the edition `now` are kept until another edition comes, so that a list that many read costs none.
    """
    kept = _kept_for(now, language)
    missing = [key for key in keys if key not in kept]
    if missing:
        rows = {row.pk: row for row in Agreement.objects.published().for_list().filter(pk__in=missing)}
        sources = _sources(missing)
        kept.update({key: _card(row, sources.get(key, {}), language) for key, row in rows.items()})
    return tuple(kept[key] for key in keys if key in kept)


def _kept_for(now: Edition | None, language: str) -> dict[int, AgreementCard]:
    """The cards of one edition and language; a new shelf when either changes or this one is full."""
    if now is None:
        return {}
    name = (now.fingerprint, language)
    kept = _shelves.get(language)
    if kept is None or kept[0] != name or len(kept[1]) > MOST_KEPT:
        kept = _shelves[language] = (name, {})
    return kept[1]


def _card(agreement: Agreement, sources: dict[object, Stated | None], language: str) -> AgreementCard:
    step = dating_step(agreement.actions.all())
    bodies = _bodies(agreement.signatories.all(), language)
    dates = [stated for stated in sources.values() if stated]
    return AgreementCard(
        public_id=agreement.public_id,
        address=addresses.agreement(language, agreement.public_id, agreement.slug),
        title=wording.either(agreement.title_en, agreement.title_ko, language),
        other_title=_other_title(agreement, language),
        form=wording.label(FORMS, agreement.form, language),
        status=wording.label(STATUSES, agreement.status, language),
        when=wording.when(step.when if step else None, language),
        when_kind=ACTIONS.label(step.kind, language) if step else "",
        uk=bodies["uk"],
        kr=bodies["kr"],
        others=bodies["other"],
        sectors=tuple(_sector(tag.sector, language) for tag in agreement.sector_tags.all()),
        sources=len(sources),
        newest_evidence=_newest(dates, language),
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


def _newest(dates: list[Stated], language: str) -> When:
    return wording.stored(*max(dates), language) if dates else wording.NO_DAY


def _sources(keys: Sequence[int]) -> dict[int, dict[object, Stated | None]]:
    """For each agreement its different sources and the day each was published."""
    found: dict[int, dict[object, Stated | None]] = defaultdict(dict)
    for key, reference, day, precision, item, item_day, item_precision in _source_rows(keys):
        if reference:
            found[key]["reference", reference] = (day, precision) if day else None
        if item:
            found[key]["item", item] = (item_day, item_precision) if item_day else None
    return found


def _source_rows(keys: Sequence[int]) -> QuerySet[Evidence, tuple[Any, ...]]:
    columns = (
        *("agreement_id", "reference_id", "reference__date", "reference__date_precision"),
        *("revision__item_id", "revision__item__date", "revision__item__date_precision"),
    )
    rows = Evidence.objects.filter(agreement_id__in=keys).exclude(strength="judgement")
    return rows.order_by().values_list(*columns).distinct()
