"""Loading again: nothing doubles, corrections in the files arrive, and what a person did stays."""

import datetime
from pathlib import Path

import pghistory.models
import pytest
from django.apps import apps
from django.contrib.auth.models import User

from agreements.catalogue import search
from agreements.curation import agreements as records
from agreements.curation import evidence
from agreements.curation.audit import Stand
from agreements.models import Action, Agreement, Evidence, Organisation, PublicIdCounter, Reference, SeedRecord
from agreements.seeding import Summary, load_catalogue
from tests.people import member
from tests.seeding.conftest import Edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(db: None) -> User:
    return member("curator")


@pytest.fixture
def accord(loaded: Summary) -> Agreement:
    return Agreement.objects.get(public_id="UKKR-2023-001")


def history() -> dict[str, int]:
    """How many changes each history table has kept."""
    tables = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    assert len(tables) > 10
    return {model.__name__: model._default_manager.count() for model in tables}


def compared_again(folder: Path) -> Summary:
    """Load as if the files had changed: every row is compared with its entry."""
    SeedRecord.objects.filter(noun="catalogue").delete()
    return load_catalogue(folder=folder)


def test_the_same_files_are_not_even_compared(loaded: Summary, small: Path) -> None:
    assert load_catalogue(folder=small).is_unchanged


def test_a_second_load_changes_no_row(loaded: Summary, small: Path) -> None:
    before = history()
    summary = compared_again(small)
    assert (summary.counts.new, summary.counts.changed, summary.counts.removed) == (0, 0, 0)
    assert history() == before


def test_a_correction_in_the_file_arrives_in_its_row(accord: Agreement, small: Path, edit: Edit) -> None:
    signed = accord.actions.get(kind="signed").pk
    edit("agreements.yaml", "date: 2023-11-22", "date: 2023-11-24")
    edit("agreements.yaml", "summary_en: The two countries agreed to work together.", "summary_en: They agreed.")
    load_catalogue(folder=small)
    accord.refresh_from_db()
    assert accord.summary_en == "They agreed."
    assert str(accord.status_since) == "2023-11-24"
    assert accord.actions.get(kind="signed").pk == signed


def test_a_new_entry_and_a_new_value_arrive(accord: Agreement, small: Path, edit: Edit) -> None:
    edit("agreements.yaml", "    - kind: signed\n  parties:", "    - kind: signed\n    - kind: terminated\n  parties:")
    with (small / "agreements.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "\n- id: UKKR-2024-001\n  slug: third\n  title_ko: 셋째\n  form: mou\n  sectors: [ai]\n"
            "  parties:\n    - organisation: gov-uk\n"
        )
    load_catalogue(folder=small)
    assert Agreement.objects.get(public_id="UKKR-2024-001").is_published
    assert Agreement.objects.get(public_id="UKKR-2019-001").status == "terminated"


def test_a_row_that_leaves_the_file_goes(accord: Agreement, small: Path, edit: Edit) -> None:
    edit("agreements.yaml", "    - kind: announced\n      date: 20 November 2023\n", "")
    load_catalogue(folder=small)
    assert list(accord.actions.values_list("kind", flat=True)) == ["signed"]


def test_a_row_that_leaves_the_file_stays_when_a_person_gave_it_evidence(
    accord: Agreement, small: Path, edit: Edit, curator: User
) -> None:
    announced = accord.actions.get(kind="announced")
    stand = Stand("A curator", datetime.date(2026, 12, 1), curator)
    support = evidence.Support("reference", reference=Reference.objects.get(publisher="The Herald"))
    evidence.add(agreement=accord, value="action", row=announced, support=support, stand=stand)
    edit("agreements.yaml", "    - kind: announced\n      date: 20 November 2023\n", "")
    load_catalogue(folder=small)
    assert accord.actions.filter(kind="announced").exists()


def test_a_value_that_a_curator_changed_stays(accord: Agreement, small: Path, edit: Edit, curator: User) -> None:
    records.amend(agreement=accord, summary_en="Written by a curator.", by=curator, reason="clearer")
    edit("agreements.yaml", "summary_en: The two countries agreed to work together.", "summary_en: They agreed.")
    edit("agreements.yaml", "title_ko: 합의", "title_ko: 다우닝가 합의")
    summary = load_catalogue(folder=small)
    accord.refresh_from_db()
    assert accord.summary_en == "Written by a curator."
    assert accord.title_ko == "다우닝가 합의", "the values beside it still follow the file"
    assert summary.counts.kept == 1


def test_a_row_that_a_curator_changed_stays(accord: Agreement, small: Path, edit: Edit) -> None:
    accord.actions.filter(kind="signed").update(date=datetime.date(2023, 11, 21))
    edit("agreements.yaml", "date: 2023-11-22", "date: 2023-11-24")
    load_catalogue(folder=small)
    assert accord.actions.get(kind="signed").date == datetime.date(2023, 11, 21)


def test_a_row_that_a_curator_removed_is_not_made_again(accord: Agreement, small: Path, edit: Edit) -> None:
    accord.actions.get(kind="announced").delete()
    before = Evidence.objects.count()
    compared_again(small)
    edit("agreements.yaml", "date: 20 November 2023", "date: 19 November 2023")
    load_catalogue(folder=small)
    assert list(accord.actions.values_list("kind", flat=True)) == ["signed"]
    assert Evidence.objects.count() == before


def test_a_withdrawn_agreement_is_not_published_again(accord: Agreement, small: Path, edit: Edit) -> None:
    records.withdraw(agreement=accord, by=member("editor"), reason="not ours")
    edit("agreements.yaml", "title_ko: 합의", "title_ko: 다우닝가 합의")
    load_catalogue(folder=small)
    accord.refresh_from_db()
    assert accord.record_state == "withdrawn"


def test_rows_that_somebody_entered_before_are_taken_up_not_doubled(db: None, small: Path) -> None:
    Organisation.objects.create(slug="gov-uk", name_en="His Majesty's Government", side="uk", kind="government")
    Reference.objects.create(address="https://example.net/article/1", link="https://example.net/article/1")
    load_catalogue(folder=small)
    assert Organisation.objects.get(slug="gov-uk").name_en == "His Majesty's Government"
    assert Reference.objects.filter(address="https://example.net/article/1").count() == 1


def test_an_id_that_somebody_was_given_is_refused_and_the_rest_loads(db: None, small: Path) -> None:
    theirs = records.create(year=2019, by=None, reason="entered", title_en="Something else", public_id="UKKR-2019-001")
    summary = load_catalogue(folder=small)
    assert summary.refused[0].startswith("UKKR-2019-001: ")
    assert Agreement.objects.get(public_id="UKKR-2019-001") == theirs
    assert not Action.objects.filter(agreement=theirs).exists()
    assert Agreement.objects.published().count() == 1


def test_an_id_of_the_catalogue_is_never_given_again(loaded: Summary) -> None:
    assert PublicIdCounter.objects.get(year=2023).last == 1
    assert records.create(year=2023, by=None, reason="entered", title_en="New").public_id == "UKKR-2023-002"


def test_progress_is_told(db: None, small: Path) -> None:
    told: list[tuple[str, int, int]] = []
    load_catalogue(folder=small, progress=lambda what, done, total: told.append((what, done, total)))
    assert ("agreements", 2, 2) in told
    assert told[-1] == ("agreements published", 2, 2)


def test_a_body_renamed_in_the_file_is_found_under_its_new_name(accord: Agreement, small: Path, edit: Edit) -> None:
    edit("organisations.yaml", "name_en: Government of the Republic of Korea", "name_en: Government in Seoul")
    load_catalogue(folder=small)
    assert accord in search.search(Agreement.objects.published(), "Seoul")
