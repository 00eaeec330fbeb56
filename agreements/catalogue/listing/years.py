"""Years as choices of the list: one year, or a range of years that may be open at one end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

_YEAR = r"(?:1[6-9]|2[01])[0-9]{2}"
_TOKEN = re.compile(rf"({_YEAR})?(?: ?([-–]) ?({_YEAR})?)?")


@dataclass(frozen=True, slots=True)
class Span:
    """The years from `first` to `last`, both included; open where one is missing."""

    first: int | None
    last: int | None

    @property
    def token(self) -> str:
        """As addresses write it: `2023`, `2022-2024`, `2022-`, `-2024`."""
        if self.first == self.last:
            return str(self.first)
        return f"{self.first or ''}-{self.last or ''}"

    @property
    def words(self) -> str:
        if self.first == self.last:
            return str(self.first)
        if self.last is None:
            return _("%(year)d or later") % {"year": self.first}
        if self.first is None:
            return _("%(year)d or earlier") % {"year": self.last}
        return f"{self.first}–{self.last}"

    @property
    def is_range(self) -> bool:
        return self.first != self.last

    def __contains__(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


def span(first: int | None, last: int | None) -> Span | None:
    """From the earlier to the later, however they were given; none without any."""
    if first is None and last is None:
        return None
    if first is not None and last is not None and first > last:
        first, last = last, first
    return Span(first, last)


def read(token: str) -> Span | None:
    """What a choice of years means; none where it cannot be read."""
    match = _TOKEN.fullmatch(token)
    if not match:
        return None
    first, dash, last = match.groups()
    start = int(first) if first else None
    return span(start, (int(last) if last else None) if dash else start)
