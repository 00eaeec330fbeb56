"""Who may call what: every address of the editing room, as its resolver knows it, beside the written table.

`permissions.csv` is the table. A line is an address (its name, or a pattern of names), a method, the state of the
record that it is called on, what is sent, and what each kind of person gets. The most exact pattern holds.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from django.contrib import admin
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from agreements.curation import versions
from agreements.curation.access.accounts import GROUPS
from agreements.models import Agreement

TABLE = Path(__file__).with_name("permissions.csv")
PEOPLE = ("anonymous", "outsider", *GROUPS)
"""An outsider has an account, but is no member of staff."""
SIGN_IN = "sign-in"
"""Sent to the sign-in page."""
METHODS = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the room. Its name, else its route; what it is about; what must be filled in."""

    name: str
    route: str
    noun: str
    blanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    number: int
    pattern: str
    method: str
    state: str
    sent: str
    expected: tuple[str, ...]

    @property
    def exactness(self) -> int:
        return len(self.pattern.replace("*", "")) + 1000 * ("*" not in self.pattern)

    def with_results(self, results: tuple[str, ...]) -> str:
        return ",".join((self.pattern, self.method, self.state, self.sent, *results))


def addresses() -> list[Address]:
    """Every address that the room's resolver knows."""
    return [_address(route, pattern) for route, pattern in _walk(admin.site.urls[0])]


def _walk(patterns: Any, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route, pattern


def _address(route: str, pattern: URLPattern) -> Address:
    parts = route.split("/")
    noun = parts[1] if parts[0] in ("agreements", "auth") and len(parts) > 2 else ""
    name = pattern.name or ("anything else" if "<url>" in route else route)
    return Address(name, route, noun, tuple(pattern.pattern.converters))


def lines() -> list[Line]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        numbered = [(number, row) for number, row in enumerate(csv.reader(file), start=1)]
    told = [(number, row) for number, row in numbered if row and not row[0].startswith("#")]
    return [_line(number, row) for number, row in told[1:]]


def _line(number: int, row: list[str]) -> Line:
    pattern, method, state, sent, *expected = (cell.strip() for cell in row)
    assert method in METHODS, f"line {number}: {method} is neither GET nor POST"
    assert len(expected) == len(PEOPLE), f"line {number} has {len(expected)} results for {len(PEOPLE)} kinds of people"
    return Line(number, pattern, method, state, sent, tuple(expected))


def holding(address: Address, method: str, table: list[Line]) -> list[Line]:
    """The lines that hold for an address: all of the most exact pattern, each state and each thing sent one line."""
    near = [line for line in table if line.method == method and fnmatchcase(address.name, line.pattern)]
    most = max((line.exactness for line in near), default=0)
    return [line for line in near if line.exactness == most]


def call(client: Client, address: Address, line: Line, filled: dict[str, Any]) -> str:
    """What one person gets."""
    sent = dict(parse_qsl(line.sent, keep_blank_values=True))
    if sent.get("_version"):
        sent["_version"] = versions.version(Agreement.objects.get(pk=filled["pk"]))
    place = place_of(address, filled)
    answer = client.get(place, sent) if line.method == "GET" else client.post(place, sent)
    return result(answer)


def place_of(address: Address, filled: dict[str, Any]) -> str:
    if address.name in ("anything else", "app_list"):
        return "/admin/agreements/" if address.name == "app_list" else "/admin/nothing/"
    if address.name != address.route:
        return reverse(f"admin:{address.name}", kwargs=filled)
    place = address.route
    for blank, value in filled.items():
        place = place.replace(f"<path:{blank}>", str(value)).replace(f"<int:{blank}>", str(value))
    return f"/admin/{place}"


def result(answer: HttpResponseBase) -> str:
    if answer.status_code == 302 and "/admin/login/" in answer.headers["Location"]:
        return SIGN_IN
    return str(answer.status_code)
