"""Pages of the people who acted on published agreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.catalogue import addresses, names, wording
from agreements.catalogue.listing.cards import cards, name_then
from agreements.catalogue.pages.nouns import Acted, NameListPage, NameRow, PersonPage, Post
from agreements.catalogue.pages.parts import Head, Link, Tally, Text
from agreements.domain.vocabulary import CAPACITIES, SIDES
from agreements.models import Person, PersonName, Signatory


def listing(q: str, language: str) -> NameListPage:
    """Everyone under their side and letter, or those with `q` in a name: three queries."""
    counts = _counts()
    everyone = list(Person.objects.in_published())
    rows = names.found(q, everyone, PersonName.objects.values_list("person_id", "text"))
    return NameListPage(
        head=Head(_("People"), _("Who signed, witnessed or acted for a side.")),
        columns=names.columns([(each.side, _row(each, counts[each.pk], language)) for each in rows], language),
        action=f"{addresses.root(language)}people/",
        q=q[: names.LONGEST],
        shown=len(rows),
        total=len(everyone),
    )


def page(slug: str, language: str) -> PersonPage | None:
    """One person; none where they stand on no published agreement."""
    if "\x00" in slug:
        return None
    person = Person.objects.in_published().prefetch_related("names").filter(slug=slug).first()
    return _page(person, language) if person else None


def found_to_be(slug: str, language: str) -> str:
    """The page of the person whom this one was found to be; else nothing."""
    if "\x00" in slug:
        return ""
    known = set(Person.objects.in_published().filter(merged_from__isnull=False).values_list("slug", flat=True))
    chain = ("merged_into__slug", "merged_into__merged_into__slug", "merged_into__merged_into__merged_into__slug")
    row = Person.objects.filter(slug=slug).values_list(*chain).first()
    found = next((each for each in row or () if each in known), None)
    return addresses.noun(language, "people", found) if found else ""


def _page(person: Person, language: str) -> PersonPage:
    acted = _acted(person, language)
    name = wording.name(person, language)
    total = len({each.card.public_id for each in acted})
    words = ngettext("%(name)s: %(count)d agreement", "%(name)s: %(count)d agreements", total)
    shown = {person.name_en, person.name_ko}
    return PersonPage(
        head=Head(str(name), words % {"name": name, "count": total}),
        name=name,
        other_name=wording.other_name(person, language),
        side=wording.label(SIDES, person.side, language),
        other_spellings=tuple(Text(row.text, row.language) for row in person.names.all() if row.text not in shown),
        posts=_posts(acted),
        acted=acted,
        total=total,
    )


def _acted(person: Person, language: str) -> tuple[Acted, ...]:
    """Newest agreement first."""
    rows = list(
        Signatory.objects.filter(person=person, agreement__record_state="published").select_related("organisation")
    )
    shown = {row.agreement_id: None for row in rows}
    held = dict(zip(shown, cards(list(shown), language), strict=False))
    made = [
        Acted(
            held[row.agreement_id],
            wording.label(CAPACITIES, row.capacity, language),
            row.post,
            Link(name_then(row, language), addresses.noun(language, "organisations", row.organisation.slug)),
        )
        for row in rows
        if row.agreement_id in held
    ]
    return tuple(sorted(made, key=lambda each: each.card.when.iso, reverse=True))


def _counts() -> Counter[int]:
    """Published agreements of each person, each once."""
    rows = Signatory.objects.filter(person__isnull=False, agreement__record_state="published")
    pairs = rows.order_by().values_list("person_id", "agreement_id").distinct()
    return Counter(person for person, _agreement in pairs if person)


def _row(person: Person, count: int, language: str) -> NameRow:
    tally = Tally(
        wording.name(person, language), count, addresses.noun(language, "people", person.slug), 0, person.slug
    )
    return NameRow(tally, wording.other_name(person, language))


def _posts(acted: Iterable[Acted]) -> tuple[Post, ...]:
    """Each post once, with the first and the last year in which it is seen."""
    years: dict[tuple[str, str], list[str]] = {}
    bodies: dict[tuple[str, str], Link] = {}
    for each in acted:
        if each.post:
            key = (each.post, each.organisation.address)
            bodies[key] = each.organisation
            years.setdefault(key, []).extend([each.card.when.iso[:4]] if each.card.when else [])
    return tuple(Post(post, bodies[post, body], _span(seen)) for (post, body), seen in years.items())


def _span(years: list[str]) -> str:
    first, last = min(years, default=""), max(years, default="")
    return first if first == last else f"{first}–{last}"
