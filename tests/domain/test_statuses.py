"""Status follows from dated actions, on any day, by the published rule."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.dates import parse_date
from agreements.domain.statuses import DatedAction, course, derive
from agreements.domain.vocabulary import ACTIONS, NATURES

TODAY = datetime.date(2026, 11, 21)


def action(kind: str, on: str = "", *, nature: str = "actual", recorded: datetime.date = TODAY) -> DatedAction:
    return DatedAction(kind, parse_date(on), nature, recorded)


@pytest.mark.parametrize(
    ("actions", "status"),
    [
        ([], "unclear"),
        ([action("announced", "2023")], "announced"),
        ([action("announced"), action("talks-launched", "2025")], "negotiating"),
        ([action("round", "2025-07"), action("concluded", "2025-12-15")], "agreed"),
        ([action("signed", "2023-11-21"), action("announced", "2023-11-22")], "signed"),
        ([action("signed", "2010"), action("entered-into-force", "2011")], "in-force"),
        ([action("signed", "2010"), action("came-into-effect")], "in-effect"),
        ([action("signed", "2010"), action("expires", "2015")], "expired"),
        ([action("signed", "2024"), action("expires", "2029-01-01", nature="computed")], "signed"),
        ([action("signed", "2010"), action("expires", "2015"), action("renewed", "2016")], "signed"),
        ([action("signed", "1883"), action("terminated", "1910")], "terminated"),
        ([action("in", "2023")], "unclear"),
        ([action("announced", "2023"), action("abandoned", "2024")], "lapsed"),
        ([action("signed", "2030", nature="scheduled")], "unclear"),
        ([action("signed", "2004"), action("superseded")], "superseded"),
    ],
)
def test_the_status_is_the_furthest_stage_unless_it_ended(actions: list[DatedAction], status: str) -> None:
    assert derive(actions, TODAY).status == status


def test_the_register_as_it_stood_on_an_earlier_day() -> None:
    actions = [action("announced", "2023-06"), action("signed", "2023-11-22"), action("expires", "2025-11-22")]
    on = [datetime.date(2023, 3, 1), datetime.date(2023, 7, 1), datetime.date(2024, 1, 1), datetime.date(2025, 11, 23)]
    assert [derive(actions, day).status for day in on] == ["unclear", "announced", "signed", "expired"]


def test_an_expiry_holds_through_its_last_day() -> None:
    actions = [action("signed", "2010"), action("expires", "2015")]
    assert derive(actions, datetime.date(2015, 12, 31)).status == "signed"
    assert derive(actions, datetime.date(2016, 1, 1)).status == "expired"


def test_an_action_without_a_date_counts_only_once_it_was_recorded() -> None:
    actions = [action("signed")]
    assert derive(actions, TODAY).status == "signed"
    assert derive(actions, TODAY - datetime.timedelta(days=1)).status == "unclear"


def test_a_year_is_not_taken_for_its_first_day() -> None:
    actions = [action("signed", "2023")]
    assert derive(actions, datetime.date(2023, 6, 1)).status == "unclear"
    assert derive(actions, datetime.date(2023, 12, 31)).status == "signed"


def test_the_rule_and_the_deciding_action_are_told() -> None:
    actions = [action("announced", "2023-06"), action("signed", "2023-11-22")]
    derived = derive(actions, TODAY)
    assert (derived.rule, derived.action, str(derived.since)) == ("stated", 1, "2023-11-22")
    assert derive([*actions, action("expires", "2024")], TODAY).rule == "expiry-passed"


def test_an_agreement_signed_twice_dates_from_the_first() -> None:
    derived = derive([action("signed", "2023-11-22"), action("signed", "2023-09-01")], TODAY)
    assert str(derived.since) == "2023-09-01"


days = st.dates(datetime.date(2019, 1, 1), datetime.date(2026, 12, 31))
steps = st.builds(
    action,
    st.sampled_from(ACTIONS.codes),
    st.one_of(st.just(""), st.sampled_from(["2020", "2021-05", "2022"]), days.map(str)),
    nature=st.sampled_from(NATURES.codes),
    recorded=days,
)


@given(actions=st.lists(steps, max_size=5), on=days)
def test_course_holds_the_status_of_every_day(actions: list[DatedAction], on: datetime.date) -> None:
    passed = [status for day, status in course(actions) if day <= on]
    assert (passed[-1] if passed else "unclear") == derive(actions, on).status
