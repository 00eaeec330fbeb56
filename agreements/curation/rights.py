"""Who may do what, asked by each verb that a person carries out on a record, so that no way into it goes round it.

What the editing room saves as plain rows, such as a body's names, stands under the same permissions of its forms.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

REVIEW = "agreements.review_candidate"
PUBLISH = "agreements.publish_agreement"
CHANGE = "agreements.change_agreement"
SET_RULES = "agreements.change_houserules"
SET_ACCOUNTS = "auth.change_user"
DECIDE = "agreements.decide_dispute"


def require(by: User, *permissions: str) -> None:
    """Raise PermissionDenied unless the user holds every one of `permissions`."""
    if not (by.is_active and by.has_perms(permissions)):
        raise PermissionDenied(", ".join(permissions))


def person(user: object) -> User:
    """The signed-in person; a use case is never carried out for nobody."""
    if not isinstance(user, User):
        raise PermissionDenied("sign in")
    return user
