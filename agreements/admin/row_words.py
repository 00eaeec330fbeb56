"""Rows of a record in the reader's words, where a list or a choice shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from agreements.admin.labels import label, language
from agreements.models.rules import Named


def said(row: models.Model | None) -> str:
    """What a row says, in the reader's language."""
    if row is None:
        return ""
    words = _SAID.get(str(row._meta.model_name))
    return words(row) if words else row.name(language()) if isinstance(row, Named) else str(row)


def _joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)


def _action(row: Any) -> str:
    when = row.when.format(language()) if row.when else _("date not stated")
    side = label(row, "side") if row.side != "joint" else ""
    nature = label(row, "nature") if row.nature != "actual" else ""
    return _joined(label(row, "kind"), when, side, nature, row.place)


def _signatory(row: Any) -> str:
    capacity = label(row, "capacity") if row.capacity != "signed" else ""
    return _joined(row.organisation.name(language()), capacity, said(row.person), row.post)


def _amount(row: Any) -> str:
    return _joined(row.money.format(language()), label(row, "kind"), said(row.payer), row.period)


def _relation(row: Any) -> str:
    return f"{label(row, 'kind')}: {row.to.public_id} {row.to.title(language())}"


_SAID: dict[str, Callable[[Any], str]] = {
    "action": _action,
    "signatory": _signatory,
    "amount": _amount,
    "relation": _relation,
    "sectortag": lambda row: label(row, "sector"),
    "document": lambda row: _joined(row.title, label(row, "language")),
    "doubt": lambda row: row.text_ko if language().startswith("ko") and row.text_ko else row.text_en,
    "presslink": lambda row: str(row.item),
    "agreement": lambda row: _joined(row.public_id, row.title(language())),
}
