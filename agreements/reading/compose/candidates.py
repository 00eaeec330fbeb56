"""Namings of instruments, each with what its own clause asserts about it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.titles import Title, content, speaks_of_renewal, title_around
from agreements.reading.find.counts import CountHit
from agreements.reading.model import Span
from agreements.reading.page import Page, Sentence
from agreements.reading.scanner import Match

_FAR, _REACH = 170, 240
_PER_STRENGTH, _LISTED = 12, 4
_BREAKS = (
    (re.compile(r"[;]|\. "), 120),
    (
        re.compile(
            r", (?:which|who|whose|while|whereas|although|though|but|where|after|before|as)\b"
            r"| while | whereas | but | - "
        ),
        60,
    ),
    (re.compile(r":|\)|, and (?:the|it|its|they|he|she) |지만|으며|면서|는데"), 35),
    (re.compile(r","), 8),
)
_PURPOSE_KO = re.compile(r"^(?:를|을|에|의|과|와)? ?(?:위한|관한|대한|관련) ?[가-힣 ]{0,10}$")
# 'The ministers met in Seoul to sign the text': they did.
_MET = re.compile(r"\b(?:met|gathered|came together|sat down|travelled|flew)\b(?:(?! and | agreed | plan).)*$")
_VERB_ENDINGS = frozenset("한했하됐된되")
# 'any deal', 'whether further agreements', 'will only sign a deal': none in particular.
_UNSPECIFIC = re.compile(
    r"(?:\b(?:any|whether|further|similar|if a|if an|only (?:ever )?(?:sign|agree|do|accept) an?|other|such)"
    r"(?: (?:final|future|new|further|such|trade|potential|possible|eventual)){0,2}) $"
)
_PREDICATE_ENDINGS = ("이다", "이며", "이었", "이라")
_NOUN_PHRASES = frozenset({"agreed", "signed", "ko-signed", "ko-will-sign", "ko-talks"})
_SERVES = re.compile(r"^(?: (?:under|amending|implementing|supplementing))? (?:the|their|its) [\w ,&'-]{0,70}$")
_FATES = frozenset({"entered-into-force", "expired", "terminated", "fell-through", "ko-in-force", "ko-expired"})
_DENIED = re.compile(
    r"(?i:\b(?:denied|denies|ruled out|no plans?|no intention|declined to comment)\b)|부인했|계획이 없"
)
_OBJECT, _OBJECT_ENDS = 70, re.compile(r"[,;.:]|, which| after | because ")
_CLOSERS = ("합의", "협정", "협약", "선언", "파트너십", "프레임워크", "어코드")
_DEED, _COUNT = "deed", "count"


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a clause says about an instrument: a status, how outright (3 to 1), where and by which rule."""

    status: str
    strength: int
    span: Span
    rule: str
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

    @property
    def is_bare(self) -> bool:
        """Whether the words do not say which instrument: 'the agreement'."""
        return not self.content and not self.title.is_proper


def find_candidates(clues: Clues) -> list[Candidate]:
    """Every naming on the page that may be of an instrument, in order."""
    found = [*_counted(clues), *_named(clues)]
    taken = [candidate.sentence.index for candidate in found]
    found.extend(_deeds(clues, frozenset(taken)))
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
    for form in _heads(clues):
        sentence = clues.page.sentence_at(form.start)
        if sentence is None or form.start < reach or not form.rule.get("form") or _is_elsewhere(clues, form):
            continue
        head = Span(form.start, form.end)
        following = next((f.start for f in within(clues.forms, head.end, sentence.end)), None)
        title = title_around(clues.page.surface, sentence, head, _stops(clues, sentence, head), following)
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


def _heads(clues: Clues) -> Iterator[Match]:
    """Form words that head a name: the last of 'partnership agreement', not its translation in brackets."""
    for form, following in itertools.pairwise([*clues.forms, None]):
        if form is None or (following and _leads_into(clues.page.surface[form.end : following.start])):
            continue
        before = clues.page.surface[max(0, form.start - 40) : form.start]
        bracket = before.rfind("(")
        if bracket >= 0 and ")" not in before[bracket:] and before[:bracket].rstrip("'\" ").endswith(_CLOSERS):
            continue
        yield form


def _leads_into(between: str) -> bool:
    """Whether one form word only describes the next: 'partnership agreement', '공동연구를 위한 업무협약'."""
    return between in {"", " "} or bool(_PURPOSE_KO.match(between))


def _with_what_it_serves(clues: Clues, sentence: Sentence, title: Title) -> Title:
    """'Arrangement under the … Agreement', 'protocol amending the … treaty': one title, not two instruments."""
    following = next(iter(within(clues.forms, title.core.end, sentence.end)), None)
    if following and _SERVES.match(clues.page.surface[title.core.end : following.start]):
        return replace(title, span=Span(title.span.start, max(title.span.end, following.end)))
    return title


def _deeds(clues: Clues, taken: frozenset[int]) -> Iterator[Candidate]:
    for deed in clues.deeds:
        sentence = clues.page.sentence_at(deed.start)
        if sentence and sentence.index not in taken and not _DENIED.search(sentence.span.of(clues.page.surface)):
            head = Span(deed.start, deed.end)
            title = Title(_with_object(clues, sentence, head), head, False, False, False)
            said = Assertion(deed.rule.get("status"), 2, head, deed.rule.name)
            yield Candidate(
                deed.rule.get("form"),
                _DEED,
                deed.rule.name,
                head,
                title,
                sentence,
                said,
                None,
                frozenset(),
                False,
            )


def _with_object(clues: Clues, sentence: Sentence, deed: Span) -> Span:
    """The deed with what it is done to: 'acquired the antenna maker'."""
    rest = clues.page.surface[deed.end : min(sentence.end, deed.end + _OBJECT)]
    stop = _OBJECT_ENDS.search(rest)
    words = rest[: stop.start()] if stop else rest.rpartition(" ")[0]
    return Span(deed.start, deed.end + len(words))


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
        assertion=_fate(clues, sentence, title.core) or govern(clues, sentence, title.core), count=count,
        content=frozenset() if count else telling, renews=form == "fta" and speaks_of_renewal(words),
    )  # fmt: skip


def _is_elsewhere(clues: Clues, form: Match) -> bool:
    """Whether the word is part of a body's name, a count, or a phrase such as 'the agreement of' or '…협정이다'."""
    surface = clues.page.surface
    if surface[form.end : form.end + 2] in _PREDICATE_ENDINGS or surface[form.end : form.end + 1] in _VERB_ENDINGS:
        return True
    if _UNSPECIFIC.search(clues.page.lowered[max(0, form.start - 40) : form.start]):
        return True
    if any(
        body.start <= form.start and form.end <= body.end for body in within(clues.bodies, form.start - 80, form.end)
    ):
        return True
    if any(count.start <= form.start < count.end for count in within(clues.counts, form.start - 80, form.end)):
        return True
    if any(person.start <= form.start < person.end for person in within(clues.people, form.start - 90, form.end)):
        return True
    said = within(clues.assertions, form.start - 20, form.start + 1)
    return any(
        item.rule.name in _NOUN_PHRASES and form.end <= item.end and item.end - item.start > form.end - form.start
        for item in said
    )


def _stops(clues: Clues, sentence: Sentence, head: Span) -> tuple[int, ...]:
    """Where assertions and other forms stand, which a title never runs across."""
    stops: list[int] = []
    for said in within(clues.assertions, *_window(sentence, head)):
        if said.end <= head.start:
            stops.append(said.end)
        elif said.start >= head.end and said.rule.get("strength") != "1":
            stops.append(said.start)
    start, end = _window(sentence, head)
    stops.extend(date.start for date in within(clues.dates, head.end, end))
    stops.extend(date.end for date in within(clues.dates, start, head.start))
    surface = clues.page.surface
    stops.extend(
        form.end for form in within(clues.forms, start, head.start) if not _leads_into(surface[form.end : head.start])
    )
    stops.extend(sum_.end for sum_ in within(clues.money, start, head.start) if sum_.rule.startswith("ko-"))
    return tuple(stops)


def _fate(clues: Clues, sentence: Sentence, core: Span) -> Assertion | None:
    """What became of the only instrument of a sentence: 'signed the treaty in 2019 and it entered into force'."""
    if len(within(clues.forms, sentence.start, sentence.end)) > 1:
        return None
    for said in within(clues.assertions, core.end, _window(sentence, core)[1]):
        renewed = said.rule.name == "renewed" and clues.page.surface[said.end : said.end + 4] in {
            " it ",
            " it.",
            " it,",
        }
        if (renewed or said.rule.name in _FATES) and not clues.page.surface[core.end : said.start].count(";"):
            return Assertion(said.rule.get("status"), 3, Span(said.start, said.end), said.rule.name)
    return None


def _window(sentence: Sentence, span: Span) -> tuple[int, int]:
    """As far around a place as its clause can reach."""
    return max(sentence.start, span.start - _REACH), min(sentence.end, span.end + _REACH)


def govern(clues: Clues, sentence: Sentence, core: Span) -> Assertion | None:
    """The assertion whose clause the instrument stands in, if any."""
    best: Assertion | None = None
    for said in within(clues.assertions, *_window(sentence, core)):
        cost = _cost(clues.page, said, core)
        strength = int(said.rule.get("strength", "1"))
        weighed = cost - _PER_STRENGTH * strength
        if cost <= _FAR and (best is None or weighed < best.cost):
            best = Assertion(said.rule.get("status"), strength, Span(said.start, said.end), said.rule.name, weighed)
    if (
        best
        and best.rule == "to-sign"
        and _MET.search(clues.page.surface[max(sentence.start, best.span.start - _FAR) : best.span.start])
    ):
        return replace(best, status="signed", strength=2, rule="met-to-sign")
    return best


def _cost(page: Page, said: Match, core: Span) -> int:
    governs = said.rule.get("governs")
    if said.start < core.end and core.start < said.end:
        return 0 if said.start < core.start else _FAR + 1
    if said.end <= core.start:
        between = page.surface[said.end : core.start]
        wrong = governs == "before" and ":" not in between
    else:
        between, wrong = page.surface[core.end : said.start], governs == "after"
    if ":" in between and ", " in between and not wrong:
        return len(between) // _LISTED
    if wrong or len(between) > _FAR:
        return _FAR + 1
    return len(between) + sum(cost for mark, cost in _BREAKS if mark.search(between))
