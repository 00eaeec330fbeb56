"""How one agreement stands to other published ones, read from both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from agreements.catalogue import addresses, wording
from agreements.catalogue.pages.agreement import Kin, Related, Support, Tree
from agreements.catalogue.pages.parts import Link
from agreements.catalogue.record.supports import Supports, strongest
from agreements.domain.vocabulary import INVERSE_RELATIONS, RELATIONS, STATUSES, Vocabulary
from agreements.models import Agreement

SYMMETRIC = "announced-with"
Held = dict[str, dict[int, Kin]]
"""By kind of relation, then by the other agreement."""


def relations(agreement: Agreement, supports: Supports, language: str) -> Tree:
    """Needs both relations prefetched."""
    above: Held = defaultdict(dict)
    below: Held = defaultdict(dict)
    for row in agreement.relations.all():
        above[row.kind][row.to_id] = _kin(row.to, row.note, language, supports.of("relation", row.pk))
    for row in agreement.inverse_relations.all():
        held = above if row.kind == SYMMETRIC else below
        held[row.kind].setdefault(row.agreement_id, _kin(row.agreement, row.note, language))
    beside: Held = {SYMMETRIC: above.pop(SYMMETRIC)} if SYMMETRIC in above else {}
    return Tree(
        tuple(_related(above, RELATIONS, "", language)),
        tuple(_related(below, INVERSE_RELATIONS, "-inverse", language)),
        tuple(_related(beside, RELATIONS, "", language)),
    )


def _related(held: Held, labels: Vocabulary, tail: str, language: str) -> Iterator[Related]:
    """`tail` tells the two ends of a relation apart in its code."""
    for kind in labels:
        if kind in held:
            yield Related(f"{kind}{tail}", labels.label(kind, language), tuple(held[kind].values()))


def _kin(row: Agreement, note: str, language: str, standing: tuple[Support, ...] = ()) -> Kin:
    title = wording.either(row.title_en, row.title_ko, language)
    link = Link(title, addresses.agreement(language, row.public_id, row.slug), note)
    return Kin(link, wording.label(STATUSES, row.status, language), standing, strongest(standing))
