"""Changing the one value that a reader disputes and upholding their case with it, in one go."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.curation import agreements, disputes, evidence, rights, standing
from agreements.curation.audit import Stand, change, telling
from agreements.curation.disputes import CannotDecide, Outcome
from agreements.curation.evidence import Support
from agreements.domain.addresses import BadAddress, canonical_address
from agreements.domain.dates import parse_date
from agreements.domain.text import clean_line
from agreements.domain.vocabulary import FORMS, LEGAL_NATURES, LEVELS
from agreements.models import Action, Dispute, Reference

CODED = {"form": FORMS, "legal_nature": LEGAL_NATURES, "level": LEVELS}
WORDED = {"title_en": 500, "title_ko": 500, "summary_en": 2_000, "summary_ko": 2_000}
"""Values in words, and how many letters each may have."""
CORRECTABLE = (*CODED, *WORDED, "action")
"""Values that can be changed where the case is decided; any other is changed in the record itself."""


def is_correctable(dispute: Dispute) -> bool:
    """Whether its value is of the simple kind, and still there."""
    if dispute.value == "action":
        return Action.objects.filter(pk=dispute.row or 0, agreement_id=dispute.agreement_id).exists()
    return dispute.value in CORRECTABLE


def present(dispute: Dispute, language: str) -> str:
    """What the value says now, as it would be typed."""
    if dispute.value == "action":
        action = Action.objects.filter(pk=dispute.row or 0).first()
        return action.when.format(language) if action and action.when else ""
    return str(getattr(dispute.agreement, dispute.value)) if dispute.value in CORRECTABLE else ""


def correct(*, dispute: Dispute, by: User, to: str, support: Support, outcome: Outcome) -> Dispute:
    """Change the value, put `support` under it, uphold the case. Raises CannotDecide, UnreadableDate, or NotReady where
    a public value would be left without support; then nothing is changed."""
    rights.require(by, rights.CHANGE, rights.DECIDE)
    told = outcome.en or outcome.ko
    with change(by=by, reason=told), telling(told):
        agreements.hold(dispute.agreement)
        if not is_correctable(dispute):
            raise CannotDecide(_("This value is changed in the record itself. Change it there, then uphold the case."))
        row = (_date if dispute.value == "action" else _column)(dispute, by, to, told)
        evidence.add(
            agreement=dispute.agreement,
            value=dispute.value,
            row=row,
            support=support,
            stand=Stand.of(by, timezone.now().date()),
        )
        agreements.refresh(dispute.agreement)
        agreements.stay_publishable(dispute.agreement)
        return disputes.uphold(dispute=dispute, by=by, outcome=outcome)


def page_at(link: str) -> Reference:
    """The reference of an address, made where there is none. Raises CannotDecide for what is no address."""
    link = clean_line(link)
    try:
        address = canonical_address(link)
    except BadAddress as problem:
        raise CannotDecide(_("The source is not a web address: %(problem)s") % {"problem": problem}) from None
    return Reference.objects.get_or_create(address=address, defaults={"link": link})[0]


def _column(dispute: Dispute, by: User, to: str, told: str) -> None:
    value, typed = dispute.value, clean_line(to)
    if value in CODED and typed not in CODED[value]:
        raise CannotDecide(_("Choose one of the register’s terms."))
    if not typed:
        raise CannotDecide(_("Write what the value is to say."))
    if len(typed) > WORDED.get(value, len(typed)):
        raise CannotDecide(_("This is too long: at most %(most)d characters.") % {"most": WORDED[value]})
    _differ(getattr(dispute.agreement, value), typed)
    agreements.amend(agreement=dispute.agreement, by=by, reason=told, **{value: typed})


def _date(dispute: Dispute, by: User, to: str, told: str) -> Action:
    action = Action.objects.get(pk=dispute.row or 0, agreement_id=dispute.agreement_id)
    when = parse_date(clean_line(to)[:100])
    if when is None:
        raise CannotDecide(_("Write what the value is to say."))
    _differ(action.when, when)
    was = action.when.format("en") if action.when else ""
    action.when = when
    action.save(update_fields=["date", "date_precision"])
    standing.unsettle(agreement=dispute.agreement, value="action", row=action, was=was)
    return action


def _differ(was: object, now: object) -> None:
    if was == now:
        raise CannotDecide(_("It says so already."))
