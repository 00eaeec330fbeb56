"""Agreements as rows of a list, many at once in one query."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from agreements.catalogue import addresses, wording
from agreements.catalogue.edition import Edition
from agreements.catalogue.listing.dating import dating_step
from agreements.catalogue.listing.rows import Body, Row, Source, Step, rows
from agreements.catalogue.pages.agreements import AgreementCard, BriefCard
from agreements.catalogue.pages.parts import Label, Text, When
from agreements.catalogue.record.activities import activity, steps
from agreements.domain.activity import Trace
from agreements.domain.dates import PartialDate
from agreements.domain.statuses import ENDED, derive
from agreements.domain.vocabulary import ACTIONS, FORMS, SECTORS, STATUSES
from agreements.models import Signatory

MOST_KEPT = 5000
_Cards = dict[tuple[int, datetime.date | None], AgreementCard]
_shelves: dict[tuple[str, bool], tuple[str, _Cards]] = {}


def cards(
    keys: Sequence[int], language: str, now: Edition | None = None, on: datetime.date | None = None
) -> tuple[AgreementCard, ...]:
    """The published ones among `keys`, in their order: one query, however many there are.

    Cards made for the edition `now` are kept until another edition comes, so that a list that many read costs none.
    With `on` they tell what was known on that day.
    """
    kept = _kept_for(now, language, on)
    missing = [key for key in keys if (key, on) not in kept]
    if missing:
        kept.update({(row.key, on): _card(row, language, on) for row in rows(missing)})
    return tuple(kept[key, on] for key in keys if (key, on) in kept)


def lines(cards: Iterable[AgreementCard], notes: Mapping[str, str] | None = None) -> tuple[BriefCard, ...]:
    """The cards in short, each with the note that stands under its public id."""
    return tuple(BriefCard(card, (notes or {}).get(card.public_id, "")) for card in cards)


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


def _card(row: Row, language: str, on: datetime.date | None) -> AgreementCard:
    step = dating_step(row.steps, on)
    status, since = _standing(row, on)
    bodies = _bodies(row.bodies, language)
    signers = _signers(row.bodies, language)
    known = [held for source in row.sources if (held := _known(source, on))]
    traces = [trace for held in known for each in held if (trace := each.trace)]
    return AgreementCard(
        public_id=row.public_id,
        address=addresses.agreement(language, row.public_id, row.slug, on),
        title=wording.either(row.title_en, row.title_ko, language),
        other_title=_other_title(row, language),
        form=wording.label(FORMS, row.form, language),
        status=wording.label(STATUSES, status, language),
        since=wording.when(since, language) if since and not (step and since == step.when) else wording.NO_DAY,
        is_over=status in ENDED,
        when=wording.when(step.when if step else None, language),
        when_kind=ACTIONS.label(step.kind, language) if step else "",
        uk=bodies["uk"],
        kr=bodies["kr"],
        others=bodies["other"],
        uk_signers=signers["uk"],
        kr_signers=signers["kr"],
        sectors=tuple(_sector(code, language) for code in row.sectors),
        sources=len(known),
        source=_voice(known, step),
        newest_evidence=_newest(traces, language),
        activity=activity(row.legal_nature, status, [*traces, *steps(row.steps)], language, on),
    )


def _standing(row: Row, on: datetime.date | None) -> tuple[str, PartialDate | None]:
    """The status and since when it holds."""
    if on is None:
        return row.status, row.status_since
    derived = derive([each.dated for each in row.steps], on)
    return derived.status, derived.since


def _other_title(row: Row, language: str) -> Text:
    if not (row.title_en and row.title_ko):
        return wording.NOTHING
    return wording.only(row.title_en, row.title_ko, wording.other(language))


def _sector(code: str, language: str) -> Label:
    return wording.label(SECTORS, code, language)


def _known(source: Sequence[Source], on: datetime.date | None) -> list[Source]:
    """The days of one source that were known on the day."""
    return [each for each in source if on is None or each.known_by <= on]


def _voice(known: Sequence[Sequence[Source]], step: Step | None) -> Text:
    """Who published the source that says when it was made, a quotation before others; else any that is named."""
    named = [each for source in known for each in source if each.publisher]
    said = next((each for each in named if step and step.pk in each.steps), named[0] if named else None)
    return Text(said.publisher, language_of(said.publisher)) if said else wording.NOTHING


def _bodies(bodies: Iterable[Body], language: str) -> dict[str, tuple[Text, ...]]:
    """Bodies by side, each once, under the name they bore then."""
    sides: dict[str, dict[int, Text]] = {"uk": {}, "kr": {}, "other": {}}
    for body in bodies:
        sides[body.side].setdefault(body.key, _borne_then(body, language))
    return {side: tuple(names.values()) for side, names in sides.items()}


def _signers(bodies: Iterable[Body], language: str) -> dict[str, tuple[Text, ...]]:
    """Who put their names to it, by side."""
    sides: dict[str, list[Text]] = {"uk": [], "kr": [], "other": []}
    for body in bodies:
        signer = wording.either(body.signer_en, body.signer_ko, language)
        if signer and signer not in sides[body.side]:
            sides[body.side].append(signer)
    return {side: tuple(names) for side, names in sides.items()}


def _borne_then(body: Body, language: str) -> Text:
    if body.name_then:
        return Text(body.name_then, language_of(body.name_then))
    return wording.either(body.name_en, body.name_ko, language)


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
