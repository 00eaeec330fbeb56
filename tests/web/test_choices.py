"""Choices of filters are drawn by joining lines; nothing of a record gets into them unescaped."""

from agreements.catalogue.pages.agreements import Bar, Option
from agreements.catalogue.pages.parts import Text
from agreements.web.choices import choices, single_years, year_bars

HOSTILE = '"><script>alert(1)</script>&'


def _option(
    value: str, words: str, count: int = 1, *, children: tuple[Option, ...] = (), is_on: bool = False
) -> Option:
    return Option(value, Text(words, HOSTILE), count, is_on, str, children=children)


def test_nothing_hostile_gets_through() -> None:
    option = _option(HOSTILE, HOSTILE, children=(_option(HOSTILE, HOSTILE),))
    bar = Bar(HOSTILE, HOSTILE, HOSTILE, 1, 100, False, HOSTILE)
    for drawn in (choices([option], HOSTILE), single_years([option], HOSTILE), year_bars([bar])):
        assert "<script" not in drawn
        assert '""' not in drawn
        assert "&lt;script&gt;" in drawn


def test_a_choice_tells_its_state() -> None:
    drawn = choices([_option("a", "A", 0), _option("b", "B", 3, is_on=True)], "sector")
    assert drawn.count('class="none"') == 1
    assert 'name="sector" value="b" checked>' in drawn
    assert "<small>3</small>" in drawn


def test_what_lies_below_a_choice_that_is_on_shows() -> None:
    child = _option("b", "B", is_on=True)
    assert 'class="below" open' in choices([_option("a", "A", children=(child,))], "sector")
    assert 'class="below">' in choices([_option("a", "A", children=(_option("b", "B"),))], "sector")


def test_the_last_bar_is_where_the_keyboard_lands() -> None:
    bars = [Bar(str(year), str(year), f"{year}: 1", 1, 50, False, "/") for year in (2022, 2023)]
    assert year_bars(bars).count('tabindex="0"') == 1
