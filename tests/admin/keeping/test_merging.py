"""The pages on which two records are compared, merged and made two again."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.curation import agreements
from agreements.models import KnownAsTwo, Merger
from tests.factories import MADE, make_agreement, make_organisation, make_person
from tests.people import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return member("editor")


@pytest.fixture
def room(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def compare(one: object, other: object = None) -> str:
    noun = type(one).__name__.lower()
    address = reverse(f"admin:agreements_merger_compare_{noun}", args=[one.pk])  # type: ignore[attr-defined]
    return f"{address}?with={other.pk}" if other else address  # type: ignore[attr-defined]


def hidden(html: str) -> str:
    return html.split('name="version" value="')[1].split('"')[0]


def test_each_record_leads_to_its_likely_double(room: Client) -> None:
    one, two = make_agreement("MOU on hydrogen"), make_agreement("Memorandum of understanding on hydrogen")
    page = room.get(reverse("admin:agreements_agreement_change", args=[one.pk])).content.decode()
    assert compare(one) in page
    shown = room.get(compare(one)).content.decode()
    assert f"?with={two.pk}" in shown
    assert "the titles are alike" in shown
    assert room.get(f"{compare(one)}?with=nonsense").status_code == 200
    assert "Choose another record" in room.get(compare(one, one)).content.decode()


def test_compared_chosen_merged_and_undone(room: Client) -> None:
    one = make_agreement("MOU on hydrogen")
    two = make_agreement("Agreement on hydrogen", form="agreement", on="23 November 2023")
    page = room.get(compare(one, two)).content.decode()
    step = f"choice-action-{two.actions.get().pk}"
    assert 'name="choice-form"' in page
    assert f'name="{step}"' in page
    typed = {"step": "merge", "version": hidden(page), "choice-form": "away", step: "away"}
    back = room.post(compare(one, two), typed)
    assert "Say in a few words" in back.content.decode()
    assert 'value="away" checked' in back.content.decode(), "what was chosen is kept"
    done = room.post(compare(one, two), {**typed, "reason": "entered twice"}, follow=True)
    merger = Merger.objects.get()
    assert done.redirect_chain[-1][0] == reverse("admin:agreements_merger_change", args=[merger.pk])
    one.refresh_from_db()
    assert (one.form, str(one.actions.get().date)) == ("agreement", "2023-11-23")
    gone = room.get(reverse("admin:agreements_agreement_change", args=[two.pk])).content.decode()
    assert "Merged into" in gone
    assert 'name="_save"' not in gone
    assert room.get(reverse("admin:agreements_merger_changelist")).status_code == 200
    again = room.post(reverse("admin:agreements_merger_undo", args=[merger.pk]), follow=True).content.decode()
    assert "Two again" in again
    one.refresh_from_db()
    assert one.form == "mou"


def test_a_change_since_is_shown_and_nothing_happens(room: Client, editor: User) -> None:
    """D9."""
    one, two = make_agreement("One"), make_agreement("Two")
    seen = hidden(room.get(compare(one, two)).content.decode())
    agreements.add_name(agreement=two, text="Another", language="en", by=editor, reason=MADE)
    typed = {"step": "merge", "version": seen, "reason": "entered twice"}
    answer = room.post(compare(one, two), typed)
    assert answer.status_code == 409
    assert "entered twice" in answer.content.decode()
    assert not Merger.objects.exists()


def test_nothing_is_merged_by_who_does_not_say_what_they_saw(room: Client) -> None:
    pairs = [(make_agreement("One"), make_agreement("Two")), (make_organisation(), make_organisation())]
    for pair in [*pairs, (make_person(), make_person())]:
        answer = room.post(compare(*pair), {"step": "merge", "reason": "entered twice"})
        assert answer.status_code == 409
        assert "Open the page again." in answer.content.decode()
    assert not Merger.objects.exists()


def test_two_are_noted_as_two(room: Client) -> None:
    one, two = make_organisation("Ministry of Science"), make_organisation("Ministry of Sciences")
    assert f"?with={two.pk}" in room.get(compare(one)).content.decode()
    room.post(compare(one, two), {"step": "two"})
    assert KnownAsTwo.objects.count() == 1
    assert f"?with={two.pk}" not in room.get(compare(one)).content.decode()
    assert "noted that these are two" in room.get(compare(one, two)).content.decode()


@pytest.mark.parametrize("make", [make_organisation, make_person])
def test_bodies_and_people(room: Client, make: object) -> None:
    one, two = make("First Name"), make("Second Name")  # type: ignore[operator]
    page = room.get(compare(one, two)).content.decode()
    room.post(
        compare(one, two),
        {"step": "merge", "version": hidden(page), "reason": "one", "choice-name_en": "away"},
    )
    one.refresh_from_db()
    assert one.name_en == "Second Name"
    assert {row.text for row in one.names.all()} == {"First Name", "Second Name"}
    listed = room.get(reverse(f"admin:agreements_{type(one).__name__.lower()}_changelist")).content.decode()
    assert f"/{two.pk}/change/" not in listed


def test_who_may(client: Client) -> None:
    one, two = make_agreement(), make_agreement()
    drafts = [make_agreement(published=False) for _each in range(2)]
    for group, public, unseen in (("viewer", 403, 403), ("curator", 403, 302), ("editor", 302, 302)):
        client.force_login(member(group))
        for pair, expected in (([one, two], public), (drafts, unseen)):
            page = client.get(compare(*pair))
            assert page.status_code == 200
            typed = {"step": "merge", "version": hidden(page.content.decode()), "reason": "one"}
            assert client.post(compare(*pair), typed).status_code == expected, (group, pair)
            for merger in Merger.objects.standing():
                client.post(reverse("admin:agreements_merger_undo", args=[merger.pk]))


def test_queries_do_not_grow_with_rows(room: Client) -> None:
    def asked(bodies: int) -> int:
        one, two = (make_agreement(bodies=[make_organisation() for _each in range(bodies)]) for _each in range(2))
        room.get(compare(one, two))
        with CaptureQueriesContext(connection) as asked_for:
            room.get(compare(one, two))
        return len(asked_for)

    assert asked(2) == asked(7)
