"""The numbers that addresses and forms carry: of rows and of versions."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[0-9]{1,12}")


def number(text: object) -> int | None:
    """The number that `text` is in plain digits; None for anything else, and for one that no row can have."""
    return int(str(text)) if _NUMBER.fullmatch(str(text)) else None
