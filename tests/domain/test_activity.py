"""The published rule of follow-through: active for two years after the newest trace, quiet until five, then dormant."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain import activity
from agreements.domain.activity import Trace
from agreements.domain.dates import PartialDate

days = st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 12, 31))
LAST = datetime.date(2020, 5, 10)


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("2020-05-10", "active"),
        ("2022-05-10", "active"),
        ("2022-05-11", "quiet"),
        ("2025-05-10", "quiet"),
        ("2025-05-11", "dormant"),
    ],
)
def test_two_years_active_then_quiet_until_five(on: str, code: str) -> None:
    assert activity.judge(LAST, datetime.date.fromisoformat(on)) == code


def test_nothing_dated_is_not_known() -> None:
    assert activity.judge(None, LAST) == "not-known"


def test_vague_date_counts_from_its_last_day_unless_recorded_before() -> None:
    assert Trace(PartialDate(2023), datetime.date(2026, 1, 1)).known_by == datetime.date(2023, 12, 31)
    assert Trace(PartialDate(2023), datetime.date(2023, 3, 1)).known_by == datetime.date(2023, 3, 1)


def test_what_comes_later_is_not_known_yet() -> None:
    early, late = (Trace(PartialDate(year, 1, 1), datetime.date(2026, 1, 1)) for year in (2020, 2024))
    assert activity.newest([early, late], datetime.date(2022, 1, 1)) == early
    assert activity.newest([late], datetime.date(2022, 1, 1)) is None


@pytest.mark.parametrize(
    ("nature", "status", "asked"),
    [
        ("non-binding", "signed", True),
        ("not-established", "announced", True),
        ("mixed", "suspended", True),
        ("binding", "in-force", False),
        ("contract", "signed", False),
        ("non-binding", "expired", False),
    ],
)
def test_asked_of_what_does_not_bind_and_is_not_over(nature: str, status: str, asked: bool) -> None:
    assert activity.is_asked(nature, status) is asked


@given(heard=st.lists(days, max_size=6), on=days)
def test_course_says_for_each_day_what_the_rule_says(heard: list[datetime.date], on: datetime.date) -> None:
    last = max((day for day in heard if day <= on), default=None)
    passed = [code for day, code in activity.course(heard) if day <= on]
    assert (passed[-1] if passed else "not-known") == activity.judge(last, on)
