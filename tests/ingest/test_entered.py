"""What a curator pastes or names is kept and read like any other item, and once only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from agreements.domain.dates import PartialDate
from agreements.ingest import entered, silence
from agreements.ingest.entered import NotTaken
from agreements.ingest.fetch import Reach
from agreements.models import Candidate, PressItem, PressItemRevision, RawDocument, Sighting, Source
from tests.factories import make_press_item
from tests.ingest.texts import KOREAN, QUANTUM, SPACE

pytestmark = pytest.mark.django_db


def counts() -> list[int]:
    return [table.objects.count() for table in (Source, PressItem, PressItemRevision, RawDocument, Sighting, Candidate)]


def test_a_pasted_text_is_an_original_with_its_candidate() -> None:
    kept = entered.text(words=SPACE, title="Space", publisher="A Gazette", published=PartialDate(2023, 11, 23))
    item, candidate = kept.revision.item, Candidate.objects.get()
    assert (item.title, item.publisher, str(item.when)) == ("Space", "A Gazette", "2023-11-23")
    assert (kept.revision.text_kind, kept.revision.language, kept.revision.read_state) == ("original", "en", "read")
    assert candidate.revision == kept.revision
    assert not kept.was_held
    assert Source.objects.get().kind == "curator"


def test_a_pasted_text_has_its_title_and_day_from_its_first_lines() -> None:
    words = f"Two countries sign on space\n\nPublished 23 November 2023\n\n{SPACE}"
    item = entered.text(words=words).revision.item
    assert (item.title, str(item.when)) == ("Two countries sign on space", "2023-11-23")
    stated = entered.text(words=f"{words} More.", title="Space", published=PartialDate(2023, 12)).revision.item
    assert (stated.title, str(stated.when)) == ("Space", "2023-12")


def test_the_language_is_told_by_the_script() -> None:
    assert entered.text(words=KOREAN).revision.language == "ko"


def test_the_same_pasted_twice_changes_nothing() -> None:
    first = entered.text(words=QUANTUM, title="Quantum")
    before = counts()
    again = entered.text(words=f"\n{QUANTUM}\n", title="Another title", address="https://example.org/quantum")
    assert (again.revision, again.was_held) == (first.revision, True)
    assert counts() == before


def test_a_text_that_came_another_way_is_recognised() -> None:
    held = make_press_item(QUANTUM)
    assert entered.text(words=QUANTUM).revision == held
    assert not Source.objects.exists()


def test_a_source_of_curators_is_never_looked_for() -> None:
    entered.text(words=QUANTUM)
    Source.objects.update(is_active=True)
    assert not Source.objects.due().exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("The council met on Monday and spoke about the weather in the north.", "no agreement between"),
        ("The UK would like to see a memorandum of understanding with Korea one day.", "no agreement between"),
    ],
)
def test_a_text_that_gives_nothing_says_why(words: str, said: str) -> None:
    revision = entered.text(words=words).revision
    assert said in silence.of(revision)
    assert all(item.words in words and item.reason for item in silence.passed_over(revision))


ARTICLE = (
    f"<html><head><title>Space deal</title></head><body><main><h1>Space deal</h1><p>{SPACE}</p></main></body></html>"
)


class Host(BaseHTTPRequestHandler):
    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        path = self.path.partition("?")[0]
        kinds = {"/deal": "text/html", "/menu": "text/html", "/file": "application/pdf"}
        bodies = {"/deal": ARTICLE, "/menu": "<html><body><nav>Home</nav></body></html>", "/file": "%PDF"}
        self.send_response(200 if path in kinds else 403 if path == "/closed" else 404)
        self.send_header("Content-Type", kinds.get(path, "text/plain"))
        self.end_headers()
        self.wfile.write(bodies.get(path, "").encode())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def reach(host: str) -> Reach:
    return Reach(frozenset({int(host.rpartition(":")[2])}), lambda ip: True)


def test_a_page_is_fetched_once_and_known_by_its_address(host: str) -> None:
    kept = entered.page(address=f"{host}/deal?utm_source=x", reach=reach(host))
    assert "signed a memorandum of understanding on space" in kept.revision.text
    assert kept.revision.item.publisher == "127.0.0.1"
    assert Candidate.objects.count() == 1
    asked, before = Host.asked, counts()
    again = entered.page(address=f"{host}/deal", reach=reach(host))
    assert (again.revision, again.was_held, Host.asked, counts()) == (kept.revision, True, asked, before)


def test_a_page_of_a_digest_is_fetched_for_the_words_of_its_publisher(host: str) -> None:
    digest = make_press_item("A digest of it.", address=f"https://{host[7:]}/deal", text_kind="digest")
    kept = entered.page(address=f"{host}/deal", reach=reach(host))
    assert kept.revision.item == digest.item
    assert kept.revision.text_kind == "original"


@pytest.mark.parametrize(
    ("path", "said"),
    [("menu", "no article"), ("file", "application/pdf"), ("closed", "Open it yourself"), ("none", "no page at this")],
)
def test_what_cannot_be_read_is_explained_and_nothing_is_kept(host: str, path: str, said: str) -> None:
    """B19, B20."""
    with pytest.raises(NotTaken, match=said):
        entered.page(address=f"{host}/{path}", reach=reach(host))
    assert not PressItem.objects.exists()
