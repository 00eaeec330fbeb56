"""Ministries, agencies, companies, universities: the bodies a text names, known or not, and their sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from agreements.domain.names import organisation_key
from agreements.reading.find.body import Body, states_country
from agreements.reading.find.countries import KR, UK, CountryHit
from agreements.reading.find.listed import listed_bodies
from agreements.reading.find.particles import runs_on
from agreements.reading.find.repeats import repeats
from agreements.reading.find.shaped import INTRODUCED, by_place, by_shape
from agreements.reading.gazetteer import Gazetteer
from agreements.reading.page import Page
from agreements.reading.scanner import Match
from agreements.reading.track import Track

_LONGEST = 90
# '영국 특허청', '미국 국방부': another's ministry of the same name as a Korean one.
_OF_A_COUNTRY = frozenset({"ko-british-ministry", "ko-foreign-ministry"})
_JOINED = re.compile(r"(?: \([^()]{1,60}\))?(?:,|,? and) (?:the )?")
_LETTERS = re.compile(r"[A-Z][A-Za-z&-]{0,3}[A-Z][A-Z]{0,6}")  # DSIT, BoK
_TICKER = re.compile(r"[/\w]{0,12}: ?[A-Z0-9.]{2}")
# 'Memorandum of Understanding on | Quantum Technologies': what it is about, built like a company's name.
_ABOUT, _SUBJECT = (
    90,
    re.compile(r" (?:on|concerning|regarding|about)(?: the)? (?:(?:[A-Z][\w&-]*|of|the)(?:,? and|,? &|,)? ){0,8}"),
)


def find_bodies(page: Page, countries: Track[CountryHit], forms: Track[Match], gazetteer: Gazetteer) -> Track[Body]:
    """Every body on the page, in order, none inside another; a document's capitals make no body."""
    known = Track(_apart([*_from_gazetteer(page, gazetteer), *_known(page)]))
    outgrown: set[Body] = set()
    more: list[Body] = []
    told: dict[str, str] = {}
    for body in (*by_shape(page, countries), *by_place(page, countries)):
        if body.rule == "introduced-short-name" and forms.between(body.start, body.end):
            continue
        if body.rule == "named-kind" and _is_subject(page, forms, body):
            continue
        inside = [
            one
            for one in known.between(body.start - _LONGEST, body.end + 2)
            if body.start < one.end and one.start <= body.end + 1
        ]
        if not inside:
            more.append(body)
        elif len(inside) == 1 and _outgrows(body, inside[0], page):
            outgrown.add(inside[0])
            key = body.key if body.start == inside[0].start else inside[0].key
            more.append(body._replace(key=key, side=_stated(body) or inside[0].side or body.side))
        elif body.rule == INTRODUCED and body.side and body.start == inside[0].start:
            told[inside[0].key] = body.side
    found = _once(page, _apart([*(body for body in known if body not in outgrown), *more]))
    sided = Track(_as_neighbours(page, [body._replace(side=told.get(body.key, body.side)) for body in found]))
    return Track(_apart([*sided, *repeats(page, sided)]))


def _is_subject(page: Page, forms: Track[Match], body: Body) -> bool:
    """Whether the words only say what an instrument is about: 'on' and nothing but names stands between the two."""
    before = forms.between(body.start - _ABOUT, body.start)
    return bool(before and _SUBJECT.fullmatch(page.surface[before[-1].end : body.start]))


def _as_neighbours(page: Page, bodies: list[Body]) -> Iterator[Body]:
    """A body of no stated side joined to one that has a side, while the other side stands elsewhere: 'with A and B'."""
    sides = {body.key: body.side for body in bodies if body.side}
    for before, body in zip([None, *bodies], bodies, strict=False):
        side = body.side or sides.get(body.key, "")
        if not side and before and before.side in {UK, KR} and _JOINED.fullmatch(page.surface[before.end : body.start]):
            sentence = page.sentence_at(body.start)
            beyond = KR if before.side == UK else UK
            after = next((b for b in bodies if b.start > body.start), None)
            apart = after and after.side == beyond and _JOINED.fullmatch(page.surface[body.end : after.start])
            if (
                sentence
                and not apart
                and any(b.side == beyond and sentence.start <= b.start < sentence.end for b in bodies)
            ):
                side = before.side
        yield body if side == body.side else body._replace(side=side)


def _stated(body: Body) -> str:
    """The side that the name itself states: 영국원자력산업협회."""
    return body.side if states_country(body.name) else ""


def _once(page: Page, bodies: Iterable[Body]) -> list[Body]:
    """Without the name in brackets after another, its Latin spelling or its letters: it is the same body, here and
    wherever it stands again, and may tell its side."""
    kept: list[Body] = []
    same: dict[str, str] = {}
    for body in bodies:
        before = kept[-1] if kept else None
        if before and _is_again(before, body) and _opens(page, before.end, body.start):
            kept[-1] = before._replace(side=before.side or body.side)
            same.setdefault(body.key, before.key)
            continue
        kept.append(body._replace(key=same.get(body.key, body.key)))
    return kept


def _is_again(before: Body, body: Body) -> bool:
    if not body.name.isascii():
        return False
    return not before.name.isascii() or bool(_LETTERS.fullmatch(body.name) and " " in before.name)


def _opens(page: Page, end: int, start: int) -> bool:
    return page.surface[end:start].strip() == "("


def _outgrows(body: Body, known: Body, page: Page) -> bool:
    """Whether a name by its shape is the fuller one: it begins alike, or has the known one in brackets."""
    if body.start == known.start:
        return body.end > known.end
    if body.rule in _OF_A_COUNTRY:
        return body.start < known.start
    return body.end == known.start - 1 and page.surface[body.end] == "("


def _apart(bodies: Iterable[Body]) -> list[Body]:
    """In order of place; of two that overlap, the earlier and longer."""
    kept: list[Body] = []
    for body in sorted(bodies, key=lambda b: (b.start, -(b.end - b.start))):
        if not kept or body.start >= kept[-1].end:
            kept.append(body)
    return kept


def _from_gazetteer(page: Page, gazetteer: Gazetteer) -> Iterator[Body]:
    for start, end, name in gazetteer.find(page.surface, page.lowered):
        if name.kind == "organisation":
            yield Body(start, end, page.surface[start:end], name.key, name.side, "gazetteer")


def _known(page: Page) -> Iterator[Body]:
    for start, end, known in listed_bodies().find(page.surface, page.lowered):
        words = page.surface[start:end]
        if words[0].islower() or _is_ticker(page.surface, start, end):
            continue
        if more := runs_on(page.surface, end):
            whole = page.surface[start : end + more]
            yield Body(start, end + more, whole, organisation_key(whole), known.side, "known-body-within")
            continue
        yield Body(start, end, words, known.key, known.side, "known-body")


def _is_ticker(surface: str, start: int, end: int) -> bool:
    """Whether an exchange stands before a share's letters: '(LSE: AZN)'."""
    return surface[max(0, start - 1) : start] in {"(", "/"} and bool(_TICKER.match(surface, end))
