"""One naming of an instrument, and what its clause asserts of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from agreements.reading.compose.titles import Title
from agreements.reading.find.counts import CountHit
from agreements.reading.model import Span
from agreements.reading.page import Sentence


class Assertion(NamedTuple):
    """What a clause says about an instrument: a status, how outright (3 to 1), where and by which rule.

    ``sets_up``: it says that something is made, as a scheme or a committee is.
    """

    status: str
    strength: int
    span: Span
    rule: str
    sets_up: bool = False
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One naming of an instrument in one sentence."""

    form: str
    strength: str
    rule: str
    head: Span
    title: Title
    sentence: Sentence
    assertion: Assertion | None
    count: CountHit | None
    content: frozenset[str]
    renews: bool
    in_headline: bool = False
    is_plural: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether the words do not say which instrument: 'the agreement'."""
        return not self.content and not self.title.is_proper
