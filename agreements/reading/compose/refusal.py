"""Why a word for an instrument is not taken for one: by how much the word itself proves."""

from __future__ import annotations

import re
from collections.abc import Callable

from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.naming import Candidate
from agreements.reading.compose.sides import Outlook, sides_in
from agreements.reading.model import Span

OUTRIGHT = 2
_A_WORD = 4
_BUYS = re.compile(r" (?:has |have |had )?(?:bought|buys|owns|holds|manages|acquired|invested|sold|opened)\b")
_CLOSE, _FAR, _NEAR_MONEY = 60, 130, 30
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b|\b(?:second|third|fourth|fifth|sixth|latest|annual)\b|제?\s?\d+\s?차")
_WISHED, _MODAL = 70, re.compile(r"\b(?:might|could|should|ought to|why not|imagine|what if)\b")
_SPORT = re.compile(
    r"\b(?:striker|midfielder|goalkeeper|winger|defender|transfer fee|head coach|squad|Premier League|K League)\b"
    r"|프로축구|프로야구|이적료|구단|공격수|미드필더|수비수"
)
_SOMEBODY = re.compile(r"\b(?:an?|some|any) (?:[A-Z]\w+ )?(?:company|firm|investor|bidder|group|buyer)\b")
_TOGETHER = re.compile(
    r"They |(?:The|Both) (?:(?:two|three|four|five|six) )?(?:companies|firms|partners|parties|universities)\b"
    r"|The (?:two|pair)\b"
)
_LISTED_KO = re.compile(r"와\s|과\s|,\s|·|\s?등[\s의을]|\s및\s")
_PURPOSE_KO = re.compile(r"(?:을|를)?\s?(?:구축|조성|마련|강화|확대)?(?:을|를|하기)?\s?위(?:해|한|하여)")


def refusal(candidate: Candidate, outlook: Outlook) -> str:
    """Why a naming is not of an instrument; empty if it is."""
    words = candidate.sentence.span.of(outlook.clues.page.surface)
    if candidate.form in {"contract", "agreement"} and _SPORT.search(words):
        return "a player's contract"
    said = candidate.assertion
    if said and said.rule == "never-signed" and candidate.is_bare and not outlook.sides(candidate.sentence).one:
        return "nothing came of it"
    if _is_wish(candidate, outlook.clues):
        return "what the writer would like to see"
    if candidate.form == "fund" and _is_investor(candidate, outlook.clues):
        return "an investor, not money set up"
    if candidate.form == "dialogue":
        return _dialogue(candidate, outlook)
    return _BY_STRENGTH[candidate.strength](candidate, outlook)


def _named(candidate: Candidate, outlook: Outlook) -> str:
    return "" if candidate.assertion or not candidate.is_bare else "the word alone, nothing said of it"


def _count(candidate: Candidate, outlook: Outlook) -> str:
    count = candidate.count
    many = count is not None and count.number is not None and not count.is_few and outlook.of_both
    return "" if candidate.assertion or many else "a count of which nothing is said"


def _deed(candidate: Candidate, outlook: Outlook) -> str:
    sentence = candidate.sentence
    words = sentence.span.of(outlook.clues.page.surface)
    if _SOMEBODY.search(words) and not within(outlook.clues.bodies, sentence.start, sentence.end):
        return "an act of nobody in particular"
    sides = outlook.sides(sentence)
    speaks_of_it = candidate.head.of(outlook.clues.page.lowered).startswith("the ") or sides.one or sides.as_two
    both = sides.both or (outlook.title_of_both and outlook.of_both and speaks_of_it)
    together = outlook.of_both and bool(_TOGETHER.match(words))
    return "" if both or together else "an act without both sides in its sentence"


def _plain(candidate: Candidate, outlook: Outlook) -> str:
    """A plain 'agreement' needs a proper name, both sides right beside it, or an outright assertion."""
    if candidate.form == "roadmap" and not (sides := outlook.sides(candidate.sentence)).both and not sides.as_two:
        return "one side's own plan"
    if _serves_ko(candidate, outlook.clues):
        return "what something else is for"
    if candidate.title.is_proper or _is_new_between_both(candidate, outlook) or _says_outright(candidate):
        return ""
    if sides_in(outlook.clues, candidate.title.core).both and candidate.content:
        return ""
    return "nothing outright is said of it"


def _loose(candidate: Candidate, outlook: Outlook) -> str:
    """An everyday word counts when it is set up by both, or carries money of its own."""
    clues = outlook.clues
    if _is_listed_ko(candidate, clues) or _serves_ko(candidate, clues):
        return "one of the things that cooperation is to cover"
    spoken_of = candidate.assertion is not None or outlook.sides(candidate.sentence).one
    if candidate.form == "fund" and spoken_of and _has_money(candidate, clues):
        return ""
    if candidate.form == "programme" and carries_money(candidate, clues) and outlook.of_both:
        return ""
    if candidate.title.is_proper and (candidate.assertion or candidate.form == "partnership"):
        return ""
    if not _says_outright(candidate):
        return "nothing outright is said of it"
    both = outlook.sides(candidate.sentence).both
    if candidate.form == "other" or not _is_set_up(candidate, _CLOSE if not both else _FAR):
        return "an everyday word that nobody sets up"
    words = candidate.title.span.of(clues.page.lowered)
    joint = any(mark in words for mark in ("joint", "bilateral", "공동"))
    said = candidate.assertion
    if (
        said
        and "agree" in said.span.of(clues.page.lowered)
        and outlook.of_both
        and outlook.sides(candidate.sentence).one
    ):
        return ""
    if _is_signed(candidate) and outlook.of_both and outlook.sides(candidate.sentence).one:
        return ""
    if (
        joint
        or sides_in(clues, candidate.title.span).both
        or (candidate.title.is_new and outlook.sides(candidate.sentence).both)
    ):
        return ""
    return "an everyday word without both sides"


def _is_listed_ko(candidate: Candidate, clues: Clues) -> bool:
    """'학생 교류, 공동 연구 등', '공동연구와 인력교류': a field of work among others."""
    end = candidate.title.core.end
    return "가" <= clues.page.surface[end - 1] <= "힣" and bool(_LISTED_KO.match(clues.page.surface, end))


def _serves_ko(candidate: Candidate, clues: Clues) -> bool:
    """'협력체계 구축을 위해': a purpose."""
    return bool(_PURPOSE_KO.match(clues.page.surface, candidate.title.core.end))


def _is_investor(candidate: Candidate, clues: Clues) -> bool:
    """'The fund bought a tower': it acts."""
    is_it = candidate.is_bare and candidate.title.is_definite
    return is_it and bool(_BUYS.match(clues.page.lowered, candidate.head.end))


def _is_signed(candidate: Candidate) -> bool:
    """'It has inked a strategic partnership': with 'a', the verb of a document makes it one."""
    said, title = candidate.assertion, candidate.title
    is_document = candidate.form == "partnership" and title.has_article
    return bool(is_document and said and said.status == "signed" and 0 <= title.core.start - said.span.end <= _A_WORD)


def _dialogue(candidate: Candidate, outlook: Outlook) -> str:
    """A meeting is no instrument; a standing body that is being set up is one."""
    if not _is_set_up(candidate, None):
        return "a meeting, not a body that is set up"
    if _ORDINAL.search(candidate.title.span.of(outlook.clues.page.lowered)):
        return "one more session of what exists"
    sides = outlook.sides(candidate.sentence)
    return "" if sides.both or sides.as_two else "a body without both sides"


_BY_STRENGTH: dict[str, Callable[[Candidate, Outlook], str]] = {
    "named": _named,
    "count": _count,
    "deed": _deed,
    "plain": _plain,
    "loose": _loose,
}


def _says_outright(candidate: Candidate) -> bool:
    return candidate.assertion is not None and candidate.assertion.strength >= OUTRIGHT


def _is_wish(candidate: Candidate, clues: Clues) -> bool:
    """'It might begin with a treaty': a thought of which no body and no person is the subject."""
    sentence = candidate.sentence
    if not candidate.title.has_article or candidate.title.is_proper:
        return False
    before = clues.page.lowered[max(sentence.start, candidate.head.start - _WISHED) : candidate.head.start]
    if not _MODAL.search(before):
        return False
    actors = (*within(clues.bodies, sentence.start, sentence.end), *within(clues.people, sentence.start, sentence.end))
    return not actors and not within(clues.countries, sentence.start, sentence.end)


def _is_set_up(candidate: Candidate, within_letters: int | None) -> bool:
    said = candidate.assertion
    if said is None or not said.sets_up:
        return False
    gap = max(candidate.title.core.start - said.span.end, said.span.start - candidate.title.core.end)
    return within_letters is None or gap <= within_letters


def _is_new_between_both(candidate: Candidate, outlook: Outlook) -> bool:
    title = candidate.title.span
    stretch = Span(title.start, min(candidate.sentence.end, title.end + _CLOSE))
    return candidate.title.is_new and (sides_in(outlook.clues, stretch).both or outlook.speaks_of_two(title))


def carries_money(candidate: Candidate, clues: Clues) -> bool:
    """Whether its own name states a sum: 'a £2.5 million scholarship scheme'."""
    return bool(within(clues.money, candidate.title.core.start, candidate.title.core.end))


def _has_money(candidate: Candidate, clues: Clues) -> bool:
    return bool(within(clues.money, candidate.head.start - _NEAR_MONEY, candidate.head.end + _NEAR_MONEY))
