"""Medians of single requests through the whole of the site, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import perf_counter

from django.http import QueryDict
from django.test import Client

from agreements.catalogue import edition, shelf
from agreements.catalogue.browse import agreement_list
from benchmarks.browse import site
from benchmarks.browse.shapes import ROUNDS, SHAPES

WARM = 3


def shapes() -> dict[str, dict[str, float]]:
    """For each shape the page, the same template filled from constants, and the answer that nothing has changed."""
    client = Client()
    for address in ("/agreements/", "/agreements/?q=water"):
        client.get(address)
    return {name: _shape(client, name, SHAPES[name]()) for name in SHAPES}


def built() -> float:
    """Seconds to read the published set into bitmaps."""
    started = perf_counter()
    shelf.current()
    return perf_counter() - started


def _shape(client: Client, name: str, queries: Iterator[str]) -> dict[str, float]:
    pages, constants, unchanged = [], [], []
    for number in range(WARM + ROUNDS):
        query = next(queries)
        address = f"/agreements/?{query}"
        page, response = _timed(client, address)
        assert response.status_code == 200, (address, response.status_code)
        site.MADE[name] = agreement_list(QueryDict(query), "en", shelf.settle(edition.current()))[1]
        constant, same = _timed(client, f"/constants/?made={name}")
        assert len(same.content) > 0.8 * len(response.content), address
        spared, nothing = _timed(client, address, {"if-none-match": response.headers["ETag"]})
        assert nothing.status_code == 304, address
        if number >= WARM:
            pages.append(page)
            constants.append(constant)
            unchanged.append(spared)
    return {"page": median(pages), "constants": median(constants), "304": median(unchanged)}


def _timed(client: Client, address: str, headers: dict[str, str] | None = None):  # type: ignore[no-untyped-def]
    started = perf_counter()
    response = client.get(address, headers=headers)
    return 1000 * (perf_counter() - started), response
