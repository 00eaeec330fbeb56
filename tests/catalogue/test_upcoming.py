"""What is to come, soonest first; what is past its day apart, with why it still stands open."""

import pytest

from agreements.catalogue.upcoming import page
from agreements.curation import agreements as curation
from agreements.domain.dates import parse_date
from agreements.models import Agreement
from tests.factories import MADE, make_agreement

pytestmark = pytest.mark.django_db


def _plan(
    title: str, kind: str, on: str, nature: str = "scheduled", note: str = "", published: bool = True
) -> Agreement:
    agreement = make_agreement(title, on="2 May 2012", published=published)
    when = parse_date(on)
    curation.record_action(agreement=agreement, kind=kind, when=when, nature=nature, note=note, by=None, reason=MADE)
    return agreement


def _then(agreement: Agreement, kind: str, on: str) -> None:
    curation.record_action(agreement=agreement, kind=kind, when=parse_date(on), by=None, reason=MADE)


def test_soonest_first_and_computed_dates_say_how() -> None:
    _plan("Late", "expires", "2095", "computed", "Five years from 2090.")
    _plan("Soon", "review-due", "May 2090")
    _plan("Draft", "expires", "2091", published=False)
    shown = page("en").upcoming
    assert [(str(due.agreement), due.kind.code, str(due.when), due.nature.code, str(due.note)) for due in shown] == [
        ("Soon", "review-due", "May 2090", "scheduled", ""),
        ("Late", "expires", "2095", "computed", "Five years from 2090."),
    ]
    assert not page("en").overdue


def test_expiry_that_passed_without_renewal_stands_apart() -> None:
    _plan("Run out", "expires", "2020", "computed")
    renewed = _plan("Renewed", "expires", "2020")
    _then(renewed, "renewed", "3 January 2021")
    overdue = page("en").overdue
    assert [(str(due.agreement), due.why) for due in overdue] == [
        ("Run out", "Its expiry has passed; no renewal is recorded.")
    ]
    assert not page("en").upcoming


def test_review_and_other_plans_stand_open_until_recorded() -> None:
    _plan("Unreviewed", "review-due", "2019")
    reviewed = _plan("Reviewed", "review-due", "2019")
    _then(reviewed, "reviewed", "2 March 2019")
    _plan("Talks", "round", "March 2018")
    assert [(str(due.agreement), due.why) for due in page("en").overdue] == [
        ("Unreviewed", "A review was due; none is recorded."),
        ("Talks", "It was planned for then; that it took place is not recorded."),
    ]


def test_past_step_whose_day_was_worked_out_is_not_overdue() -> None:
    _plan("Signed about then", "signed", "18 July 2022", "computed", "Worked out from reports of the day after.")
    assert not page("en").overdue


def test_what_has_ended_has_nothing_to_come() -> None:
    ended = _plan("Ended", "review-due", "2090")
    _then(ended, "terminated", "1 May 2024")
    shown = page("ko")
    assert not shown.upcoming
    assert not shown.overdue
