"""What one reading of a source came to, counted while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_LISTED = 500
"""Refusals kept by name; beyond them only their number is."""
LONGEST_REASON = 300


@dataclass(slots=True)
class Tally:
    """`unsettled` files are still being written and are not counted as read."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    unsettled: int = 0
    refusals: list[dict[str, str]] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.new + self.changed + self.same + self.refused

    @property
    def brought_news(self) -> bool:
        """Whether there is anything that was not there before."""
        return bool(self.new or self.changed)

    def count(self, outcome: str) -> None:
        """One more that is `new`, `changed`, `same` or `unsettled`."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    def refuse(self, name: str, reason: str) -> None:
        self.refused += 1
        if len(self.refusals) < MOST_LISTED:
            self.refusals.append({"name": name, "reason": reason[:LONGEST_REASON]})

    def after(self, first: Tally) -> Tally:
        """This second look at the same place and the first one as one: what the first kept is no longer `same`."""
        kept = first.new + first.changed
        return Tally(
            new=first.new + self.new,
            changed=first.changed + self.changed,
            same=max(0, self.same - kept),
            refused=self.refused,
            unsettled=self.unsettled,
            refusals=self.refusals,
        )

    def columns(self) -> dict[str, object]:
        """As a FetchRun keeps it."""
        counts = {name: getattr(self, name) for name in ("read", "new", "changed", "same", "refused")}
        return counts | {"refusals": self.refusals}
