"""What a record still lacks before it may be published, each with the place in it that mends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.curation.standing import values_without
from agreements.domain.vocabulary import VALUES
from agreements.models import Agreement


@dataclass(frozen=True, slots=True)
class Lack:
    """One reason against publication. `place` is a column or a kind of row, `row` the row itself where there is one."""

    text: str
    place: str
    row: Model | None = None


def lacks(agreement: Agreement) -> Iterator[Lack]:
    """Every reason, values that stand on nothing one by one."""
    if not agreement.signatories.all():
        yield Lack(_("Name at least one body that is a party to it."), "signatories")
    if not any(tag.is_primary for tag in agreement.sector_tags.all()):
        yield Lack(_("Tag at least one sector and mark the primary."), "sector_tags")
    language = get_language() or "en"
    for value, row in values_without(agreement):
        words = {"value": VALUES.label(value, language)}
        if row is None:
            yield Lack(_("%(value)s: nothing stands under it.") % words, value)
        else:
            yield Lack(_("%(value)s “%(row)s”: nothing stands under it.") % {**words, "row": row}, value, row)
