"""A record that is there already is named from its title, however it is typed."""

import pytest

from agreements.ingest.alike import alike
from tests.factories import make_agreement, make_organisation

pytestmark = pytest.mark.django_db
BETWEEN = "between the Cabinet Office and the Ministry of the Interior and Safety"


@pytest.mark.parametrize(
    ("typed", "is_named"),
    [
        (
            "Memorandum on digital government between the Cabinet Office and the Ministry of the Interior and Safety",
            True,
        ),
        ("Memorandum of Understanding on Digital Gov", True),
        (f"Memorandum on offshore wind {BETWEEN}", False),
        ("Memorandum on digital trade", False),
    ],
)
def test_who_entered_into_it_is_no_part_of_what_it_is_on(typed: str, is_named: bool) -> None:
    bodies = [make_organisation("Cabinet Office"), make_organisation("Ministry of the Interior and Safety", side="kr")]
    there = make_agreement("Memorandum of understanding on digital government cooperation (2023)", bodies=bodies)
    assert [one.agreement for one in alike(titles=[typed])] == ([there] if is_named else [])
