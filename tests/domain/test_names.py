"""Names are compared whatever their order, case, hyphens or script."""

import unicodedata

import pytest

from agreements.domain.names import is_description, organisation_key, person_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sang-min Lee", "Lee Sang-min"),
        ("Mr. Sang-Min Lee", "LEE Sangmin"),
        ("Yoon Suk Yeol", "Yoon Suk-yeol"),
        ("Sir Alan Turing", "Alan Turing"),
        ("이상민", unicodedata.normalize("NFD", "이 상민")),
    ],
)
def test_one_person_written_two_ways(one: str, other: str) -> None:
    assert person_key(one) == person_key(other)


def test_two_people_stay_two() -> None:
    assert person_key("Kim Hee-cheol") != person_key("Kim Hee-cheul")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Ministry of Science & ICT", "ministry of science and ICT"),
        ("Hanwha Aerospace Co., Ltd.", "Hanwha Aerospace"),
        ("산업통상자원부", "산업 통상 자원부"),
    ],
)
def test_one_body_written_two_ways(one: str, other: str) -> None:
    assert organisation_key(one) == organisation_key(other)


def test_a_body_named_by_its_company_form_alone_keeps_it() -> None:
    assert organisation_key("Group") == "group"


def test_two_ministries_stay_two() -> None:
    assert organisation_key("Ministry of Defence") != organisation_key("Ministry of National Defence")


@pytest.mark.parametrize("words", ["science ministry", "British customs", "Ministry of Korea", "the Korean air", "UK"])
def test_of_what_kind_a_body_is_does_not_say_which(words: str) -> None:
    assert is_description(words)


@pytest.mark.parametrize("name", ["Ministry of Defence", "SK bioscience", "Korea Customs Service", "과학부", "Arm plc"])
def test_a_name_says_which(name: str) -> None:
    assert not is_description(name)
