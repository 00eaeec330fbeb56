"""The history of a record in words: filtered, two moments compared, a change taken back."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.curation import agreements
from agreements.models import Agreement
from tests.factories import make_agreement, make_organisation
from tests.people import member

pytestmark = pytest.mark.django_db


def room(group: str = "curator") -> Client:
    client = Client()
    client.force_login(member(group))
    return client


def history(row: object) -> str:
    noun = type(row).__name__.lower()
    return reverse(f"admin:agreements_{noun}_history", args=[row.pk])  # type: ignore[attr-defined]


def words(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html.split('<ol class="timeline">')[-1])


def test_it_speaks_the_readers_language_and_no_codes() -> None:
    agreement = make_agreement("MOU", form="mou")
    Agreement.objects.filter(pk=agreement.pk).update(form="agreement", legal_nature="non-binding")
    agreement.actions.update(place="London")
    for language, expected in (
        ("en", ("Form", "Memorandum of understanding", "Agreement", "Signed · 22 November 2023", "London")),
        ("ko", ("형식", "양해각서", "서명 주체", "2023년 11월 22일", "장소")),
    ):
        client = room()
        client.post(reverse("admin:language"), {"language": language, "next": "/admin/"})
        shown = words(client.get(history(agreement)).content.decode())
        for said in expected:
            assert said in shown, (language, said)
        for code in ("legal_nature", "non-binding", "title_en", "_id", "candidate ", "None"):
            assert code not in shown, (language, code)


def test_filtered_by_field() -> None:
    agreement = make_agreement("First")
    Agreement.objects.filter(pk=agreement.pk).update(title_en="Second")
    shown = words(room().get(history(agreement), {"field": "title_en"}).content.decode())
    assert "Second" in shown
    assert "Signatory" not in shown


def test_two_moments_side_by_side() -> None:
    agreement = make_agreement("First")
    client = room()
    Agreement.objects.filter(pk=agreement.pk).update(title_en="Second")
    page = client.get(history(agreement)).content.decode()
    moments = re.findall(r'name="from" value="([^"]+)"', page)
    compared = client.get(history(agreement), {"from": moments[0], "to": moments[-1]}).content.decode()
    row = next(row for row in compared.split("<tr") if "English title" in row)
    assert row.index("First") < row.index("Second")
    assert "is-different" in row
    assert client.get(history(agreement), {"from": "x", "to": "y"}).status_code == 200


def test_a_change_is_taken_back_with_a_reason() -> None:
    agreement = make_agreement("First", published=False)
    client = room()
    agreements.amend(agreement=agreement, by=None, reason="x", title_en="Second")
    page = client.get(history(agreement)).content.decode()
    key = re.findall(r'name="change" value="([^"]+)"', page)[0]
    sent = {"change": key, "item": "record.title_en"}
    assert "Say in a few words" in client.post(history(agreement), sent, follow=True).content.decode()
    answer = client.post(history(agreement), {**sent, "reason": "it was right"}, follow=True).content.decode()
    agreement.refresh_from_db()
    assert agreement.title_en == "First"
    assert "it was right" in words(answer)
    assert room("viewer").post(history(agreement), {**sent, "reason": "x"}).status_code == 403


def test_queries_do_not_grow_with_the_history() -> None:
    agreement, client = make_agreement(), room()

    def asked() -> int:
        client.get(history(agreement))
        with CaptureQueriesContext(connection) as asked_for:
            client.get(history(agreement))
        return len(asked_for)

    before = asked()
    for number in range(6):
        agreements.add_signatory(
            agreement=agreement, organisation=make_organisation(), by=None, reason=f"reason {number}"
        )
    assert asked() == before


def test_bodies_have_one_and_pages_none() -> None:
    body = make_organisation("Old name")
    body.name_en = "New name"
    body.save()
    assert "New name" in words(room().get(history(body)).content.decode())
