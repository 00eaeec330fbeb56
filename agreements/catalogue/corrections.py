"""Readers' notes that have an outcome, told beside the value, in the record's history and in a list of their own.

Of a case without one nothing is told but, at its own address, its number, its day and which value it is about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _

from agreements.catalogue import addresses, wording
from agreements.catalogue.listing.paging import pages_of, paginate
from agreements.catalogue.pages.agreement import Change
from agreements.catalogue.pages.corrections import CasePage, CorrectionsPage, Outcome
from agreements.catalogue.pages.parts import Head, Label, Link, Tally, Text
from agreements.catalogue.record.disputable import label_of, token_of
from agreements.domain.vocabulary import CASE_STATES
from agreements.models import Agreement, Dispute
from agreements.models.dispute import ANSWERED, CHANGED

SIZE = 30
MOST_BESIDE = 3
"""Outcomes told beside one value, the newest; all stand in the history."""
_NUMBER = re.compile(r"UKKR-C-\d{4}-\d{4,9}", re.ASCII)
_PAGE = re.compile(r"[1-9][0-9]{0,5}")


def listing(asked: str, language: str) -> CorrectionsPage | None:
    """One page of all outcomes, the newest first; none where there is no such page."""
    public = Dispute.objects.answered().filter(agreement__record_state="published")
    if not _PAGE.fullmatch(asked or "1"):
        return None
    number, counted = int(asked or 1), counts(language)
    total = sum(tally.count for tally in counted)
    if number > pages_of(total, SIZE):
        return None
    rows = public.select_related("agreement")[(number - 1) * SIZE : number * SIZE]
    own = addresses.corrections(language)
    return CorrectionsPage(
        head=Head(
            _("Corrections"),
            _("What readers said was wrong with a record, and what became of it: corrected, or kept and why."),
        ),
        outcomes=tuple(replace(outcome(row, language), agreement=_link(row.agreement, language)) for row in rows),
        tallies=counted,
        total=total,
        pagination=paginate(number, total, SIZE, lambda each: f"{own}?page={each}" if each > 1 else own),
    )


def counts(language: str) -> tuple[Tally, ...]:
    """Cases of published records by their outcome: one query."""
    found = Dispute.objects.answered().order_by().filter(agreement__record_state="published")
    by_state = dict(found.values_list("state").annotate(n=Count("pk")))
    own = addresses.corrections(language)
    return tuple(
        Tally(Text(CASE_STATES.label(code, language), language[:2]), by_state[code], own, code=code)
        for code in ANSWERED
        if by_state.get(code)
    )


def case(number: str, language: str) -> CasePage | None:
    """Where a case stands, by its number in any capitals."""
    number = number.upper()
    rows = Dispute.objects.select_related("agreement", "joined_to")
    row = rows.filter(number=number).first() if _NUMBER.fullmatch(number) else None
    if row is None:
        return None
    is_public = row.agreement.is_published
    title = _("Case %(number)s") % {"number": row.number}
    return CasePage(
        head=Head(title, _("Where a reader’s note on a record of the register stands.")),
        number=row.number,
        address=addresses.correction(language, row.number),
        permanent_link=settings.SITE_ORIGIN.rstrip("/") + addresses.correction(language, row.number),
        state=Label(row.state, CASE_STATES.label(row.state, language)),
        value=label_of(row.value, row.kind, language),
        opened=wording.on_day(row.opened_at, language),
        agreement=_link(row.agreement, language) if is_public else None,
        outcome=outcome(row, language) if row.is_answered and is_public else None,
        joined_to=_case_link(row.joined_to, language) if row.joined_to else None,
    )


def of(agreement: Agreement, language: str) -> tuple[Outcome, ...]:
    """All outcomes of one record, the newest first: one query."""
    rows = Dispute.objects.answered().filter(agreement=agreement)
    return tuple(outcome(row, language, agreement) for row in rows)


def beside(outcomes: Iterable[Outcome]) -> dict[str, tuple[Outcome, ...]]:
    """Outcomes by the name of the value that they are about, as evidence marks name it."""
    found: dict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        found[each.token].append(each)
    return {token: tuple(told[:MOST_BESIDE]) for token, told in found.items() if token}


def in_history(changes: tuple[Change, ...], outcomes: Iterable[Outcome]) -> tuple[Change, ...]:
    """The changes of a record with the outcomes among them, the newest first; on one day the outcome comes first."""
    told = [Change(each.decided, "", "", outcome=each) for each in outcomes]
    return tuple(sorted([*told, *changes], key=lambda each: each.when.iso, reverse=True))


def outcome(row: Dispute, language: str, agreement: Agreement | None = None) -> Outcome:
    held = agreement or row.agreement
    return Outcome(
        number=row.number,
        address=addresses.correction(language, row.number),
        token=token_of(row.value, row.row, row.kind) if row.value else "",
        state=Label(row.state, CASE_STATES.label(row.state, language)),
        value=label_of(row.value, row.kind, language),
        opened=wording.on_day(row.opened_at, language),
        decided=wording.on_day(row.decided_at, language),
        text=wording.either(row.outcome_en, row.outcome_ko, language),
        lead=_lead(row.state),
        change_address=(
            f"{addresses.agreement(language, held.public_id, held.slug)}#changes" if row.state in CHANGED else ""
        ),
    )


def _lead(state: str) -> str:
    return {
        "upheld": _("Corrected after a reader’s note"),
        "partly": _("Corrected in part after a reader’s note"),
        "refused": _("Questioned by a reader, kept"),
        "withdrawn": _("Questioned by a reader, who took it back"),
    }[state]


def _link(agreement: Agreement, language: str) -> Link:
    title = wording.either(agreement.title_en, agreement.title_ko, language)
    return Link(title, addresses.agreement(language, agreement.public_id, agreement.slug), agreement.public_id)


def _case_link(row: Dispute, language: str) -> Link:
    return Link(Text(row.number, ""), addresses.correction(language, row.number))
