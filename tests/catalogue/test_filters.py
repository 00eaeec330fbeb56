"""Repeated parameters mean OR, different ones AND; what cannot be read is named and never reaches the database."""

import pytest
from django.http import QueryDict

from agreements.catalogue.browse import agreement_list
from agreements.catalogue.filters import AgreementFilter, understand
from agreements.models import Agreement, Occasion
from tests.factories import make_agreement, make_organisation

pytestmark = pytest.mark.django_db


def _titles(query: str) -> list[str]:
    return [row.title_en for row in understand(QueryDict(query), "en").ordered]


def test_repeating_means_or_and_different_parameters_and() -> None:
    make_agreement("A", form="mou", sectors=["ai"])
    make_agreement("B", form="fta", sectors=["ai"])
    make_agreement("C", form="treaty", sectors=["space"])
    assert sorted(_titles("form=mou&form=fta")) == ["A", "B"]
    assert _titles("form=mou&form=fta&sector=space") == []
    assert sorted(_titles("sector=technology")) == ["A", "B", "C"]


def test_year_is_of_signature_else_of_announcement() -> None:
    make_agreement("Signed", on="2021")
    make_agreement("Announced", action="announced", on="March 2022")
    make_agreement("Undated", on="")
    assert _titles("year=2021") == ["Signed"]
    assert _titles("year=2022") == ["Announced"]
    assert _titles("") == ["Announced", "Signed", "Undated"]
    assert _titles("sort=oldest") == ["Signed", "Announced", "Undated"]


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("nuclear since 2023", "q=nuclear&year=2023-"),
        ("After 2022 nuclear", "q=nuclear&year=2023-"),
        ("nuclear before 2015", "q=nuclear&year=-2014"),
        ("from 2020 until 2022", "year=2020-2022"),
        ("2023년 이후 원전", "q=%EC%9B%90%EC%A0%84&year=2023-"),
        ("2015년까지", "year=-2015"),
        ('"since 2023"', "q=%22since+2023%22"),
        ("since 2023&year=2021", "q=since+2023&year=2021"),
        ("vision 2030", "q=vision+2030"),
        ("since 1023", "q=since+1023"),
    ],
)
def test_years_said_among_the_words_are_years(typed: str, canonical: str) -> None:
    """Whoever types them means a time and no word of a title."""
    assert understand(QueryDict(f"q={typed}"), "en").selection.query == canonical


def test_organisation_and_occasion_by_their_names_in_addresses() -> None:
    occasion = Occasion.objects.create(slug="visit", name_en="Visit")
    body = make_organisation(slug="dsit")
    make_agreement("A", bodies=[body], occasion=occasion)
    make_agreement("B")
    assert _titles("organisation=dsit") == ["A"]
    assert _titles("occasion=visit") == ["A"]


def test_order_by_title_follows_the_language() -> None:
    make_agreement("zebra", title_ko="가")
    make_agreement("Apple", title_ko="나")
    assert _titles("sort=title") == ["Apple", "zebra"]
    korean = understand(QueryDict("sort=title"), "ko").ordered
    assert [row.title_ko for row in korean] == ["가", "나"]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("year", "abc"),
        ("year", "٢٠٢٣"),
        ("year", "1e309"),
        ("year", "NaN"),
        ("year", "9" * 5000),
        ("year", "20231"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "9" * 5000),
        ("page", "1.5"),
        ("page", "１"),
        ("sort", "internal_note"),
        ("form", "mou' OR 1=1 --"),
        ("form", "\x00"),
        ("status", "draft"),
        ("sector", "AI"),
        ("organisation", "a\x00b"),
        ("organisation", "no-such-body"),
        ("organisation", "../../etc"),
        ("occasion", "\ud800"),
        ("level", "%"),
        ("legal_nature", "null"),
        ("year", "2022-20244"),
        ("year", "2022-abc"),
        ("year", "-"),
        ("year_from", "last year"),
        ("year_to", "2022-2024"),
        ("activity", "asleep"),
        ("as_of", "2999-01-01"),
        ("as_of", "2023"),
        ("as_of", "11/12/2020"),
        ("as_of", "2023-02-30"),
        ("as_of", "1066-10-14"),
        ("as_of", "9" * 5000),
        ("as_of", "\x00"),
        ("q", "x" * 201),
    ],
)
def test_what_cannot_be_read_is_named(parameter: str, value: str) -> None:
    """F1, F2, F5, F7: a message that names the parameter, and the rest of the form kept."""
    data = QueryDict(mutable=True)
    data[parameter] = value
    data.appendlist("form", "mou")
    if parameter == "form":
        data.setlist("form", [value])
    asked = AgreementFilter(data)
    assert [problem.parameter for problem in asked.problems] == [parameter]
    assert len(asked.problems[0].value) <= 40
    assert asked.problems[0].message
    assert asked.selection.of("form") == (() if parameter == "form" else ("mou",))


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("year=2022-2024&year=2019", "year=2019&year=2022-2024"),
        ("year_from=2022&year_to=2024", "year=2022-2024"),
        ("year_from=2024&year_to=2022", "year=2022-2024"),
        ("year_from=2022&year_to=&year=2019", "year=2019&year=2022-"),
        ("year_from=&year_to=2024", "year=-2024"),
        ("year_from=2023&year_to=2023", "year=2023"),
        ("year=2022–2024&as_of=1 March 2023", "year=2022-2024&as_of=2023-03-01"),
        ("year=2022-2024&year_from=2022&year_to=2024", "year=2022-2024"),
    ],
)
def test_ranges_and_days_have_one_form(query: str, canonical: str) -> None:
    asked = understand(QueryDict(query), "en")
    assert not asked.problems
    assert asked.selection.query == canonical


def test_range_of_years_is_one_more_choice_of_years() -> None:
    for year in ("2019", "2021", "2022", "2024", "2025"):
        make_agreement(year, on=year)
    make_agreement("Undated", on="")
    assert _titles("year=2021-2024&sort=oldest") == ["2021", "2022", "2024"]
    assert _titles("year=2024-&year=2019&sort=oldest") == ["2019", "2024", "2025"]
    _selection, page = agreement_list(QueryDict("year_from=2021&year_to=2024&year=2019"), "en")
    assert page.sentence == "dated 2019 or 2021–2024"
    facet = next(facet for facet in page.facets if facet.parameter == "year")
    assert facet.range
    assert (facet.range.first, facet.range.last, facet.range.earliest, facet.range.latest) == (
        "2021",
        "2024",
        "2019",
        "2025",
    )
    assert {option.value for option in facet.options if option.is_covered} == {"2021", "2022", "2024"}


def test_what_is_tagged_with_a_parent_itself_has_a_choice_of_its_own() -> None:
    make_agreement("Both", sectors=["ai", "technology"])
    make_agreement("Parent alone", sectors=["technology"])
    make_agreement("Child alone", sectors=["ai"])
    assert sorted(_titles("sector=technology-general")) == ["Both", "Parent alone"]
    _selection, page = agreement_list(QueryDict(""), "en")
    root = next(facet for facet in page.facets if facet.parameter == "sector").options[0]
    assert (root.count, [(child.value, child.count) for child in root.children]) == (
        3,
        [("ai", 2), ("technology-general", 2)],
    )
    assert str(root.children[1].text) == "Science & technology, in general"


def test_too_many_different_choices_are_refused() -> None:
    """F3."""
    asked = understand(QueryDict("&".join(f"year={1900 + number}" for number in range(150))), "en")
    assert [problem.parameter for problem in asked.problems] == ["year"]


def test_repetition_and_empty_values_mean_nothing() -> None:
    """F3."""
    make_agreement("A", form="mou")
    query = "&".join(["form=mou"] * 900) + "&form=&q=&sort=&page=&sector=&year="
    asked = understand(QueryDict(query), "en")
    assert not asked.problems
    assert asked.selection.query == "form=mou"


def test_unknown_parameters_narrow_nothing() -> None:
    """E5: fields and lookups that are no parameters of the list."""
    make_agreement("A")
    assert _titles("record_state=draft&title_en__startswith=Z&_connector=OR&ordering=pk") == ["A"]


def test_page_after_the_last_is_named() -> None:
    """F2."""
    _selection, page = agreement_list(QueryDict("page=999999999"), "en")
    assert [problem.parameter for problem in page.problems] == ["page"]


def test_every_form_of_a_chosen_value_stands_in_the_chips() -> None:
    make_agreement("A", form="mou", sectors=["ai"])
    _selection, page = agreement_list(QueryDict("form=mou&form=fta&sector=ai&q=A"), "en")
    assert [chip.parameter for chip in page.chips] == ["q", "sector", "form", "form"]
    assert "form=mou" not in next(chip.remove for chip in page.chips if chip.value == "mou")
    assert page.sentence == "matching “A” · on AI · Memorandum of understanding or Free trade agreement"


def test_empty_result_says_what_to_drop() -> None:
    make_agreement("Hydrogen plan", form="mou")
    make_agreement("Space plan", form="fta")
    _selection, page = agreement_list(QueryDict("q=hydrogen&form=fta"), "en")
    assert page.total == 0
    assert [(way.text, way.count) for way in page.ways] == [
        ("without “hydrogen”", 1),
        ("without Free trade agreement", 1),
    ]


def test_choice_that_would_give_nothing_is_dimmed_and_kept() -> None:
    make_agreement(form="mou", sectors=["ai"])
    make_agreement(form="fta", sectors=["space"])
    _selection, page = agreement_list(QueryDict("form=mou"), "en")
    sectors = {option.value: option for facet in page.facets if facet.parameter == "sector" for option in facet.options}
    below = {option.value: option.count for option in sectors["technology"].children}
    assert below == {"ai": 1, "space": 0}
    assert [option.is_dimmed for option in sectors["technology"].children] == [False, True]


def test_pages_have_25_rows_and_never_repeat_one(generated: list[Agreement]) -> None:
    public = {row.public_id for row in generated if row.record_state == "published"}
    seen = [
        card.public_id
        for number in (1, 2)
        for card in agreement_list(QueryDict(f"page={number}&sort=status"), "ko")[1].cards
    ]
    assert len(seen) == len(set(seen)) == len(public)
