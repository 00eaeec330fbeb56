"""Values of which a record has one, where two records become one: which agree, and which somebody must choose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

COLUMNS = {
    "agreement": (
        *("title_en", "title_ko", "form", "legal_nature", "level", "summary_en", "summary_ko"),
        *("occasion_id", "confidence"),
    ),
    "organisation": ("name_en", "name_ko", "abbreviation", "kind", "successor_id", "reference_id", "note"),
    "person": ("name_en", "name_ko", "reference_id"),
}
EMPTY = {"", None, "not-established"}
KEEP, AWAY, BOTH = "keep", "away", "both"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One column of two records. `settled` is which is taken without asking; nothing where somebody must choose."""

    name: str
    mine: Any
    theirs: Any

    @property
    def value(self) -> str:
        """What the public value is called, where the column holds one."""
        return self.name.removesuffix("_id")

    @property
    def settled(self) -> str:
        if self.mine == self.theirs or self.theirs in EMPTY:
            return KEEP
        return AWAY if self.mine in EMPTY else ""

    def taken(self, choices: Mapping[str, str]) -> str:
        """Which of the two is taken: ours unless the other was chosen."""
        return self.settled or (AWAY if choices.get(self.value) == AWAY else KEEP)


def meetings(noun: str, keep: Model, away: Model) -> Iterator[Meeting]:
    """Each column in which the two can agree or not."""
    for name in COLUMNS[noun]:
        mine, theirs = getattr(keep, name), getattr(away, name)
        if name == "successor_id":
            mine, theirs = (None if one in (keep.pk, away.pk) else one for one in (mine, theirs))
        if not (mine in EMPTY and theirs in EMPTY):
            yield Meeting(name, mine, theirs)
