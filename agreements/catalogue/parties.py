"""Who entered into one agreement, side by side."""

from __future__ import annotations

from agreements.catalogue import addresses, wording
from agreements.catalogue.cards import name_then
from agreements.catalogue.pages.agreement import Party, Side
from agreements.catalogue.pages.parts import Link
from agreements.catalogue.sides import in_reading_order
from agreements.catalogue.supports import Supports, strongest
from agreements.domain.vocabulary import CAPACITIES, SIDES
from agreements.models import Agreement, Signatory


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
    standing = supports.of("signatory", row.pk)
    then, now = name_then(row, language), wording.name(row.organisation, language)
    return Party(
        organisation=Link(then, addresses.noun(language, "organisations", row.organisation.slug)),
        name_now=now if row.name_then and row.name_then not in _names(row) else wording.NOTHING,
        capacity=wording.label(CAPACITIES, row.capacity, language),
        person=_person(row, language),
        post=row.post,
        supports=standing,
        strength=strongest(standing),
    )


def _names(row: Signatory) -> tuple[str, str]:
    return row.organisation.name_en, row.organisation.name_ko


def _person(row: Signatory, language: str) -> Link | None:
    if row.person is None:
        return None
    return Link(wording.name(row.person, language), addresses.noun(language, "people", row.person.slug))
