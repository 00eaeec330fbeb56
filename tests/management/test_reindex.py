"""`manage.py reindex` puts right what is derived, and changes no record."""

from io import StringIO

import pytest
from django.core.management import call_command

from agreements.catalogue import search
from agreements.models import Agreement, CatalogueVersion, SearchEntry
from tests.factories import make_agreement

pytestmark = pytest.mark.django_db


def test_entries_made_in_a_former_way_are_told_from_those_of_today() -> None:
    """Starting a newer program on an older database leaves no agreement half findable."""
    agreement = make_agreement("A singular memorandum")
    assert not search.is_outdated()
    SearchEntry.objects.filter(agreement=agreement).update(recipe=1)
    assert search.is_outdated()
    call_command("reindex", stdout=StringIO())
    assert not search.is_outdated()


def test_lost_entries_and_stale_statuses_are_worked_out_anew() -> None:
    agreement = make_agreement("A singular memorandum")
    make_agreement("A secret draft", published=False)
    SearchEntry.objects.all().delete()
    Agreement.objects.filter(pk=agreement.pk).update(status="unclear")
    version = CatalogueVersion.current()
    call_command("reindex", stdout=(said := StringIO()))
    assert search.search(Agreement.objects.all(), "singular").get().status == "signed"
    assert not search.search(Agreement.objects.all(), "secret").exists()
    assert CatalogueVersion.current() > version
    assert "Statuses that changed: 1. Search entries: 1." in said.getvalue()
