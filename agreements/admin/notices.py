"""What came of what was pressed, said at the head of the next page, with a button that takes it back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from agreements.admin.numbers import number

UNDO = "undo-"


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence; `undo` is the address that takes back what it tells of."""

    text: str
    level: str
    undo: str = ""


def tell(request: HttpRequest, said: str, *, review: int | None = None) -> None:
    """Say it on the next page; `review` is the decision that its button undoes."""
    messages.success(request, said, extra_tags=f"{UNDO}{review}" if review else "")


def notices(request: HttpRequest) -> list[Notice]:
    """Everything that is to be said, once."""
    return [
        Notice(str(message), message.level_tag, _undo(message.extra_tags or ""))
        for message in messages.get_messages(request)
    ]


def _undo(tags: str) -> str:
    key = number(tags.removeprefix(UNDO)) if tags.startswith(UNDO) else None
    return reverse("admin:agreements_candidate_undo", args=[key]) if key is not None else ""
