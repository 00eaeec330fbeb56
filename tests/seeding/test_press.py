"""Press items that name their agreements are linked once they have been pulled, and not against a curator's will."""

from pathlib import Path

import pytest

from agreements.models import Agreement, PressItem, PressLink, Source
from agreements.seeding import Summary, link_press, load_catalogue
from agreements.seeding.source import PRESS_SLUG

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(loaded: Summary) -> PressItem:
    """The item as a pull of the folder leaves it: under its canonical address."""
    return PressItem.objects.create(address="https://example.net/article/1", title="Leaders meet", language="en")


def test_nothing_is_linked_before_the_pull(loaded: Summary) -> None:
    assert loaded.linked == 0
    assert not PressLink.objects.exists()


def test_a_pulled_item_is_linked_as_accepted(item: PressItem, small: Path) -> None:
    assert link_press(small) == 1
    link = PressLink.objects.get()
    assert (link.agreement.public_id, link.item) == ("UKKR-2023-001", item)


def test_linking_again_changes_nothing(item: PressItem, small: Path) -> None:
    link_press(small)
    assert link_press(small) == 0
    assert PressLink.objects.count() == 1


def test_a_link_that_a_curator_took_away_stays_away(item: PressItem, small: Path) -> None:
    link_press(small)
    PressLink.objects.all().delete()
    assert link_press(small) == 0
    assert load_catalogue(folder=small).linked == 0
    assert not PressLink.objects.exists()


def test_an_item_is_not_linked_with_a_withdrawn_agreement(item: PressItem, small: Path) -> None:
    Agreement.objects.filter(public_id="UKKR-2023-001").update(record_state="withdrawn")
    assert link_press(small) == 0


def test_the_folder_is_a_source_once(loaded: Summary, small: Path) -> None:
    load_catalogue(folder=small)
    assert Source.objects.filter(kind="folder", slug=PRESS_SLUG).count() == 1


@pytest.mark.parametrize(
    "text", ["# A note\n\nTwo ministries met.", "---\ntitle: A page\n---\nTwo ministries met.", ""]
)
def test_a_file_that_names_no_agreement_is_left_to_the_pull(loaded: Summary, small: Path, text: str) -> None:
    """Anybody may drop a file into the folder; the next start must not stumble over it."""
    (small / "press" / "dropped.md").write_text(text)
    assert load_catalogue(folder=small).linked == 0
