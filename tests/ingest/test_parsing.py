"""What a file says: text, fields and language, or the reason for which it gives no press item."""

from __future__ import annotations

import json
import random

import pytest

from agreements.domain.dates import PartialDate
from agreements.ingest.sources.found import FoundDocument, FoundFile, Refused
from agreements.ingest.sources.parsing import parse

PRESS_FILE = """---
title: "Framework: signed"
publisher: A Gazette
address: https://example.org/news/1
published: 2023-11
language: en
text_kind: digest
agreements: [UKKR-2023-013]
---
The two ministries signed a framework on semiconductors.
"""


def found(text: str | bytes, name: str = "item.txt") -> FoundDocument:
    data = text if isinstance(text, bytes) else text.encode()
    return parse(FoundFile(name, data, "text/plain"))


def test_a_press_file_states_its_fields() -> None:
    assert found(PRESS_FILE, "item.md") == FoundDocument(
        text="The two ministries signed a framework on semiconductors.",
        title="Framework: signed",
        publisher="A Gazette",
        address="https://example.org/news/1",
        published=PartialDate(2023, 11),
        language="en",
        text_kind="digest",
    )


def test_a_plain_file_says_what_its_first_line_says() -> None:
    document = found("Two countries sign on space\n\nThe UK and Korea signed a memorandum on space.")
    assert (document.title, document.published, document.text_kind) == ("Two countries sign on space", None, "original")
    assert document.text.startswith("Two countries sign on space\n")


@pytest.mark.parametrize(
    "above", ["", "Press release\n", "보도자료\n\n", "2025. 8. 26.\n", "Published on 26 August 2025\n"]
)
def test_a_headline_may_stand_below_what_a_page_says_of_itself(above: str) -> None:
    assert found(f"{above}Two countries sign on space\n\nThey signed it.").title == "Two countries sign on space"


def test_a_first_sentence_is_no_headline() -> None:
    assert found("The UK and Korea signed a memorandum.\nIt is on space.").title == ""


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (" date 2025-08-26 Seoul, Aug 26 A vice minister met a minister.", PartialDate(2025, 8, 26)),
        ("2025. 8. 26.\n차관이 만났다.", PartialDate(2025, 8, 26)),
        ("등록일: 2025년 8월 26일\n차관이 만났다.", PartialDate(2025, 8, 26)),
        ("Published on 26 August 2025\nA vice minister met a minister.", PartialDate(2025, 8, 26)),
        ("Two sign on space\n\nPublished 26 August 2025\n\nA vice minister met a minister.", PartialDate(2025, 8, 26)),
        ("Press release\nTwo sign on space\nPublished\n26 August 2025\nThey met.", PartialDate(2025, 8, 26)),
        ("Two sign on space\nAugust 26, 2025 (Tuesday), 10:30 am\nThey met.", PartialDate(2025, 8, 26)),
        ("Two sign on space\nSEOUL, 26 August 2025 - They met.", PartialDate(2025, 8, 26)),
        ("보도자료\n두 나라 우주 협력\n배포일시: 2025. 8. 26.(화) 11:00\n차관이 만났다.", PartialDate(2025, 8, 26)),
        ("Two sign on space\nPublished 11/12/2024\nThey met.", None),
        ("Two sign on space\nThey met on 26 August 2025 in Seoul.", None),
        ("2025-08-26 was a warm day in Seoul.", None),
        ("The date 2025-08-26 was chosen.", None),
    ],
)
def test_a_leading_date_line_dates_the_item(text: str, published: PartialDate | None) -> None:
    """C12: page furniture that states the day; a date in a sentence does not."""
    assert found(text).published == published


def test_a_record_keeps_its_fields() -> None:
    record = {"id": "9", "url": "https://example.org/9", "title": "T", "published": "2024-05-21", "lang": "ko"}
    document = found(json.dumps(record | {"text": "양국은 협정을 맺었다.", "text_kind": "paraphrase"}), "9.json")
    assert (document.address, document.published, document.language, document.text_kind) == (
        "https://example.org/9",
        PartialDate(2024, 5, 21),
        "ko",
        "digest",
    )


def test_a_page_gives_its_article_and_not_its_menus() -> None:
    """C11: scripts and markup never reach the text."""
    article = "".join(
        f"<p>The United Kingdom and Korea signed memorandum number {n} on space today.</p>" for n in range(9)
    )
    page = (
        f"<html lang=en><head><title>Signed</title></head><body><nav><a href=/>Home</a></nav><article>"
        f"<h1>Signed</h1>{article}<script>alert('x')</script><img src=x onerror=alert(1)></article>"
        "<footer>Cookies</footer></body></html>"
    )
    document = found(page, "page.html")
    assert "memorandum number 3" in document.text
    assert not {"alert", "Cookies", "<p>"} & set(document.text.replace("(", " ").split())


@pytest.mark.parametrize("name", ["item.txt", "item.md", "item.json"])
def test_text_is_kept_composed_and_clean(name: str) -> None:
    """C5, C6, C7, C8: decomposed Hangul, zero-width, bidirectional and control characters."""
    text = "\u1112\u1161\u11ab\u1100\u116e\u11a8 \u202eUK\u202c si\u200bgned\u00a0it \x07now \U0001f600."
    data = json.dumps({"text": text + "\ud800"}) if name.endswith("json") else text
    assert found(data, name).text == "한국 UK signed it now \U0001f600."


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("---\npublished: yesterday\n---\nText.", "a.md", "cannot be read"),
        ("---\npublished: 11/12/2023\n---\nText.", "a.md", "can mean"),
        ("---\naddress: javascript:alert(1)\n---\nText.", "a.md", "address that cannot be kept"),
        ("---\naddress: https://user:secret@example.org/\n---\nText.", "a.md", "user name"),
        (f"---\naddress: https://example.org/{'a' * 4000}\n---\nText.", "a.md", "address that cannot be kept"),
        (f"---\ntitle: {'long ' * 2000}\n---\nText.", "a.md", "title of 9,999 characters"),
        ("---\nlanguage: fr\n---\nTexte.", "a.md", "does not read: fr"),
        ("---\ntext_kind: hearsay\n---\nText.", "a.md", "neither original nor digest"),
        ("---\ntitle: [\n---\nText.", "a.md", "no YAML"),
        ("---\n- a\n---\nText.", "a.md", "without fields"),
        ("---\ntitle: T\n---\n\n", "a.md", "holds no text"),
        ("{", "a.json", "is no JSON"),
        ("[" * 100_000, "a.json", "is no JSON"),
        ("[1]", "a.json", "one JSON object"),
        ('{"title": "T"}', "a.json", "no field"),
        ("<html><body><nav>Menu</nav></body></html>", "a.html", "without content"),
        ("word " * 500_000, "a.txt", "the most is 2,000,000"),
        ("\u200b\u200b", "a.txt", "holds no text"),
    ],
)
def test_what_gives_no_press_item_says_why(text: str, name: str, reason: str) -> None:
    """C1, C9, C10, C11, C12, F9: refused with a reason that its owner can act on."""
    with pytest.raises(Refused, match=reason):
        found(text, name)


def test_language_follows_the_script() -> None:
    assert found("영국 정부는 Innovate UK 및 KIAT와 협력한다.").language == "ko"
    assert found("The ministry (과기정통부) signed a memorandum on science and technology.").language == "en"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.html"])
def test_random_bytes_are_taken_or_refused_and_nothing_else(name: str) -> None:
    """C19: no parser fails in a way of its own."""
    chance = random.Random(2023)
    for _ in range(60):
        data = bytes(chance.choices(range(256), k=chance.randrange(1, 400)))
        seed = chance.choice([data, PRESS_FILE.encode()[: len(data)] + data, b'{"text": "' + data + b'"}'])
        try:
            document = found(seed, name)
        except Refused:
            continue
        assert "\x00" not in document.text
