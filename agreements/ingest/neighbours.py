"""Which items an item must be held against: a few, found by index, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from agreements.domain.similarity import signature_overlap
from agreements.domain.vocabulary import LANGUAGES
from agreements.ingest.told import Told, restored
from agreements.models import PressItemRevision, SameStory, Story

MOST_PROBED, MOST_HELD = 1_000, 40
MOST_TOGETHER = 300
"""Items of one component that are looked at; more is a fault of the texts, not a release."""
LEAST_SHINGLES = 12
"""Shorter texts are too alike by chance."""

_BY_BITMAP = "SET LOCAL enable_seqscan = {0}; SET LOCAL enable_indexscan = {0};"
"""The planner has no idea how rare a shingle or a key is, and would rather read the whole table in some order."""
_NEAR = """
    WITH near AS MATERIALIZED (
        SELECT id, item_id, language, signature FROM agreements_pressitemrevision WHERE signature && %s::bigint[]
    )
    SELECT near.item_id, near.signature FROM near JOIN agreements_story AS story ON story.revision_id = near.id
    WHERE near.language = %s AND near.item_id <> %s LIMIT %s
"""


def near_in_words(revision: PressItemRevision) -> list[int]:
    """Items in its language whose current text shares shingles with it, those that share most first."""
    if len(revision.signature) < LEAST_SHINGLES:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BY_BITMAP.format("off"))
        cursor.execute(_NEAR, [revision.signature, revision.language, revision.item_id, MOST_PROBED])
        rows = [(signature_overlap(revision.signature, theirs), item) for item, theirs in cursor.fetchall()]
        cursor.execute(_BY_BITMAP.format("on"))
    return [item for _share, item in sorted(rows, key=lambda row: (-row[0], row[1]))[:MOST_HELD]]


_TOLD_NEAR = """
    WITH near AS MATERIALIZED (SELECT item_id FROM agreements_story WHERE keys && %s::varchar[])
    SELECT item_id FROM near WHERE item_id <> %s ORDER BY item_id LIMIT %s
"""


def near_in_facts(told: Told) -> list[int]:
    """Items in another language, of the same days, with a body, a sum or an agreement in common."""
    sought = told.sought(LANGUAGES.codes)
    if not sought:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BY_BITMAP.format("off"))
        cursor.execute(_TOLD_NEAR, [sought, told.item, MOST_PROBED])
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute(_BY_BITMAP.format("on"))
    return found


_COMPONENT = """
    WITH RECURSIVE together(item) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT other.item FROM together CROSS JOIN LATERAL (
            SELECT second_id AS item FROM agreements_samestory WHERE first_id = together.item
            UNION ALL
            SELECT first_id FROM agreements_samestory WHERE second_id = together.item
        ) AS other
    )
    SELECT item FROM together LIMIT %s
"""


def component(items: Sequence[int]) -> list[int]:
    """The items, and all that a chain of pairs leads to."""
    with connection.cursor() as cursor:
        cursor.execute(_COMPONENT, [list(items), MOST_TOGETHER])
        return sorted(row[0] for row in cursor.fetchall())


def told_by(items: Sequence[int], *, with_texts: bool = False) -> dict[int, tuple[Told, str]]:
    """What each item tells, and on request its text."""
    rows = Story.objects.filter(pk__in=items).select_related("item")
    if with_texts:
        rows = rows.select_related("item", "revision").defer("revision__signature")
    return {row.pk: (restored(row.item, row.facts), row.revision.text if with_texts else "") for row in rows}


def pairs_among(items: Sequence[int]) -> list[SameStory]:
    return list(SameStory.objects.filter(first__in=items, second__in=items))
