"""Who enters into an instrument: bodies named with it, else ministries of those who act, else the countries."""

from __future__ import annotations

from collections.abc import Sequence

from agreements.reading.compose.acting import name_key, of_side, unique
from agreements.reading.compose.clues import Clues, within
from agreements.reading.compose.cluster import Cluster
from agreements.reading.compose.referred import left_over, spoken_of_before, told_next
from agreements.reading.find.body import Body
from agreements.reading.find.countries import KR, NAME, OTHER, PLACE, UK, CountryHit, korean_name
from agreements.reading.find.listed import key_of
from agreements.reading.find.people import PersonHit
from agreements.reading.model import Fact, Span

_COUNTRY = {UK: "United Kingdom", KR: "South Korea"}
_MOST, _JUST_AFTER = 6, 16
_NATIONS = frozenset({"Scotland", "Wales", "Northern Ireland", "스코틀랜드", "웨일스", "북아일랜드"})


def parties(clues: Clues, cluster: Cluster, people: Sequence[PersonHit], side: str) -> tuple[Fact[str], ...]:
    """The parties of one side, as the text names them."""
    areas = cluster.areas
    named = _without_parents(unique(of_side(clues, areas, side)))
    bodies = (
        _not_the_subject(cluster, named)
        or told_next(clues, cluster, side)
        or spoken_of_before(clues, cluster, areas, side)
    )
    if not bodies and side != OTHER and cluster.bilateral:
        bodies = left_over(clues, cluster, side)
    found = [Fact(_fullest(clues, body), (Span(body.start, body.end),), body.rule) for body in bodies]
    if side == OTHER:
        return tuple(found[:_MOST]) or _third_countries(clues, areas)
    known = {name_key(fact.value) for fact in found} | {body.key for body in bodies}
    for person in people:
        there = any(area.start <= person.start < area.end for area in areas)
        body = _body_of_post(clues, person, bool(found) or not there) if person.side == side else ""
        if bodies and not there:
            continue
        if body and not known & {name_key(body), key_of(body)}:
            known |= {name_key(body), key_of(body)}
            body = clues.names.get(key_of(body), body)
            found.append(Fact(body, (person.span,), "body-of-post"))
    if found:
        return tuple(found[:_MOST])
    return _country(clues, cluster, side) if cluster.bilateral or _is_named(clues, areas, side) else ()


def _not_the_subject(cluster: Cluster, bodies: list[Body]) -> list[Body]:
    """Without a body that only the instrument's own name speaks of, if others of its side are there."""
    cores = [member.title.core for member in cluster.members]
    acting = [b for b in bodies if not any(core.start <= b.start < core.end for core in cores)]
    return acting or bodies


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


def _body_of_post(clues: Clues, person: PersonHit, has_bodies: bool) -> str:
    """The ministry of a full portfolio; for want of other bodies also the one that the post is held at."""
    if person.body or has_bodies:
        return person.body
    held_at = [b for b in within(clues.bodies, person.start, person.end + _JUST_AFTER) if b.side == person.side]
    return _fullest(clues, held_at[0]) if held_at else ""


def _fullest(clues: Clues, body: Body) -> str:
    """The longest name that the text gives the same body: KISA is written out where it is first named."""
    return clues.names.get(body.key, body.name)


def _is_named(clues: Clues, areas: Sequence[Span], side: str) -> bool:
    return any(hit.country.side == side for area in areas for hit in within(clues.countries, area.start, area.end))


def _city(clues: Clues, areas: Sequence[Span], side: str) -> Fact[str] | None:
    """The place that a tie of cities is with: 런던과 우호결연."""
    hits = [hit for area in areas for hit in within(clues.countries, area.start, area.end)]
    for hit in hits:
        if hit.country.side == side and hit.country.kind == PLACE:
            return Fact(clues.page.surface[hit.start : hit.end], (Span(hit.start, hit.end),), "city-named")
    return None


def _country(clues: Clues, cluster: Cluster, side: str) -> tuple[Fact[str], ...]:
    areas = cluster.areas
    hits = [hit for area in areas for hit in within(clues.countries, area.start, area.end) if hit.country.side == side]
    hits = hits or [hit for hit in clues.countries if hit.country.side == side]
    name = korean_name(_COUNTRY[side]) if "ko" in clues.page.languages else _COUNTRY[side]
    best = next((hit for hit in hits if hit.country.kind == NAME), hits[0] if hits else None)
    if cluster.form.form == "sister-city" and (city := _city(clues, areas, side)):
        return (city,)
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
