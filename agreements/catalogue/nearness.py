"""What may have been meant by an address that leads nowhere, from the published register alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from django.db.models import Q
from rapidfuzz import fuzz, process

from agreements.catalogue import addresses, wording
from agreements.catalogue.index import shelf
from agreements.catalogue.pages.parts import Link
from agreements.domain.text import nfc
from agreements.domain.vocabulary import SECTORS
from agreements.models import Agreement, Person

MOST, CLOSE_ENOUGH, LOOKED_AT, LONGEST = 5, 60, 2000, 200
NOUNS = ("sectors", "organisations", "people", "occasions")
_ID = re.compile(r"ukkr-?(\d{4})-?(\d{1,6})", re.IGNORECASE | re.ASCII)


def near(path: str, language: str) -> tuple[Link, ...]:
    """Agreements with a like number of the same year, else things of the kind that the address names with a like
    slug; at most two queries."""
    folder, name = PurePosixPath(path).parent.name, nfc(PurePosixPath(path).name)[:LONGEST]
    if folder in NOUNS:
        return _nouns(folder, name, language)
    found = _by_number(name) or _by_slug(name)
    return tuple(
        Link(
            wording.either(row.title_en, row.title_ko, language),
            addresses.agreement(language, row.public_id, row.slug),
            row.public_id,
        )
        for row in found[:MOST]
    )


def _by_number(name: str) -> list[Agreement]:
    match = _ID.search(name)
    if not match:
        return []
    year, number = match.groups()
    wanted = f"UKKR-{year}-{int(number):03}"
    rows = Agreement.objects.published().filter(Q(public_id__startswith=f"UKKR-{year}-"))[:LOOKED_AT]
    return sorted(rows, key=lambda row: (row.public_id != wanted, abs(_number(row) - int(number))))


def _number(row: Agreement) -> int:
    return int(row.public_id.rsplit("-", 1)[1])


def _by_slug(name: str) -> list[Agreement]:
    if len(name) < 4:
        return []
    rows = {row.slug: row for row in Agreement.objects.published()[:LOOKED_AT]}
    return [rows[slug] for slug in _alike(name, rows)]


def _nouns(kind: str, name: str, language: str) -> tuple[Link, ...]:
    named = _named(kind)
    return tuple(
        Link(wording.either(*named[slug], language), addresses.noun(language, kind, slug))
        for slug in _alike(name, named)
    )


def _named(kind: str) -> Mapping[str, tuple[str, str]]:
    """English and Korean names by slug."""
    if kind == "people":
        rows = Person.objects.in_published().values_list("slug", "name_en", "name_ko")
        return {slug: (en, ko) for slug, en, ko in rows[:LOOKED_AT]}
    index = shelf.current()
    if kind == "sectors":
        return {code: (SECTORS[code].en, SECTORS[code].ko) for code in index.choices["sector"]}
    return index.names[kind.removesuffix("s")]


def _alike(name: str, slugs: Mapping[str, object]) -> list[str]:
    """The slugs most like what was typed, best first."""
    close = process.extract(name.lower(), slugs.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=MOST)
    return [slug for slug, _score, _place in close]
