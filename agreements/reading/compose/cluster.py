"""All namings of one instrument, and which of them tells most."""

from __future__ import annotations

from agreements.reading.compose.naming import Assertion, Candidate
from agreements.reading.model import Span

# How far a status has come; what ends or changes an instrument outranks what made it.
_ORDER = (
    ("unclear",),
    ("announced",),
    ("negotiating",),
    ("agreed",),
    ("signed",),
    ("provisional",),
    ("in-effect",),
    ("in-force",),
    ("amended",),
    ("suspended", "superseded", "completed"),
    ("expired", "terminated", "lapsed"),
)
_ADVANCE = {status: rank for rank, statuses in enumerate(_ORDER) for status in statuses}
_SAYS_OUTRIGHT = 2


class Cluster:
    """All namings of one instrument in one text.

    ``lead``: the naming that tells most; ``form``: whose word for the instrument is the most exact;
    ``fullest``: the one with the fullest title.
    """

    __slots__ = ("_areas", "bilateral", "bodies", "content", "form", "fullest", "lead", "members")

    def __init__(self, first: Candidate, *, bilateral: bool) -> None:
        self.lead = self.form = self.fullest = first
        self.members: list[Candidate] = []
        self.content: frozenset[str] = frozenset()
        self.bodies: frozenset[str] = frozenset()
        self.bilateral = bilateral
        self._areas: list[Span] | None = None

    def add(self, candidate: Candidate, bodies: frozenset[str]) -> None:
        """Take in one more naming, in the order of the text."""
        self.members.append(candidate)
        self._areas = None
        self.content |= candidate.content
        self.bodies |= bodies
        if _telling(candidate) > _telling(self.lead):
            self.lead = candidate
        if (_exactness(candidate), _weight(candidate)) > (_exactness(self.form), _weight(self.form)):
            self.form = candidate
        if _fullness(candidate, self.form.form) > _fullness(self.fullest, self.form.form):
            self.fullest = candidate

    @property
    def assertion(self) -> Assertion | None:
        """The most advanced status that the text asserts most outright."""
        return self.lead.assertion

    @property
    def status(self) -> str:
        """That status's code; empty if nothing is asserted."""
        return self.assertion.status if self.assertion else ""

    @property
    def is_deed(self) -> bool:
        """Whether the text tells only of an act and names no document."""
        return self.form.strength == "deed"

    @property
    def sentences(self) -> list[int]:
        """The numbers of the sentences that name it."""
        return [member.sentence.index for member in self.members]

    @property
    def areas(self) -> list[Span]:
        """The sentences that say something of it, the most telling first."""
        if self._areas is None:
            spans = {self.lead.sentence.index: self.lead.sentence.span}
            for member in self.members:
                if member.assertion is not None or not member.is_bare:
                    spans.setdefault(member.sentence.index, member.sentence.span)
            self._areas = list(spans.values())
        return self._areas


def _telling(candidate: Candidate) -> tuple[bool, tuple[int, int], int, bool, int]:
    """What the text itself says goes before a headline, which says of what is planned that it is done."""
    outright = candidate.assertion.strength if candidate.assertion else 0
    in_text = outright >= _SAYS_OUTRIGHT and not candidate.in_headline
    return in_text, _weight(candidate), _exactness(candidate), bool(candidate.content), outright


def _weight(candidate: Candidate) -> tuple[int, int]:
    said = candidate.assertion
    return (min(said.strength, _SAYS_OUTRIGHT), _ADVANCE[said.status]) if said else (0, 0)


def _exactness(candidate: Candidate) -> int:
    if candidate.strength == "named":
        return 3
    if candidate.form == "other":
        return -1
    if candidate.form == "agreement" or candidate.strength == "deed":
        return 0
    return 2 if candidate.title.is_proper else 1


def _fullness(candidate: Candidate, form: str) -> tuple[bool, int, bool]:
    return candidate.form == form, len(candidate.content), candidate.title.is_proper
