"""What a clause asserts about the instrument that stands in it."""

from __future__ import annotations

import re

from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.naming import Assertion
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
# '(1) a partnership, (2) a memorandum and (3) an arrangement were signed': the verb is of each.
_ALL_OF_THEM = re.compile(r"(?:which |that )?(?:were|are|have been|had been) ")
_LISTED_WITH = re.compile(r", .* and |\(2\)| as well as ")
# 'The ministers met in Seoul to sign the text': they did.
_MET = re.compile(r"\b(?:met|gathered|came together|sat down|travelled|flew)\b(?:(?! and | agreed | plan).)*$")
# 'The memorandum | follows the accord signed in 2023': what is told of the one that it goes back to.
_GOES_BACK = re.compile(
    r"\b(?:follow(?:s|ed|ing)|builds?|building|built|based|under|implement(?:s|ed|ing)|supplement(?:s|ed|ing)"
    r"|complement(?:s|ed|ing)|replac(?:es|ed|ing)|supersed(?:es|ed|ing)|updat(?:es|ed|ing)|stems?|foreseen|set out"
    r"|pursuant|in line|since|fulfil(?:s|led|ling)|deliver(?:s|ed|ing)|part)\b"
)
_TOLD_OF_IT = re.compile(r"(?:signed|agreed|concluded|reached|struck|adopted|made|announced|launched)\b")
_NEW_CLAUSE_KO = re.compile(r"[며고]\s|,")


def fate(clues: Clues, sentence: Sentence, core: Span) -> Assertion | None:
    """What became of the only instrument of a sentence: 'signed the treaty in 2019 and it entered into force'."""
    named = within(clues.forms, sentence.start, sentence.end)
    is_last = not within(clues.forms, core.end, sentence.end) and "가" <= clues.page.surface[sentence.end - 2] <= "힣"
    if len(named) > 1 and not is_last:
        return None
    for said in within(clues.assertions, core.end, clause_around(sentence, core)[1]):
        renewed = said.rule.name == "renewed" and clues.page.surface[said.end : said.end + 4] in {
            " it ",
            " it.",
            " it,",
        }
        between = clues.page.surface[core.end : said.start]
        if len(named) > 1 and _NEW_CLAUSE_KO.search(between):
            return None
        if (renewed or said.rule.values.get("fate")) and ";" not in between:
            return _assertion(said, 3)
    return None


def govern(clues: Clues, sentence: Sentence, core: Span, end: int) -> Assertion | None:
    """The assertion whose clause the instrument stands in, if any; ``end``: where its whole title ends."""
    best: Assertion | None = None
    for said in within(clues.assertions, *clause_around(sentence, Span(core.start, end))):
        cost = _cost(clues.page, said, core, end)
        if cost > _FAR or _is_of_another(clues, said, core):
            continue
        strength = int(said.rule.get("strength", "1"))
        weighed = cost - _PER_STRENGTH * strength
        if best is None or weighed < best.cost:
            best = _assertion(said, strength, weighed)
    if (
        best
        and best.rule == "to-sign"
        and _MET.search(clues.page.surface[max(sentence.start, best.span.start - _FAR) : best.span.start])
    ):
        return best._replace(status="signed", strength=2, rule="met-to-sign", sets_up=False)
    return best


def _is_of_another(clues: Clues, said: Match, core: Span) -> bool:
    """Whether a participle tells of another instrument, named right before it, to which this one goes back."""
    if said.start < core.end or not _TOLD_OF_IT.match(clues.page.surface, said.start):
        return False
    other = next((form for form in reversed(within(clues.forms, core.end, said.start)) if form.end < said.start), None)
    is_next = other is not None and clues.page.surface[other.end : said.start].isspace()
    return bool(other and is_next and _GOES_BACK.search(clues.page.surface, core.end, other.start))


def _assertion(said: Match, strength: int, cost: int = 0) -> Assertion:
    rule = said.rule
    return Assertion(
        rule.get("status"), strength, Span(said.start, said.end), rule.name, bool(rule.values.get("sets_up")), cost
    )


def clause_around(sentence: Sentence, span: Span) -> tuple[int, int]:
    """As far around a place as its clause can reach."""
    return max(sentence.start, span.start - _REACH), min(sentence.end, span.end + _REACH)


def _cost(page: Page, said: Match, core: Span, end: int) -> int:
    governs = said.rule.get("governs")
    if said.start < core.end and core.start < said.end:
        return 0 if said.start < core.start else _FAR + 1
    if said.end <= core.start:
        between = page.surface[said.end : core.start]
        wrong = governs == "before" and ":" not in between
    else:
        between, wrong = page.surface[core.end : said.start], governs == "after"
        if _ALL_OF_THEM.match(page.surface[said.start : said.end]) and _LISTED_WITH.search(between):
            return len(between) // _LISTED
    if ":" in between and ", " in between and not wrong:
        return len(between) // _LISTED
    if len(between) > _FAR and said.start >= end:
        between = page.surface[end : said.start]
    if wrong or len(between) > _FAR:
        return _FAR + 1
    return len(between) + sum(cost for mark, cost in _BREAKS if mark.search(between))
