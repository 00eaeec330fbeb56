"""Values over days, given back for any day."""

from hypothesis import given
from hypothesis import strategies as st
from pyroaring import FrozenBitMap

from agreements.catalogue.index.spans import Spans
from agreements.catalogue.listing.orders import Dates, NewestOn, OldestOn

courses = st.lists(
    st.dictionaries(st.integers(0, 30), st.sampled_from(["a", "b", ""]), max_size=6).map(
        lambda held: sorted(held.items())
    ),
    max_size=8,
)


@given(courses=courses, day=st.integers(-1, 31))
def test_each_day_holds_the_last_value_before_it(courses: list[list[tuple[int, str]]], day: int) -> None:
    held = Spans(enumerate(courses)).on(day)
    for number, course in enumerate(courses):
        value = next((value for from_day, value in reversed(course) if from_day <= day), "")
        assert {each for each, numbers in held.items() if number in numbers} == ({value} if value else set())


dates = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), min_size=40, max_size=40)


@given(dates=dates, chosen=st.sets(st.integers(0, 39)), start=st.integers(0, 5), size=st.integers(0, 50))
def test_orders_are_the_same_for_few_and_for_many(
    dates: list[tuple[int, int]], chosen: set[int], start: int, size: int
) -> None:
    rows = [(number, number, date, 0, 5) for number, (date, _day) in enumerate(dates)]
    rows += [(number, number, date + 1, 5, 99) for number, (date, _day) in enumerate(dates)]
    numbers = FrozenBitMap(chosen)
    for day, more in ((3, 0), (7, 1)):
        now = {number: date + more for number, (date, _day) in enumerate(dates)}
        newest = sorted(chosen, key=lambda number: (now[number] == 0, -now[number], -number))
        oldest = sorted(chosen, key=lambda number: (now[number] == 0, now[number], number))
        assert NewestOn(Dates(rows), day).stretch(numbers, start, size) == newest[start : start + size]
        assert OldestOn(Dates(rows), day).stretch(numbers, start, size) == oldest[start : start + size]
