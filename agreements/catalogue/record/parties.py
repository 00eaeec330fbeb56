"""Who entered into one agreement, side by side."""

from __future__ import annotations

from agreements.catalogue import addresses, wording
from agreements.catalogue.listing.cards import language_of, name_then
from agreements.catalogue.pages.agreement import Party, Side
from agreements.catalogue.pages.parts import Link, Text
from agreements.catalogue.record.sides import in_reading_order
from agreements.catalogue.record.supports import Supports, strongest
from agreements.domain.vocabulary import CAPACITIES, SIDES
from agreements.models import Agreement, Signatory

SUCCESSIONS = 2
"""Bodies that took a body's place, one after the other, read with it."""


def sides(agreement: Agreement, supports: Supports, language: str) -> tuple[Side, ...]:
    """The reader's own side first; a third party's column only where there is one."""
    rows = list(agreement.signatories.all())
    return tuple(
        Side(
            code,
            SIDES.label(code, language),
            tuple(_party(row, supports, language) for row in rows if row.side == code),
        )
        for code in in_reading_order(language)
        if code != "other" or any(row.side == code for row in rows)
    )


def _party(row: Signatory, supports: Supports, language: str) -> Party:
    standing = supports.held("signatory", row.pk)
    then = name_then(row, language)
    return Party(
        organisation=Link(then, addresses.noun(language, "organisations", row.organisation.slug)),
        name_now=_name_now(row, language),
        capacity=wording.label(CAPACITIES, row.capacity, language),
        person=_person(row, language),
        post=Text(row.post, language_of(row.post)) if row.post else wording.NOTHING,
        supports=standing,
        strength=strongest(standing),
        rivals=supports.rivals("signatory", row.pk),
    )


def _name_now(row: Signatory, language: str) -> Text:
    """The name of the body today, or of the one that took its place; nothing where it is still called so."""
    body = row.organisation
    for _step in range(SUCCESSIONS):
        body = body.successor or body
    is_renamed = row.name_then and row.name_then not in (body.name_en, body.name_ko)
    return wording.name(body, language) if is_renamed or body != row.organisation else wording.NOTHING


def _person(row: Signatory, language: str) -> Link | None:
    if row.person is None:
        return None
    return Link(wording.name(row.person, language), addresses.noun(language, "people", row.person.slug))
