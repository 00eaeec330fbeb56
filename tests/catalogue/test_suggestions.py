"""What typing suggests: public things by any of their names, few of them, at little cost."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from agreements.catalogue import edition, search, suggestions
from agreements.curation import agreements as curation
from agreements.models import OrganisationName
from tests.factories import MADE, make_agreement, make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> None:
    ministry = make_organisation("Ministry of Trade", side="kr", name_ko="산업통상자원부", abbreviation="MOTIE")
    OrganisationName.objects.create(organisation=ministry, text="산업부", language="ko", is_abbreviation=True)
    bodies = (make_organisation("Department for Science", abbreviation="DSIT"), ministry)
    framework = make_agreement("Semiconductor framework", title_ko="반도체 협력 프레임워크", bodies=bodies)
    person = make_person("Bang Moon-kyu", side="kr")
    curation.add_signatory(agreement=framework, organisation=ministry, person=person, by=None, reason=MADE)
    make_agreement("Hidden semiconductor plan", bodies=(make_organisation("Semi-secret Office"),), published=False)


def _texts(typed: str, language: str = "en") -> list[str]:
    return [str(each.text) for each in suggestions.suggest(typed, language, edition.current())]


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("semi", "en", "Semiconductor framework"),
        ("반도", "ko", "반도체 협력 프레임워크"),
        ("반도ㅊ", "ko", "반도체 협력 프레임워크"),
        ("반", "ko", "반도체 협력 프레임워크"),
        ("산업부", "en", "Ministry of Trade"),
        ("motie", "ko", "산업통상자원부"),
        ("산자부", "en", "Ministry of Trade"),
        ("moon bang", "en", "Bang Moon-kyu"),
        ("min tra", "en", "Ministry of Trade"),
        ("semi fram", "en", "Semiconductor framework"),
        ("semiconducter", "en", "Semiconductor framework"),
    ],
)
def test_what_begins_as_typed_comes_first(register: None, typed: str, language: str, first: str) -> None:
    assert _texts(typed, language)[0] == first


def test_an_agreement_named_so_stands_above_its_sector_and_below_what_is_named_exactly_so(register: None) -> None:
    assert _texts("semiconductor")[:2] == ["Semiconductor framework", "Semiconductors"]
    make_agreement("Talks with DSIT on chips")
    assert _texts("dsit")[:2] == ["Department for Science", "Talks with DSIT on chips"]


def test_nothing_that_is_not_public_is_suggested(register: None) -> None:
    """E2."""
    assert "Hidden semiconductor plan" not in _texts("semi")
    assert "Semi-secret Office" not in _texts("semi")
    assert _texts("hidden") == []


def test_the_name_that_was_typed_is_shown_beside_the_other(register: None) -> None:
    found = suggestions.suggest("산업부", "en", edition.current())[0]
    assert (found.note.words, found.note.language) == ("산업부", "ko")
    assert [(run.words, run.is_hit) for run in found.note.runs] == [("산업부", True)]


def test_at_most_ten_and_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(14):
        make_agreement(f"Hydrogen plan {number}", bodies=(make_organisation(f"Hydrogen office {number}"),))
    now = edition.current()
    suggestions.suggest("warm", "en", now)
    with django_assert_max_num_queries(3):
        assert len(suggestions.suggest("hydro", "en", now)) == 10


HOSTILE = [
    "",
    " ",
    "\x00",
    "\ud800",
    "x" * 10_000,
    "'",
    '"',
    "a & | !:*",
    "%",
    "\\",
    "(a+)+$",
    "😀",
    "ㄱ",
    "<script>",
    "the",
]


def test_nothing_typed_breaks_it(register: None, subtests: pytest.Subtests) -> None:
    """F4, F5."""
    for typed in HOSTILE:
        with subtests.test(typed=typed[:20]):
            assert len(suggestions.suggest(typed, "ko", edition.current())) <= 10
            search.find(typed, edition.current().stamp)


def test_what_is_tagged_with_a_parent_sector_itself_is_no_hindrance() -> None:
    """The list tells it apart as a choice of its own, which is no sector."""
    make_agreement("Technology accord", sectors=("technology",))
    assert "Science & technology" in _texts("science") or "Technology accord" in _texts("technology")
