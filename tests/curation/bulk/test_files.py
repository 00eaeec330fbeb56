"""Files as people and strangers make them: every encoding, hostile cells, formulas, bombs; none runs, none breaks."""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from agreements.curation.bulk import book, csv_files, harmless, writing
from agreements.curation.bulk.kinds import CURRENCY, Address, Code, Day, Flag, Kind, Sum, Text, When, Wrong
from agreements.curation.bulk.shape import BY_NAME
from agreements.domain.dates import PartialDate
from agreements.domain.text import clean
from agreements.domain.vocabulary import FORMS
from tests.curation.bulk.sheets import workbook

STARTS = st.sampled_from(
    ["", "=", "+", "-", "@", "\t", "\r", "'", "''=", "＝", '=HYPERLINK("http://x","y")', "_x0041_", "'"]
)
CELLS = st.builds(str.__add__, STARTS, st.text(max_size=40)).map(lambda text: clean(text).strip())


def doubts(text: str) -> dict[str, list[list[str]]]:
    columns = [column.name for column in BY_NAME["doubts"].columns]
    return {"doubts": [[{"agreement": "UKKR-2023-001", "text_en": text}.get(name, "") for name in columns]]}


def read_back(content: bytes, name: str) -> Any:
    lines = book.read(content, name).lines["doubts"]
    return lines[0].cells.get("text_en", "") if lines else ""


@given(CELLS)
def test_any_text_comes_back_as_it_went_out(text: str) -> None:
    assert read_back(writing.as_csv(BY_NAME["doubts"], doubts(text)["doubts"]), "doubts.csv") == text


@settings(max_examples=6)
@given(st.lists(CELLS, min_size=100, max_size=100))
def test_any_text_comes_back_from_a_workbook(texts: list[str]) -> None:
    rows = {"doubts": [row for text in texts for row in doubts(text)["doubts"]]}
    lines = book.read(writing.as_workbook(rows), "x.xlsx").lines["doubts"]
    assert [line.cells.get("text_en", "") for line in lines] == texts
    again = book.read(writing.as_zip(rows), "x.zip").lines["doubts"]
    assert [line.cells.get("text_en", "") for line in again] == texts


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_begins_as_a_formula(start: str) -> None:
    text = f"{start}cmd|'/c calc'!A1"
    assert harmless.made_harmless(text).startswith("'")
    assert b",'" + text.encode() in csv_files.written(iter([["a", text]])) or b"\"'" in csv_files.written(
        iter([["a", text]])
    )
    parts = zipfile.ZipFile(io.BytesIO(writing.as_workbook(doubts(text))))
    assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_a_formula_is_refused_at_its_place_and_never_worked_out() -> None:
    content = workbook(
        doubts=[{"agreement": "UKKR-2023-001", "text_en": "=1+1"}, {"agreement": "x", "text_en": "fine"}]
    )
    found = book.read(content, "x.xlsx")
    assert [(one.sheet, one.row, one.column, one.typed) for one in found.problems] == [("doubts", 2, "text_en", "=1+1")]
    assert "formula" in found.problems[0].message
    assert [line.number for line in found.lines["doubts"]] == [2, 3], "the rest is still read"


HEADS, ROW = ["agreement", "text_en", "text_ko"], ["UKKR-2023-001", "A doubt; or two", "의문, 하나"]


def lines_of(sign: str) -> str:
    return "\r\n".join(sign.join(f'"{cell}"' for cell in row) for row in (HEADS, ROW))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_of_every_program(encoding: str, sign: str) -> None:
    found = book.read(lines_of(sign).encode(encoding), "doubts.csv")
    assert found.problems == []
    assert [list(line.cells.values()) for line in found.lines["doubts"]] == [ROW]


@pytest.mark.parametrize("name", ["doubts.csv", "doubts (1).csv", "doubts - 복사본.csv", "my export.csv"])
def test_one_csv_is_known_by_its_name_or_its_heads(name: str) -> None:
    assert list(book.read(lines_of(",").encode(), name).lines) == ["doubts"]


def test_heads_may_be_in_either_language() -> None:
    korean = "title,언어,Address,agreement\n본문,ko,https://a.example/,UKKR-2023-001\n"
    found = book.read(korean.encode(), "documents.csv")
    assert (found.problems, found.columns["documents"][:2]) == ([], ("title", "language"))


def test_strange_heads_and_cells_are_told_together() -> None:
    content = b"agreement,text_en,text_en,colour\nUKKR-2023-001,a,b,red,stray\n"
    said = [(one.row, one.column) for one in book.read(content, "doubts.csv").problems]
    assert said == [(1, "text_en"), (1, "colour"), (2, ""), (2, "")]
    missing = book.read(b"text_en\na doubt\n", "doubts.csv").problems
    assert [one.column for one in missing] == ["agreement"]
    assert "no sheet" in book.read(workbook(colours=[{"a": "b"}]), "x.xlsx").problems[0].message


def test_a_quotation_mark_left_open_is_said() -> None:
    found = book.read(b'agreement,text_en\nUKKR-2023-001,"open\nand open', "doubts.csv")
    assert "quotation mark" in found.problems[0].message


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("doubts.csv", b"a" * 100_000_000)
    return out.getvalue()


def lying() -> bytes:
    """A zip whose directory says that its member is small."""
    content = bytearray(bomb())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(content)


def declaring() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(doubts=[{"agreement": "a"}]))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                text = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + text
            new.writestr(name, text)
    return out.getvalue()


def many() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number in range(300):
            packed.writestr(f"{number}.csv", "a")
    return out.getvalue()


def other_kind() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("content.xml", "<office/>")
    return out.getvalue()


def damaged() -> bytes:
    content = bytearray(workbook(doubts=[{"agreement": "a"}]))
    content[60:90] = zlib.compress(b"nonsense" * 9)[:30]
    return bytes(content)


@pytest.mark.parametrize(
    "make",
    [
        bomb, lying, declaring, many, damaged,
        lambda: b"", lambda: b" \n", lambda: b"PK\x03\x04 not a zip", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old",
        lambda: b"\xff\xfe\x00", lambda: b"\x81\x20\xff\xfe\xfa", lambda: bytes(range(256)),
        lambda: b"x" * (book.MOST_BYTES + 1), lambda: b"%PDF-1.7 words", lambda: b"<html><table>", other_kind,
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(make: Callable[[], bytes]) -> None:
    try:
        said = [one.message for one in book.read(make(), "file.bin").problems]
    except book.Unreadable as refusal:
        said = [str(refusal)]
    assert said
    assert all(one.endswith(".") and " " in one for one in said)


def test_rows_and_cells_have_their_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_ROWS", 3)
    rows = "agreement,text_en\n" + "UKKR-2023-001,a\n" * 9
    found = book.read(rows.encode(), "doubts.csv")
    assert (len(found.lines["doubts"]), len(found.problems)) == (3, 1)
    long = f"agreement,text_en\nUKKR-2023-001,{'a' * 40_000}\n"
    assert "characters" in book.read(long.encode(), "doubts.csv").problems[0].message


@pytest.mark.parametrize(("cells", "place"), [("B2:B3", (2, "text_en")), ("A1:C1", (1, ""))])
def test_merged_cells_are_said_at_their_place(cells: str, place: tuple[int, str]) -> None:
    """Their words would be taken for one row's, or silently lost for the others."""
    out, pages = io.BytesIO(), Workbook()
    page = pages.active
    assert page is not None
    page.title = "doubts"
    for row in (HEADS, ROW, ROW):
        page.append(row)
    page.merge_cells(cells)
    pages.save(out)
    problems = book.read(out.getvalue(), "x.xlsx").problems
    assert place in [(one.row, one.column) for one in problems]
    assert any("merged" in one.message for one in problems)


def test_a_formula_is_not_its_last_result() -> None:
    """A workbook keeps what a formula came to the last time; whether that is still so, nobody knows."""
    out = io.BytesIO()
    content = io.BytesIO(workbook(doubts=[{"agreement": "A", "text_en": "=1+1"}]))
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"))
    found = book.read(out.getvalue(), "x.xlsx")
    assert [(one.row, one.column) for one in found.problems] == [(2, "text_en")]
    assert "text_en" not in found.lines["doubts"][0].cells


def test_a_day_kept_as_a_number_is_told() -> None:
    with pytest.raises(Wrong, match="2023-11-22"):
        When().read("45252")


def test_a_row_far_below_does_not_make_a_million() -> None:
    out, pages = io.BytesIO(), Workbook()
    page = pages.active
    assert page is not None
    page.title = "doubts"
    page.cell(1, 1, "agreement")
    page.cell(1_048_576, 16_384, "far")
    pages.save(out)
    assert book.read(out.getvalue(), "x.xlsx").lines["doubts"] == []


@pytest.mark.parametrize(
    ("value", "shown", "read"),
    [
        (datetime.date(2023, 11, 22), "yyyy-mm-dd", PartialDate(2023, 11, 22)),
        (datetime.date(2023, 11, 22), 'yyyy"년" mm"월" dd"일"', PartialDate(2023, 11, 22)),
        (datetime.date(2023, 11, 1), "mmm-yy", PartialDate(2023, 11)),
        (datetime.date(2023, 11, 1), '[$-412]yyyy"년" m"월"', PartialDate(2023, 11)),
        (datetime.date(2023, 1, 1), "yyyy", PartialDate(2023)),
        (2023, "General", "2023"),
        (2023.0, "General", "2023"),
        (Decimal("4500000.5"), "0.00", "4500000.5"),
        (True, "General", "yes"),
        ("=text", "@", "=text"),
    ],
)  # fmt: skip
def test_cells_are_what_the_spreadsheet_shows(value: object, shown: str, read: object) -> None:
    out, pages = io.BytesIO(), Workbook()
    page = pages.active
    assert page is not None
    page.title = "actions"
    page.append(["agreement", "date"])
    page.append(["UKKR-2023-001", None])
    cell: Any = page.cell(2, 2)
    cell.value = value
    cell.number_format = shown
    if isinstance(value, str):
        cell.data_type = "s"
    pages.save(out)
    assert book.read(out.getvalue(), "x.xlsx").lines["actions"][0].cells["date"] == read


@pytest.mark.parametrize(
    ("kind", "typed", "plain"),
    [
        (When(), "22 November 2023", "2023-11-22"),
        (When(), "2023년 11월", "2023-11"),
        (When(), "2023", "2023"),
        (When(), PartialDate(2023, 11), "2023-11"),
        (Day(), "2023. 11. 22.", "2023-11-22"),
        (Code(60, FORMS), "양해각서", "mou"),
        (Code(60, FORMS), "Memorandum of Understanding", "mou"),
        (Code(60, FORMS), "mou", "mou"),
        (Flag(), "예", "yes"),
        (Flag(), "FALSE", "no"),
        (Sum(), "4,500,000", "4500000"),
        (Sum(), "12.50", "12.50"),
        (Kind(), "  a\u200b  b ", "a b"),
        (Text(), "a\r\nb", "a\nb"),
    ],
)
def test_what_people_type_is_one_plain_text(kind: Kind, typed: Any, plain: str) -> None:
    assert kind.read(typed) == plain


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (When(), "11/12/2023"), (When(), "soon"), (When(), "45252"), (Day(), "Nov 2023"), (Code(60, FORMS), "pact"),
        (Flag(), "perhaps"), (Sum(), "4.5 million"), (Sum(), "-1"), (Sum(), "1e9"), (Sum(), "1,5"), (CURRENCY, "£"),
        (Kind(3), "four"), (Kind(), PartialDate(2023)), (Address(), "javascript:alert(1)"), (Address(), "www.gov.uk"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_says_what_to_write(kind: Kind, typed: Any) -> None:
    with pytest.raises(Wrong, match=r"\w+"):
        kind.read(typed)


def test_the_template_explains_every_column_and_code_in_both_languages() -> None:
    from openpyxl import load_workbook

    pages = load_workbook(io.BytesIO(writing.as_workbook({})), read_only=True)
    assert pages.sheetnames == ["about", *BY_NAME, "codes"]
    about = list(pages["about"].iter_rows(values_only=True))
    explained = {row[:2] for row in about}
    assert {(sheet.name, column.name) for sheet in BY_NAME.values() for column in sheet.columns} <= explained
    codes = {(row[0], row[1], row[2]): row[3:5] for row in pages["codes"].iter_rows(values_only=True)}
    assert codes["agreements", "form", "mou"] == ("Memorandum of understanding", "양해각서")
