"""What may have been meant by an address that leads nowhere, from published agreements alone."""

from __future__ import annotations

import re

from django.db.models import Q
from rapidfuzz import fuzz, process

from agreements.catalogue import addresses, wording
from agreements.catalogue.pages.parts import Link
from agreements.models import Agreement

MOST, CLOSE_ENOUGH, LOOKED_AT = 5, 60, 2000
_ID = re.compile(r"ukkr-?(\d{4})-?(\d{1,6})", re.IGNORECASE | re.ASCII)


def near(name: str, language: str) -> tuple[Link, ...]:
    """Agreements with a like number of the same year, else with a like slug; one query."""
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
    close = process.extract(name.lower(), rows.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH, limit=MOST)
    return [rows[slug] for slug, _score, _place in close]
