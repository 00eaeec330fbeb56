"""No side door to rights: popups, hidden fields, bulk, look-ups, the fields of others (E5, E6)."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse

from agreements.curation.access.accounts import LastAdministrator, keep_an_administrator
from tests.people import member, room

pytestmark = pytest.mark.django_db


def links_to_accounts() -> list[tuple[str, str]]:
    """Every column of a noun of the room that names an account."""
    return [
        (model._meta.model_name or "", field.name)
        for model in admin.site._registry
        for field in model._meta.fields
        if field.related_model is User and model._meta.app_label == "agreements"
    ]


def test_no_list_tells_of_a_password_by_what_it_leaves_out() -> None:
    client = room(member("editor"))
    for noun, column in links_to_accounts():
        address = reverse(f"admin:agreements_{noun}_changelist")
        for look in ("password__startswith", "is_superuser", "email__contains", "groups__name"):
            answer = client.get(address, {f"{column}__{look}": "p"})
            assert answer.status_code in (302, 400, 403), f"{noun} {column}__{look}"
    boss = room(member("administrator"))
    assert boss.get(reverse("admin:auth_user_changelist"), {"password__startswith": "p"}).status_code in (302, 400)


def test_no_suggestion_tells_of_accounts() -> None:
    client = room(member("editor"))
    for noun, column in links_to_accounts():
        asked = {"app_label": "agreements", "model_name": noun, "field_name": column, "term": "a"}
        assert client.get(reverse("admin:autocomplete"), asked).status_code == 403, noun
    popup = {"_popup": "1", "_to_field": "password"}
    assert client.get(reverse("admin:auth_user_changelist"), popup).status_code == 403
    assert room(member("administrator")).get(reverse("admin:auth_user_changelist"), popup).status_code == 400


@pytest.mark.parametrize("group", ["viewer", "curator", "editor"])
def test_nothing_posted_anywhere_makes_an_account_or_a_right(group: str) -> None:
    person = member(group)
    client, boss = room(person), Group.objects.get(name="administrator")
    wish = {"is_superuser": "on", "is_staff": "on", "groups": [boss.pk], "user_permissions": [1], "first_name": "x"}
    for name in ("account", "password_change", "index", "account_factor", "agreements_organisation_add"):
        client.post(reverse(f"admin:{name}"), wish)
    for address in ("auth_user_add", "auth_group_add"):
        assert client.post(f"{reverse(f'admin:{address}')}?_popup=1", {**wish, "username": "new"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes", "select_across": "1"}
    for address in ("auth_user_changelist", "auth_group_changelist"):
        assert client.post(reverse(f"admin:{address}"), bulk).status_code == 403
    person = User.objects.get(pk=person.pk)
    assert [one.name for one in person.groups.all()] == [group]
    assert (person.is_superuser, person.user_permissions.count()) == (False, 0)
    assert set(User.objects.values_list("username", flat=True)) == {person.username}


def test_the_last_administrator_stays() -> None:
    boss = member("administrator")
    root = User.objects.create_superuser("root")
    boss.groups.clear()
    sent = {"username": "root", "first_name": "", "last_name": "", "email": "", "groups": []}
    answer = room(root).post(reverse("admin:auth_user_change", args=[root.pk]), sent, follow=True)
    assert "Somebody has to remain" in answer.content.decode()
    assert User.objects.get(username="root").is_active
    User.objects.update(is_active=False)
    with pytest.raises(LastAdministrator):
        keep_an_administrator()


def test_ones_own_password_is_changed_only_with_the_old_one() -> None:
    boss = member("administrator")
    address = reverse("admin:auth_user_password_change", args=[boss.pk])
    sent = {"password1": "another good one", "password2": "another good one", "usable_password": "true"}
    assert room(boss).post(address, sent).headers["Location"] == reverse("admin:password_change")
    assert User.objects.get(pk=boss.pk).check_password("correct horse battery")
