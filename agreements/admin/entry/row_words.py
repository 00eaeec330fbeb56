"""Rows of a record in the reader's words, where a list or a choice shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.admin.labels import label, language
from agreements.curation.reviewing.proposal import Proposal
from agreements.domain.vocabulary import REPORTED_STATUSES
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


def _candidate(row: Any) -> str:
    proposal = Proposal.of(row)
    title = proposal.title_ko if language() == "ko" else proposal.title_en
    name = title or proposal.title_en or proposal.title_ko
    status = REPORTED_STATUSES.label(proposal.status.value, language())
    return f"{name.value if name else proposal.description(language())} · {status}"


def _document(row: Any) -> str:
    """The press item that was read from it; a document that became none is known by its fingerprint."""
    version = next(iter(row.revisions.all()), None)
    return str(version.item) if version else str(row)


def _evidence(row: Any) -> str:
    source = row.quote or row.reference or (row.revision.item if row.revision else row.accepted_name)
    return _joined(label(row, "strength"), "" if row.supports else _("says otherwise"), row.reported, source)


_SAID: dict[str, Callable[[Any], str]] = {
    "action": _action,
    "signatory": _signatory,
    "amount": _amount,
    "relation": _relation,
    "evidence": _evidence,
    "sectortag": lambda row: label(row, "sector"),
    "document": lambda row: _joined(row.title, label(row, "language")),
    "doubt": lambda row: row.text_ko if language().startswith("ko") and row.text_ko else row.text_en,
    "presslink": lambda row: str(row.item),
    "candidate": _candidate,
    "fetchrun": lambda row: _joined(row.source, date_format(row.started_at, "DATETIME_FORMAT")),
    "pressitemrevision": lambda row: _("%(item)s (version %(number)d)") % {"item": row.item, "number": row.number},
    "rawdocument": _document,
    "agreement": lambda row: _joined(row.public_id, row.title(language())),
}
