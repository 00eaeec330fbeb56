"""The one HTTP client: a page of another host, within a deadline and a size, never from inside our own network.

Every connection, those of redirects included, resolves the name once, checks every address that it stands for and
dials the one that was checked, so that a name cannot lead to this machine or its neighbours. Guards B8-B18.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import httpcore2
import httpx2
from django.conf import settings
from django.utils.translation import gettext as _

from agreements.domain.addresses import BadAddress, canonical_address
from agreements.ingest.guard import TookTooLong, within

LARGEST = 10 * 1024 * 1024
"""Bytes of a page, after unpacking."""
DEADLINE, ONE_STEP = 20.0, 8.0
"""Seconds for all of it, and for any one wait within it."""
MOST_REDIRECTS = 5
_UNPACKED = {"": 0, "identity": 0, "gzip": 47, "x-gzip": 47, "deflate": 47}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_MOVED, _MOVED_FOR_GOOD = {301, 302, 303, 307, 308}, {301, 308}


class Unfetched(Exception):
    """Nothing was fetched. `code` says what kind of failure it was, the message what a person can do."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. `address` is where it was found in the end; `moved_to` where the host says that the page
    has moved to for good, empty when it has not."""

    address: str
    status: int
    media_type: str
    data: bytes
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """Which hosts may be asked: public ones on the ports of the web. Tests widen it to a server of their own."""

    ports: frozenset[int] = frozenset({80, 443})
    allows: Callable[[str], bool] = lambda ip: is_public(ip)


def is_public(ip: str) -> bool:
    """Whether an address is one of the open internet, however it is written or wrapped into IPv6."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    address = getattr(address, "ipv4_mapped", None) or address
    if isinstance(address, ipaddress.IPv6Address) and (address.sixtofour or address.teredo or address in _TRANSLATED):
        return False
    return address.is_global and not address.is_multicast


EVERYWHERE = Reach()


def get(
    address: str, *, method: str = "GET", largest: int = LARGEST, seconds: float = DEADLINE, reach: Reach = EVERYWHERE
) -> Fetched:
    """Ask for an address and follow it to where it leads. Raises Unfetched; an answer of 404 and the like is one."""
    deadline = time.monotonic() + seconds
    try:
        with _client(reach) as client:
            return within(seconds, lambda: _followed(client, address, method, largest, deadline))
    except TookTooLong:
        raise _too_slow() from None


def _followed(client: httpx2.Client, address: str, method: str, largest: int, deadline: float) -> Fetched:
    moved_to, for_good = "", True
    for _hop in range(MOST_REDIRECTS + 1):
        _check(address)
        with _Asked(client, method, address) as response:
            target = response.headers.get("location", "")
            if response.status_code not in _MOVED or not target:
                body = b"" if method == "HEAD" else _body(response, largest, deadline)
                media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
                return Fetched(address, response.status_code, media, body, moved_to)
            for_good = for_good and response.status_code in _MOVED_FOR_GOOD
            address = str(response.url.join(target))
            moved_to = address if for_good else ""
    raise Unfetched("redirects", _("The address leads from one page to the next without an end."))


def _check(address: str) -> None:
    try:
        canonical_address(address)
    except BadAddress as problem:
        raise Unfetched("address", _("This address cannot be asked for: %s.") % problem) from None


class _Asked:
    """One request under way, its failures in words."""

    def __init__(self, client: httpx2.Client, method: str, address: str) -> None:
        self._client, self._method, self._address = client, method, address

    def __enter__(self) -> httpx2.Response:
        try:
            request = self._client.build_request(self._method, self._address)
            self._response = self._client.send(request, stream=True)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, UnicodeError) as problem:
            raise _in_words(problem) from problem
        return self._response

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: object) -> None:
        self._response.close()
        if isinstance(problem, (httpx2.HTTPError, OSError)):
            raise _in_words(problem) from problem


def _body(response: httpx2.Response, largest: int, deadline: float) -> bytes:
    """The bytes, unpacked, no more than `largest` and none after the deadline."""
    body = bytearray()
    for piece in _unpacked(response, largest):
        body += piece
        if len(body) > largest:
            raise Unfetched("size", _("The page is larger than %(most)s MB.") % {"most": largest // 2**20})
        if time.monotonic() > deadline:
            raise _too_slow()
    return bytes(body)


def _unpacked(response: httpx2.Response, largest: int) -> Iterator[bytes]:
    """A small answer may unpack to gigabytes: never more than was asked for comes out at once."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in _UNPACKED:
        raise Unfetched("packing", _("The page is packed in a way that is not read here (%s).") % packing[:40])
    if not _UNPACKED[packing]:
        yield from response.iter_raw()
        return
    unpack = zlib.decompressobj(_UNPACKED[packing])
    try:
        for piece in response.iter_raw():
            yield unpack.decompress(piece, largest + 1)
    except zlib.error:
        raise Unfetched("packing", _("The page arrived broken. Try again, or paste its text.")) from None


def _client(reach: Reach) -> httpx2.Client:
    """Takes nothing from the environment, keeps no cookie, and follows no redirect by itself."""
    transport = httpx2.HTTPTransport(retries=0)
    transport._pool = httpcore2.ConnectionPool(
        ssl_context=httpx2.create_ssl_context(), network_backend=_Guarded(reach), max_connections=2
    )
    return httpx2.Client(
        transport=transport,
        trust_env=False,
        follow_redirects=False,
        timeout=httpx2.Timeout(ONE_STEP),
        headers={
            "User-Agent": f"UK-Korea-agreement-register/1 (+{settings.SITE_ORIGIN.rstrip('/')}/about/)",
            "Accept": "text/html, text/plain, */*;q=0.5",
            "Accept-Encoding": "gzip",
            "Accept-Language": "en, ko",
        },
    )


class _NotAllowed(OSError):
    """The name stands for an address that is not asked."""


class _Guarded(httpcore2.SyncBackend):
    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self._reach = reach

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> Any:
        if port not in self._reach.ports:
            raise _NotAllowed
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not addresses or not all(map(self._reach.allows, addresses)):
            raise _NotAllowed
        return super().connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    def connect_unix_socket(self, *args: Any, **options: Any) -> Any:
        raise _NotAllowed


def _in_words(problem: BaseException) -> Unfetched:
    causes = list(_causes(problem))
    if any(isinstance(cause, _NotAllowed) for cause in causes):
        return Unfetched("not-allowed", _("Only public pages of the web are asked for, no address inside a network."))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return Unfetched("tls", _("The host cannot prove that it is who it says (its certificate is not in order)."))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return Unfetched("name", _("There is no host of this name, or it cannot be found from here."))
    if any(isinstance(cause, httpx2.TimeoutException | TimeoutError) for cause in causes):
        return _too_slow()
    return Unfetched("connection", _("The host gave no whole answer. Try again later, or paste the text itself."))


def _too_slow() -> Unfetched:
    return Unfetched("slow", _("The page took too long to arrive. Try again later, or paste the text itself."))


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__
