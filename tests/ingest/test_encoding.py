"""Bytes become the right text or are refused: nothing garbled is ever kept."""

from __future__ import annotations

import pytest

from agreements.ingest.sources.encoding import decode
from agreements.ingest.sources.found import Refused

KOREAN = "한국과 영국 정부는 디지털 협력을 위한 양해각서를 체결했다. 두 나라는 인공지능 분야에서 함께 일하기로 했다."
ENGLISH = "The two governments signed a memorandum worth £4.5 million – “a new start”, the minister said. " * 3


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso2022_kr", "johab"],
)
def test_korean_is_read_in_whatever_encoding(encoding: str) -> None:
    """C4: declared, undeclared and mis-declared encodings give the same text."""
    assert decode(KOREAN.encode(encoding)).removeprefix("\ufeff") == KOREAN


@pytest.mark.parametrize("declared", ["utf-8", "euc-kr", "iso-8859-1"])
def test_a_declared_encoding_is_not_believed(declared: str) -> None:
    """C4: a page says one thing and is another."""
    page = f'<html><head><meta charset="{declared}"></head><body><p>{KOREAN} 뷁</p></body></html>'
    assert "양해각서를 체결했다" in decode(page.encode("cp949"))
    assert "양해각서를 체결했다" in decode(page.encode("utf-8"))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-16-le"])
def test_english_keeps_its_pound_signs(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"plain text with \x00 inside, twice \x00",
        KOREAN.encode("cp949").decode("latin-1").encode("utf-8"),  # once read as Latin letters, then kept as UTF-8
        KOREAN.encode("utf-8").decode("cp1252", "ignore").encode("utf-8"),
        ("text with lost letters \ufffd\ufffd\ufffd " * 5).encode(),
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"\xff\xfe" + b"\x00",
        b"PK\x03\x04" + bytes(range(1, 255)) * 4,
    ],
)
def test_what_cannot_be_told_is_refused(data: bytes) -> None:
    """C4, C8, C19: binary, garbled and broken files are refused with a reason."""
    with pytest.raises(Refused):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\n" * 100])
def test_empty_files_are_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="is empty"):
        decode(data)
