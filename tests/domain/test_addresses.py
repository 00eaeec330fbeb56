"""The same page is one address, and nothing but http(s) is ever stored (B11, B12, D5)."""

import pytest

from agreements.domain.addresses import BadAddress, canonical_address


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org/a?id=1",
        "http://example.org/a?id=1",
        "HTTPS://Example.org/a/?id=1&utm_source=x&fbclid=y#top",
        "https://example.org.:443/a?id=1",
    ],
)
def test_ways_to_write_one_page(address: str) -> None:
    assert canonical_address(address) == "https://example.org/a?id=1"


def test_what_tells_pages_apart_is_kept() -> None:
    assert canonical_address("https://example.org/a?no=1") != canonical_address("https://example.org/a?no=2")
    assert canonical_address("https://example.org:8443/") == "https://example.org:8443/"


def test_canonical_is_stable() -> None:
    once = canonical_address("http://www.example.kr/뉴스/기사?제목=반도체&utm_medium=x")
    assert canonical_address(once) == once


@pytest.mark.parametrize(
    "address",
    [
        *("", "example.org", "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/", "data:text/html,x"),
        *("http://user:secret@example.org/", "http://127.0.0.1:80\\@example.org/", "https://ex ample.org/"),
        *("https://example.org/\r\nSet-Cookie: a=b", "https://[::1", "https://example.org:99999/", "https:///path"),
        "https://example.org/" + "a" * 5000,
    ],
)
def test_anything_else_is_refused(address: str) -> None:
    with pytest.raises(BadAddress):
        canonical_address(address)
