"""Which rows of two agreements say the same, so that one remains; which disagree; and which simply change hands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agreements.curation.merging.columns import AWAY, BOTH, KEEP
from agreements.curation.reviewing.stances import HAPPENS_ONCE
from agreements.domain.text import fold
from agreements.models import Action, Agreement

MOVES, FOLDS, DISAGREES, ENDS = "moves", "folds", "disagrees", "ends"
Same = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Pairing:
    """A row of the record taken away, and what becomes of it: it changes hands, becomes one with `twin`, disagrees with
    `twin`, or ends, being a relation of the two to each other."""

    rows: str
    row: Any
    twin: Any
    fate: str

    @property
    def key(self) -> str:
        """By which a choice names it."""
        return f"{self.row._meta.model_name}-{self.row.pk}"

    def taken(self, choices: Mapping[str, str]) -> str:
        """Ours, theirs or both; ours where nobody chose."""
        chosen = choices.get(self.key, KEEP)
        return chosen if chosen in (KEEP, AWAY, BOTH) else KEEP


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of one kind: where an agreement keeps them, when two are one, and the columns one gains from the other."""

    rows: str
    same: Sequence[Same]
    gains: tuple[str, ...] = ()


def _equal(*names: str) -> Same:
    return lambda one, two: all(getattr(one, name) == getattr(two, name) for name in names)


def _alike_text(one: Any, two: Any) -> bool:
    return fold(one.text) == fold(two.text)


def _one_unnamed(one: Any, two: Any) -> bool:
    """The same body in the same part, once without the person who acted for it."""
    alike = _equal("organisation_id", "capacity", "side")(one, two)
    return alike and (one.person_id is None or two.person_id is None)


def _one_sum(one: Any, two: Any) -> bool:
    kinds = {one.kind, two.kind} - {"not-established"}
    payers = {one.payer_id, two.payer_id} - {None}
    return _equal("minimum", "maximum", "currency")(one, two) and len(kinds) < 2 and len(payers) < 2


def _one_step(one: Action, two: Action) -> bool:
    if not _equal("kind", "side", "nature")(one, two):
        return False
    if one.when is None or two.when is None:
        return one.when == two.when or one.kind in HAPPENS_ONCE
    return one.when.contains(two.when) or two.when.contains(one.when)


def _rival_step(one: Action, two: Action) -> bool:
    """The same step, which happens once, on different days."""
    return one.kind in HAPPENS_ONCE and _equal("kind", "side", "nature")(one, two)


KINDS = (
    Kind("sector_tags", [_equal("sector")]),
    Kind("other_names", [_alike_text]),
    Kind("actions", [_one_step], ("place", "occasion_id", "note")),
    Kind(
        "signatories",
        [_equal("organisation_id", "capacity", "person_id"), _one_unnamed],
        ("person_id", "post", "name_then"),
    ),
    Kind("amounts", [_one_sum], ("kind", "payer_id", "period", "note")),
    Kind("relations", [_equal("kind", "to_id")], ("note",)),
    Kind("inverse_relations", [_equal("kind", "agreement_id")], ("note",)),
    Kind("documents", [_equal("address")], ("is_authentic",)),
    Kind("identifiers", [_equal("scheme", "value")]),
    Kind("doubts", [_equal("text_en")], ("text_ko",)),
    Kind("press_links", [_equal("item_id")]),
)


def pairings(keep: Agreement, away: Agreement) -> Iterator[Pairing]:
    """Every row of `away` with what becomes of it in `keep`. One query a kind and record."""
    for kind in KINDS:
        ours, taken = list(rows_of(keep, kind.rows)), set[int]()
        for row in rows_of(away, kind.rows):
            pairing = _pair(kind, row, ours, keep, taken)
            if pairing.twin:
                taken.add(pairing.twin.pk)
            yield pairing


def _pair(kind: Kind, row: Any, ours: list[Any], keep: Agreement, taken: set[int]) -> Pairing:
    """A row of ours that is the very same serves any number of theirs; one that is nearly so, one of theirs."""
    if (kind.rows, keep.pk) in (("relations", getattr(row, "to_id", 0)), ("inverse_relations", row.agreement_id)):
        return Pairing(kind.rows, row, None, ENDS)
    exact, *near = kind.same
    if twin := next((one for one in ours if exact(one, row)), None):
        return Pairing(kind.rows, row, twin, FOLDS)
    free = [one for one in ours if one.pk not in taken]
    if twin := next((one for same in near for one in free if same(one, row)), None):
        return Pairing(kind.rows, row, twin, FOLDS)
    if kind.rows == "actions" and (rival := next((one for one in ours if _rival_step(one, row)), None)):
        return Pairing(kind.rows, row, rival, DISAGREES)
    return Pairing(kind.rows, row, None, MOVES)


def rows_of(agreement: Agreement, name: str) -> list[Any]:
    """The rows of one kind, with what their words name."""
    joined = {
        "signatories": ("organisation", "person"),
        "relations": ("to",),
        "inverse_relations": ("agreement",),
        "press_links": ("item",),
        "amounts": ("payer",),
    }
    rows = getattr(agreement, name).order_by("pk")
    return list(rows.select_related(*joined[name]) if name in joined else rows)
