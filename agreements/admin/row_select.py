"""Choosing a row by typing part of its name."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect

from agreements.admin.numbers import number


class RowSelect(AutocompleteSelect):
    """Django's, which shows a value that can be no row's number as nothing chosen instead of failing on it."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [one for one in value if number(one) is not None], attr)
