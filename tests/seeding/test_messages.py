"""Every mistake is named by file, entry and field, and nothing of a mistaken catalogue is loaded."""

from pathlib import Path

import pytest

from agreements.models import Agreement, Organisation
from agreements.seeding import load_catalogue
from agreements.seeding.problems import BadSeeds
from agreements.seeding.read import read_seeds
from tests.seeding.conftest import Edit


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(BadSeeds) as caught:
        read_seeds(folder)
    return caught.value.messages


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "agreements.yaml",
            "date: 2023-11-22",
            "date: 31 Feb 2023",
            "seeds/agreements.yaml: UKKR-2023-001: actions[1].date: “31 Feb 2023” is not a date",
        ),
        (
            "agreements.yaml",
            "date: 20 November 2023",
            "date: 11/12/2023",
            "seeds/agreements.yaml: UKKR-2023-001: actions[0].date: 11/12/2023 can mean 11 December 2023"
            " or 12 November 2023; write the month as a word",
        ),
        (
            "agreements.yaml",
            "form: accord",
            "form: acord",
            "seeds/agreements.yaml: UKKR-2023-001: form: “acord” is not a code of the vocabulary;"
            " did you mean “accord”?",
        ),
        (
            "agreements.yaml",
            "confidence: high",
            "confidance: high",
            "seeds/agreements.yaml: UKKR-2023-001: confidance: is not a field here; did you mean “confidence”?",
        ),
        (
            "agreements.yaml",
            "- organisation: old-ministry",
            "- organisation: old-minister",
            "seeds/agreements.yaml: UKKR-2019-001: parties[0].organisation: there is no organisation “old-minister”;"
            " did you mean “old-ministry”?",
        ),
        (
            "agreements.yaml",
            "title_en: [gov-2023]",
            "title_en: [gov-2024]",
            "seeds/agreements.yaml: UKKR-2023-001: evidence.title_en[0]: there is no reference “gov-2024”;"
            " did you mean “gov-2023”?",
        ),
        (
            "agreements.yaml",
            "documents: [gov-2023]",
            "documents: [herald-2023]",
            "seeds/agreements.yaml: UKKR-2023-001: documents[0]: the reference “herald-2023” needs a title and a"
            " language to be shown as a document",
        ),
        (
            "agreements.yaml",
            "to: UKKR-2023-001",
            "to: UKKR-2019-001",
            "seeds/agreements.yaml: UKKR-2019-001: relations[0].to: is the agreement itself",
        ),
        (
            "agreements.yaml",
            "value: 4500000",
            "value: 4.5 million",
            "seeds/agreements.yaml: UKKR-2023-001: amounts[0].value: “4.5 million” is not a sum;"
            " write it in full, such as 4500000",
        ),
        (
            "agreements.yaml",
            "minimum: 1000000",
            "minimum: 3000000",
            "seeds/agreements.yaml: UKKR-2019-001: amounts[0].minimum: is more than the maximum",
        ),
        (
            "agreements.yaml",
            "sectors: [diplomacy, trade]",
            "sectors: [trade, trade]",
            "seeds/agreements.yaml: UKKR-2023-001: sectors[1]: “trade” is stated twice",
        ),
        (
            "agreements.yaml",
            "slug: contract",
            "slug: accord",
            "seeds/agreements.yaml: UKKR-2019-001: slug: “accord” is the slug of UKKR-2023-001",
        ),
        (
            "agreements.yaml",
            "- id: UKKR-2019-001\n",
            "- id: UKKR-2023-001\n",
            "seeds/agreements.yaml: UKKR-2023-001: id is used by an entry above",
        ),
        (
            "people.yaml",
            "side: kr",
            "side: korea",
            "seeds/people.yaml: 한훈: side: “korea” is not a code of the vocabulary",
        ),
        (
            "organisations.yaml",
            "- slug: new-ministry\n",
            "- slug: new-ministry\n  successor: old-ministry\n",
            "seeds/organisations.yaml: new-ministry: successor: leads back to the body itself",
        ),
        (
            "references.yaml",
            "address: https://example.net/article/1",
            "address: http://example.org/news/pm-meeting/",
            "seeds/references.yaml: herald-2023: address: is the page of “gov-2023”",
        ),
        (
            "references.yaml",
            "address: https://example.net/article/1",
            "address: javascript:alert(1)",
            "seeds/references.yaml: herald-2023: address: “javascript:alert(1)” is not an address:"
            " an address starts with http:// or https:// and names a host",
        ),
        (
            "press/0001-herald.md",
            "agreements: [UKKR-2023-001]",
            "agreements: [UKKR-2023-007]",
            "seeds/press: 0001-herald.md: agreements[0]: there is no agreement “UKKR-2023-007”;"
            " did you mean “UKKR-2023-001”?",
        ),
        (
            "doubts.yaml",
            "  text_en: This is not sure.\n",
            "",
            "seeds/doubts.yaml: not-sure: text_en is missing",
        ),
    ],
)
def test_a_mistake_is_named(small: Path, edit: Edit, file: str, old: str, new: str, message: str) -> None:
    edit(file, old, new)
    assert message in mistakes(small)


def test_all_mistakes_are_named_at_once(small: Path, edit: Edit) -> None:
    edit("agreements.yaml", "form: accord", "form: acord")
    edit("people.yaml", "side: kr", "side: korea")
    assert len(mistakes(small)) == 2


def test_a_missing_file_is_named(small: Path) -> None:
    (small / "people.yaml").unlink()
    assert "seeds/people.yaml: is missing" in mistakes(small)


def test_a_file_that_is_not_utf8_is_named(small: Path) -> None:
    (small / "people.yaml").write_bytes("- slug: 한훈".encode("cp949"))
    assert any(message.startswith("seeds/people.yaml: is not UTF-8") for message in mistakes(small))


def test_an_entry_that_is_no_mapping_is_counted(small: Path) -> None:
    (small / "doubts.yaml").write_text("- just text\n", encoding="utf-8")
    assert mistakes(small)[0].startswith("seeds/doubts.yaml: entry 1: is “just text” where fields were expected")


@pytest.mark.django_db
def test_nothing_is_written_unless_everything_is_sound(small: Path, edit: Edit) -> None:
    edit("doubts.yaml", "UKKR-2019-001", "UKKR-1999-001")
    with pytest.raises(BadSeeds):
        load_catalogue(folder=small)
    assert not Agreement.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_what_only_the_database_refuses_is_one_message_and_loads_nothing(small: Path, edit: Edit) -> None:
    edit("organisations.yaml", "- slug: gov-kr\n", f"- slug: {'k' * 200}\n")
    agreements = small / "agreements.yaml"
    agreements.write_text(agreements.read_text("utf-8").replace("gov-kr", "k" * 200), encoding="utf-8")
    with pytest.raises(BadSeeds, match="the database refuses a row"):
        load_catalogue(folder=small)
    assert not Organisation.objects.exists()
