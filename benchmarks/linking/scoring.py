"""What linking made of labelled mentions: how many matches are right, how many of those that the register holds are
matched, and how many of those that it does not are taken for another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from agreements.ingest.link import Verdict
from benchmarks.linking.labels import NEW, Labelled, Text

Link = Callable[[Text, frozenset[str]], Sequence[Verdict]]
"""Links the mentions of a text, as if some agreements were not in the register."""


@dataclass
class Tally:
    """Counts over labelled mentions. `known` are those whose agreement the register certainly holds."""

    mentions: int = 0
    known: int = 0
    matched: int = 0
    right: int = 0
    open: int = 0
    open_right: int = 0
    strangers: int = 0
    taken_for_known: int = 0
    misses: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Precision and recall of `matched`, the share left open, and what became of mentions of unknown agreements."""
        return {
            "mentions": self.mentions,
            "matched": self.matched,
            "matched wrongly": self.matched - self.right,
            "precision": _share(self.right, self.matched),
            "recall": _share(self.right, self.known),
            "recall with open": _share(self.right + self.open_right, self.known),
            "share ambiguous": _share(self.open, self.mentions),
            "unknown ones taken for known": _share(self.taken_for_known, self.strangers),
        }


def scored(texts: Iterable[Text], link: Link) -> Tally:
    """Every labelled mention, and each once more as if its agreement were not known yet."""
    tally = Tally()
    for text in texts:
        verdicts = link(text, frozenset())
        for labelled, verdict in zip(text.mentions, verdicts, strict=True):
            _count(tally, text, labelled, verdict)
        for place, labelled in enumerate(text.mentions):
            without = labelled.accepted - {NEW}
            if without:
                _count_stranger(tally, text, labelled, link(text, without)[place])
    return tally


def _count(tally: Tally, text: Text, labelled: Labelled, verdict: Verdict) -> None:
    likely = [one.public_id for one in verdict.likely]
    is_known = NEW not in labelled.accepted
    tally.mentions += 1
    tally.known += is_known
    if verdict.match == "matched":
        is_right = likely[0] in labelled.accepted
        tally.matched += 1
        tally.right += is_right
        if not is_right:
            tally.misses.append(_told("WRONG", text, labelled, verdict))
        return
    if verdict.match == "ambiguous":
        tally.open += 1
        tally.open_right += is_known and bool(labelled.accepted & set(likely))
    if is_known:
        tally.misses.append(_told(verdict.match, text, labelled, verdict))


def _count_stranger(tally: Tally, text: Text, labelled: Labelled, verdict: Verdict) -> None:
    tally.strangers += 1
    if verdict.match == "matched":
        tally.taken_for_known += 1
        tally.misses.append(_told("UNKNOWN TAKEN FOR KNOWN", text, labelled, verdict))


def _told(what: str, text: Text, labelled: Labelled, verdict: Verdict) -> str:
    mention = labelled.mention
    title = mention.title.value if mention.title else mention.quote.of(text.document.text)
    likely = ", ".join(f"{one.public_id} {one.points:.1f}" for one in verdict.likely[:3])
    reasons = "; ".join(f"{point.weight:+.1f} {point.code}" for one in verdict.likely[:1] for point in one.reasons)
    wanted = " or ".join(sorted(labelled.accepted))
    return f"{text.identity[:24]} {what}: {mention.form.value} “{title}” is {wanted}: {likely} ({reasons})"


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
