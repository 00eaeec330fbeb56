"""Sums read as each language writes them."""

from decimal import Decimal

import pytest

from agreements.domain.money import Money


@pytest.mark.parametrize(
    ("money", "english", "korean"),
    [
        (Money.exactly(4_500_000, "GBP"), "£4.5 million", "450만 파운드"),
        (Money.exactly(270_000_000_000, "KRW"), "₩270 billion", "2,700억 원"),
        (Money.exactly(1_160_000_000, "USD"), "US$1.16 billion", "11억 6,000만 달러"),
        (Money.exactly(11_600, "EUR"), "€11,600", "1만 1,600 유로"),
        (
            Money(Decimal(200_000_000), Decimal(300_000_000), "GBP"),
            "£200 million – £300 million",
            "2억 파운드 – 3억 파운드",
        ),
        (Money.exactly(0, "JPY"), "JPY 0", "0 JPY"),
    ],
)
def test_each_language_writes_a_sum_its_own_way(money: Money, english: str, korean: str) -> None:
    assert (money.format("en"), money.format("ko")) == (english, korean)


@pytest.mark.parametrize(
    ("low", "high", "currency"),
    [
        ("2", "1", "GBP"),
        ("-1", "1", "GBP"),
        ("NaN", "1", "GBP"),
        ("1", "Infinity", "GBP"),
        ("1", "1", "pounds"),
        ("1", "1", "gbp"),
    ],
)
def test_what_is_no_sum_is_refused(low: str, high: str, currency: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        Money(Decimal(low), Decimal(high), currency)
