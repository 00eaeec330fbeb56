"""From which side a source speaks: a government's own pages, or the press of its country.

Told by the address, else by the publisher's name, else by the language: Korean is read for Korea's press, English for
nobody's, since either side's press writes it. What cannot be told stands on neither side.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

OFFICIAL = {
    "uk": ("gov.uk", "parliament.uk", "mod.uk", "gov.scot", "gov.wales", "royal.uk", "police.uk"),
    "kr": ("go.kr", "mil.kr", "korea.kr", "korea.net"),
}
"""Domains in which only a government, parliament or their bodies publish."""
PRESS = {
    "uk": ("uk", "bbc.com", "cityam.com", "ft.com", "theguardian.com", "thetimes.com"),
    "kr": ("kr", "koreaherald.com", "koreajoongangdaily.joins.com", "ajunews.com", "kedglobal.com", "koreabizwire.com"),
}
"""Domains of a country, and papers of it that publish elsewhere."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """`side` is uk, kr or "" (neither, or not known); `is_official` where that side's state itself speaks."""

    side: str = ""
    is_official: bool = False


def standpoint(address: str, publisher: str = "", language: str = "") -> Standpoint:
    """Of one source. An official text stays official where its publisher is named and another site carries it."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    for side, domains in OFFICIAL.items():
        if _stands_in(host, domains):
            return Standpoint(side, is_official=True)
    if publisher.startswith("GOV.UK"):
        return Standpoint("uk", is_official=True)
    for side, domains in PRESS.items():
        if _stands_in(host, domains):
            return Standpoint(side)
    return Standpoint("kr" if language == "ko" else "")


def _stands_in(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
