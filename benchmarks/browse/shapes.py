"""What is asked of the list: each shape gives as many different addresses as are needed, none of them twice."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import count, cycle

from benchmarks.browse.register import WORDS

ROUNDS = 30


def no_filter() -> Iterator[str]:
    """The first pages, which most readers see."""
    return (f"page={number}" for number in cycle(range(1, 4)))


def four_filters() -> Iterator[str]:
    years = cycle(range(1992, 2024))
    return (f"form=treaty&form=convention&sector=economy&status=signed&year={year}-{year + 2}" for year in years)


def narrow() -> Iterator[str]:
    return (f"organisation=body-{number}&occasion=occasion-7&sort=title" for number in cycle(range(1, 200)))


def a_word() -> Iterator[str]:
    return (f"q={word}" for word in cycle(WORDS))


def a_word_and_a_filter() -> Iterator[str]:
    return (f"q={word}&sector=economy&form=treaty" for word in cycle(WORDS[::-1]))


def as_of() -> Iterator[str]:
    """Another day each time, so that none is ready."""
    first = datetime.date(2001, 3, 1)
    return (f"as_of={first + datetime.timedelta(29 * number)}" for number in count())


SHAPES = {
    "no filter": no_filter,
    "four filters": four_filters,
    "narrow": narrow,
    "a word": a_word,
    "a word and a filter": a_word_and_a_filter,
    "as_of": as_of,
}
