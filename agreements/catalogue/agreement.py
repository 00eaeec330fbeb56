"""The page of one published agreement, in a constant number of queries."""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, corrections, tallies, wording
from agreements.catalogue.edition import Edition
from agreements.catalogue.index import shelf
from agreements.catalogue.listing.cards import cards
from agreements.catalogue.listing.dating import dating_step
from agreements.catalogue.pages.agreement import (
    AgreementPage,
    OfficialText,
    PressNotice,
    Sum,
    Title,
)
from agreements.catalogue.pages.agreements import AgreementCard
from agreements.catalogue.pages.parts import Head, Link, Text
from agreements.catalogue.press import title_of
from agreements.catalogue.record.activities import activity, steps
from agreements.catalogue.record.changes import changes
from agreements.catalogue.record.citation import Cited, citations
from agreements.catalogue.record.facts import facts, title
from agreements.catalogue.record.gist import gist
from agreements.catalogue.record.kinship import relations
from agreements.catalogue.record.parties import sides
from agreements.catalogue.record.supports import Supports, outside, strongest
from agreements.catalogue.record.timeline import status, timeline
from agreements.domain.vocabulary import CONFIDENCES, FORMS, LANGUAGES, LEGAL_NATURES, LEVELS, MONEY_KINDS, SECTORS
from agreements.models import Action, Agreement, Amount, PressItem, PressLink, Relation, Signatory
from agreements.models.agreement import AgreementQuerySet

COMPANIONS = 12
LONGEST_DESCRIPTION = 300


def page(key: int, language: str, now: Edition | None = None, on: datetime.date | None = None) -> AgreementPage | None:
    """By primary key; none unless it is published. Status and activity are those of the day `on`, or of today."""
    agreement = _read(key, Agreement.objects.published())
    return _page(agreement, language, now, on) if agreement else None


def preview(key: int, language: str) -> AgreementPage | None:
    """The page that a record in any state would have, for those who may see it before the public does."""
    agreement = _read(key, Agreement.objects.all())
    return _page(agreement, language, None, None) if agreement else None


def _read(key: int, among: AgreementQuerySet) -> Agreement | None:
    public = Agreement.objects.published()
    rows = among.select_related("occasion").prefetch_related(
        Prefetch("actions", Action.objects.select_related("occasion", "agreement")),
        "sector_tags",
        "other_names",
        Prefetch("signatories", Signatory.objects.select_related("organisation__successor__successor", "person")),
        Prefetch("amounts", Amount.objects.select_related("payer")),
        "documents",
        "identifiers",
        "doubts",
        Prefetch("relations", Relation.objects.filter(to__in=public).select_related("to")),
        Prefetch("inverse_relations", Relation.objects.filter(agreement__in=public).select_related("agreement")),
        Prefetch("press_links", PressLink.objects.select_related("item__current")),
    )
    return rows.filter(pk=key).first()


def _page(agreement: Agreement, language: str, now: Edition | None, on: datetime.date | None) -> AgreementPage:
    supports = Supports(agreement, language)
    own, other = (title(agreement, supports, each) for each in (language, wording.other(language)))
    shown = own if own.text else Title(other.text, own.origin, own.origin_text)
    summary = wording.either(agreement.summary_en, agreement.summary_ko, language)
    companions, more = _companions(agreement, language, now, on)
    strengths = supports.strengths()
    told = corrections.of(agreement, language)
    columns = sides(agreement, supports, language)
    return AgreementPage(
        head=Head(str(shown.text), str(summary)[:LONGEST_DESCRIPTION] or str(shown.text)),
        public_id=agreement.public_id,
        number_note=_number_note(agreement),
        address=addresses.agreement(language, agreement.public_id, agreement.slug),
        permanent_link=_permanent(agreement, language),
        title=shown,
        other_title=other,
        gist=gist(agreement, supports, columns, language, on),
        summary=summary,
        summary_supports=(standing := supports.of(f"summary_{summary.language}")),
        summary_strength=strongest(standing),
        form=wording.label(FORMS, agreement.form, language),
        legal_nature=wording.label(LEGAL_NATURES, agreement.legal_nature, language),
        level=wording.label(LEVELS, agreement.level, language),
        confidence=wording.label(CONFIDENCES, agreement.confidence, language),
        status=(stands := status(agreement, supports, language, on)),
        sectors=_sectors(agreement, language),
        occasion=_occasion(agreement, language),
        facts=facts(agreement, supports, language, on),
        sides=columns,
        timeline=timeline(agreement, supports, language, on),
        relations=relations(agreement, supports, language),
        announced_with=companions,
        announced_with_more=more,
        press=_press(agreement, supports, language, on),
        doubts=tuple(wording.either(row.text_en, row.text_ko, language) for row in agreement.doubts.all()),
        sums=tuple(_sum(row, supports, language) for row in agreement.amounts.all()),
        documents=_documents(agreement, language),
        identifiers=tuple((row.scheme, row.value) for row in agreement.identifiers.all()),
        citations=citations(_cited(agreement, language)),
        changes=corrections.in_history(changes(agreement, language), told),
        outcomes=corrections.beside(told),
        dispute_address=addresses.dispute(language, agreement.public_id, agreement.slug),
        quoted=sum(strength == "quotation" for strength in strengths.values()),
        valued=len(strengths),
        activity=activity(
            agreement.legal_nature,
            stands.label.code,
            [*supports.traces, *steps(agreement.actions.all())],
            language,
            on,
        ),
        as_of=wording.on_day(on, language),
    )


def _number_note(agreement: Agreement) -> str:
    """That the year in the number is no date, where no signature, announcement or first step is known of that year."""
    year, step = agreement.public_id.split("-")[1], dating_step(agreement.actions.all())
    if step and step.date and str(step.date.year) == year:
        return ""
    return _("Number given under %(year)s; this is not a date of the agreement.") % {"year": year}


def _permanent(agreement: Agreement, language: str) -> str:
    """By public id alone, which never changes; it leads to the page's present address."""
    return f"{settings.SITE_ORIGIN.rstrip('/')}{addresses.agreements(language)}{agreement.public_id}/"


def _sectors(agreement: Agreement, language: str) -> tuple[Link, ...]:
    return tuple(
        Link(Text(SECTORS.label(tag.sector, language), language), addresses.noun(language, "sectors", tag.sector))
        for tag in agreement.sector_tags.all()
    )


def _occasion(agreement: Agreement, language: str) -> Link | None:
    if agreement.occasion is None:
        return None
    address = addresses.noun(language, "occasions", agreement.occasion.slug)
    return Link(wording.name(agreement.occasion, language), address)


def _companions(
    agreement: Agreement, language: str, now: Edition | None, on: datetime.date | None
) -> tuple[tuple[AgreementCard, ...], Link | None]:
    """Others of the same occasion, as they stood on the day, and the list of all when there are more than fit."""
    if agreement.occasion is None:
        return (), None
    asked = replace(tallies.choosing("occasion", agreement.occasion.slug), as_of=on)
    result = shelf.current(now).select(asked)
    keys = [key for key in result.page(0, COMPANIONS + 1, language) if key != agreement.pk]
    more = None
    if len(result) > COMPANIONS + 1:
        text = Text(_("All %(count)d of this occasion") % {"count": len(result)}, language)
        more = Link(text, addresses.agreements(language, result.selection.query))
    return cards(keys[:COMPANIONS], language, on=on), more


def _press(
    agreement: Agreement, supports: Supports, language: str, on: datetime.date | None
) -> tuple[PressNotice, ...]:
    """Newest first, those without a day last; of the day `on`, what had been published by then."""
    items = [link.item for link in agreement.press_links.all()]
    items = [item for item in items if on is None or (item.when and item.when.latest <= on)]
    newest = sorted(items, key=lambda item: (item.date is not None, item.date, item.pk), reverse=True)
    return tuple(_notice(item, supports, language) for item in newest)


def _notice(item: PressItem, supports: Supports, language: str) -> PressNotice:
    held = item.current
    is_digest = held is not None and held.text_kind == "digest"
    return PressNotice(
        address=addresses.noun(language, "press", item.pk),
        title=title_of(item),
        publisher=item.publisher,
        date=wording.when(item.when, language),
        link=outside(item.link),
        digest=Text(held.text, held.language) if held and is_digest else wording.NOTHING,
        quotes=tuple(supports.quotes.get(item.pk, ())),
    )


def _sum(row: Amount, supports: Supports, language: str) -> Sum:
    standing = supports.held("amount", row.pk)
    payer = Link(wording.name(row.payer, language), "") if row.payer else None
    kind = wording.label(MONEY_KINDS, row.kind, language)
    rivals = supports.rivals("amount", row.pk)
    return Sum(row.money.format(language), kind, payer, row.period, row.note, standing, strongest(standing), rivals)


def _documents(agreement: Agreement, language: str) -> tuple[OfficialText, ...]:
    return tuple(
        OfficialText(
            Text(row.title, row.language),
            wording.label(LANGUAGES, row.language, language),
            outside(row.address),
            row.is_authentic,
        )
        for row in agreement.documents.all()
    )


def _cited(agreement: Agreement, language: str) -> Cited:
    return Cited(
        title=agreement.title(language),
        public_id=agreement.public_id,
        address=_permanent(agreement, language),
        register=_("UK–Korea Agreement Tracker"),
        day=timezone.now().date(),
        language=language,
    )
