"""The one HTTP client: what it refuses before it connects, and how it ends with hosts that misbehave."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from agreements.ingest.fetch import Reach, Unfetched, get, is_public


class Host(BaseHTTPRequestHandler):
    """A host with one page for every kind of trouble."""

    reached: list[str] = []

    def do_GET(self) -> None:
        self.reached.append(self.path)
        name = self.path.strip("/")
        getattr(self, f"page_{name}", self.page_missing)()

    do_HEAD = do_GET

    def log_message(self, *args: object) -> None:
        pass

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def page_plain(self) -> None:
        self.say(200, b"a page", Content_Type="text/html; charset=utf-8")

    def page_missing(self) -> None:
        self.say(404, b"no such page")

    def page_moved(self) -> None:
        self.say(301, Location="/plain")

    def page_elsewhere(self) -> None:
        self.say(302, Location="/plain")

    def page_loop(self) -> None:
        self.say(302, Location="/loop")

    def page_inside(self) -> None:
        self.say(302, Location="http://169.254.169.254/latest/")

    def page_file(self) -> None:
        self.say(302, Location="file:///etc/passwd")

    def page_large(self) -> None:
        self.say(200, b"x" * 200_000)

    def page_bomb(self) -> None:
        self.say(200, gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")

    def page_packed(self) -> None:
        self.say(200, gzip.compress(b"a packed page"), Content_Encoding="gzip")

    def page_odd(self) -> None:
        self.say(200, b"?", Content_Encoding="zstd")

    def page_short(self) -> None:
        self.say(200, b"only this", Content_Length="1000")
        self.close_connection = True

    def page_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b".")
            self.wfile.flush()
            time.sleep(0.05)


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def near(host: str) -> Reach:
    """Reaches the test's own host, and is as strict as ever about every other."""
    port = int(host.rpartition(":")[2])
    return Reach(frozenset({80, 443, port}), lambda ip: ip == "127.0.0.1" or is_public(ip))


def test_a_page_comes_with_its_kind_and_where_it_was_found(host: str, near: Reach) -> None:
    page = get(f"{host}/plain", reach=near)
    assert (page.status, page.media_type, page.data, page.moved_to) == (200, "text/html", b"a page", "")
    assert get(f"{host}/nowhere", reach=near).status == 404
    assert get(f"{host}/packed", reach=near).data == b"a packed page"
    assert get(f"{host}/plain", reach=near, method="HEAD").data == b""


def test_a_move_for_good_is_told_and_a_passing_one_is_not(host: str, near: Reach) -> None:
    """B7."""
    assert get(f"{host}/moved", reach=near).moved_to == f"{host}/plain"
    assert get(f"{host}/elsewhere", reach=near).moved_to == ""


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("loop", "redirects"),
        ("inside", "not-allowed"),
        ("file", "address"),
        ("large", "size"),
        ("bomb", "size"),
        ("odd", "packing"),
        ("short", "connection"),
        ("drip", "slow"),
    ],
)
def test_trouble_ends_with_a_reason(host: str, near: Reach, page: str, code: str) -> None:
    """B8, B9, B12, B16, B17, B18."""
    with pytest.raises(Unfetched) as problem:
        get(f"{host}/{page}", reach=near, largest=100_000, seconds=1.0 if page == "drip" else 10.0)
    assert problem.value.code == code
    assert problem.value.reason


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://[::1]:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f000001:{port}/",
        "http://127.1:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://0.0.0.0:{port}/",
        "http://localhost.:{port}/",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.5/",
        "http://100.64.0.1/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://127.0.0.1:22/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://user:secret@127.0.0.1/",
        "http://127.0.0.1:80\\@example.org/",
        "not an address",
    ],
)
def test_nothing_inside_a_network_is_asked(host: str, address: str) -> None:
    """B9, B11, B12, B13: refused before anything is sent."""
    before = len(Host.reached)
    port = int(host.rpartition(":")[2])
    strict = Reach(frozenset({80, 443, port}))
    with pytest.raises(Unfetched) as problem:
        get(address.format(port=port), reach=strict, seconds=5.0)
    assert problem.value.code in ("not-allowed", "address", "name", "connection")
    assert len(Host.reached) == before


def test_a_name_that_also_stands_for_an_inner_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """B10: all that a name stands for is looked at, once, and what was looked at is dialled."""
    mixed = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: mixed)
    with pytest.raises(Unfetched) as problem:
        get("http://rebinding.example/")
    assert problem.value.code == "not-allowed"


def test_a_proxy_of_the_environment_is_not_used(host: str, near: Reach, monkeypatch: pytest.MonkeyPatch) -> None:
    """B14."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1/")
    assert get(f"{host}/plain", reach=near).status == 200
