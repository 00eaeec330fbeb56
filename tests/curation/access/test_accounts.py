"""Who may do what, and the first person let in."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User

from agreements.curation.access.accounts import GROUPS, create_first_curator, ensure_groups

pytestmark = pytest.mark.django_db


def rights(name: str) -> set[str]:
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def test_each_group_may_do_more_than_the_one_before() -> None:
    ensure_groups()
    viewer, curator, editor, administrator = map(rights, GROUPS)
    assert viewer < curator < editor < administrator
    assert all(codename.startswith("view_") for codename in viewer)
    assert "review_candidate" in curator
    assert "publish_agreement" in editor - curator
    assert {"add_user", "change_source"} <= administrator - editor


def test_nobody_below_an_administrator_edits_what_machines_write() -> None:
    ensure_groups()
    kept = {"searchentry", "rawdocument", "pressitemrevision", "review", "fetchrun", "seedrecord"}
    typed = {codename.split("_")[-1] for codename in rights("editor") if not codename.startswith("view_")}
    assert not typed & kept


def test_a_group_holds_exactly_its_rights_again_after_a_setup() -> None:
    ensure_groups()
    viewers = Group.objects.get(name="viewer")
    viewers.permissions.add(Group.objects.get(name="editor").permissions.get(codename="publish_agreement"))
    ensure_groups()
    assert "publish_agreement" not in rights("viewer")


def test_the_first_curator_is_made_once_with_a_password_that_works() -> None:
    ensure_groups()
    made = create_first_curator()
    assert made is not None
    assert authenticate(username=made.username, password=made.password) is not None
    assert create_first_curator() is None
    assert made.password in made.as_notice("http://localhost:8000")


def test_where_there_is_an_administrator_nobody_is_made() -> None:
    ensure_groups()
    User.objects.create_superuser("somebody", password="x")
    assert create_first_curator() is None
