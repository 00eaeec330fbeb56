"""One canonical form for a web address, so that the same page is one row however it was linked."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref_src|cmpid|_ga|spm)$", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
LONGEST_ADDRESS = 2_000
"""Bytes; an index of the database holds no more than some 2,700."""


class BadAddress(ValueError):
    """The text is not an http(s) address that may be stored and linked."""


def canonical_address(text: str) -> str:
    """The address under which a page is known: https, lower-case host without `www.`, no tracking, no fragment.

    Raises BadAddress for anything that is not plainly http or https, carries a password, or is over-long.
    """
    if any(ord(c) < 33 for c in text.strip()) or "\\" in text or len(text) > LONGEST_ADDRESS:
        raise BadAddress(f"an address holds no spaces, controls or backslashes, and at most {LONGEST_ADDRESS:,} bytes")
    try:
        parts = urlsplit(text.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise BadAddress(f"not a web address: {error}") from None
    if parts.scheme not in _PORTS or not host:
        raise BadAddress("an address starts with http:// or https:// and names a host")
    if parts.username or parts.password:
        raise BadAddress("an address may not carry a user name or password")
    host = host.removeprefix("www.")
    netloc = host if port in (None, *_PORTS.values()) else f"{host}:{port}"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)])
    path = quote(unquote(parts.path, errors="surrogateescape"), safe="/:@!$&'()*+,;=-._~%", errors="surrogateescape")
    return _of_bearable_length(urlunsplit(("https", netloc, path.rstrip("/") or "/", query, "")))


def _of_bearable_length(address: str) -> str:
    """The address, measured as it is kept: every Korean letter of a path becomes nine bytes."""
    if len(address.encode("utf-8", "surrogatepass")) > LONGEST_ADDRESS:
        raise BadAddress(f"an address has at most {LONGEST_ADDRESS:,} bytes")
    return address
