"""The whole starter catalogue out and in again: into the same register, and into an empty one."""

from __future__ import annotations

import datetime
import re

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from agreements.catalogue import search
from agreements.curation import agreements, bulk, evidence
from agreements.curation.audit import Stand
from agreements.curation.bulk import writing
from agreements.models import (
    Agreement,
    FetchRun,
    PressItem,
    PressItemRevision,
    PressLink,
    RawDocument,
    SearchEntry,
    Sighting,
    Source,
)
from tests.factories import make_press_item

pytestmark = pytest.mark.django_db
NEWS = ("https://news.example/first", "https://news.example/second", None)
PAGES = 8
"""How many agreements' public pages are compared, spread over all."""


@pytest.fixture(scope="module")
def catalogue(starter_catalogue: None) -> bulk.export.Rows:
    """The whole catalogue, reported in the press, as it is exported."""
    _report()
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
    assert (len(catalogue["agreements"]), len(catalogue["press_links"])) == (176, 177)
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


def _report() -> None:
    """Every agreement is in the press, one of them twice, one item without an address, and quoted."""
    items = [make_press_item(f"They signed it, for the {n}th time.", address=address) for n, address in enumerate(NEWS)]
    for place, agreement in enumerate(Agreement.objects.order_by("public_id")):
        for revision in (items[place % 2], *([items[2]] if place == 3 else [])):
            agreements.link_press(agreement=agreement, item=revision.item, by=None, reason="reported")
        if place == 3:
            quotation = evidence.Support("quotation", revision=items[2], start=0, end=14)
            stand = Stand("The register", datetime.date(2024, 2, 29))
            evidence.add(agreement=agreement, value="form", support=quotation, stand=stand)
    PressLink.objects.filter(item=items[0].item).update(
        accepted_at=datetime.datetime(2024, 2, 29, 9, tzinfo=datetime.UTC)
    )


def _empty() -> None:
    """All but what was read in the press, which no file brings."""
    kept = {PressItem, PressItemRevision, RawDocument, Source, FetchRun, Sighting}
    models = set(apps.get_app_config("agreements").get_models()) - kept
    tables = [model._meta.db_table for model in models]
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
