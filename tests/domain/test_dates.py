"""Dates are read as people write them in either language, and never made more exact than written (C12)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.domain.dates import AmbiguousDate, PartialDate, UnreadableDate, parse_date

WRITTEN = {
    "22 November 2023": "2023-11-22",
    "22nd of November, 2023": "2023-11-22",
    "November 22, 2023": "2023-11-22",
    "Wednesday, 22 Nov 2023": "2023-11-22",
    "Nov 2023": "2023-11",
    "Sept. 2019": "2019-09",
    "2023": "2023",
    "2023-11-22": "2023-11-22",
    "2023/11/22": "2023-11-22",
    "22/11/2023": "2023-11-22",
    "11/11/2023": "2023-11-11",
    "2023년 11월 22일": "2023-11-22",
    "2023년11월22일(수)": "2023-11-22",
    "2023년 11월": "2023-11",
    "2023년": "2023",
    "2023. 11. 22.": "2023-11-22",
    "2023.11": "2023-11",
    "'23.11": "2023-11",
    "’23. 11. 22.": "2023-11-22",
    "'84.3.5": "1984-03-05",
    "２０２３년 １１월": "2023-11",
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN.items())
def test_a_date_is_read_at_the_precision_it_was_written(text: str, expected: str) -> None:
    assert str(parse_date(text)) == expected


def test_nothing_typed_is_no_date() -> None:
    assert parse_date("  ") is None


@pytest.mark.parametrize("text", ["11/12/2023", "01.02.2024"])
def test_a_date_that_could_be_two_days_is_not_guessed(text: str) -> None:
    with pytest.raises(AmbiguousDate, match="can mean"):
        parse_date(text)


@pytest.mark.parametrize(
    "text",
    ["31 Feb 2023", "2023-13-01", "0001", "2999", "last Wednesday", "11월 22일", "2023년 2월 30일", "Foo 2023", "٢٠٢٣"],
)
def test_what_is_no_date_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(UnreadableDate):
        parse_date(text)


def test_each_language_writes_a_date_its_own_way() -> None:
    assert [PartialDate(2023, 11, 2).format(language) for language in ("en", "ko")] == [
        "2 November 2023",
        "2023년 11월 2일",
    ]
    assert [PartialDate(2023, 11).format(language) for language in ("en", "ko")] == ["November 2023", "2023년 11월"]
    assert [PartialDate(2023).format(language) for language in ("en", "ko")] == ["2023", "2023년"]


def test_a_month_spans_its_days_and_a_leap_february_has_29() -> None:
    assert PartialDate(2024, 2).earliest == datetime.date(2024, 2, 1)
    assert PartialDate(2024, 2).latest == datetime.date(2024, 2, 29)


def test_a_month_contains_its_days_but_no_day_contains_its_month() -> None:
    month, day = PartialDate(2023, 11), PartialDate(2023, 11, 22)
    assert month.contains(day)
    assert not day.contains(month)


dates = st.builds(
    lambda day, precision: PartialDate.at(day, precision),
    st.dates(datetime.date(1883, 1, 1), datetime.date(2100, 12, 31)),
    st.sampled_from(["day", "month", "year"]),
)


@given(dates, st.sampled_from(["en", "ko"]))
def test_what_is_written_is_read_back_the_same(date: PartialDate, language: str) -> None:
    assert parse_date(date.format(language)) == date
    assert PartialDate.fromisoformat(date.isoformat()) == date
