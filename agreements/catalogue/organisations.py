"""Pages of the bodies that entered into published agreements."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.catalogue import addresses, names, tallies, wording
from agreements.catalogue.edition import Edition
from agreements.catalogue.index import shelf
from agreements.catalogue.index.facets import Index, Result
from agreements.catalogue.listing.cards import cards, lines
from agreements.catalogue.pages.nouns import NameListPage, NameRow, OrganisationPage, PastName
from agreements.catalogue.pages.parts import Head, Link, Tally, Text
from agreements.catalogue.selection import Selection
from agreements.domain.names import organisation_key
from agreements.domain.vocabulary import CAPACITIES, ORGANISATION_KINDS, SECTORS, SIDES
from agreements.models import Organisation, OrganisationName, Signatory

SHOWN, COUNTERPARTS, SECTORS_SHOWN = 25, 12, 8


def listing(q: str, language: str, now: Edition | None = None) -> NameListPage:
    """Every such body under its side and letter, or those with `q` in a name: two queries beyond the index."""
    counts = shelf.current(now).select(Selection()).counts("organisation")
    bodies = list(Organisation.objects.in_published())
    rows = names.found(q, bodies, OrganisationName.objects.values_list("organisation_id", "text"))
    made = [(body.side, _row(body, counts.get(body.slug, 0), language)) for body in rows]
    return NameListPage(
        head=Head(_("Organisations"), _("British and Korean bodies that entered into agreements with each other.")),
        columns=names.columns(made, language),
        action=f"{addresses.root(language)}organisations/",
        q=q[: names.LONGEST],
        shown=len(rows),
        total=len(bodies),
    )


def _row(body: Organisation, count: int, language: str) -> NameRow:
    address = addresses.noun(language, "organisations", body.slug)
    tally = Tally(wording.name(body, language), count, address, code=body.slug)
    return NameRow(tally, wording.other_name(body, language), body.abbreviation)


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


def under_former_name(slug: str, language: str, now: Edition | None = None) -> str:
    """The page of the one body that carried this name, that took over from the one that did, or that it was found to be
    the same as; else nothing."""
    known = shelf.current(now).names["organisation"]
    if "\x00" in slug:
        return ""
    meant = Q(slug=slug) | Q(names__key=organisation_key(slug.replace("-", " ")))
    chain = [
        *("slug", "merged_into__slug", "merged_into__merged_into__slug", "successor__slug"),
        *("successor__successor__slug", "successor__merged_into__slug", "merged_into__successor__slug"),
    ]
    rows = Organisation.objects.filter(meant).order_by("slug").values_list(*chain).distinct()
    found = {next((each for each in row if each in known), None) for row in rows[:5]} - {None}
    return addresses.noun(language, "organisations", str(found.pop())) if len(found) == 1 else ""


def _page(body: Organisation, index: Index, language: str) -> OrganisationPage:
    result = index.select(tallies.choosing("organisation", body.slug))
    name = wording.name(body, language)
    acting = _acting(body)
    held = cards(result.page(0, SHOWN, language), language)
    years = sorted(tallies.of_facet(result, "year", language), key=lambda tally: tally.code, reverse=True)
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
        roles=_roles(acting, language),
        standings=tallies.stretches(
            tallies.in_vocabulary_order(tallies.of_facet(result, "status", language), "status")
        ),
        years=tuple(years),
        sectors=_sectors(result, language),
        counterparts=_counterparts(body, result, language),
        people=_people(acting, language),
        lines=lines(held, _notes(acting, language)),
        list_address=addresses.agreements(language, result.selection.query),
    )


def link(body: Organisation, index: Index, language: str) -> Link:
    """A body and its page, where it has one, with how many agreements are there."""
    held = index.choices["organisation"].get(body.slug)
    if not held:
        return Link(wording.name(body, language), "")
    return Link(wording.name(body, language), addresses.noun(language, "organisations", body.slug), str(len(held)))


def _description(name: str, count: int) -> str:
    words = ngettext("%(name)s: %(count)d agreement", "%(name)s: %(count)d agreements", count)
    return words % {"count": count, "name": name}


def _sectors(result: Result, language: str) -> tuple[Tally, ...]:
    """Second-level sectors alone, so that nothing counts twice in sight of its parent."""
    made = tallies.of_facet(result, "sector", language)
    return tuple(tally for tally in made if tally.code in SECTORS and SECTORS[tally.code].parent)[:SECTORS_SHOWN]


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


@dataclass(frozen=True, slots=True)
class _Act:
    """What the body, or a person for it, did on one published agreement."""

    public_id: str
    capacity: str
    person: tuple[str, str, str] | None
    """Slug and names."""


def _acting(body: Organisation) -> list[_Act]:
    rows = Signatory.objects.filter(organisation=body, agreement__record_state="published").order_by("pk")
    columns = ("agreement__public_id", "capacity", "person__slug", "person__name_en", "person__name_ko")
    return [
        _Act(public_id, capacity, (slug, en, ko) if slug else None)
        for public_id, capacity, slug, en, ko in rows.values_list(*columns)
    ]


def _roles(acting: list[_Act], language: str) -> tuple[Tally, ...]:
    held: dict[str, set[str]] = {}
    for act in acting:
        held.setdefault(act.capacity, set()).add(act.public_id)
    return tuple(
        Tally(Text(CAPACITIES.label(code, language), language), len(held[code]), "", code=code)
        for code in CAPACITIES
        if code in held
    )


def _notes(acting: list[_Act], language: str) -> dict[str, str]:
    """The body's part in each agreement, where it did not simply sign."""
    held: dict[str, dict[str, None]] = {}
    for act in acting:
        held.setdefault(act.public_id, {})[CAPACITIES.label(act.capacity, language)] = None
    signed = CAPACITIES.label("signed", language)
    return {
        key: _("Its part: %(roles)s") % {"roles": ", ".join(each)} for key, each in held.items() if [*each] != [signed]
    }


def _people(acting: list[_Act], language: str) -> tuple[Tally, ...]:
    """Who acted for it on published agreements."""
    held: dict[tuple[str, str, str], set[str]] = {}
    for act in acting:
        if act.person:
            held.setdefault(act.person, set()).add(act.public_id)
    return tuple(
        Tally(wording.either(en, ko, language), len(found), addresses.noun(language, "people", slug), 0, slug)
        for (slug, en, ko), found in sorted(held.items(), key=lambda item: (-len(item[1]), item[0]))
    )
