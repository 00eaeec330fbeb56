"""The values of one record that evidence can be put under, each with a name that a form can carry."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Model

from agreements.domain.vocabulary import VALUES
from agreements.models import Agreement
from agreements.models.evidence import ROW_OF_VALUE

RELATED = {
    "action": "actions",
    "place": "actions",
    "signatory": "signatories",
    "amount": "amounts",
    "relation": "relations",
    "sector": "sector_tags",
    "other_name": "other_names",
}
"""Values that live in rows of their own, and where an agreement keeps them."""


def of(agreement: Agreement, language: str) -> Iterator[tuple[str, str]]:
    """Pairs of a target, such as `form` or `action:12`, and what it is called."""
    for value, term in VALUES.items():
        if value not in ROW_OF_VALUE:
            yield value, term.label(language)
            continue
        for row in getattr(agreement, RELATED[value]).all():
            if value != "place" or row.place:
                yield f"{value}:{row.pk}", f"{term.label(language)}: {row}"


def resolve(agreement: Agreement, target: str) -> tuple[str, Model | None]:
    """The value and the row that a target names. Raises ValueError for one that is not of this record."""
    value, _mark, key = target.partition(":")
    if value not in VALUES or (value in ROW_OF_VALUE) != bool(key):
        raise ValueError(f"not a value of a record: {target}")
    if value not in ROW_OF_VALUE:
        return value, None
    row: Model | None = getattr(agreement, RELATED[value]).filter(pk=int(key)).first()
    if row is None:
        raise ValueError(f"{target} is not of {agreement.public_id}")
    return value, row
