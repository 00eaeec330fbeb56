"""Sums are understood as people write them, and shown back without losing a penny."""

from decimal import Decimal

import pytest

from agreements.admin.entry.money import UnreadableMoney, parse_money, written


@pytest.mark.parametrize(
    ("typed", "least", "most", "currency"),
    [
        ("£3.5 million", 3_500_000, 3_500_000, "GBP"),
        ("3.5 million pounds", 3_500_000, 3_500_000, "GBP"),
        ("£200–300 million", 200_000_000, 300_000_000, "GBP"),
        ("GBP 4,500,000", 4_500_000, 4_500_000, "GBP"),
        ("US$20m", 20_000_000, 20_000_000, "USD"),
        ("50억 원", 5_000_000_000, 5_000_000_000, "KRW"),
        ("1조 2천억 원", 1_200_000_000_000, 1_200_000_000_000, "KRW"),
        ("200억~300억 원", 20_000_000_000, 30_000_000_000, "KRW"),
        ("3,500만 파운드", 35_000_000, 35_000_000, "GBP"),
        ("JPY 500 million", 500_000_000, 500_000_000, "JPY"),
    ],
)
def test_a_sum_is_understood(typed: str, least: int, most: int, currency: str) -> None:
    money = parse_money(typed)
    assert money is not None
    assert (money.minimum, money.maximum) == (Decimal(least), Decimal(most))
    assert money.currency == currency
    for language in ("en", "ko"):
        assert parse_money(written(money, language)) == money


@pytest.mark.parametrize("typed", ["20", "a lot", "£", "£3 million and a half, perhaps", "3 million"])
def test_what_is_no_sum_is_said_so(typed: str) -> None:
    with pytest.raises(UnreadableMoney, match="is not a sum"):
        parse_money(typed)


def test_no_digit_is_lost_in_showing_it() -> None:
    money = parse_money("£4,123,456.78")
    assert money is not None
    assert written(money, "en") == "GBP 4,123,456.78"
    assert parse_money(written(money, "ko")) == money


def test_an_empty_field_is_no_sum() -> None:
    assert parse_money("  ") is None
