"""What the register holds and lacks, counted and never written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, corrections, edition, gaps, press, tallies, wording
from agreements.catalogue.edition import Edition
from agreements.catalogue.index import shelf
from agreements.catalogue.pages import site
from agreements.catalogue.pages.parts import Head, Link
from agreements.catalogue.pages.site import CoveragePage, SideRow, SourceRow
from agreements.catalogue.record import soundness
from agreements.catalogue.selection import Selection
from agreements.models import Agreement, Doubt, Evidence, FetchRun, Signatory, Source

MOST_DOUBTS, MOST_REASONS = 5000, 3


def page(language: str, now: Edition | None = None) -> CoveragePage:
    """A constant number of queries; values are counted by the strongest evidence under each."""
    now = now or edition.current()
    everything = shelf.current(now).select(Selection())
    strengths = soundness.strengths(now, language)
    values = sum(tally.count for tally in strengths)
    quoted = next((tally.count for tally in strengths if tally.code == "quotation"), 0)
    years = sorted(tallies.of_facet(everything, "year", language), key=lambda tally: tally.code, reverse=True)
    doubts, doubted = _doubts(language)
    texts = _texts()
    return CoveragePage(
        head=Head(_("Coverage"), _("What the register holds, what it lacks, and when its sources were last read.")),
        total=len(everything),
        values=values,
        strengths=tallies.stretches(strengths),
        quoted_share=wording.share(quoted, values),
        gaps=tuple(gaps.counted(language)),
        sides=tuple(_sides()),
        sources=tuple(_sources(language)),
        press_items=texts["every"],
        unread=texts["waiting"],
        failed=texts["failed"],
        doubts=doubts,
        doubted=doubted,
        corrections=corrections.counts(language),
        years=tuple(years),
        undated=len(everything) - sum(tally.count for tally in years),
    )


def _texts() -> dict[str, int]:
    """Press items, and how many of their texts the program has not read or could not."""
    return press.public().aggregate(
        every=Count("pk"),
        waiting=Count("pk", filter=Q(current__read_state="waiting")),
        failed=Count("pk", filter=Q(current__read_state="failed")),
    )


def _sides() -> Iterable[SideRow]:
    """What is known of each side and in each language: three queries."""
    named = Signatory.objects.filter(agreement__record_state="published").aggregate(
        **{
            f"{what}_{side}": Count("agreement", distinct=True, filter=Q(side=side, **narrow))
            for side in ("uk", "kr")
            for what, narrow in (("body", {}), ("person", {"person__isnull": False}))
        }
    )
    written = Agreement.objects.published().aggregate(
        **{
            f"{what}_{code}": Count("pk", filter=~Q(**{f"{what}_{code}": ""}))
            for what in ("title", "summary")
            for code in ("en", "ko")
        }
    )
    evidence = Evidence.objects.public().aggregate(
        **{
            f"reference_{code}": Count("reference", distinct=True, filter=Q(reference__language=code))
            for code in ("en", "ko")
        },
        **{
            f"item_{code}": Count("revision__item", distinct=True, filter=Q(revision__item__language=code))
            for code in ("en", "ko")
        },
    )
    yield SideRow(_("Agreements that name a body"), named["body_uk"], named["body_kr"])
    yield SideRow(_("Agreements that name a person who acted"), named["person_uk"], named["person_kr"])
    yield SideRow(_("Agreements with a title in its language"), written["title_en"], written["title_ko"])
    yield SideRow(_("Agreements with a summary in its language"), written["summary_en"], written["summary_ko"])
    english, korean = (evidence[f"reference_{code}"] + evidence[f"item_{code}"] for code in ("en", "ko"))
    yield SideRow(_("Sources in its language that stand under a value"), english, korean)


def _sources(language: str) -> Iterable[SourceRow]:
    """Each source that is read on schedule, with its last finished run: two queries."""
    finished = FetchRun.objects.filter(source=OuterRef("pk"), finished_at__isnull=False).order_by("-started_at", "-pk")
    accepted = Q(sightings__item__links__agreement__record_state="published")
    rows: Any = (
        Source.objects.filter(is_active=True)
        .annotate(
            last_run=Subquery(finished.values("pk")[:1]),
            items=Count("sightings__item", distinct=True),
            accepted=Count("sightings__item", distinct=True, filter=accepted),
            agreements=Count("sightings__item__links__agreement", distinct=True, filter=accepted),
        )
        .order_by("name")
    )
    found = list(rows)
    runs = FetchRun.objects.in_bulk([row.last_run for row in found if row.last_run])
    for row in found:
        yield _source(row, runs.get(row.last_run or 0), language)


def _source(row: Any, run: FetchRun | None, language: str) -> SourceRow:
    return SourceRow(
        name=row.name,
        kind=row.get_kind_display(),
        last_checked=wording.on_day(row.last_checked_at, language),
        last_success=wording.on_day(row.last_success_at, language),
        failures=row.consecutive_failures,
        items=row.items,
        accepted=row.accepted,
        agreements=row.agreements,
        outcome=run.get_outcome_display() if run else "",
        read=run.read if run else 0,
        new=run.new if run else 0,
        changed=run.changed if run else 0,
        same=run.same if run else 0,
        refused=run.refused if run else 0,
        reasons=_reasons(run),
    )


def _reasons(run: FetchRun | None) -> tuple[str, ...]:
    """Why documents were refused, without their names."""
    given = run.refusals if run else []
    return tuple(dict.fromkeys(str(each.get("reason", "")) for each in given if isinstance(each, dict)))[:MOST_REASONS]


def _doubts(language: str) -> tuple[tuple[site.Doubt, ...], int]:
    """Doubts of one wording together, with the agreements that they touch; and how many agreements there are in all."""
    rows = Doubt.objects.filter(agreement__record_state="published").select_related("agreement")
    kinds: dict[tuple[str, str], dict[str, Link]] = {}
    for row in rows.order_by("agreement__public_id", "pk")[:MOST_DOUBTS]:
        held = row.agreement
        address = addresses.agreement(language, held.public_id, held.slug)
        title = wording.either(held.title_en, held.title_ko, language)
        kinds.setdefault((row.text_en, row.text_ko), {})[held.public_id] = Link(title, address, held.public_id)
    most = sorted(kinds.items(), key=lambda kind: -len(kind[1]))
    made = tuple(site.Doubt(wording.either(*text, language), tuple(links.values())) for text, links in most)
    return made, len({public_id for links in kinds.values() for public_id in links})
