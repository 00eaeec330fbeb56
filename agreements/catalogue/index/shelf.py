"""The one index in use. It is replaced when the catalogue's edition moves, and told the new day when the day does.

A small catalogue is read anew by the first request that needs it. A large one is read beside the requests, which until
then are answered from the former index and say so in their tags; no row is ever shown from that which is no longer
published, since rows are always read from the published set.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from django.db import connection

from agreements.catalogue import edition, nouns
from agreements.catalogue.index import numbering, past
from agreements.catalogue.index.facets import Index
from agreements.catalogue.words import lexicon

LARGE = 10_000
"""Agreements from which on no request waits for a build."""


@dataclass
class _Kept:
    index: Index | None = None
    former: Index | None = None
    """The one before, for requests that were promised it."""
    builder: threading.Thread | None = None


_kept, _lock = _Kept(), threading.Lock()


def settle(now: edition.Edition) -> edition.Edition:
    """`now`, with the index named that pages are made from where it is not that of `now`."""
    index = _kept.index
    if index is None or index.stamp == now.stamp or len(index.ids) < LARGE:
        return now
    _build_beside(now.stamp)
    return replace(now, shown=index.stamp)


def current(now: edition.Edition | None = None) -> Index:
    """The index of the edition `now`; a former one while a long build runs beside."""
    now = now or edition.current()
    wanted = now.shown or now.stamp
    for kept in (_kept.index, _kept.former):
        if kept is not None and kept.stamp == wanted:
            return _of_today(kept)
    index = _kept.index
    if index is not None and len(index.ids) >= LARGE:
        _build_beside(now.stamp)
        return _of_today(index)
    with _lock:
        if _kept.index is None or _kept.index.stamp != now.stamp:
            _replace(now.stamp)
        assert _kept.index is not None
        return _kept.index


def _of_today(index: Index) -> Index:
    """The index as it is today, which passing days change in nothing but activity."""
    day = past.today()
    if index.day == day:
        return index
    fresh = index.today(day)
    if _kept.index is index:
        _kept.index = fresh
    return fresh


def _replace(stamp: tuple[int, str]) -> None:
    """Beside a former index that still answers, in a large catalogue, with all its words too, so that no search waits
    for them."""
    index = numbering.build(stamp, past.today())
    if _kept.index and len(index.ids) >= LARGE:
        lexicon.current(stamp)
        nouns.of(index)
    _kept.former = _kept.index if _kept.index and len(_kept.index.ids) >= LARGE else None
    _kept.index = index


def _build_beside(stamp: tuple[int, str]) -> None:
    with _lock:
        if _kept.builder is None or not _kept.builder.is_alive():
            _kept.builder = threading.Thread(target=_build_and_close, args=(stamp,), daemon=True)
            _kept.builder.start()


def _build_and_close(stamp: tuple[int, str]) -> None:
    try:
        _replace(stamp)
    finally:
        connection.close()
