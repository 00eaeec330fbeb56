"""The history of a record in words: filtered, two moments compared, a change taken back."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.admin.keeping.history import History
from agreements.curation import agreements
from agreements.curation.audit import change
from agreements.models import Agreement, Occasion, OccasionClaim, Reference, Source
from tests.factories import make_agreement, make_organisation
from tests.people import room

pytestmark = pytest.mark.django_db
PAGE = {"address": "https://gov.example/a", "link": "https://www.gov.example/a", "title": "A page"}


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


def test_bodies_have_one() -> None:
    body = make_organisation("Old name")
    body.name_en = "New name"
    body.save()
    assert "New name" in words(room().get(history(body)).content.decode())


def test_every_noun_that_people_change_has_one_in_words_and_takes_back() -> None:
    """Pages, sources and what was claimed of an occasion: each value before and after, compared, and said again."""
    page = Reference.objects.create(**PAGE)
    source = Source.objects.create(slug="gov", name="GOV.UK", location="/press")
    occasion = Occasion.objects.create(slug="visit", name_en="State visit")
    claim = OccasionClaim.objects.create(occasion=occasion, count=37, of_what_en="documents", of_what_ko="문건")
    client, before = room("administrator"), page.title
    changes: list[tuple[Any, Any, str, Any, str]] = [
        (page, page, "title", "Another title", "Another title"),
        (source, source, "check_every", datetime.timedelta(days=1), "1 day"),
        (occasion, claim, "count", 6, "37"),
    ]
    for noun, row, column, value, shown in changes:
        was = getattr(row, column)
        with change(by=None, reason="typed in"):
            type(row).objects.filter(pk=row.pk).update(**{column: value})
        seen = client.get(history(noun))
        assert shown in words(seen.content.decode()), noun
        latest = seen.context["history"].changes[0]
        first = seen.context["history"].changes[-1]
        compared = client.get(history(noun), {"from": first.key, "to": latest.key})
        assert compared.status_code == 200
        item = next(line.item for line in latest.lines)
        answer = client.post(history(noun), {"change": latest.key, "item": item, "reason": "It was right before."})
        assert answer.status_code == 302
        row.refresh_from_db()
        assert getattr(row, column) == was, noun
    assert before == page.title
    source.consecutive_failures = 9
    source.save()
    assert len(History(source).changes) == 3, "how reading it goes is no change of the source"


def test_a_link_is_taken_back_with_the_address_it_leads_to() -> None:
    page = Reference.objects.create(**PAGE)
    link, address = page.link, page.address
    with change(by=None, reason="typed in"):
        Reference.objects.filter(pk=page.pk).update(link="https://Other.example/x", address="https://other.example/x")
    client = room()
    latest = client.get(history(page)).context["history"].changes[0]
    client.post(history(page), {"change": latest.key, "item": "record.link", "reason": "The former one is back."})
    page.refresh_from_db()
    assert (page.link, page.address) == (link, address)
