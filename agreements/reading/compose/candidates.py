"""Namings of instruments, each with what its own clause asserts about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from agreements.reading.compose.assertions import fate, govern
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.deeds import deeds
from agreements.reading.compose.heads import heads, is_elsewhere, stops
from agreements.reading.compose.naming import Candidate
from agreements.reading.compose.titles import Title, content, speaks_of_renewal, title_around
from agreements.reading.find.counts import CountHit
from agreements.reading.model import Span
from agreements.reading.page import Sentence
from agreements.reading.page.surface import is_headline

_SERVES = re.compile(r"^(?: (?:under|amending|implementing|supplementing))? (?:the|their|its) [\w ,&'-]{0,70}$")
_COUNT = "count"


def find_candidates(clues: Clues) -> list[Candidate]:
    """Every naming on the page that may be of an instrument, in order."""
    found = [*_counted(clues), *_named(clues)]
    taken = [one.sentence.index for one in found if one.strength != "loose"]
    found.extend(deeds(clues, frozenset(taken)))
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
    reach = -1
    for form in heads(clues):
        sentence = clues.page.sentence_at(form.start)
        if sentence is None or form.start < reach or not form.rule.get("form") or is_elsewhere(clues, form):
            continue
        head = Span(form.start, form.end)
        following = next((f.start for f in within(clues.forms, head.end, sentence.end)), None)
        title = title_around(clues.page.surface, sentence, head, stops(clues, sentence, head), following)
        title = _with_what_it_serves(clues, sentence, title)
        reach = title.span.end
        yield _candidate(
            clues,
            sentence,
            head,
            title,
            form.rule.get("form"),
            form.rule.get("strength"),
            form.rule.name,
            None,
        )


def _with_what_it_serves(clues: Clues, sentence: Sentence, title: Title) -> Title:
    """'Arrangement under the … Agreement', 'protocol amending the … treaty': one title, not two instruments."""
    following = next(iter(within(clues.forms, title.core.end, sentence.end)), None)
    if following and _SERVES.match(clues.page.surface[title.core.end : following.start]):
        return replace(title, span=Span(title.span.start, max(title.span.end, following.end)))
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
    telling = content(words if strength == "named" else words.partition(" to ")[0])
    return Candidate(
        form=form, strength=strength, rule=rule, head=head, title=title, sentence=sentence,
        assertion=fate(clues, sentence, title.core) or govern(clues, sentence, title.core), count=count,
        content=frozenset() if count else telling, renews=form == "fta" and speaks_of_renewal(words),
        in_headline=is_headline(sentence.span.of(clues.page.surface)),
    )  # fmt: skip
