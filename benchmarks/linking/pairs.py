"""Pairs of releases, taken through reading as the pull does it: how many are put together that are one, and that are
not; and what placing one item costs among many.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping

from django.db import connection, transaction

from agreements.domain.similarity import text_signature
from agreements.ingest import extract
from agreements.models import PressItem, PressItemRevision, RawDocument
from tests.ingest.releases import APART, SAME, Release

_CROWD = """
    WITH raw AS (
        INSERT INTO agreements_rawdocument (sha256, media_type, size, content, headers)
        VALUES (repeat('0', 64), 'text/plain', 1, '', '{}') RETURNING id
    ), item AS (
        INSERT INTO agreements_pressitem (link, title, publisher, language, date, date_precision)
        SELECT '', 'A title', 'A Gazette', CASE WHEN n %% 2 = 0 THEN 'en' ELSE 'ko' END,
            date '2023-11-22' - n %% 3650, 'day'
        FROM generate_series(1, %s) AS n RETURNING id, language, date
    ), revision AS (
        INSERT INTO agreements_pressitemrevision (item_id, number, title, text, text_kind, language, content_sha256,
            signature, raw_id, read_state, read_at, reader_version, is_relevant, also_read, attempts, lease_by, error)
        SELECT item.id, 1, 'A title', 'A text.', 'original', item.language, item.id::text,
            (SELECT array_agg((random() * 9e15)::bigint) FROM generate_series(1, 64) WHERE item.id > 0),
            raw.id, 'read', now(), '', true, '[]', 1, '', ''
        FROM item, raw RETURNING id, item_id
    )
    INSERT INTO agreements_story (item_id, revision_id, keys, facts)
    SELECT item.id, revision.id,
        ARRAY[format('%%s:%%s:b:%%s', item.language, item.date, item.id %% 3), format('%%s:%%s:b:%%s', item.language,
            item.date, 10 + item.id %% 300)], '{"language": "en", "mark": "", "instruments": []}'
    FROM item JOIN revision ON revision.item_id = item.id
"""


def together() -> dict[str, float]:
    """Pairs that are one release and pairs that are not, and how many of either are in one cluster."""
    same, apart = _joined(SAME), _joined(APART)
    return {
        "pairs of one release": len(SAME),
        "put together": sum(same.values()),
        "pairs that only look like one": len(APART),
        "put together wrongly": sum(apart.values()),
    }


def cost(items: int) -> dict[str, float]:
    """Milliseconds to read, link and place one item, alone and among many."""
    try:
        with transaction.atomic():
            alone = _milliseconds()
            with connection.cursor() as cursor:
                cursor.execute(_CROWD, [items])
                cursor.execute("ANALYZE agreements_story, agreements_pressitemrevision, agreements_pressitem")
            figures = {"alone": alone, "among them": _milliseconds()}
            transaction.set_rollback(True)
    finally:
        connection.close()
    return figures


def _milliseconds() -> float:
    first, *others = [_kept(release, number) for number, release in enumerate((next(iter(SAME.values()))[0],) * 6)]
    extract.read_waiting(among=[first.pk])
    began = time.perf_counter()
    extract.read_waiting(among=[one.pk for one in others])
    return round(1000 * (time.perf_counter() - began) / len(others), 1)


def _joined(pairs: Mapping[str, tuple[Release, Release]]) -> dict[str, bool]:
    return {name: _is_joined(*pair) for name, pair in pairs.items()}


def _is_joined(first: Release, second: Release) -> bool:
    """Nothing of it stays."""
    with transaction.atomic():
        one, other = _kept(first, 1), _kept(second, 2)
        extract.read_waiting(among=[one.pk, other.pk])
        joined = PressItem.objects.filter(pk=other.item_id, cluster=one.item_id).exists()
        transaction.set_rollback(True)
    return joined


def _kept(release: Release, number: int) -> PressItemRevision:
    mark = hashlib.sha256(f"{time.time_ns()} {number}".encode()).hexdigest()
    raw = RawDocument.objects.create(sha256=mark, media_type="text/plain", size=1, content=b"")
    item = PressItem(title=release.title, publisher="A Gazette", language=release.language)
    item.when = release.published
    item.save()
    revision = PressItemRevision.objects.create(
        item=item,
        number=1,
        title=release.title,
        text=release.text,
        text_kind="original",
        language=release.language,
        content_sha256=mark,
        signature=list(text_signature(release.text)),
        raw=raw,
    )
    PressItem.objects.filter(pk=item.pk).update(current=revision)
    return revision
