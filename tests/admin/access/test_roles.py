"""Who may do what, told in deeds: what the table says is what the groups hold."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import translation

from agreements.admin.access import roles
from agreements.curation.access.accounts import ensure_groups
from tests.people import member

pytestmark = pytest.mark.django_db


def _allowed() -> dict[str, list[bool]]:
    ensure_groups()
    with translation.override("en"):
        return {
            deed: allowed for _title, deeds in roles.table(roles.of(Group.objects.all())) for deed, allowed in deeds
        }


def test_each_role_may_what_the_one_before_it_may() -> None:
    for deed, allowed in _allowed().items():
        assert allowed[-1], deed
        assert allowed == sorted(allowed), deed


def test_the_table_reads_the_rights_of_the_groups() -> None:
    allowed = _allowed()
    assert allowed["publish and withdraw agreements"] == [False, False, True, True]
    assert allowed["decide on readers’ notes"] == [False, True, True, True]


def test_a_role_has_a_page_in_words_and_no_wall_of_permissions(client: Client) -> None:
    client.force_login(member("administrator"))
    curators = Group.objects.get(name="curator")
    one = client.get(reverse("admin:auth_group_change", args=[curators.pk])).content.decode()
    assert "Curators" in one
    assert "Can view" not in one
    both = client.get(reverse("admin:auth_group_changelist")).content.decode()
    assert all(str(name) in both for name, _purpose in roles.ROLES.values())
