"""What a decision would do, seen before it is taken: it is carried out, looked at, and all of it taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import OperationalError, connection, models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.curation import agreements, review
from agreements.curation.agreements import NotReady, WrongState
from agreements.curation.reviewing.contribution import QuoteNotThere
from agreements.curation.reviewing.proposal import Proposal
from agreements.domain.vocabulary import ACTIONS, SECTORS, VALUES
from agreements.models import (
    Action,
    Agreement,
    AgreementName,
    Amount,
    Candidate,
    Evidence,
    Organisation,
    Person,
    Review,
    SectorTag,
    Signatory,
)
from agreements.models.evidence import ROWS

LONGEST_WAIT = "1500ms"
"""How long a look ahead waits for somebody who is deciding on the same record."""
_RELATED: dict[str, tuple[str, ...]] = {
    "agreements.evidence": (*ROWS, "signatory__organisation", "signatory__person"),
    "agreements.signatory": ("organisation", "person"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that would be done: what kind of value, and what it would say."""

    what: str
    said: str


@dataclass(slots=True)
class Foreseen:
    """What would come of a decision."""

    into: Agreement | None = None
    added: list[Line] = field(default_factory=list)
    filled: list[Line] = field(default_factory=list)
    beside: list[Line] = field(default_factory=list)
    supported: list[str] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)
    problem: str = ""

    @property
    def is_nothing(self) -> bool:
        """Neither a value nor a support that the register does not have."""
        return not (self.added or self.filled or self.beside or self.supported or self.problem)


def foresee(
    *, candidate: Candidate, by: User, version: int, into: Agreement | None = None, proposal: Proposal | None = None
) -> Foreseen:
    """What merging into `into`, or else accepting as new, would do with the record as edited into `proposal`."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")
            foreseen = _carried_out(candidate, by, version, into, proposal)
            transaction.set_rollback(True)
            return foreseen
    except OperationalError:
        return Foreseen(into, problem=_("Somebody is deciding on this at the moment; look again shortly."))
    except (review.Conflict, WrongState, QuoteNotThere) as problem:
        return Foreseen(into, problem=str(problem))
    except NotReady as problem:
        return Foreseen(into, obstacles=problem.reasons)


def _carried_out(
    candidate: Candidate, by: User, version: int, into: Agreement | None, proposal: Proposal | None
) -> Foreseen:
    if proposal is not None:
        candidate = review.save_edit(candidate=candidate, proposal=proposal, by=by, version=version)
        version = candidate.version
    if into:
        made = review.add_ahead(candidate=candidate, into=into, by=by, version=version)
    else:
        made = review.accept(candidate=candidate, by=by, version=version)
    decision = Review.objects.filter(candidate=candidate).latest("pk")
    foreseen = Foreseen(into)
    _tell(foreseen, decision.effects, _language())
    if not into:
        foreseen.obstacles = agreements.obstacles(made)
    return foreseen


def _language() -> str:
    return get_language() or "en"


def _tell(foreseen: Foreseen, effects: dict[str, Any], language: str) -> None:
    rows = _rows(effects["made"])
    for row in rows:
        if isinstance(row, Evidence):
            continue
        if line := _line(row, language):
            foreseen.added.append(line)
    made = {(row._meta.label_lower, row.pk) for row in rows}
    foreseen.filled = [line for entry in effects["changed"] if (line := _filled(entry))]
    support = [row for row in rows if isinstance(row, Evidence)]
    foreseen.beside = list(dict.fromkeys(_reported(row, language) for row in support if not row.supports))
    under = (row for row in support if row.supports and not _is_new(row, made))
    if foreseen.into:
        foreseen.supported = list(dict.fromkeys(_called(row, language) for row in under))


def _rows(entries: Iterable[dict[str, Any]]) -> list[models.Model]:
    """The rows that were made, in the order in which they were, one query for each kind of them."""
    keys: dict[str, list[Any]] = {}
    entries = list(entries)
    for entry in entries:
        keys.setdefault(entry["model"], []).append(entry["pk"])
    found: dict[tuple[str, Any], models.Model] = {}
    for label, pks in keys.items():
        table: type[models.Model] = apps.get_model(label)
        rows = table._default_manager.filter(pk__in=pks)
        related = _RELATED.get(label, ())
        found |= {(label, row.pk): row for row in (rows.select_related(*related) if related else rows)}
    return [found[entry["model"], entry["pk"]] for entry in entries if (entry["model"], entry["pk"]) in found]


def _line(row: models.Model, language: str) -> Line | None:
    if isinstance(row, Action):
        when = row.when.format(language) if row.when else _("date not stated")
        return Line(_("step"), f"{ACTIONS.label(row.kind, language)} · {when}")
    if isinstance(row, Signatory):
        who = ", ".join(filter(None, [row.person.name(language), row.post])) if row.person else ""
        return Line(_("body"), " – ".join(filter(None, [row.organisation.name(language), who])))
    if isinstance(row, SectorTag):
        return Line(_("sector"), SECTORS.label(row.sector, language))
    if isinstance(row, Amount):
        return Line(_("amount"), row.money.format(language))
    if isinstance(row, AgreementName):
        return Line(_("other name"), row.text)
    if isinstance(row, Organisation):
        return Line(_("new body in the register"), row.name(language))
    if isinstance(row, Person):
        return Line(_("new person in the register"), row.name(language))
    if isinstance(row, Agreement):
        return Line(_("new record"), row.title(language))
    return None


def _filled(entry: dict[str, Any]) -> Line | None:
    table: type[models.Model] = apps.get_model(entry["model"])
    column = next((one for one in table._meta.concrete_fields if one.attname == entry["column"]), None)
    if column is None or entry["is"] in (None, "") or entry["column"].endswith("_precision"):
        return None
    said = str(entry["is"])
    if column.is_relation and isinstance(column.related_model, type):
        row = column.related_model._default_manager.filter(pk=entry["is"]).first()
        said = row.name(_language()) if isinstance(row, (Organisation, Person)) else str(row or said)
    return Line(str(column.verbose_name), said)


def _is_new(evidence: Evidence, made: set[tuple[str, Any]]) -> bool:
    """Whether it stands under a row that the decision itself makes: that row is told, and not its support."""
    row = _row_of(evidence)
    return row is not None and (row._meta.label_lower, row.pk) in made


def _called(evidence: Evidence, language: str) -> str:
    value = VALUES.label(evidence.value, language)
    row = _row_of(evidence)
    line = _line(row, language) if row is not None else None
    return f"{value}: {line.said}" if line else value


def _row_of(evidence: Evidence) -> models.Model | None:
    rows = (getattr(evidence, column) for column in ROWS)
    return next((row for row in rows if row is not None), None)


def _reported(evidence: Evidence, language: str) -> Line:
    return Line(_called(evidence, language), evidence.reported or _("otherwise"))
