"""Members of the four groups."""

from django.contrib.auth.models import Group, User
from django.test import Client

from agreements.curation.access.accounts import ensure_groups
from tests.factories import make_user

GROUPS = ("viewer", "curator", "editor", "administrator")


def member(group: str) -> User:
    """A person with the rights of one group, called after it."""
    ensure_groups()
    user = make_user(is_staff=True, first_name=group.title())
    user.groups.add(Group.objects.get(name=group))
    return User.objects.get(pk=user.pk)


def room(who: User | str = "curator", **headers: str) -> Client:
    """The editing room as a person, or a new member of a group, finds it."""
    client = Client(headers=headers or None)
    client.force_login(member(who) if isinstance(who, str) else who)
    return client
