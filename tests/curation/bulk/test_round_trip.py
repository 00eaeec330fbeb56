"""The whole starter catalogue out and in again: into the same register, and into an empty one."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from agreements.catalogue import search
from agreements.curation import agreements, bulk
from agreements.curation.bulk import writing
from agreements.models import Agreement, SearchEntry

pytestmark = pytest.mark.django_db
PAGES = 8
"""How many agreements' public pages are compared, spread over all."""


@pytest.fixture(scope="module")
def catalogue(starter_catalogue: None) -> bulk.export.Rows:
    """The whole catalogue as it is exported."""
    return bulk.everything(by=None)


def test_a_workbook_that_nobody_changed_changes_nothing(catalogue: bulk.export.Rows) -> None:
    book = bulk.read(writing.as_workbook(catalogue), "register.xlsx")
    assert {name: len(lines) for name, lines in book.lines.items()} == {
        name: len(rows) for name, rows in catalogue.items()
    }
    plan = bulk.plan(book=book, by=None)
    assert (plan.problems, plan.effective) == ([], [])
    assert plan.counts["same"] == sum(map(len, catalogue.values()))


def test_an_empty_register_becomes_the_same_one(catalogue: bulk.export.Rows) -> None:
    """Cell by cell, and as the public sees it; then the same file a second time changes nothing."""
    assert len(catalogue["agreements"]) == 176
    book, public = bulk.read(writing.as_zip(catalogue), "register.zip"), _public()
    with transaction.atomic():
        _empty()
        assert not any(bulk.everything(by=None).values())
        bulk.apply(plan=bulk.plan(book=book, by=None), by=None, reason="moved")
        assert set(Agreement.objects.values_list("record_state", flat=True)) == {"draft"}, "no file publishes"
        agreements.publish_all(agreements=Agreement.objects.all(), by=None, reason="moved")
        assert bulk.everything(by=None) == catalogue
        assert _public() == public
        again = bulk.plan(book=book, by=None)
        assert (again.problems, again.effective) == ([], [])
        transaction.set_rollback(True)


def _empty() -> None:
    tables = [model._meta.db_table for model in apps.get_app_config("agreements").get_models()]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


def _public() -> dict[str, str]:
    """What the public finds and reads of the agreements; times of publication and links into history aside."""
    search.reindex()
    words = dict(SearchEntry.objects.values_list("agreement__public_id", "words"))
    rows = list(Agreement.objects.published().order_by("public_id"))
    pages = {}
    for row in rows[:: len(rows) // PAGES]:
        answer = Client().get(f"/agreements/{row.public_id}-{row.slug}/")
        assert answer.status_code == 200
        said = re.sub(r"<[^>]+>", "", answer.content.decode())
        pages[row.public_id] = said.partition("What changed in this record")[0]
    return words | pages
