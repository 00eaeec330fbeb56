"""Who may do what, asked by the use cases themselves, so that no way into them goes round it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

REVIEW = "agreements.review_candidate"
PUBLISH = "agreements.publish_agreement"
CHANGE = "agreements.change_agreement"


def require(by: User, *permissions: str) -> None:
    """Raise PermissionDenied unless the user holds every one of `permissions`."""
    if not (by.is_active and by.has_perms(permissions)):
        raise PermissionDenied(", ".join(permissions))


def person(user: object) -> User:
    """The signed-in person; a use case is never carried out for nobody."""
    if not isinstance(user, User):
        raise PermissionDenied("sign in")
    return user
