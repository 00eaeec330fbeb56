"""Pages of the people who acted on published agreements."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.catalogue import addresses, wording
from agreements.catalogue.cards import cards, name_then
from agreements.catalogue.pages.nouns import Acted, Group, PersonListPage, PersonPage
from agreements.catalogue.pages.parts import Head, Link, Tally, Text
from agreements.catalogue.sides import in_reading_order
from agreements.domain.vocabulary import CAPACITIES, SIDES
from agreements.models import Person, Signatory


def listing(language: str) -> PersonListPage:
    """Everyone by side and name: two queries."""
    counts = _counts()
    everyone = sorted(Person.objects.in_published(), key=lambda person: _by_name(person, language))
    groups = tuple(
        Group(
            SIDES.label(side, language),
            tuple(_row(each, counts[each.pk], language) for each in everyone if each.side == side),
        )
        for side in in_reading_order(language)
    )
    head = Head(_("People"), _("Who signed, witnessed or acted for a side."))
    return PersonListPage(head, tuple(group for group in groups if group.rows), len(everyone))


def _by_name(person: Person, language: str) -> tuple[bool, str]:
    """Names in the reader's script first, then those known in the other alone."""
    own = person.name_ko if language.startswith("ko") else person.name_en
    return not own, (own or person.name(language)).casefold()


def page(slug: str, language: str) -> PersonPage | None:
    """One person; none where they stand on no published agreement."""
    if "\x00" in slug:
        return None
    person = Person.objects.in_published().prefetch_related("names").filter(slug=slug).first()
    return _page(person, language) if person else None


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


def _row(person: Person, count: int, language: str) -> Tally:
    return Tally(wording.name(person, language), count, addresses.noun(language, "people", person.slug), 0, person.slug)
