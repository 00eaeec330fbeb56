"""Two workers store the same thing in the same instant, over and over."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from agreements.ingest.sources import ensure
from agreements.ingest.sources.found import FoundDocument, FoundFile
from agreements.ingest.store import store
from agreements.models import PressItem, PressItemRevision, RawDocument, Sighting
from tests.ingest.texts import SPACE

TIMES = 50
"""Rounds for each of the four ways to be the same; 250, a thousand in all, gave the same and take two minutes."""


def _round(number: int, way: str, worker: int) -> tuple[FoundFile, FoundDocument]:
    """The same item as two workers find it: by address or by bytes, under one name or two, edited meanwhile or not."""
    name = f"{way}/{number}" + (f"-{worker}" if way in ("address", "bytes") else "") + ".txt"
    edit = f" Edition {worker}." if way == "edited" else ""
    text = f"{SPACE} Item {way} {number}.{edit}"
    address = f"https://example.org/{way}/{number}" if way in ("address", "both") else ""
    return (
        FoundFile(name, text.encode(), "text/plain"),
        FoundDocument(text, "Signed", "A Gazette", address, None, "en", "original"),
    )


@pytest.mark.django_db(transaction=True)
def test_the_same_item_at_the_same_instant_is_one_row(tmp_path: Path) -> None:
    """D6: one row, no error, no lost sibling."""
    source, barrier = ensure(tmp_path, name="Race"), Barrier(2)

    def work(worker: int) -> list[str]:
        outcomes = []
        try:
            for way in ("address", "bytes", "both", "edited"):
                for number in range(TIMES):
                    file, document = _round(number, way, worker)
                    barrier.wait(timeout=60)
                    outcomes.append(store(source=source, file=file, document=document))
        except BaseException:
            barrier.abort()
            raise
        finally:
            connection.close()
        return outcomes

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(work, range(2))
    assert len(first) == len(second) == 4 * TIMES
    assert [outcomes.count("new") for outcomes in zip(first, second, strict=True)] == [1] * 4 * TIMES
    assert PressItem.objects.count() == 4 * TIMES
    assert RawDocument.objects.count() == PressItemRevision.objects.count() == 5 * TIMES
    assert Sighting.objects.count() == 6 * TIMES
    assert not PressItem.objects.filter(current=None).exists()
