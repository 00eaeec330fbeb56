"""Members of the four groups."""

from django.contrib.auth.models import Group, User

from agreements.curation.access.accounts import ensure_groups
from tests.factories import make_user

GROUPS = ("viewer", "curator", "editor", "administrator")


def member(group: str) -> User:
    """A person with the rights of one group, called after it."""
    ensure_groups()
    user = make_user(is_staff=True, first_name=group.title())
    user.groups.add(Group.objects.get(name=group))
    return User.objects.get(pk=user.pk)
