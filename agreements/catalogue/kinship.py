"""How one agreement stands to other published ones, read from both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from agreements.catalogue import addresses, wording
from agreements.catalogue.pages.agreement import Related
from agreements.catalogue.pages.parts import Link
from agreements.domain.vocabulary import INVERSE_RELATIONS, RELATIONS, Vocabulary
from agreements.models import Agreement

SYMMETRIC = "announced-with"


def relations(agreement: Agreement, language: str) -> tuple[Related, ...]:
    """What it is part of and follows first, then what is part of it and follows. Needs both relations prefetched."""
    forwards: dict[str, dict[int, Link]] = defaultdict(dict)
    backwards: dict[str, dict[int, Link]] = defaultdict(dict)
    for row in agreement.relations.all():
        forwards[row.kind][row.to_id] = _link(row.to, row.note, language)
    for row in agreement.inverse_relations.all():
        held = forwards if row.kind == SYMMETRIC else backwards
        held[row.kind].setdefault(row.agreement_id, _link(row.agreement, row.note, language))
    return (*_related(forwards, RELATIONS, "", language), *_related(backwards, INVERSE_RELATIONS, "-inverse", language))


def _related(held: dict[str, dict[int, Link]], labels: Vocabulary, tail: str, language: str) -> Iterator[Related]:
    """`tail` tells the two ends of a relation apart in its code."""
    for kind in labels:
        if kind in held:
            yield Related(f"{kind}{tail}", labels.label(kind, language), tuple(held[kind].values()))


def _link(row: Agreement, note: str, language: str) -> Link:
    title = wording.either(row.title_en, row.title_ko, language)
    return Link(title, addresses.agreement(language, row.public_id, row.slug), note)
