"""What an instrument is called: its own word, or for a plain 'agreement' what the words around it make it."""

from __future__ import annotations

from functools import cache

from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.cluster import Cluster
from agreements.reading.lexicon import Lexicon
from agreements.reading.model import Span
from agreements.reading.rules import phrases

_REACH = 70
_GOVERNMENTS = "governments"


def form_of(clues: Clues, cluster: Cluster) -> tuple[str, tuple[Span, ...], str]:
    """The form's code, the words that show it and the rule."""
    form = cluster.form
    if form.form == "programme" and within(clues.money, form.title.core.start, form.title.core.end):
        return "fund", (form.head,), f"{form.rule}-with-money"
    if form.form != "agreement" or form.count:
        return form.form, (form.head,), form.rule
    lead = cluster.lead
    start = max(lead.sentence.start, lead.title.core.start - _REACH)
    end = min(lead.sentence.end, lead.title.core.end + _REACH)
    found = list(_lexicon().find(clues.page.surface[start:end], clues.page.lowered[start:end]))
    kinds = {kind for _, _, kind in found}
    for kind in ("partnership", "contract"):
        if kind in kinds and _GOVERNMENTS not in kinds:
            spans = tuple(Span(start + a, start + b) for a, b, which in found if which == kind)
            return kind, (form.head, *spans), f"{form.rule}-by-subject"
    return form.form, (form.head,), form.rule


@cache
def _lexicon() -> Lexicon[str]:
    table = phrases("subjects")
    words = [(word, kind) for kind, words in table["words"].items() for word in words]
    return Lexicon([*words, *((word, _GOVERNMENTS) for word in table["governments"])])
