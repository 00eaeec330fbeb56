"""Where the two sides' accounts of one value differ: told from who says what, and set side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from agreements.catalogue.pages.agreement import Account, Value
from agreements.catalogue.record.sides import in_reading_order


def accounts(values: Sequence[Value], language: str) -> tuple[Account, ...]:
    """The reader's own side first; none unless each side has a value of its own."""
    labels = {"uk": _("British account"), "kr": _("Korean account")}
    told = tuple(
        Account(side, labels[side], tuple(value for value in values if value.side == side))
        for side in in_reading_order(language)
        if side in labels
    )
    return told if all(account.values for account in told) else ()


def flag(told: Sequence[Account], *, is_disputed: bool) -> str:
    """Who disagrees."""
    if not is_disputed:
        return ""
    if not told:
        return _("Sources differ")
    if all(any(_is_official(value) for value in account.values) for account in told):
        return _("The two governments differ")
    return _("British and Korean sources differ")


def _is_official(value: Value) -> bool:
    return any(support.is_official for support in value.supports)
