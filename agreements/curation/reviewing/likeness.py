"""A proposal beside an agreement that it may be about, value by value: what agrees, differs, or one alone says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from agreements.curation.reviewing import stances
from agreements.curation.reviewing.proposal import EVERY_SIDE, Proposal
from agreements.curation.reviewing.stances import ACTION_OF_STATUS, Stance
from agreements.domain.vocabulary import ACTIONS, FORMS, SECTORS, SIDES
from agreements.models import Agreement, PressLink
from agreements.models.agreement import AgreementQuerySet


@dataclass(frozen=True, slots=True)
class Beside:
    """What the register says of one value, and how the proposal stands to it; `news` is what merging would add."""

    value: str
    stance: Stance | None
    ours: tuple[str, ...] = ()
    news: tuple[str, ...] = ()


def to_compare() -> AgreementQuerySet:
    """Agreements with all that a comparison reads, in a constant number of queries."""
    rows: AgreementQuerySet = Agreement.objects.prefetch_related(
        "actions", "sector_tags", "amounts", "signatories__organisation__names", Prefetch("press_links", links())
    )
    return rows


def links() -> QuerySet[PressLink]:
    return PressLink.objects.only("agreement_id", "item_id")


def beside(proposal: Proposal, agreement: Agreement, language: str) -> list[Beside]:
    """One for each value that either of them has, in the order of the form."""
    return [
        *(_title(proposal, agreement, code) for code in ("en", "ko")),
        _form(proposal, agreement, language),
        _action(proposal, agreement, language),
        *(_parties(proposal, agreement, side, language) for side in EVERY_SIDE),
        _sectors(proposal, agreement, language),
        _amounts(proposal, agreement, language),
    ]


def news(proposal: Proposal, agreement: Agreement, language: str) -> list[Beside]:
    """Those in which merging adds a value to the agreement or puts another beside one of its own."""
    return [one for one in beside(proposal, agreement, language) if one.stance in ("adds", "differs")]


def _title(proposal: Proposal, agreement: Agreement, code: str) -> Beside:
    fact = proposal.title_en if code == "en" else proposal.title_ko
    ours: str = getattr(agreement, f"title_{code}")
    if fact is None:
        return Beside(f"title_{code}", None, _told(ours))
    stance = stances.of_title(ours, fact.value)
    return Beside(f"title_{code}", stance, _told(ours), () if stance == "agrees" else (fact.value,))


def _form(proposal: Proposal, agreement: Agreement, language: str) -> Beside:
    stance = stances.of_form(agreement.form, proposal.form.value)
    said = FORMS.label(proposal.form.value, language)
    return Beside("form", stance, (FORMS.label(agreement.form, language),), (said,) if stance == "differs" else ())


def _action(proposal: Proposal, agreement: Agreement, language: str) -> Beside:
    steps = list(agreement.actions.all())
    ours = tuple(_step(one.kind, one.when, language) for one in steps)
    kind = ACTION_OF_STATUS.get(proposal.status.value)
    if kind is None:
        return Beside("action", None, ours)
    when = proposal.date.value if proposal.date else None
    stance, _row = stances.of_action(steps, kind, when)
    return Beside("action", stance, ours, (_step(kind, when, language),) if stance in ("adds", "differs") else ())


def _step(kind: str, when: object, language: str) -> str:
    label = ACTIONS.label(kind, language)
    return f"{label} · {when.format(language)}" if hasattr(when, "format") else label


def _parties(proposal: Proposal, agreement: Agreement, side: str, language: str) -> Beside:
    rows = [row for row in agreement.signatories.all() if row.side == side]
    ours = tuple(dict.fromkeys(row.organisation.name(language) for row in rows))
    said = [fact.value for fact in proposal.parties.get(side, ())]
    found = {name: stances.of_party(rows, name, side) for name in said}
    return Beside(side, _together(found.values()), ours, tuple(name for name in said if found[name] == "adds"))


def _sectors(proposal: Proposal, agreement: Agreement, language: str) -> Beside:
    held = [tag.sector for tag in agreement.sector_tags.all()]
    found = {fact.value: stances.of_sector(held, fact.value) for fact in proposal.sectors}
    new = tuple(SECTORS.label(code, language) for code, stance in found.items() if stance == "adds")
    return Beside("sector", _together(found.values()), tuple(SECTORS.label(code, language) for code in held), new)


def _amounts(proposal: Proposal, agreement: Agreement, language: str) -> Beside:
    held = list(agreement.amounts.all())
    found = [(fact.value, stances.of_amount(held, fact.value)[0]) for fact in proposal.amounts]
    new = tuple(money.format(language) for money, stance in found if stance != "agrees")
    return Beside(
        "amount", _together(stance for _money, stance in found), tuple(one.money.format(language) for one in held), new
    )


def _together(found: Iterable[Stance]) -> Stance | None:
    """Of several: what differs tells most, then what is added."""
    stances_found = set(found)
    order: tuple[Stance, ...] = ("differs", "adds", "agrees", "silent")
    return next((stance for stance in order if stance in stances_found), None)


def _told(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def side_name(side: str, language: str) -> str:
    return SIDES.label(side, language)


def proposed(proposal: Proposal, language: str) -> Iterator[tuple[str, Sequence[str]]]:
    """What the proposal itself says of each value, in the same order."""
    yield "title_en", _told(proposal.title_en.value if proposal.title_en else "")
    yield "title_ko", _told(proposal.title_ko.value if proposal.title_ko else "")
    yield "form", (FORMS.label(proposal.form.value, language),)
    kind = ACTION_OF_STATUS.get(proposal.status.value)
    yield "action", (_step(kind, proposal.date.value if proposal.date else None, language),) if kind else ()
    for side in EVERY_SIDE:
        yield side, tuple(fact.value for fact in proposal.parties.get(side, ()))
    yield "sector", tuple(SECTORS.label(fact.value, language) for fact in proposal.sectors)
    yield "amount", tuple(fact.value.format(language) for fact in proposal.amounts)
