"""Cases that readers open on public values: opened by anyone, decided by editors, told with their outcome.

Every verb is one transaction. A case is decided once: whoever comes second is told so. With its end the sender's
address is gone; what they wrote stays with the editors.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.curation import case_changes, rights
from agreements.curation.audit import change
from agreements.domain.text import clean, clean_line
from agreements.models import Agreement, CaseCounter, CatalogueVersion, Dispute, DisputeContact
from agreements.models.dispute import CHANGED, DisputeQuerySet

KEPT_SPAM = datetime.timedelta(days=30)
LONGEST_SAID, LONGEST_SOURCE, LONGEST_OUTCOME = 3_000, 1_000, 1_000


class CannotDecide(ValueError):
    """The case cannot be decided so; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """Which value a reader means. `value` is empty for the record as a whole."""

    value: str = ""
    row: int | None = None
    kind: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What readers are told, in one language or in both."""

    en: str = ""
    ko: str = ""

    @classmethod
    def of(cls, en: str, ko: str) -> Outcome:
        """As typed, cleaned. Raises CannotDecide for one that says nothing or goes on and on."""
        outcome = cls(clean_line(en), clean_line(ko))
        if not (outcome.en or outcome.ko):
            raise CannotDecide(_("Say in English, in Korean or in both what readers are to be told."))
        if max(len(outcome.en), len(outcome.ko)) > LONGEST_OUTCOME:
            raise CannotDecide(_("Tell readers in at most %(most)d characters.") % {"most": LONGEST_OUTCOME})
        return outcome


def open_case(
    *,
    agreement: Agreement,
    concerned: Concerned,
    said: str,
    source: str,
    language: str,
    ticket: str,
    email: str = "",
) -> Dispute:
    """A reader's note on a published record. The same form sent twice is one case. Raises CannotDecide."""
    with change(by=None, reason="a reader’s note"):
        sent = Dispute.objects.filter(ticket=ticket).first()
        if sent:
            return sent
        if not Agreement.objects.published().filter(pk=agreement.pk).exists():
            raise CannotDecide(_("This record is not public."))
        dispute, is_new = Dispute.objects.get_or_create(
            ticket=ticket,
            defaults={
                "number": _next_number(timezone.now().year),
                "agreement": agreement,
                "value": concerned.value,
                "row": concerned.row,
                "kind": concerned.kind,
                "shown": clean_line(concerned.shown)[:600],
                "language": language,
                "said": clean(said).strip()[:LONGEST_SAID],
                "source": clean_line(source)[:LONGEST_SOURCE],
            },
        )
        if is_new and email:
            DisputeContact.objects.create(dispute=dispute, email=email)
        return dispute


def uphold(*, dispute: Dispute, by: User, outcome: Outcome, in_part: bool = False) -> Dispute:
    """The reader was right, and the value has been changed since. Raises CannotDecide where it has not."""
    with _deciding(dispute, by, "a reader’s note upheld"):
        made = case_changes.last_change(dispute, in_part=in_part)
        if made is None:
            raise CannotDecide(_("Nothing of this value has been changed since the note came. Change it first."))
        return _close(dispute, "partly" if in_part else "upheld", by, outcome, made)


def refuse(*, dispute: Dispute, by: User, outcome: Outcome) -> Dispute:
    """The value stays as it is; the outcome says why."""
    with _deciding(dispute, by, "a reader’s note refused"):
        return _close(dispute, "refused", by, outcome)


def take_back(*, dispute: Dispute, by: User, outcome: Outcome) -> Dispute:
    """Its sender asked to take it back."""
    with _deciding(dispute, by, "a reader’s note taken back"):
        return _close(dispute, "withdrawn", by, outcome)


def join(*, dispute: Dispute, into: Dispute, by: User) -> Dispute:
    """The same as another case of the same record, and decided with it; its sender is answered with that one."""
    with _deciding(dispute, by, f"joined to {into.number}"):
        if into.pk == dispute.pk or into.agreement_id != dispute.agreement_id or into.state in ("joined", "spam"):
            raise CannotDecide(_("Choose another case of the same record, which is open or has an outcome."))
        dispute.joined_to = into
        _close(dispute, "joined", by, Outcome())
        Dispute.objects.filter(joined_to=dispute).update(joined_to=into)
        return dispute


def set_aside(*, dispute: Dispute, by: User) -> Dispute:
    """Not about the record at all; deleted after a month."""
    with _deciding(dispute, by, "set aside as spam"):
        if dispute.joined.exists():
            raise CannotDecide(_("Other cases were joined to this one. Decide them apart first."))
        return _close(dispute, "spam", by, Outcome())


def reopen(*, dispute: Dispute, by: User, reason: str) -> Dispute:
    """Take a decision back. What readers were told of it is told no more; the history keeps it."""
    rights.require(by, rights.DECIDE)
    with change(by=by, reason=reason or "reopened"):
        _lock(dispute)
        if dispute.is_open:
            raise CannotDecide(_("This case is open already."))
        was_told = dispute.is_answered
        dispute.state, dispute.joined_to, dispute.change = "open", None, None
        dispute.outcome_en = dispute.outcome_ko = ""
        dispute.decided_at = dispute.decided_by = None
        dispute.save()
        if was_told:
            CatalogueVersion.rise()
        return dispute


def to_bury(*, now: datetime.datetime | None = None) -> DisputeQuerySet:
    """What was set aside a month ago."""
    return Dispute.objects.filter(state="spam", decided_at__lt=(now or timezone.now()) - KEPT_SPAM)


def bury(*, now: datetime.datetime | None = None) -> int:
    """Delete what was set aside a month ago; how many."""
    with change(by=None, reason="set aside a month ago"):
        return to_bury(now=now).delete()[1].get("agreements.Dispute", 0)


def contacts(dispute: Dispute) -> models.QuerySet[DisputeContact]:
    """Who asked to be answered: its sender, and those of the cases that are decided with it."""
    return DisputeContact.objects.filter(models.Q(dispute=dispute) | models.Q(dispute__joined_to=dispute))


@contextmanager
def _deciding(dispute: Dispute, by: User, reason: str) -> Iterator[None]:
    rights.require(by, rights.DECIDE)
    with change(by=by, reason=reason):
        _lock(dispute)
        if not dispute.is_open:
            raise CannotDecide(_("Somebody has decided this case meanwhile; nothing of yours was kept over theirs."))
        yield


def _close(dispute: Dispute, state: str, by: User, outcome: Outcome, made: UUID | None = None) -> Dispute:
    dispute.state, dispute.decided_by, dispute.decided_at = state, by, timezone.now()
    dispute.outcome_en, dispute.outcome_ko = outcome.en, outcome.ko
    dispute.change = made if state in CHANGED else None
    dispute.save()
    if not (dispute.joined_to and dispute.joined_to.is_open):
        contacts(dispute).delete()
    if dispute.is_answered:
        CatalogueVersion.rise()
    return dispute


def _lock(dispute: Dispute) -> None:
    """Read the case as it stands now, and keep others from deciding it."""
    rows = Dispute.objects.select_for_update(of=("self",), no_key=True).select_related("agreement")
    dispute.refresh_from_db(from_queryset=rows)


def _next_number(year: int) -> str:
    CaseCounter.objects.bulk_create([CaseCounter(year=year)], ignore_conflicts=True)
    CaseCounter.objects.filter(year=year).update(last=models.F("last") + 1)
    return f"UKKR-C-{year}-{CaseCounter.objects.get(year=year).last:04}"
