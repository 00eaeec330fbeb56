"""From which side a source speaks."""

import pytest

from agreements.domain.standpoints import Standpoint, standpoint


@pytest.mark.parametrize(
    ("address", "publisher", "language", "told"),
    [
        ("https://www.gov.uk/news", "", "en", Standpoint("uk", is_official=True)),
        ("https://questions-statements.parliament.uk/x", "", "en", Standpoint("uk", is_official=True)),
        ("https://www.mofa.go.kr/x", "", "en", Standpoint("kr", is_official=True)),
        ("https://m.korea.kr/x", "", "ko", Standpoint("kr", is_official=True)),
        ("https://example.org/copy", "GOV.UK (DSIT)", "en", Standpoint("uk", is_official=True)),
        ("https://www.bbc.co.uk/x", "BBC News", "ko", Standpoint("uk")),
        ("https://koreaherald.com/x", "The Korea Herald", "en", Standpoint("kr")),
        ("https://example.org/x", "", "ko", Standpoint("kr")),
        ("https://example.org/x", "", "en", Standpoint()),
        ("https://notgov.uk.example.org/", "", "en", Standpoint()),
        ("https://fakegov.uk/", "", "en", Standpoint("uk")),
        ("", "", "", Standpoint()),
    ],
)
def test_side_of_a_source(address: str, publisher: str, language: str, told: Standpoint) -> None:
    assert standpoint(address, publisher, language) == told
