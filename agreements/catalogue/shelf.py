"""The one index in use. It is replaced when the catalogue's edition moves.

A small catalogue is read anew by the first request that needs it. Where building takes long it is done beside the
requests, which until then are answered from the former index; no row is ever shown from that which is no longer
published, since rows are always read from the published set.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from django.db import connection

from agreements.catalogue import edition, numbering
from agreements.catalogue.facets import Index

LONG_BUILD = 0.25
"""Seconds of building that a request may wait for."""


@dataclass
class _Kept:
    index: Index | None = None
    seconds: float = 0.0
    builder: threading.Thread | None = None


_kept, _lock = _Kept(), threading.Lock()


def current(now: edition.Edition | None = None) -> Index:
    """The index of the edition `now`; a former one while a long build runs beside."""
    stamp = (now or edition.current()).stamp
    index = _kept.index
    if index is not None and index.stamp == stamp:
        return index
    if index is not None and _kept.seconds > LONG_BUILD:
        _build_beside(stamp)
        return index
    with _lock:
        if _kept.index is None or _kept.index.stamp != stamp:
            _replace(stamp)
        assert _kept.index is not None
        return _kept.index


def _replace(stamp: tuple[int, str]) -> None:
    started = time.monotonic()
    _kept.index = numbering.build(stamp)
    _kept.seconds = time.monotonic() - started


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
