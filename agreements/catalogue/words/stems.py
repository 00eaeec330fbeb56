"""What PostgreSQL takes words for: `signed`, `signing` and `signs` as `sign`. Asked once for each word."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

MOST_KEPT = 50_000
_kept: dict[str, str] = {}


def of(words: Iterable[str]) -> dict[str, str]:
    """The stem of each plain word, empty for one that says nothing, such as `the`; one query at most.

    A number is its own.
    """
    wanted = set(words)
    asked = [word for word in wanted if not (word.isascii() and word.isdigit())]
    unknown = [word for word in asked if word not in _kept]
    if len(_kept) + len(unknown) > MOST_KEPT:
        _kept.clear()
        unknown = asked
    if unknown:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word, tsvector_to_array(to_tsvector('english', word)) FROM unnest(%s::text[]) AS word",
                [unknown],
            )
            _kept.update({word: (stems[0] if stems else "") for word, stems in cursor.fetchall()})
    return {word: _kept.get(word, word) for word in wanted}
