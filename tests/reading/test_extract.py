"""The command that shows what the reader finds, in files of every kind."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXT = "Britain and South Korea signed a memorandum of understanding on space on 3 May 2024."


def _extract(*arguments: str) -> str:
    out = io.StringIO()
    call_command("extract", *arguments, stdout=out)
    return out.getvalue()


def test_a_press_item_becomes_one_line(tmp_path: Path) -> None:
    item = tmp_path / "007.json"
    item.write_text(json.dumps({"id": "007", "text": TEXT, "title": "", "published": "2024-05-04"}), "utf-8")
    line = json.loads(_extract(str(item), "--format", "jsonl"))
    (mention,) = line["mentions"]
    assert (line["id"], line["relevant"], mention["type"], mention["date"]) == ("007", True, "mou", "2024-05-03")
    assert mention["quote"] == TEXT[mention["start"] : mention["end"]]


def test_text_shows_facts_with_their_rules(tmp_path: Path) -> None:
    file = tmp_path / "item.txt"
    file.write_text(TEXT + " The text was welcomed.", "utf-8")
    shown = _extract(str(file), "--explain")
    assert "memorandum of understanding on space" in shown
    assert "[memorandum]" in shown
    assert "3 May 2024" in shown


def test_a_web_page_is_read_without_its_furniture(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    paragraph = (
        f"<p>{TEXT} It provides for work on satellites, launch vehicles and joint research in both countries.</p>"
    )
    file.write_text(
        f"<html><body><nav>Home</nav><article><h1>Space</h1>{paragraph * 3}</article></body></html>", "utf-8"
    )
    assert json.loads(_extract(str(file), "--format", "jsonl"))["relevant"]


def test_a_page_laid_out_in_tables_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    article = (
        "한국과 영국이 3일 서울에서 우주 협력 양해각서를 체결했다.<br><br>양측은 위성 분야에서 함께 일하기로 했다."
    )
    cells = f"<td><h3>우주 협력</h3><div>{article * 4}</div></td><td><a href='/1'>많이 본 뉴스</a></td>"
    layout = f"<table><tr>{cells}</tr></table>"
    file.write_text(f"<html lang='ko'><body><div><a href='/'>홈</a></div>{layout}</body></html>", "utf-8")
    assert json.loads(_extract(str(file), "--format", "jsonl"))["relevant"]


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match="nowhere"):
        _extract("/nowhere.txt")


def test_a_file_that_is_no_press_item_is_named(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_text("[1, 2]", "utf-8")
    with pytest.raises(CommandError, match="not a press item"):
        _extract(str(file))
