"""From the pressed button of a record's page to one verb of curation."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from agreements.curation import agreements
from agreements.curation.refusals import WrongState
from agreements.models import Agreement

Step = Callable[[Agreement, User, str], Agreement]


def take(step: str, agreement: Agreement, by: User, reason: str) -> str:
    """Take the step; what to say beside the state that the record is in now. Raises NotReady, WrongState."""
    if step in _STEPS:
        _STEPS[step](agreement, by, reason)
    return _("Asked for. It waits on the first page for another person.") if step.startswith("ask-") else ""


def _submit(agreement: Agreement, by: User, reason: str) -> Agreement:
    return agreements.submit(agreement=agreement, by=by)


def _return(agreement: Agreement, by: User, reason: str) -> Agreement:
    return agreements.return_to_draft(agreement=agreement, by=by, reason=reason or "returned")


def _publish(agreement: Agreement, by: User, reason: str) -> Agreement:
    return agreements.publish(agreement=agreement, by=by, reason=reason or "published")


def _withdraw(agreement: Agreement, by: User, reason: str) -> Agreement:
    return agreements.withdraw(agreement=agreement, by=by, reason=_needed(reason))


def _ask_to_publish(agreement: Agreement, by: User, reason: str) -> Agreement:
    return agreements.ask(agreement=agreement, step="publish", by=by, reason=reason)


def _ask_to_withdraw(agreement: Agreement, by: User, reason: str) -> Agreement:
    return agreements.ask(agreement=agreement, step="withdraw", by=by, reason=_needed(reason))


def _keep(agreement: Agreement, by: User, reason: str) -> Agreement:
    return agreements.keep_published(agreement=agreement, by=by, reason=reason or "kept published")


def _needed(reason: str) -> str:
    if not reason:
        raise WrongState(_("Say why it is withdrawn."))
    return reason


_STEPS: dict[str, Step] = {
    "submit": _submit,
    "return": _return,
    "publish": _publish,
    "withdraw": _withdraw,
    "ask-publish": _ask_to_publish,
    "ask-withdraw": _ask_to_withdraw,
    "keep": _keep,
}
