"""Pages of the bodies that entered into published agreements."""

from __future__ import annotations

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.catalogue import addresses, shelf, tallies, wording
from agreements.catalogue.cards import cards
from agreements.catalogue.edition import Edition
from agreements.catalogue.facets import Index, Result
from agreements.catalogue.pages.nouns import Group, OrganisationListPage, OrganisationPage, PastName
from agreements.catalogue.pages.parts import Head, Link, Tally, Text
from agreements.catalogue.selection import Selection
from agreements.catalogue.sides import in_reading_order
from agreements.domain.vocabulary import ORGANISATION_KINDS, SIDES
from agreements.models import Organisation, OrganisationName, Person, Signatory

SHOWN, COUNTERPARTS = 25, 12


def listing(language: str, now: Edition | None = None) -> OrganisationListPage:
    """Every such body by side, those with most agreements first: one query beyond the index."""
    counts = shelf.current(now).select(Selection()).counts("organisation")
    bodies = Organisation.objects.in_published().order_by("name_en", "name_ko", "pk")
    rows = sorted(bodies, key=lambda body: -counts.get(body.slug, 0))
    most = max(counts.values(), default=0)
    groups = tuple(
        Group(
            SIDES.label(side, language),
            tuple(_row(body, counts.get(body.slug, 0), most, language) for body in rows if body.side == side),
        )
        for side in in_reading_order(language)
    )
    head = Head(_("Organisations"), _("British and Korean bodies that entered into agreements with each other."))
    return OrganisationListPage(head, tuple(group for group in groups if group.rows), len(rows))


def page(slug: str, language: str, now: Edition | None = None) -> OrganisationPage | None:
    """One body; none where it stands on no published agreement."""
    index = shelf.current(now)
    if slug not in index.names["organisation"]:
        return None
    body = _read(slug)
    return _page(body, index, language) if body else None


def _read(slug: str) -> Organisation | None:
    named = Prefetch("names", OrganisationName.objects.order_by("used_from", "pk"))
    rows = Organisation.objects.in_published().select_related("successor").prefetch_related(named, "predecessors")
    return rows.filter(slug=slug).first()


def _page(body: Organisation, index: Index, language: str) -> OrganisationPage:
    result = index.select(tallies.choosing("organisation", body.slug))
    name = wording.name(body, language)
    return OrganisationPage(
        head=Head(str(name), _description(str(name), len(result))),
        name=name,
        other_name=wording.other_name(body, language),
        abbreviation=body.abbreviation,
        side=wording.label(SIDES, body.side, language),
        kind=wording.label(ORGANISATION_KINDS, body.kind, language),
        names=_past_names(body),
        predecessors=tuple(link(each, index, language) for each in body.predecessors.all()),
        successor=link(body.successor, index, language) if body.successor else None,
        note=body.note,
        total=len(result),
        counterparts=_counterparts(body, result, language),
        people=_people(body, language),
        cards=cards(result.page(0, SHOWN, language), language),
        list_address=addresses.agreements(language, result.selection.query),
    )


def link(body: Organisation, index: Index, language: str) -> Link:
    """A body and its page, where it has one."""
    address = addresses.noun(language, "organisations", body.slug) if body.slug in index.names["organisation"] else ""
    return Link(wording.name(body, language), address)


def _row(body: Organisation, count: int, most: int, language: str) -> Tally:
    address = addresses.noun(language, "organisations", body.slug)
    return Tally(wording.name(body, language), count, address, wording.share(count, most), body.slug)


def _description(name: str, count: int) -> str:
    words = ngettext("%(name)s: %(count)d agreement", "%(name)s: %(count)d agreements", count)
    return words % {"count": count, "name": name}


def _past_names(body: Organisation) -> tuple[PastName, ...]:
    """Every name but those that the heading shows."""
    shown = {body.name_en, body.name_ko, body.abbreviation}
    return tuple(
        PastName(Text(row.text, row.language), _used(row), row.is_abbreviation)
        for row in body.names.all()
        if row.text not in shown
    )


def _used(row: OrganisationName) -> str:
    """Years of use: 2013–2017, 2013– or –2017."""
    first, last = (day.year if day else "" for day in (row.used_from, row.used_until))
    return f"{first}–{last}" if first or last else ""


def _counterparts(body: Organisation, result: Result, language: str) -> tuple[Tally, ...]:
    """Bodies of other sides on the same agreements."""
    numbers = [result.index.ids[number] for number in result.numbers]
    rows = Signatory.objects.filter(agreement_id__in=numbers).exclude(side=body.side)
    others = set(rows.order_by().values_list("organisation__slug", flat=True))
    counts = result.within("organisation")
    most = max((counts[slug] for slug in others if slug in counts), default=0)
    made = [
        Tally(
            wording.either(*result.index.names["organisation"][slug], language),
            counts[slug],
            addresses.noun(language, "organisations", slug),
            wording.share(counts[slug], most),
            slug,
        )
        for slug in sorted(others)
        if slug in counts
    ]
    return tuple(sorted(made, key=lambda tally: -tally.count)[:COUNTERPARTS])


def _people(body: Organisation, language: str) -> tuple[Tally, ...]:
    """Who acted for it on published agreements."""
    rows = Person.objects.filter(
        signatory__organisation=body, signatory__agreement__record_state="published"
    ).values_list("slug", "name_en", "name_ko", "signatory__agreement")
    held: dict[tuple[str, str, str], set[int]] = {}
    for slug, en, ko, agreement in rows:
        held.setdefault((slug, en, ko), set()).add(agreement)
    return tuple(
        Tally(wording.either(en, ko, language), len(found), addresses.noun(language, "people", slug), 0, slug)
        for (slug, en, ko), found in sorted(held.items(), key=lambda item: (-len(item[1]), item[0]))
    )
