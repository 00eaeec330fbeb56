"""Every address of the editing room, for every kind of person, on records in each state, equals the table (E1, E15)."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.admin import matrix, stages
from tests.admin.matrix import METHODS, PEOPLE, Address, Line
from tests.factories import make_user
from tests.people import GROUPS, member

IS_WHOLE = os.environ.get("AUDIT") == "whole" or "ADDRESS" in os.environ
EVERY = 7
"""`make audit` makes every call of the table, other runs one in so many; which ones changes along the table."""
ONLY = os.environ.get("ADDRESS", "*").split(",")
"""Names or patterns of names narrow a run to some addresses, and make every call to those."""


def test_every_address_has_its_line() -> None:
    """A new address without a line in the table fails here, and one whose record no stage makes."""
    table = matrix.lines()
    bare = [
        f"{address.name},{method}"
        for address in matrix.addresses()
        for method in METHODS
        if not matrix.holding(address, method, table)
    ]
    unstaged = [address.name for address in matrix.addresses() if address.blanks and not stages.has(address)]
    assert not unstaged, "see tests/admin/stages.py"
    assert not bare, "addresses without a line in permissions.csv:\n" + "\n".join(bare)


def test_every_line_holds_for_an_address() -> None:
    table, used = matrix.lines(), set()
    for address in matrix.addresses():
        for method in METHODS:
            used |= {line.number for line in matrix.holding(address, method, table)}
    assert not [line for line in table if line.number not in used]


@pytest.mark.django_db
def test_everyone_gets_what_the_table_says() -> None:
    table, people, turn = matrix.lines(), _people(), count()
    known: dict[tuple[str, str], dict[str, Any]] = {}
    wrong = []
    for address in (each for each in matrix.addresses() if any(fnmatchcase(each.name, one) for one in ONLY)):
        for line in (each for method in METHODS for each in matrix.holding(address, method, table)):
            asked = [IS_WHOLE or next(turn) % EVERY == 0 for _person in PEOPLE]
            if any(asked):
                got = tuple(
                    _call(people[person], address, line, known) if asks else expected
                    for person, asks, expected in zip(PEOPLE, asked, line.expected, strict=True)
                )
                if got != line.expected:
                    wrong.append(f"{address.name}  line {line.number}\n  is   {line.with_results(got)}")
    assert not wrong, "differs from permissions.csv:\n" + "\n".join(wrong)


def _people() -> dict[str, Client]:
    rooms = {person: Client(raise_request_exception=False) for person in PEOPLE}
    rooms["outsider"].force_login(make_user())
    for group in GROUPS:
        rooms[group].force_login(member(group))
    return rooms


def _call(client: Client, address: Address, line: Line, known: dict[tuple[str, str], dict[str, Any]]) -> str:
    """What one call gets; whatever it did is taken back."""
    key = (address.name if address.name in stages.FILLED else address.noun, line.state)
    if key not in known:
        known[key] = _filled(address, line.state)
    filled = {blank: known[key].get(blank, known[key].get("")) for blank in address.blanks}
    session = dict(client.cookies)
    with transaction.atomic():
        got = matrix.call(client, address, line, filled)
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(session)
    return got


def _filled(address: Address, state: str) -> dict[str, Any]:
    if address.name in stages.FILLED:
        return stages.FILLED[address.name](state)
    return {"": stages.STAGES[address.noun](state)} if address.noun in stages.STAGES else {}
