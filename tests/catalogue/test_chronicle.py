"""Every agreement stands once in the timeline, under its year and its occasion; figures are those of the list."""

from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from agreements.catalogue import edition
from agreements.catalogue.chronicle import chronicle
from agreements.catalogue.filters import understand
from agreements.catalogue.index import shelf
from agreements.models import Agreement, Occasion
from tests.factories import make_agreement, make_organisation


def test_years_are_those_of_the_list(generated: list[Agreement]) -> None:
    for query in ("", "form=mou&form=treaty&by=sector", "year=2021-2023"):
        _query, page = chronicle(QueryDict(query), "en")
        entries = [entry for year in page.years for stretch in year.stretches for entry in stretch.entries]
        listed = understand(QueryDict(query.replace("&by=sector", "")), "en").qs
        assert sorted(entry.card.public_id for entry in entries) == sorted(row.public_id for row in listed)
        assert page.shown == page.total == len(entries)
        for address, count in [(year.address, year.count) for year in page.years if year.code]:
            assert count == understand(QueryDict(address.partition("?")[2]), "en").qs.count()
        for period in page.periods:
            asked = QueryDict(period.address.partition("?")[2].replace("by=sector", ""))
            assert period.count == understand(asked, "en").qs.count()


def test_what_an_occasion_brought_stands_together(db: None) -> None:
    visit = Occasion.objects.create(slug="visit", name_en="State visit")
    bodies = (make_organisation(), make_organisation(side="kr"))
    for number, (on, occasion) in enumerate(
        [("2023-11-22", visit), ("2023-11-21", None), ("2023-11-20", visit), ("1883", None)]
    ):
        make_agreement(f"Memorandum {number}", on=on, occasion=occasion, bodies=bodies)
    make_agreement("Draft", on="2023-11-20", occasion=visit, bodies=bodies, published=False)
    _query, page = chronicle(QueryDict(""), "en")
    now, then = page.years
    told = [
        (str(stretch.occasion.text) if stretch.occasion else "", [str(entry.card.title) for entry in stretch.entries])
        for stretch in now.stretches
    ]
    assert told == [("State visit", ["Memorandum 0", "Memorandum 2"]), ("", ["Memorandum 1"])]
    assert (now.count, then.code, then.silence) == (3, "1883", 139)
    assert [(period.text, period.count) for period in page.periods][-1] == ("2020–2029", 3)


def test_what_is_told_apart_stays_in_the_address(db: None) -> None:
    make_agreement(sectors=("ai",))
    query, page = chronicle(QueryDict("form=mou&by=sector&utm_source=x"), "ko")
    assert query == "form=mou&by=sector"
    assert [part.code for part in page.parts] == ["technology"]
    assert page.chips[0].remove == "/ko/timeline/?by=sector"


def test_queries_are_constant(
    generated: list[Agreement], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    now = edition.current()
    shelf.current(now)
    with django_assert_max_num_queries(8):
        chronicle(QueryDict(""), "en", now)
