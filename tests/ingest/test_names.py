"""Names are loaded once and again after every change, also where two changes would cancel out in a sum."""

from __future__ import annotations

import pytest

from agreements.ingest import names
from agreements.ingest.records import catalogue
from agreements.models import OrganisationName, Person, PersonName
from tests.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db


def test_two_bodies_that_change_names_are_told_apart_by_them_at_once() -> None:
    first, second = make_organisation("Office of Tides"), make_organisation("Office of Winds")
    assert catalogue().bodies_named(["Office of Tides"]) == {first.pk}
    before = names.state()
    OrganisationName.objects.filter(text="Office of Tides").update(organisation=second)
    OrganisationName.objects.filter(text="Office of Winds").update(organisation=first)
    assert catalogue().bodies_named(["Office of Tides"]) == {second.pk}
    assert names.state() != before


def test_a_person_given_another_name_or_side_is_known_so_at_once() -> None:
    first, second = make_person("Ann Able"), make_person("Bea Baker")
    assert catalogue().people_named(["Ann Able"]) == {first.pk}
    PersonName.objects.filter(text="Ann Able").update(person=second)
    assert catalogue().people_named(["Ann Able"]) == {second.pk}
    before = names.state()
    Person.objects.filter(pk=first.pk).update(side="kr")
    assert names.state() != before
