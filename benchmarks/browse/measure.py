"""Medians of single requests through the whole of the site, one after another.

Processor time is what is counted, ours and the database's together, so that a busy machine gives the same figures.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time

from django.db import connection
from django.http import HttpResponse, QueryDict
from django.test import Client

from agreements.catalogue import edition
from agreements.catalogue.browse import agreement_list
from agreements.catalogue.index import shelf
from benchmarks.browse import site
from benchmarks.browse.shapes import ROUNDS, SHAPES

WARM = 3


def shapes() -> dict[str, dict[str, float]]:
    """For each shape the page, the same from constants as the site draws it and by templates alone, and the answer that
    nothing has changed; taken by turns, and with what lay about before out of the way of the collector."""
    client = Client()
    for address in ("/agreements/", "/agreements/?q=water"):
        client.get(address)
    gc.collect()
    gc.freeze()
    return {name: _shape(client, name, SHAPES[name]()) for name in SHAPES}


def built() -> float:
    """Seconds to read the published set into bitmaps."""
    started = process_time()
    shelf.current()
    return process_time() - started


def _shape(client: Client, name: str, queries: Iterator[str]) -> dict[str, float]:
    costs: dict[str, list[float]] = {"page": [], "constants": [], "alone": [], "304": []}
    asked: dict[str, float] = dict.fromkeys(costs, 0.0)
    for number in range(WARM + ROUNDS):
        query = next(queries)
        address = f"/agreements/?{query}"
        database = _database()
        page, response = _timed(client, address)
        asked["page"] += _database() - database if number >= WARM else 0
        assert response.status_code == 200, (address, response.status_code)
        site.MADE[name] = agreement_list(QueryDict(query), "en", shelf.settle(edition.current()))[1]
        constant, same = _timed(client, f"/constants/?made={name}")
        templates, all_the_same = _timed(client, f"/alone/?made={name}")
        for each in (same, all_the_same):
            assert len(each.content) > 0.8 * len(response.content), address
        database = _database()
        spared, nothing = _timed(client, address, {"if-none-match": response.headers["ETag"]})
        asked["304"] += _database() - database if number >= WARM else 0
        assert nothing.status_code == 304, address
        if number >= WARM:
            for kind, cost in (("page", page), ("constants", constant), ("alone", templates), ("304", spared)):
                costs[kind].append(cost)
    return {kind: median(each) + asked[kind] / ROUNDS for kind, each in costs.items()}


def _timed(client: Client, address: str, headers: dict[str, str] | None = None) -> tuple[float, HttpResponse]:
    """Milliseconds of processor time in this process, and the answer."""
    started = process_time()
    response = client.get(address, headers=headers)
    return 1000 * (process_time() - started), response  # type: ignore[return-value]  # the client adds to it


def _database() -> float:
    """Milliseconds of processor time that the database's side of our connection has taken, as Linux tells it."""
    connection.ensure_connection()
    fields = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rsplit(")", 1)[1].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
