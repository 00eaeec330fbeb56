"""What the register holds and lacks, counted and never written by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, press, shelf, tallies, wording
from agreements.catalogue.edition import Edition
from agreements.catalogue.pages.parts import Head, Link, Tally, Text
from agreements.catalogue.pages.site import CoveragePage, DoubtRow, Gap, SourceRow
from agreements.catalogue.selection import Selection
from agreements.domain.vocabulary import STRENGTHS
from agreements.models import Agreement, Doubt, Evidence, FetchRun, Source
from agreements.models.evidence import ROWS

MOST_DOUBTS = 200


def page(language: str, now: Edition | None = None) -> CoveragePage:
    """A constant number of queries; values are counted by the strongest evidence under each."""
    everything = shelf.current(now).select(Selection())
    strengths = _strengths()
    values = sum(strengths.values())
    years = sorted(tallies.of_facet(everything, "year", language), key=lambda tally: tally.code)
    return CoveragePage(
        head=Head(_("Coverage"), _("What the register holds, what it lacks, and when its sources were last read.")),
        total=len(everything),
        values=values,
        strengths=tuple(_strength(code, strengths[code], values, language) for code in STRENGTHS),
        quoted_share=wording.share(strengths["quotation"], values),
        gaps=tuple(_gaps(len(everything))),
        sources=tuple(_sources(language)),
        press_items=press.public().count(),
        doubts=tuple(_doubts(language)),
        years=tuple(years),
    )


def _strengths() -> Counter[str]:
    """How many values have each strength as their best."""
    rows = Evidence.objects.public().filter(supports=True).order_by()
    best: dict[tuple[object, ...], str] = {}
    columns = ("agreement_id", "value", *(f"{row}_id" for row in ROWS), "strength")
    for *value, strength in rows.values_list(*columns).distinct():
        key = tuple(value)
        best[key] = min(best.get(key, strength), strength, key=STRENGTHS.codes.index)
    return Counter(best.values())


def _strength(code: str, count: int, values: int, language: str) -> Tally:
    return Tally(Text(STRENGTHS.label(code, language), language), count, "", wording.share(count, values), code)


def _gaps(total: int) -> Iterable[Gap]:
    public = Agreement.objects.published()
    counted = public.aggregate(
        title_ko=Count("pk", filter=Q(title_ko="")),
        title_en=Count("pk", filter=Q(title_en="")),
        summary_ko=Count("pk", filter=Q(summary_ko="")),
        summary_en=Count("pk", filter=Q(summary_en="")),
        status=Count("pk", filter=Q(status="unclear")),
        legal_nature=Count("pk", filter=Q(legal_nature="not-established")),
        level=Count("pk", filter=Q(level="not-established")),
        date=Count("pk", filter=Q(status_date=None)),
    )
    labels = {
        "title_ko": _("Without a Korean title"),
        "title_en": _("Without an English title"),
        "summary_ko": _("Without a Korean summary"),
        "summary_en": _("Without an English summary"),
        "date": _("Status without a stated date"),
        "status": _("Status not established"),
        "legal_nature": _("Legal nature not established"),
        "level": _("Level not established"),
    }
    for key, label in labels.items():
        yield Gap(label, counted[key], total, wording.share(counted[key], total))


def _sources(language: str) -> Iterable[SourceRow]:
    """Each source that is read on schedule, with its last finished run: two queries."""
    finished = FetchRun.objects.filter(source=OuterRef("pk"), finished_at__isnull=False).order_by("-started_at", "-pk")
    rows = (
        Source.objects.filter(is_active=True)
        .annotate(last_run=Subquery(finished.values("pk")[:1]), items=Count("sightings__item", distinct=True))
        .order_by("name")
    )
    figures: list[tuple[Source, int | None, int]] = [(row, *_annotated(row)) for row in rows]
    runs = FetchRun.objects.in_bulk([last for _row, last, _items in figures if last])
    for row, last, items in figures:
        yield _source(row, runs.get(last or 0), items, language)


def _annotated(row: Any) -> tuple[int | None, int]:
    return row.last_run, row.items


def _source(row: Source, run: FetchRun | None, items: int, language: str) -> SourceRow:
    return SourceRow(
        name=row.name,
        kind=row.get_kind_display(),
        is_active=row.is_active,
        last_checked=wording.on_day(row.last_checked_at, language),
        last_success=wording.on_day(row.last_success_at, language),
        items=items,
        outcome=run.get_outcome_display() if run else "",
        read=run.read if run else 0,
        new=run.new if run else 0,
        changed=run.changed if run else 0,
        same=run.same if run else 0,
        refused=run.refused if run else 0,
    )


def _doubts(language: str) -> Iterable[DoubtRow]:
    rows = Doubt.objects.filter(agreement__record_state="published").select_related("agreement")
    for row in rows.order_by("agreement__public_id", "pk")[:MOST_DOUBTS]:
        agreement = row.agreement
        address = addresses.agreement(language, agreement.public_id, agreement.slug)
        title = wording.either(agreement.title_en, agreement.title_ko, language)
        yield DoubtRow(Link(title, address, agreement.public_id), wording.either(row.text_en, row.text_ko, language))
