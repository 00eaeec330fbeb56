"""The one index in use. It is replaced when the catalogue's edition moves.

A small catalogue is read anew by the first request that needs it. A large one is read beside the requests, which until
then are answered from the former index; no row is ever shown from that which is no longer published, since rows are
always read from the published set.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from django.db import connection

from agreements.catalogue import edition, numbering
from agreements.catalogue.facets import Index

LARGE = 10_000
"""Agreements from which on no request waits for a build."""


@dataclass
class _Kept:
    index: Index | None = None
    builder: threading.Thread | None = None


_kept, _lock = _Kept(), threading.Lock()


def current(now: edition.Edition | None = None) -> Index:
    """The index of the edition `now`; a former one while a long build runs beside."""
    stamp = (now or edition.current()).stamp
    index = _kept.index
    if index is not None and index.stamp == stamp:
        return index
    if index is not None and len(index.ids) >= LARGE:
        _build_beside(stamp)
        return index
    with _lock:
        if _kept.index is None or _kept.index.stamp != stamp:
            _replace(stamp)
        assert _kept.index is not None
        return _kept.index


def _replace(stamp: tuple[int, str]) -> None:
    _kept.index = numbering.build(stamp)


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
