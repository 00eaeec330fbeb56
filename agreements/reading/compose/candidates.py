"""Namings of instruments, each with what its own clause asserts about it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreements.reading.compose.assertions import fate, govern
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.deeds import deeds
from agreements.reading.compose.heads import circumstances, heads, is_elsewhere, stops
from agreements.reading.compose.naming import Candidate
from agreements.reading.compose.titles import Title, content, speaks_of_renewal, title_around
from agreements.reading.find.counts import CountHit
from agreements.reading.model import Span
from agreements.reading.page import Sentence
from agreements.reading.page.surface import is_headline
from agreements.reading.scanner import Match

_SERVES = re.compile(r"^(?: (?:under|amending|implementing|supplementing))? (?:the|their|its) [\w ,&'-]{0,70}$")
# 'Implementation Arrangement on the Science and Technology Agreement': what another instrument's name completes.
_COMPLETES = re.compile(r"^ (?:on|of|to|for) the (?:[A-Z][\w&-]+,? |and )*$")
_PLURAL = re.compile(
    r"(?:mo[uc]s|memoranda|memorandums|agreements|deals|pacts|contracts|accords|partnerships|treaties)$", re.IGNORECASE
)
_SERVING = frozenset({"arrangement", "protocol", "exchange-of-notes"})
_OLD = frozenset({"existing", "current", "old", "original", "present", "earlier", "previous", "rollover"})
_TOP = 3
_COUNT = "count"


def find_candidates(clues: Clues) -> list[Candidate]:
    """Every naming on the page that may be of an instrument, in order."""
    found = [*_counted(clues), *_named(clues)]
    found.extend(deeds(clues))
    return sorted(found, key=lambda candidate: candidate.head)


def _counted(clues: Clues) -> Iterator[Candidate]:
    for count in clues.counts:
        sentence = clues.page.sentence_at(count.start)
        if sentence:
            head = Span(count.start, count.end)
            forms = within(clues.forms, count.start, count.end)
            form = forms[-1].rule.get("form") if forms else "other"
            title = Title(head, head, False, True, False)
            yield _candidate(clues, sentence, head, title, form, _COUNT, count.rule, count)


def _named(clues: Clues) -> Iterator[Candidate]:
    reach, how = -1, circumstances(clues)
    of_trade = any(form.rule.get("form") == "fta" for form in clues.forms)
    for form in heads(clues):
        sentence = clues.page.sentence_at(form.start)
        if sentence is None or form.start < reach or not form.rule.get("form") or is_elsewhere(clues, form):
            continue
        head = Span(form.start, form.end)
        following = next((f.start for f in within(clues.forms, head.end, sentence.end)), None)
        borders = stops(clues, sentence, head, sentence.end if following is None else following, how)
        title = title_around(clues.page.surface, sentence, head, borders, following)
        title = _with_what_it_serves(clues, sentence, title, form.rule.get("form"))
        reach = title.span.end
        kind = "fta" if _is_old_trade_agreement(clues, form, title, of_trade) else form.rule.get("form")
        yield _candidate(
            clues,
            sentence,
            head,
            title,
            kind,
            form.rule.get("strength"),
            form.rule.name,
            None,
        )


def _is_old_trade_agreement(clues: Clues, form: Match, title: Title, of_trade: bool) -> bool:
    """'The existing agreement' in a text about a trade agreement."""
    before = clues.page.lowered[max(title.core.start - 14, 0) : form.start].split()
    is_old = form.rule.get("form") == "agreement" and before[-1:] and before[-1] in _OLD
    return bool(is_old) and of_trade


def _is_in_headline(clues: Clues, sentence: Sentence) -> bool:
    """Whether it stands in a headline; in English only at the top, for lists are written so too."""
    at_top = sentence.index < _TOP or "ko" in clues.page.languages
    return at_top and is_headline(sentence.span.of(clues.page.surface))


def _with_what_it_serves(clues: Clues, sentence: Sentence, title: Title, form: str) -> Title:
    """'Arrangement under the … Agreement', 'protocol amending the … treaty': one title, not two instruments."""
    following = next(iter(within(clues.forms, title.core.end, sentence.end)), None)
    if following is None:
        return title
    between = clues.page.surface[title.core.end : following.start]
    completes = form in _SERVING and clues.page.surface[following.start].isupper() and _COMPLETES.match(between)
    if completes or _SERVES.match(between):
        return title._replace(span=Span(title.span.start, max(title.span.end, following.end)))
    return title


def _candidate(
    clues: Clues,
    sentence: Sentence,
    head: Span,
    title: Title,
    form: str,
    strength: str,
    rule: str,
    count: CountHit | None,
) -> Candidate:
    words = title.span.of(clues.page.surface)
    subject = words if strength == "named" else words.partition(" to ")[0]
    telling = content(subject.partition(" between ")[0] if title.is_definite else subject)
    return Candidate(
        form=form, strength=strength, rule=rule, head=head, title=title, sentence=sentence,
        assertion=fate(clues, sentence, title.core) or govern(clues, sentence, title.core, title.span.end), count=count,
        content=frozenset() if count else telling, renews=form == "fta" and speaks_of_renewal(words),
        in_headline=_is_in_headline(clues, sentence),
        is_plural=count is None and bool(_PLURAL.search(head.of(clues.page.surface))),
    )  # fmt: skip
