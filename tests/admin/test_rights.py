"""Nobody gives themselves rights, by any path (E6, E7)."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from agreements.curation.access.accounts import ensure_groups
from tests.people import GROUPS, member, room

pytestmark = pytest.mark.django_db


def account(user: User, **changes: Any) -> dict[str, Any]:
    return {
        "username": user.username,
        "first_name": "",
        "last_name": "",
        "email": "",
        "is_active": "on",
        "groups": [group.pk for group in user.groups.all()],
        **changes,
    }


def at(user: User, page: str = "change") -> str:
    return reverse(f"admin:auth_user_{page}", args=[user.pk])


@pytest.mark.parametrize("group", ["viewer", "curator", "editor"])
def test_only_administrators_reach_accounts(group: str) -> None:
    person = member(group)
    client, everything = room(person), Group.objects.get(name="administrator")
    for address in (at(person), at(person, "delete"), at(person, "history"), reverse("admin:auth_user_add")):
        assert client.get(address).status_code == 403
    for address in (at(person), f"{at(person)}?_popup=1", at(person, "password_change").replace("password_change", "")):
        assert client.post(address, account(person, groups=[everything.pk], is_superuser="on")).status_code in (
            403,
            404,
        )
    bulk = {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"}
    assert client.post(reverse("admin:auth_user_changelist"), bulk).status_code == 403
    person.refresh_from_db()
    assert [one.name for one in person.groups.all()] == [group]
    assert not person.is_superuser


def test_accounts_are_not_suggested_to_those_who_may_not_see_them() -> None:
    answer = room(member("editor")).get(
        reverse("admin:autocomplete"),
        {"app_label": "agreements", "model_name": "review", "field_name": "by", "term": "a"},
    )
    assert answer.status_code == 403


def test_an_administrator_makes_accounts_but_no_superuser() -> None:
    boss = member("administrator")
    somebody = member("curator")
    editors = Group.objects.get(name="editor")
    room(boss).post(at(somebody), account(somebody, groups=[editors.pk], is_superuser="on", user_permissions=["1"]))
    somebody.refresh_from_db()
    assert [group.name for group in somebody.groups.all()] == ["editor"]
    assert not somebody.is_superuser
    assert not somebody.user_permissions.exists()


def test_an_administrator_changes_neither_their_own_rights_nor_a_superuser() -> None:
    boss, root = member("administrator"), User.objects.create_superuser("root", password="x")
    client = room(boss)
    client.post(at(boss), account(boss, groups=[], is_superuser="on"))
    boss.refresh_from_db()
    assert boss.groups.get().name == "administrator"
    assert not boss.is_superuser
    assert client.post(at(root), account(root, username="taken")).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    sent = {"password1": "another good one", "password2": "another good one", "usable_password": "true"}
    assert client.post(password, sent).status_code == 403


def test_groups_are_what_the_register_makes_them() -> None:
    boss = member("administrator")
    group = Group.objects.get(name="curator")
    address = reverse("admin:auth_group_change", args=[group.pk])
    assert room(boss).post(address, {"name": "curator", "permissions": []}).status_code == 403
    assert room(boss).get(address).status_code == 200


def test_making_the_groups_twice_changes_nothing() -> None:
    def rights() -> dict[str, set[str]]:
        return {group.name: set(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()}

    ensure_groups()
    first = rights()
    ensure_groups()
    assert rights() == first
    assert set(first) == set(GROUPS)


def test_the_table_of_rights() -> None:
    ensure_groups()
    people = {group: member(group) for group in GROUPS}
    table = {
        "agreements.view_agreement": "viewer curator editor administrator",
        "agreements.change_agreement": "curator editor administrator",
        "agreements.review_candidate": "curator editor administrator",
        "agreements.publish_agreement": "editor administrator",
        "agreements.delete_organisation": "editor administrator",
        "agreements.change_source": "administrator",
        "auth.view_user": "administrator",
        "auth.change_user": "administrator",
        "auth.delete_user": "",
        "auth.change_group": "",
        "agreements.change_review": "",
        "agreements.delete_review": "",
        "agreements.change_candidate": "",
        "agreements.change_agreementevent": "",
        "agreements.delete_agreementevent": "",
        "agreements.change_pressitemrevision": "",
        "agreements.change_pressitem": "",
    }
    for permission, groups in table.items():
        allowed = [group for group, person in people.items() if person.has_perm(permission)]
        assert allowed == groups.split(), permission


def test_the_language_of_the_room_is_chosen_there() -> None:
    client = room(member("curator"))
    client.post(reverse("admin:language"), {"language": "ko", "next": "//evil.example"})
    page = client.get(reverse("admin:index"))
    assert 'lang="ko"' in page.content.decode()
    answer = client.post(reverse("admin:language"), {"language": "en", "next": "//evil.example"})
    assert "evil" not in answer["Location"], "E13"
