"""The index in use: made anew by the first request of a small catalogue, beside the requests of a large one."""

import pytest

from agreements.catalogue import numbering, shelf
from tests.factories import make_agreement


@pytest.mark.django_db(transaction=True)
def test_building_a_large_catalogue_makes_no_request_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    make_agreement()
    former = shelf.current()
    monkeypatch.setattr(shelf, "LARGE", 1)
    make_agreement()
    assert shelf.current() is former
    builder = shelf._kept.builder
    assert builder
    builder.join(20)
    assert len(shelf.current().ids) == len(former.ids) + 1


@pytest.mark.django_db
def test_two_states_of_one_number_are_told_apart() -> None:
    """A restored backup may bring back a number of the catalogue's version with other records under it."""
    make_agreement()
    stamp = shelf.current().stamp
    assert stamp[1] != ""
    assert numbering.build((stamp[0], "other")).stamp != stamp
