"""Pages of visits, summits and meetings: what sources claimed beside what the register holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.catalogue import addresses, tallies, wording
from agreements.catalogue.claims import Scope, scope, verdict
from agreements.catalogue.edition import Edition
from agreements.catalogue.index import shelf
from agreements.catalogue.index.facets import Index, Result
from agreements.catalogue.listing.cards import cards, lines
from agreements.catalogue.pages.nouns import Claim, Comparison, OccasionListPage, OccasionPage, OccasionRow
from agreements.catalogue.pages.parts import Head, Link, Tally, Text, When
from agreements.catalogue.selection import Selection
from agreements.domain.vocabulary import OCCASION_KINDS
from agreements.models import Occasion, OccasionClaim, Relation

SHOWN = 25


def listing(language: str, now: Edition | None = None) -> OccasionListPage:
    """Newest first: one query beyond the index."""
    counts = shelf.current(now).select(Selection()).counts("occasion")
    most = OccasionClaim.objects.filter(occasion=OuterRef("pk")).order_by("-count").values("count")[:1]
    held: Any = Occasion.objects.in_published().annotate(most=Subquery(most))
    rows = tuple(_row(row, counts.get(row.slug, 0), row.most, language) for row in held)
    head = Head(_("Occasions"), _("Visits, summits and meetings at which agreements were made or announced."))
    return OccasionListPage(head, rows)


def page(slug: str, language: str, now: Edition | None = None) -> OccasionPage | None:
    """One occasion; none without a published agreement."""
    index = shelf.current(now)
    if slug not in index.names["occasion"]:
        return None
    occasion = Occasion.objects.in_published().prefetch_related("claims__reference").filter(slug=slug).first()
    return _page(occasion, index, language) if occasion else None


def _page(occasion: Occasion, index: Index, language: str) -> OccasionPage:
    result = index.select(tallies.choosing("occasion", occasion.slug))
    name = wording.name(occasion, language)
    keys = result.page(0, len(result), language)
    return OccasionPage(
        head=Head(str(name), _description(str(name), len(result))),
        name=name,
        other_name=wording.other_name(occasion, language),
        kind=wording.label(OCCASION_KINDS, occasion.kind, language),
        when=lasted(occasion, language),
        place=occasion.place,
        comparisons=tuple(_comparison(claim, result, language) for claim in occasion.claims.all()),
        total=len(result),
        parts=_parts(keys),
        levels=tallies.in_vocabulary_order(tallies.of_facet(result, "level", language), "level"),
        forms=tallies.of_facet(result, "form", language),
        standings=tallies.stretches(
            tallies.in_vocabulary_order(tallies.of_facet(result, "status", language), "status")
        ),
        lines=lines(cards(keys[:SHOWN], language)),
        list_address=addresses.agreements(language, result.selection.query),
    )


def _comparison(claim: OccasionClaim, result: Result, language: str) -> Comparison:
    """A claim beside what the register holds of the same, as far as its words say what it counts."""
    told = _claim(claim, language)
    meant = scope(claim.of_what_en)
    if meant is None:
        return Comparison(told, None, "", (), "unlike", _("What this total counts cannot be told from its words."))
    held = _narrowed(result, meant.levels, meant.sectors)
    also = _also(result, meant, language)
    code, words = verdict(claim.count, len(held), sum(tally.count for tally in also))
    return Comparison(told, len(held), addresses.agreements(language, held.selection.query), also, code, words)


def _narrowed(result: Result, levels: Iterable[str], sectors: Iterable[str]) -> Result:
    selection = result.selection
    for facet, values in (("level", levels), ("sector", sectors)):
        for value in values:
            selection = selection.with_(facet, value)
    return result.index.select(selection)


def _also(result: Result, meant: Scope, language: str) -> tuple[Tally, ...]:
    """What the source may have counted as well, by level."""
    within = _narrowed(result, (), meant.sectors)
    made = (tally for tally in tallies.of_facet(within, "level", language) if tally.code in meant.also)
    return tallies.in_vocabulary_order(made, "level")


def _parts(keys: Sequence[int]) -> int:
    """How many of them are part of another of them."""
    rows = Relation.objects.filter(kind="part-of", agreement_id__in=keys, to_id__in=keys)
    return rows.values("agreement").distinct().count()


def lasted(occasion: Occasion, language: str) -> When:
    """From when to when, as precisely as it is known."""
    first, last = occasion.started, occasion.ended
    start = wording.when(first or last, language)
    if not first or not last or first == last:
        return start
    is_one_month = first.day and last.day and (first.year, first.month) == (last.year, last.month)
    if is_one_month and not language.startswith("ko"):
        return When(f"{first.day}–{last.format(language)}", start.iso, start.precision)
    return When(f"{first.format(language)} – {last.format(language)}", start.iso, start.precision)


def _row(occasion: Occasion, count: int, most: int | None, language: str) -> OccasionRow:
    return OccasionRow(
        text=wording.name(occasion, language),
        address=addresses.noun(language, "occasions", occasion.slug),
        kind=wording.label(OCCASION_KINDS, occasion.kind, language),
        when=lasted(occasion, language),
        place=occasion.place,
        count=count,
        claimed=most or 0,
    )


def _description(name: str, count: int) -> str:
    words = ngettext("%(name)s: %(count)d agreement held", "%(name)s: %(count)d agreements held", count)
    return words % {"name": name, "count": count}


def _claim(claim: OccasionClaim, language: str) -> Claim:
    source = None
    if claim.reference:
        shown = claim.reference.title or claim.reference.publisher or claim.reference.address
        source = Link(Text(shown, claim.reference.language), claim.reference.link, claim.reference.publisher)
    return Claim(claim.count, wording.either(claim.of_what_en, claim.of_what_ko, language), source)
