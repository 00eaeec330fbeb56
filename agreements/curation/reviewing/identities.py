"""Which body or person a name in a text means: one the register knows, or a new one."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q
from django.utils.text import slugify

from agreements.curation.reviewing.effects import Effects
from agreements.domain.names import organisation_key, person_key
from agreements.domain.text import clean_line, has_hangul
from agreements.models import Organisation, OrganisationName, Person, PersonName

LONGEST_NAME, LONGEST_SLUG = 300, 100
_MAKING = 0x756B6B72
"""The lock under which bodies and people are made, so that two decisions at once make one."""
COUNTRIES = {
    "uk": ("United Kingdom", "UK", "Britain", "Great Britain", "영국"),
    "kr": ("Republic of Korea", "South Korea", "Korea", "ROK", "대한민국", "한국"),
}
GOVERNMENTS = {
    "uk": ("Government of the United Kingdom", "UK Government", "영국 정부"),
    "kr": ("Government of the Republic of Korea", "Korean Government", "대한민국 정부", "한국 정부"),
}
_COUNTRY_KEYS = {side: {organisation_key(name) for name in names} for side, names in COUNTRIES.items()}


def is_country(name: str, side: str) -> bool:
    """Whether the name is that of the country alone, and so of no body."""
    return organisation_key(clean_line(name)) in _COUNTRY_KEYS.get(side, ())


def find_organisation(name: str, side: str) -> Organisation | None:
    """The one body of this side that carries or carried the name; a bare country means its government."""
    name = clean_line(name)
    key = organisation_key(name)
    known = Q(names__key=key) | Q(name_en__iexact=name) | Q(name_ko=name) | Q(abbreviation__iexact=name)
    found = list(Organisation.objects.standing().filter(known, side=side).distinct()[:2])
    if not found and key in _COUNTRY_KEYS.get(side, ()):
        found = _governments(side)
    return found[0] if len(found) == 1 else None


def _governments(side: str) -> list[Organisation]:
    """The national government of a side: by its names, else the only government there is."""
    names = GOVERNMENTS.get(side, ())
    known = Q(names__key__in=[organisation_key(name) for name in names]) | Q(name_en__in=names) | Q(name_ko__in=names)
    bodies = Organisation.objects.standing().filter(side=side, kind="government", successor__isnull=True)
    return list(bodies.filter(known).distinct()[:2]) or list(bodies[:2])


def organisation(name: str, side: str, effects: Effects) -> Organisation:
    """The body known by this name, else a new one of this name."""
    found = find_organisation(name, side)
    if found is None:
        _wait_to_be_alone()
        found = find_organisation(name, side)
    if found:
        return found
    name = clean_line(name)[:LONGEST_NAME]
    kind = "government" if organisation_key(name) in _COUNTRY_KEYS.get(side, ()) else "other"
    column = "name_ko" if has_hangul(name) else "name_en"
    body = Organisation.objects.create(slug=free_slug(Organisation, name, side), side=side, kind=kind, **{column: name})
    effects.made(body)
    effects.made(OrganisationName.objects.create(organisation=body, text=name, language=_language(name)))
    return body


def government(side: str, effects: Effects) -> Organisation:
    """The government of a side, for whom a person acts when no body is named."""
    names = COUNTRIES.get(side)
    return organisation(names[0] if names else "Not stated", side, effects)


def find_person(name: str, side: str) -> Person | None:
    """The one person of this side whose name is written like this."""
    if not person_key(name):
        return None
    found = list(Person.objects.known_as(clean_line(name)).filter(side=side)[:2])
    return found[0] if len(found) == 1 else None


def person(name: str, side: str, effects: Effects) -> Person:
    """The person known by this name, else a new one."""
    found = find_person(name, side)
    if found is None:
        _wait_to_be_alone()
        found = find_person(name, side)
    if found:
        return found
    name = clean_line(name)[:200]
    column = "name_ko" if has_hangul(name) else "name_en"
    somebody = Person.objects.create(slug=free_slug(Person, name, side), side=side, **{column: name})
    effects.made(somebody)
    effects.made(PersonName.objects.create(person=somebody, text=name, language=_language(name)))
    return somebody


def _wait_to_be_alone() -> None:
    """Wait until no other decision is making a body or a person; held until this one is complete."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MAKING])


def _language(name: str) -> str:
    return "ko" if has_hangul(name) else "en"


def know_by_own_names(row: Organisation | Person) -> None:
    """Let the row be found in texts by the names that stand on it, as by those typed beside them."""
    own = [(row.name_en, "en"), (row.name_ko, "ko")]
    if isinstance(row, Organisation):
        own.append((row.abbreviation, _language(row.abbreviation)))
    known = set(row.names.values_list("text", flat=True))
    for text, language in own:
        if text and text not in known:
            row.names.create(text=text, language=language)


def free_slug(table: type[Organisation] | type[Person], name: str, side: str) -> str:
    """The end of an address that no other row has."""
    stem = slugify(name, allow_unicode=table is Person)[:LONGEST_SLUG].strip("-") or f"{side}-{table.__name__.lower()}"
    taken = set(table.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
