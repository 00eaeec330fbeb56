"""Pages of the sectors, two levels of them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.catalogue import addresses, tallies, wording
from agreements.catalogue.edition import Edition
from agreements.catalogue.index import shelf
from agreements.catalogue.index.facets import Result
from agreements.catalogue.listing.cards import cards, lines
from agreements.catalogue.pages.nouns import SectorListPage, SectorPage
from agreements.catalogue.pages.parts import Head, Link, Tally, Text
from agreements.catalogue.selection import Selection
from agreements.domain.vocabulary import SECTORS

NEWEST_SHOWN, BODIES_SHOWN = 25, 10


def listing(language: str, now: Edition | None = None) -> SectorListPage:
    """Every sector with a published agreement. No query beyond the index."""
    everything = shelf.current(now).select(Selection())
    head = Head(_("Sectors"), _("What the United Kingdom and the Republic of Korea have agreed, by sector."))
    return SectorListPage(head, tallies.sectors(everything, language))


def page(code: str, language: str, now: Edition | None = None) -> SectorPage | None:
    """One sector with what is below it; none where no published agreement is on it."""
    if code not in SECTORS:
        return None
    result = shelf.current(now).select(tallies.choosing("sector", code))
    return _page(code, result, language) if len(result) else None


def _page(code: str, result: Result, language: str) -> SectorPage:
    term = SECTORS[code]
    name = term.label(language)
    return SectorPage(
        head=Head(name, _description(name, len(result))),
        name=Text(name, language),
        other_name=Text(term.label(wording.other(language)), wording.other(language)),
        parent=_parent(term.parent, language),
        children=_children(code, result, language),
        total=len(result),
        statuses=tallies.in_vocabulary_order(tallies.of_facet(result, "status", language), "status"),
        organisations=tallies.of_facet(result, "organisation", language)[:BODIES_SHOWN],
        lines=lines(cards(result.page(0, NEWEST_SHOWN, language), language)),
        list_address=addresses.agreements(language, result.selection.query),
    )


def _description(name: str, count: int) -> str:
    words = ngettext("%(count)d agreement on %(name)s", "%(count)d agreements on %(name)s", count)
    return words % {"count": count, "name": name}


def _parent(code: str | None, language: str) -> Link | None:
    if code is None:
        return None
    return Link(Text(SECTORS.label(code, language), language), addresses.noun(language, "sectors", code))


def _children(code: str, result: Result, language: str) -> tuple[Tally, ...]:
    return next((tally.children for tally in tallies.sectors(result, language) if tally.code == code), ())
