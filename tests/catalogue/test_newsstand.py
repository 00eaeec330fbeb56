"""The list of press items."""

from __future__ import annotations

import pytest
from django.test import Client

from agreements.catalogue import newsstand
from agreements.domain.dates import PartialDate
from tests.factories import make_press_item


@pytest.fixture
def press(db: None) -> None:
    for number in range(3):
        make_press_item(f"Text {number}", title=f"English {number}", published=PartialDate(2023, 11, 20 + number))
    make_press_item("본문", title="국문", language="ko", text_kind="digest", published=PartialDate(2021))
    make_press_item("Undated", title="Undated")


def test_items_stand_under_their_months(press: None) -> None:
    months = newsstand.listing({}, "en").months
    assert [(month.when.text, len(month.rows)) for month in months] == [
        ("November 2023", 3),
        ("2021", 1),
        ("date not stated", 1),
    ]


@pytest.mark.parametrize(
    ("query", "count"),
    [("language=ko", 1), ("kind=digest", 1), ("year=2023", 3), ("language=en&year=2023", 3), ("publisher=Nobody", 0)],
)
def test_the_list_is_narrowed(client: Client, press: None, query: str, count: int) -> None:
    page = client.get(f"/press/?{query}&utm_source=x").content.decode()
    assert f"{count} of 5 press item" in page
    assert "utm_source" not in page


def test_choices_count_beside_the_other_filters(press: None) -> None:
    page = newsstand.listing({"language": "ko"}, "en")
    counts = {each.parameter: {option.value: option.count for option in each.options} for each in page.filters}
    assert counts["language"] == {"en": 4, "ko": 1}
    assert counts["kind"] == {"digest": 1}
    assert counts["year"] == {"2021": 1}


@pytest.mark.parametrize("query", ["page=abc", "page=0", "page=2", "language=fr", "kind=x", "year=23"])
def test_what_cannot_be_understood_is_named(client: Client, press: None, query: str) -> None:
    for root in ("", "/ko"):
        response = client.get(f"{root}/press/?{query}")
        assert response.status_code == 400
        assert 'role="alert"' in response.content.decode()
