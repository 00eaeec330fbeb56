"""The order of the two sides on a page: the reader's own first, third parties last."""

from __future__ import annotations


def in_reading_order(language: str) -> tuple[str, ...]:
    return ("kr", "uk", "other") if language.startswith("ko") else ("uk", "kr", "other")
