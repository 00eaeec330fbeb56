"""Every page of the editing room, for every group: opens for those who may see it, and for nobody else (E1, E6)."""

from functools import partial
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import (
    AccessEvent,
    Evidence,
    FetchRun,
    Occasion,
    PressItem,
    RawDocument,
    Reference,
    Review,
    Source,
)
from tests.cases import make_case
from tests.curation.candidates import DIGITAL_GOVERNMENT, make_candidate, make_match
from tests.factories import make_agreement, make_organisation, make_person, make_press_item
from tests.mergers import merge_agreements, merge_organisations, merge_people
from tests.people import GROUPS, member

pytestmark = pytest.mark.django_db

ACCOUNTS = {"user", "group"}
OF_ADMINISTRATORS = {*ACCOUNTS, "accessevent"}
NOUNS = sorted(model._meta.model_name or "" for model in admin.site._registry)
ADDED_BY = {
    "agreement": {"curator", "editor", "administrator"},
    "organisation": {"curator", "editor", "administrator"},
    "person": {"curator", "editor", "administrator"},
    "occasion": {"curator", "editor", "administrator"},
    "reference": {"curator", "editor", "administrator"},
    "evidence": {"curator", "editor", "administrator"},
    "source": {"administrator"},
    "user": {"administrator"},
}


@pytest.fixture
def rows() -> dict[str, int]:
    """One row of every noun."""
    agreement = make_agreement()
    revision = make_press_item(DIGITAL_GOVERNMENT)
    candidate = make_candidate(revision)
    make_match(candidate, agreement)
    source = Source.objects.create(slug="s", name="S", location="/x")
    return {
        "accessevent": AccessEvent.objects.create(kind="signed-out", user=member("viewer")).pk,
        "agreement": agreement.pk,
        "organisation": make_organisation().pk,
        "person": make_person().pk,
        "occasion": Occasion.objects.create(slug="visit", name_en="Visit").pk,
        "reference": Reference.objects.create(address="https://a.example/", link="https://a.example/").pk,
        "evidence": Evidence.objects.values_list("pk", flat=True)[0],
        "candidate": candidate.pk,
        "dispute": make_case(agreement).pk,
        "merger": merge_people(keep=make_person(), away=make_person(), by=member("editor"), reason="one").pk,
        "review": Review.objects.create(candidate=candidate, decision="reject", note="no", by=member("editor")).pk,
        "pressitem": PressItem.objects.get().pk,
        "pressitemrevision": revision.pk,
        "rawdocument": RawDocument.objects.get().pk,
        "source": source.pk,
        "fetchrun": FetchRun.objects.create(source=source).pk,
        "user": member("viewer").pk,
        "group": member("viewer").groups.get().pk,
    }


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_table_of_nouns_is_complete(rows: dict[str, int]) -> None:
    assert sorted(rows) == NOUNS


@pytest.mark.parametrize("group", GROUPS)
def test_every_page_of_every_noun(rows: dict[str, int], group: str) -> None:
    client = signed_in(member(group))
    for noun, pk in rows.items():
        label = f"{'auth' if noun in ACCOUNTS else 'agreements'}_{noun}"
        seen = noun not in OF_ADMINISTRATORS or group == "administrator"
        for address in (
            reverse(f"admin:{label}_changelist"),
            reverse(f"admin:{label}_change", args=[pk]),
            reverse(f"admin:{label}_history", args=[pk]),
        ):
            assert client.get(address).status_code == (200 if seen else 403), (group, address)
        added = group in ADDED_BY.get(noun, set())
        assert client.get(reverse(f"admin:{label}_add")).status_code == (200 if added else 403), (group, noun)


def test_a_stranger_is_sent_to_sign_in(rows: dict[str, int]) -> None:
    for noun, pk in rows.items():
        label = f"{'auth' if noun in ACCOUNTS else 'agreements'}_{noun}"
        answer = Client().get(reverse(f"admin:{label}_change", args=[pk]))
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_index_begins_with_the_queue(rows: dict[str, int], language: str) -> None:
    client = signed_in(member("editor"))
    page = client.get(reverse("admin:index"), headers={"accept-language": language}).content.decode()
    assert page.index("agreements/candidate/") < page.index('class="nouns"')
    assert f'lang="{language}"' in page


def test_lists_ask_the_same_number_of_questions_however_long() -> None:
    """No list asks the database once for each row."""
    client = signed_in(member("editor"))

    def fill(times: int) -> None:
        for _ in range(times):
            agreement = make_agreement()
            make_match(make_candidate(make_press_item(DIGITAL_GOVERNMENT)), agreement)

    def questions(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    lists = ["agreement", "candidate", "organisation", "person", "evidence", "pressitem", "pressitemrevision", "review"]
    addresses = [reverse(f"admin:agreements_{noun}_changelist") for noun in lists]
    fill(2)
    for address in addresses:
        client.get(address)
    few = [questions(address) for address in addresses]
    fill(4)
    assert [questions(address) for address in addresses] == few
    assert max(few) <= 20


def test_the_form_of_an_agreement_asks_the_same_number_of_questions_however_many_rows() -> None:
    client = signed_in(member("editor"))
    few = make_agreement(sectors=["ai"])
    many = make_agreement(
        sectors=["ai", "space", "trade", "quantum"], bodies=[make_organisation(side=side) for side in ("uk", "kr") * 3]
    )

    def questions(pk: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("admin:agreements_agreement_change", args=[pk]))
        return len(asked)

    questions(few.pk)
    assert questions(many.pk) - questions(few.pk) <= 12, "autocomplete asks once for each chosen row"


def test_suggestions_are_found_in_both_scripts() -> None:
    client = signed_in(member("curator"))
    make_organisation("Ministry of Science and ICT", name_ko="과학기술정보통신부", abbreviation="MSIT", side="kr")
    for term in ("과학기술", "science and ict", "MSIT"):
        answer = client.get(
            reverse("admin:autocomplete"),
            {"app_label": "agreements", "model_name": "signatory", "field_name": "organisation", "term": term},
        )
        assert [row["text"] for row in answer.json()["results"]] == [
            "MSIT · Ministry of Science and ICT · 과학기술정보통신부"
        ]


def suggested(client: Client, column: str, term: str) -> list[str]:
    model, _dot, field = column.partition(".")
    asked = {"app_label": "agreements", "model_name": model, "field_name": field, "term": term}
    return [row["id"] for row in client.get(reverse("admin:autocomplete"), asked).json()["results"]]


@pytest.mark.parametrize(
    ("make", "merge", "column"),
    [
        (partial(make_agreement, published=False), merge_agreements, "relation.to"),
        (make_organisation, merge_organisations, "signatory.organisation"),
        (make_person, merge_people, "signatory.person"),
    ],
)
def test_a_merged_name_finds_what_it_became(make: Any, merge: Any, column: str) -> None:
    editor = member("editor")
    first, second, last = make("Alpha quartz"), make("Beta feldspar"), make("Gamma gneiss")
    vouch = {"vouch": True} if merge is merge_agreements else {}
    merge(keep=second, away=first, by=editor, reason="one", **vouch)
    merge(keep=last, away=second, by=editor, reason="one", **vouch)
    client = signed_in(editor)
    terms = ["quartz", "feldspar", "gneiss", *([first.public_id] if vouch else [])]
    for term in terms:
        assert suggested(client, column, term) == [str(last.pk)], term
    everything = suggested(client, column, "")
    assert str(last.pk) in everything
    assert not {str(first.pk), str(second.pk)} & set(everything)
    asked = {"q": "quartz", "side": "uk", "kind": "person" if make is make_person else ""}
    offered = client.get(reverse("admin:agreements_candidate_names"), asked).json()["names"]
    assert [one["name"] for one in offered] == ([] if vouch else ["Gamma gneiss"])


def test_raw_bytes_are_a_file_to_keep_never_a_page(rows: dict[str, int]) -> None:
    """E14."""
    address = reverse("admin:agreements_rawdocument_bytes", args=[rows["rawdocument"]])
    answer = signed_in(member("viewer")).get(address)
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Client().get(address).status_code == 302
