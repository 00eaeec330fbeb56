"""What the dated steps of public records leave open or contradict."""

from __future__ import annotations

import datetime

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.catalogue import upcoming
from agreements.curation.oddities import EFFECTS
from agreements.curation.quality.finding import Finding
from agreements.domain import activity
from agreements.domain.vocabulary import ACTIONS, STATUSES
from agreements.models import Action, Agreement, Evidence

TALKS = ("announced", "negotiating")
ACTIONS_OF = "actions-group"


def unexplained_status() -> QuerySet[Agreement]:
    """Records of which no step says where they stand."""
    return Agreement.objects.published().filter(status_rule="nothing-recorded").order_by("public_id")


def effect_before_signature() -> list[Agreement]:
    """Records that take effect, or run out, before they are signed: true now and then, and mostly a wrong date."""
    signed = Action.objects.filter(agreement=OuterRef("agreement"), kind="signed", nature="actual")
    later = signed.filter(date__gt=OuterRef("date"))
    kinds = (*EFFECTS, "expires", "terminated")
    early = Action.objects.filter(Exists(later), kind__in=kinds, nature="actual", date__isnull=False)
    rows = Agreement.objects.published().filter(pk__in=early.values("agreement")).prefetch_related("actions")
    return [row for row in rows.order_by("public_id") if _is_early(row, kinds)]


def stale_talks() -> QuerySet[Agreement]:
    """Records in talks of which nothing dated has been heard for as long as makes others quiet."""
    since, _quiet = activity.bounds(timezone.now().date())
    heard = Greatest(*(Subquery(rows, output_field=DateField()) for rows in _heard()))
    rows = Agreement.objects.published().filter(status__in=TALKS).annotate(heard=heard)
    return rows.filter(Q(heard__lt=since) | Q(heard__isnull=True)).order_by(F("heard").asc(nulls_first=True), "pk")


def passed() -> list[tuple[Action, str]]:
    """Reviews, expiries and planned steps whose day has passed without a trace, the oldest first."""
    return upcoming.overdue()


def tell(row: Agreement, language: str) -> Finding:
    status = STATUSES.label(row.status, language)
    return Finding("agreement", row.pk, f"{row.public_id} {row.title(language)}", status, ACTIONS_OF)


def tell_early(row: Agreement, language: str) -> Finding:
    dated = [action for action in row.actions.all() if action.when]
    said = [f"{ACTIONS.label(each.kind, language)} {each.when.format(language)}" for each in dated if each.when]
    return Finding("agreement", row.pk, f"{row.public_id} {row.title(language)}", " · ".join(said), ACTIONS_OF)


def tell_stale(row: Agreement, language: str) -> Finding:
    heard: datetime.date | None = getattr(row, "heard", None)
    note = _("last heard of on %(day)s") % {"day": date_format(heard)} if heard else _("no dated evidence")
    return Finding("agreement", row.pk, f"{row.public_id} {row.title(language)}", note, ACTIONS_OF)


def tell_passed(row: tuple[Action, str], language: str) -> Finding:
    action, why = row
    when = action.when.format(language) if action.when else ""
    note = f"{ACTIONS.label(action.kind, language)} {when} · {why}"
    held = action.agreement
    return Finding("agreement", held.pk, f"{held.public_id} {held.title(language)}", note, f"row-action-{action.pk}")


def _heard() -> tuple[QuerySet[Action, datetime.date | None], ...]:
    """The newest dated step, page and press item that speak of a record."""
    own = {"agreement": OuterRef("pk")}
    steps = Action.objects.filter(**own, nature="actual", date__isnull=False).order_by("-date").values("date")
    pages = Evidence.objects.filter(**own, reference__date__isnull=False).order_by("-reference__date")
    items = Evidence.objects.filter(**own, revision__item__date__isnull=False).order_by("-revision__item__date")
    return (  # type: ignore[return-value]
        steps[:1],
        pages.values("reference__date")[:1],
        items.values("revision__item__date")[:1],
    )


def _is_early(row: Agreement, kinds: tuple[str, ...]) -> bool:
    """By the precision with which the days are known."""
    actual = [action for action in row.actions.all() if action.nature == "actual" and action.when]
    signed = [action.when for action in actual if action.kind == "signed" and action.when]
    early = [action.when for action in actual if action.kind in kinds and action.when]
    return bool(signed and early) and min(early).latest < min(signed).earliest
