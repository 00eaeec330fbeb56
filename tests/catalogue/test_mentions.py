"""What the machine read stands on its item's own page, and never beside what a curator has accepted of it."""

from typing import Any

import pytest
from django.test import Client

from agreements.curation import agreements as curation
from agreements.models import Candidate, PressItemRevision
from tests.curation.candidates import make_candidate, make_match, reading
from tests.factories import MADE, make_agreement, make_press_item

pytestmark = pytest.mark.django_db
TEXT = "Ministers signed the Joint Memorandum on Space. Ministers also signed another paper."


def _candidate(revision: PressItemRevision, title: str | None, **columns: Any) -> Candidate:
    stated = {"value": title, "spans": [], "rule": ""} if title else None
    return make_candidate(revision, reading(TEXT, title=stated), **columns)


def test_what_is_accepted_is_not_said_again(client: Client) -> None:
    revision = make_press_item(TEXT, read=True)
    accepted, other = make_agreement("Joint memorandum on space"), make_agreement("Another")
    curation.link_press(agreement=accepted, item=revision.item, by=None, reason=MADE)
    _candidate(revision, "Joint Memorandum on Space")
    for agreement in (accepted, other):
        make_match(_candidate(revision, f"Like {agreement.title_en}", match="matched"), agreement)
    body = client.get(f"/press/{revision.item_id}/").content.decode().partition('class="machine"')[2]
    assert "Joint Memorandum on Space" not in body.partition("<blockquote")[0]
    assert "Like Joint memorandum on space" not in body
    assert "Like Another" in body


@pytest.mark.parametrize(
    ("kind", "said"), [("digest", "in our digest, not in"), ("original", "found this in the text")]
)
def test_it_says_where_it_was_read(client: Client, kind: str, said: str) -> None:
    revision = make_press_item(TEXT, text_kind=kind, read=True)
    _candidate(revision, None)
    body = client.get(f"/press/{revision.item_id}/").content.decode()
    assert said in body
