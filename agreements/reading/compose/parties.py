"""Who enters into an instrument: bodies named with it, else ministries of those who act, else the countries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from agreements.domain.names import organisation_key
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.cluster import Cluster
from agreements.reading.find.body import Body
from agreements.reading.find.countries import KR, NAME, OTHER, UK, CountryHit, korean_name
from agreements.reading.find.people import PersonHit
from agreements.reading.model import Fact, Span
from agreements.reading.rules import phrases

_COUNTRY = {UK: "United Kingdom", KR: "South Korea"}
_MOST, _BACK, _JUST_AFTER = 6, 2, 16
_NATIONS = frozenset({"Scotland", "Wales", "Northern Ireland", "스코틀랜드", "웨일스", "북아일랜드"})
_PREMISES = re.compile(rf"(?:'s)? (?:[a-z]+ )?(?:{'|'.join(phrases('actors')['premises_en'])})\b")
_AT_PREMISES = re.compile(rf"\b(?:at|in) (?:the )?(?:[a-z]+ )?(?:{'|'.join(phrases('actors')['premises_en'])}) of (?:the )?$")
_IS_PLACE = re.compile(r"\b(?:Embassy|Chamber|Museum|House|Park|Centre|Center|Hall|University|College|Institute)\b")
_OWNED_BY = re.compile(
    r"\b(?:units?|arm|subsidiar(?:y|ies)|affiliates?|division|part|branch|brand|spin-?off|spin-?out) of (?:the )?$"
    r"|\b(?:owned|controlled|backed|hosted|supported|sponsored|run|organi[sz]ed|witnessed|designed|founded|set up) by (?:the )?$"
    r"|\bwith the support of (?:the )?$|\bon behalf of (?:the )?$|\bparent(?: company)?,? $|\bholding company,? $"
)
_OWNS = re.compile(
    r"(?: \([^()]{1,20}\))?, which (?:is|owns|controls) [^.;]{0,24}(?:holding company|parent)"
    r"|'s (?:[a-z]+ ){0,3}(?:unit|arm|subsidiary|affiliate|division)\b|, (?:its|the) (?:parent|holding company)\b"
)
_BETWEEN = re.compile(
    r"(?:The|This|That) (?:[a-z]+ ){0,3}(?:agreement|deal|memorandum(?: of understanding)?|M[oO][UC]|partnership|contract|pact|accord),?"
    r" (?:(?:which|that) )?(?:(?:is|was|has been) )?(?:signed |made |reached |concluded |agreed )?(?:[^.;]{0,40}?)(?:between|by) "
)
_GUESSED = frozenset({"named-kind", "introduced-short-name"})


def parties(clues: Clues, cluster: Cluster, people: Sequence[PersonHit], side: str) -> tuple[Fact[str], ...]:
    """The parties of one side, as the text names them."""
    areas = cluster.areas
    named = _without_parents(_unique(_of_side(clues, areas, side)))
    bodies = (
        _not_the_subject(cluster, named)
        or _told_next(clues, cluster, side)
        or _spoken_of_before(clues, cluster, areas, side)
    )
    if not bodies and side != OTHER and cluster.bilateral:
        bodies = _left_over(clues, cluster, side)
    found = [Fact(_fullest(clues, body), (Span(body.start, body.end),), body.rule) for body in bodies]
    if side == OTHER:
        return tuple(found[:_MOST]) or _third_countries(clues, areas)
    known = {_key(fact.value) for fact in found}
    for person in people:
        there = any(area.start <= person.start < area.end for area in areas)
        body = _body_of_post(clues, person, bool(found) or not there) if person.side == side else ""
        if body and _key(body) not in known:
            known.add(_key(body))
            found.append(Fact(body, (person.span,), "body-of-post"))
    if found:
        return tuple(found[:_MOST])
    return _country(clues, areas, side) if cluster.bilateral or _is_named(clues, areas, side) else ()


def _key(name: str) -> str:
    return organisation_key(name.removeprefix("영국 "))


def _of_side(clues: Clues, areas: Sequence[Span], side: str) -> list[Body]:
    """Bodies of a side that act in these sentences, not those where something merely happens or who only own another."""
    bodies = [body for area in areas for body in within(clues.bodies, area.start, area.end) if body.side == side]
    acting = [body for body in bodies if not _is_venue(clues, body)]
    owners = {body.key for body in acting if _only_owns(clues, body)}
    return [body for body in acting if body.key not in owners] or acting


def _only_owns(clues: Clues, body: Body) -> bool:
    """Whether it is named as another's owner, host or backer: 'a unit of Acme', 'hosted by Acme'."""
    before = clues.page.lowered[max(0, body.start - 48) : body.start]
    return bool(_OWNED_BY.search(before) or _OWNS.match(clues.page.lowered[body.end : body.end + 60]))


def _not_the_subject(cluster: Cluster, bodies: list[Body]) -> list[Body]:
    """Without a body that only the instrument's own name speaks of, if others of its side are there."""
    cores = [member.title.core for member in cluster.members]
    acting = [b for b in bodies if not any(core.start <= b.start < core.end for core in cores)]
    return acting or bodies


def _is_venue(clues: Clues, body: Body) -> bool:
    before = clues.page.lowered[max(0, body.start - 40) : body.start]
    guessed = body.rule in _GUESSED and before.endswith((" at the ", " at "))
    named = _AT_PREMISES.search(before) or (before.endswith((" at the ", " at ")) and _IS_PLACE.search(body.name))
    there = named or _PREMISES.match(clues.page.surface[body.end : body.end + 24])
    return guessed or bool(there) or clues.page.surface[body.end : body.end + 2] == "에서"


def _without_parents(bodies: list[Body]) -> list[Body]:
    """Without 'Acme Group' or 'Acme' where 'Acme Systems' stands beside it: a group is no party to its firm's deal."""
    own = [body for body in bodies if len(body.key.split()) > 1]
    firsts = {body.key.partition(" ")[0] for body in own}
    kept = [body for body in bodies if body in own or body.key not in firsts]
    return [body for body in kept if not _is_seat_abroad(body, kept)] or kept


def _is_seat_abroad(body: Body, others: Sequence[Body]) -> bool:
    """'Acme Korea Limited' beside Acme: where the firm signs, not another party."""
    first, _, rest = body.key.partition(" ")
    abroad = rest in {"korea", "uk", "asia", "asia pacific"}
    return abroad and any(other is not body and other.key.partition(" ")[0] == first for other in others)


def _told_next(clues: Clues, cluster: Cluster, side: str) -> list[Body]:
    """'The agreement, between Acme and Beme, …': whom the next sentences name as parties."""
    index = cluster.lead.sentence.index + 1
    for sentence in clues.page.sentences[index : index + 2]:
        if cluster.bilateral and _BETWEEN.match(sentence.span.of(clues.page.surface)):
            return _unique(_of_side(clues, [sentence.span], side))
    return []


def _spoken_of_before(clues: Clues, cluster: Cluster, areas: Sequence[Span], side: str) -> list[Body]:
    """Where a body deals with 'it' or 'the company': the nearest body of that side in the sentences before."""
    if side == OTHER or not cluster.bilateral:
        return []
    countries = [hit for area in areas for hit in within(clues.countries, area.start, area.end)]
    named = {hit.country.side for hit in countries if hit.country.kind == NAME}
    other_side = _of_side(clues, areas, KR if side == UK else UK)
    if side in named or (not other_side and (named or _of_side(clues, areas, side))):
        return []
    index = cluster.lead.sentence.index
    for earlier in reversed(clues.page.sentences[max(0, index - _BACK) : index]):
        if bodies := _of_side(clues, [earlier.span], side):
            return bodies[-1:]
    here = [body for body in clues.bodies if body.side == side and clues.page.sentence_at(body.start)]
    return here[:1] if other_side and len({body.key for body in here}) == 1 else []


def _left_over(clues: Clues, cluster: Cluster, side: str) -> list[Body]:
    """The one body of no stated side in a sentence that names a body of the other side, and no country of this one."""
    area = cluster.lead.sentence.span
    bodies = within(clues.bodies, area.start, area.end)
    unsided = _unique(body for body in bodies if not body.side and not _is_venue(clues, body))
    others = [body for body in bodies if body.side == (KR if side == UK else UK)]
    cores = [member.title.core for member in cluster.members]
    inside = [b for b in unsided if any(core.start <= b.start < core.end for core in cores)]
    return unsided if len(unsided) == 1 and others and not inside else []


def _body_of_post(clues: Clues, person: PersonHit, has_bodies: bool) -> str:
    """The ministry of a full portfolio; for want of other bodies also the one that the post is held at."""
    if person.body or has_bodies:
        return person.body
    held_at = [b for b in within(clues.bodies, person.start, person.end + _JUST_AFTER) if b.side == person.side]
    return _fullest(clues, held_at[0]) if held_at else ""


def _unique(bodies: Iterable[Body]) -> list[Body]:
    kept: dict[str, Body] = {}
    for body in bodies:
        key = _key(body.name) if body.name.startswith("영국 ") else body.key
        if key not in kept or len(body.name) > len(kept[key].name):
            kept[key] = body
    return list(kept.values())


def _fullest(clues: Clues, body: Body) -> str:
    """The longest name that the text gives the same body: KISA is written out where it is first named."""
    return clues.names.get(body.key, body.name)


def _is_named(clues: Clues, areas: Sequence[Span], side: str) -> bool:
    return any(hit.country.side == side for area in areas for hit in within(clues.countries, area.start, area.end))


def _country(clues: Clues, areas: Sequence[Span], side: str) -> tuple[Fact[str], ...]:
    hits = [hit for area in areas for hit in within(clues.countries, area.start, area.end) if hit.country.side == side]
    hits = hits or [hit for hit in clues.countries if hit.country.side == side]
    name = korean_name(_COUNTRY[side]) if "ko" in clues.page.languages else _COUNTRY[side]
    best = next((hit for hit in hits if hit.country.kind == NAME), hits[0] if hits else None)
    words = clues.page.surface[best.start : best.end] if best else ""
    name = words if words in _NATIONS else name
    return (Fact(name, (Span(best.start, best.end),) if best else (), "country-named"),)


def _third_countries(clues: Clues, areas: Sequence[Span]) -> tuple[Fact[str], ...]:
    kept: dict[str, CountryHit] = {}
    for area in areas:
        for hit in within(clues.countries, area.start, area.end):
            if hit.country.side == OTHER and hit.country.kind == NAME:
                kept.setdefault(hit.country.name, hit)
    return tuple(Fact(name, (Span(hit.start, hit.end),), "country-named") for name, hit in kept.items())[:_MOST]
