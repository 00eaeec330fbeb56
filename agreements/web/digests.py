"""Template filters for a long digest: the sentences to show at once, and the rest, which opens."""

from __future__ import annotations

import re

from django import template

from agreements.catalogue.pages.parts import Text

register = template.Library()
AT_ONCE = {"ko": 140}
"""Characters to show at once in a language; twice as many in any other."""
_END = re.compile(r"[.!?。]['”’\")]*\s+")


@register.filter
def beginning(digest: Text) -> str:
    """Whole sentences, the first at least; all of one that is not long."""
    return digest.words[: _cut(digest)].strip()


@register.filter
def rest(digest: Text) -> str:
    """What is not shown at once; nothing of one that is not long."""
    return digest.words[_cut(digest) :].strip()


def _cut(digest: Text) -> int:
    most = AT_ONCE.get(digest.language, 2 * AT_ONCE["ko"])
    if len(digest.words) <= 2 * most:
        return len(digest.words)
    ends = [match.end() for match in _END.finditer(digest.words)]
    return max((end for end in ends if end <= most), default=next(iter(ends), len(digest.words)))
