"""The stated rule by which the level follows from the bodies on both sides."""

import pytest

from agreements.seeding.levels import level_of


@pytest.mark.parametrize(
    ("parties", "level"),
    [
        ([("uk", "government"), ("kr", "government")], "government"),
        ([("uk", "government"), ("kr", "ministry")], "government"),
        ([("uk", "ministry"), ("kr", "agency")], "agency"),
        ([("uk", "parliament"), ("kr", "parliament")], "parliament"),
        ([("uk", "local"), ("kr", "local")], "sub-national"),
        ([("uk", "local"), ("kr", "agency")], "sub-national"),
        ([("uk", "university"), ("kr", "university")], "institution"),
        ([("uk", "university"), ("kr", "agency")], "institution"),
        ([("uk", "company"), ("kr", "association")], "business"),
        ([("uk", "company"), ("kr", "ministry")], "public-private"),
        ([("uk", "company"), ("kr", "company"), ("kr", "ministry")], "public-private"),
        ([("kr", "company"), ("other", "company")], "business"),
        ([("uk", "government"), ("kr", "government"), ("other", "other")], "government"),
        ([("uk", "government")], "not-established"),
        ([], "not-established"),
    ],
)
def test_level(parties: list[tuple[str, str]], level: str) -> None:
    assert level_of(parties) == level
