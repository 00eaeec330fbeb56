"""Entering and changing an agreement by hand."""

import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from agreements.curation import agreements, versions
from agreements.models import Action, Agreement, Evidence, Organisation
from tests.factories import make_agreement, make_organisation, make_press_item
from tests.people import member, room

pytestmark = pytest.mark.django_db

INLINES = (
    *("sector_tags", "signatories", "actions", "amounts", "relations", "documents", "identifiers"),
    *("other_names", "doubts", "press_links", "evidence"),
)


class Seen(dict[str, list[dict[str, Any]]]):
    """The lines of a record as a form shows them, and the version of it."""

    version = ""


def typed(rows: dict[str, list[dict[str, Any]]] | None = None, **head: Any) -> dict[str, Any]:
    """The form as a browser sends it."""
    sent: dict[str, Any] = {
        "title_en": "Memorandum on digital government",
        "title_ko": "",
        "form": "mou",
        "legal_nature": "not-established",
        "level": "not-established",
        "summary_en": "",
        "summary_ko": "",
        "occasion": "",
        "confidence": "medium",
        "support": "",
        "supporting_page": "",
        **head,
    }
    if isinstance(rows, Seen):
        sent["_version"] = rows.version
    for prefix in INLINES:
        lines = (rows or {}).get(prefix, [])
        known = sum("id" in line for line in lines)
        sent |= {f"{prefix}-TOTAL_FORMS": len(lines), f"{prefix}-INITIAL_FORMS": known}
        for place, line in enumerate(lines):
            sent |= {f"{prefix}-{place}-{name}": value for name, value in line.items()}
    return sent


def lines(uk: Organisation, kr: Organisation, when: str = "2023년 11월 22일") -> dict[str, list[dict[str, Any]]]:
    def signatory(side: str, body: Organisation) -> dict[str, Any]:
        return {"side": side, "organisation": body.pk, "capacity": "signed", "person": "", "post": "", "name_then": ""}

    step = {"kind": "signed", "when": when, "side": "joint", "nature": "actual", "place": "", "note": ""}
    return {
        "sector_tags": [{"sector": "digital-government"}],
        "signatories": [signatory("uk", uk), signatory("kr", kr)],
        "actions": [step],
    }


@pytest.fixture
def bodies() -> tuple[Organisation, Organisation]:
    return make_organisation("Cabinet Office"), make_organisation(name_ko="행정안전부", side="kr")


ADD = "admin:agreements_agreement_add"


def change(agreement: Agreement) -> str:
    return reverse("admin:agreements_agreement_change", args=[agreement.pk])


def move(agreement: Agreement) -> str:
    return reverse("admin:agreements_agreement_move", args=[agreement.pk])


def press(client: Client, agreement: Agreement, step: str, **sent: Any) -> Any:
    """Take a step with the version that stands now."""
    return client.post(move(agreement), {"step": step, "_version": versions.version(agreement), **sent}, follow=True)


def test_one_page_takes_it_from_nothing_to_published(bodies: tuple[Organisation, Organisation]) -> None:
    client = room("editor")
    answer = client.post(reverse(ADD), typed(lines(*bodies), support="judgement"))
    made = Agreement.objects.get()
    assert answer.status_code == 302, answer.context["adminform"].errors
    assert made.public_id == "UKKR-2023-001", "the year of the first action typed"
    assert (made.record_state, made.status, str(made.actions.get().when)) == ("draft", "signed", "2023-11-22")
    assert made.sector_tags.get().is_primary
    assert not agreements.obstacles(made)
    press(client, made, "submit")
    press(client, made, "publish")
    made.refresh_from_db()
    assert made.is_published
    assert made.search_entry.pk == made.pk


@pytest.mark.parametrize(
    ("written", "kept"),
    [("Nov 2023", "2023-11"), ("2023. 11. 22.", "2023-11-22"), ("'23.11", "2023-11"), ("2023", "2023"), ("", None)],
)
def test_dates_are_taken_as_people_write_them(
    bodies: tuple[Organisation, Organisation], written: str, kept: str | None
) -> None:
    room("curator").post(reverse(ADD), typed(lines(*bodies, when=written)))
    when = Action.objects.get().when
    assert (when.isoformat() if when else None) == kept


@pytest.mark.parametrize(("language", "shown"), [("en", "November 2023"), ("ko", "2023년 11월")])
def test_a_date_is_shown_back_as_it_was_understood(
    bodies: tuple[Organisation, Organisation], language: str, shown: str
) -> None:
    client = room("curator")
    client.post(reverse(ADD), typed(lines(*bodies, when="2023-11")))
    page = client.get(change(Agreement.objects.get()), headers={"accept-language": language}).content.decode()
    assert f'value="{shown}"' in page
    answer = client.get("/admin/understood/", {"text": "11/2023/1"}).json()
    assert "problem" in answer
    assert client.get("/admin/understood/", {"text": "Nov 2023"}).json()["iso"] == "2023-11"


def test_an_ambiguous_date_is_explained_and_nothing_typed_is_lost(bodies: tuple[Organisation, Organisation]) -> None:
    body = room("curator").post(reverse(ADD), typed(lines(*bodies, when="11/12/2023"))).content.decode()
    assert "can mean 11 December 2023 or 12 November 2023" in body
    assert 'value="11/12/2023"' in body
    assert "Memorandum on digital government" in body
    assert not Agreement.objects.exists()


def test_effect_before_signature_warns_and_is_kept(bodies: tuple[Organisation, Organisation]) -> None:
    rows = lines(*bodies)
    rows["actions"].append({**rows["actions"][0], "kind": "entered-into-force", "when": "2020"})
    answer = room("curator").post(reverse(ADD), typed(rows))
    assert answer.status_code == 302
    assert any("before it is signed" in str(message) for message in get_messages(answer.wsgi_request))
    assert Agreement.objects.get().status == "in-force"


def test_a_nearly_equal_title_is_pointed_out(bodies: tuple[Organisation, Organisation]) -> None:
    there = make_agreement("Memorandum on Digital Government")
    client = room("curator")
    asked = client.post(reverse(ADD), typed(lines(*bodies)))
    assert asked.status_code == 200
    assert there.public_id in asked.content.decode()
    assert Agreement.objects.count() == 1
    answer = client.post(reverse(ADD), typed(lines(*bodies), another=there.public_id))
    assert any("nearly the same title" in str(message) for message in get_messages(answer.wsgi_request))
    assert Agreement.objects.count() == 2


def test_a_title_is_asked_for_in_words(bodies: tuple[Organisation, Organisation]) -> None:
    body = room("curator").post(reverse(ADD), typed(lines(*bodies), title_en="")).content.decode()
    assert "Give a title in English, in Korean or in both." in body


def _existing(agreement: Agreement) -> Seen:
    seen = Seen(_lines(agreement))
    seen.version = versions.version(agreement)
    return seen


def _lines(agreement: Agreement) -> dict[str, list[dict[str, Any]]]:
    action = agreement.actions.get()
    return {
        "sector_tags": [
            {
                "id": tag.pk,
                "agreement": agreement.pk,
                "sector": tag.sector,
                **({"is_primary": "on"} if tag.is_primary else {}),
            }
            for tag in agreement.sector_tags.all()
        ],
        "signatories": [
            {
                "id": row.pk,
                "agreement": agreement.pk,
                "side": row.side,
                "organisation": row.organisation_id,
                "capacity": row.capacity,
                "person": "",
                "post": "",
                "name_then": row.name_then,
            }
            for row in agreement.signatories.all()
        ],
        "actions": [
            {
                "id": action.pk,
                "agreement": agreement.pk,
                "kind": action.kind,
                "when": str(action.when),
                "side": action.side,
                "nature": action.nature,
                "place": "",
                "note": "",
            }
        ],
    }


def test_editing_a_published_agreement_records_who_changed_what_and_why() -> None:
    agreement = make_agreement("Old title")
    client = room("curator")
    head = {"title_en": "New title", "support": "judgement", "reason_for_change": "the text was released"}
    sent = typed(_existing(agreement), **head)
    assert client.post(change(agreement), sent).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.title_en, agreement.is_published) == ("New title", True)
    page = client.get(reverse("admin:agreements_agreement_history", args=[agreement.pk])).content.decode()
    row = next(row for row in page.split('<li class="change">')[1:] if "New title" in row)
    assert "Curator" in row
    assert "the text was released" in row
    assert re.search(r"<del>Old title</del>\s*<ins>New title</ins>", row)


@pytest.mark.parametrize("said", [{}, {"_version": ""}, {"_version": "old"}, {"_version": "old", "_opened": "odd"}])
def test_a_form_that_does_not_say_what_it_showed_writes_nothing(said: dict[str, str]) -> None:
    agreement, client = make_agreement("As it stands"), room("curator")
    sent = {**typed(_existing(agreement), title_en="Typed blindly"), "_version": "", **said}
    for _again in range(2):
        answer = client.post(change(agreement), sent)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Open the page again." in page
        assert "Typed blindly" in page, "what was typed can still be read"
        assert 'name="_version" value=""' in page, "sent again, it is refused again"
    agreement.refresh_from_db()
    assert agreement.title_en == "As it stands"


def test_a_bulk_edit_stands_in_the_history_too() -> None:
    agreement = make_agreement("Old title")
    Agreement.objects.filter(pk=agreement.pk).update(title_en="Bulk title")
    page = room("viewer").get(reverse("admin:agreements_agreement_history", args=[agreement.pk])).content.decode()
    assert "<ins>Bulk title</ins>" in page


def test_the_primary_sector_can_be_moved() -> None:
    agreement = make_agreement(sectors=["ai", "space"])
    rows = _existing(agreement)
    for line in rows["sector_tags"]:
        line.pop("is_primary", None)
    rows["sector_tags"][1]["is_primary"] = "on"
    assert room("curator").post(change(agreement), typed(rows, title_en=agreement.title_en)).status_code == 302
    assert agreement.sector_tags.get(is_primary=True).sector == "space"
    for line in rows["sector_tags"]:
        line["is_primary"] = "on"
    body = room("curator").post(change(agreement), typed(rows, title_en=agreement.title_en)).content.decode()
    assert "Only one sector can be the primary one." in body


def test_status_and_public_id_cannot_be_typed() -> None:
    """E7."""
    agreement = make_agreement()
    before = (agreement.public_id, agreement.status, agreement.record_state, agreement.published_by)
    forged = {
        "public_id": "UKKR-1999-001",
        "status": "expired",
        "record_state": "draft",
        "published_by": "1",
        "id": "9",
    }
    room("curator").post(change(agreement), typed(_existing(agreement), **forged))
    agreement.refresh_from_db()
    assert (agreement.public_id, agreement.status, agreement.record_state, agreement.published_by) == before


@pytest.mark.parametrize("step", ["publish", "withdraw"])
@pytest.mark.parametrize(("group", "allowed"), [("viewer", False), ("curator", False), ("editor", True)])
def test_only_editors_publish_and_withdraw(group: str, allowed: bool, step: str) -> None:
    """E1, E6."""
    agreement = make_agreement(published=step == "withdraw")
    assert press(room(group), agreement, step, reason="because").status_code == (200 if allowed else 403)
    agreement.refresh_from_db()
    assert agreement.is_published == (allowed == (step == "publish"))


def test_nothing_moves_by_get_or_without_a_token() -> None:
    """E8."""
    agreement = make_agreement(published=False)
    client = Client(enforce_csrf_checks=True)
    client.force_login(member("editor"))
    assert client.get(move(agreement)).status_code == 405
    assert client.post(move(agreement), {"step": "publish"}).status_code == 403


def test_what_is_in_the_way_of_publishing_is_listed() -> None:
    bare = agreements.create(year=2023, by=None, reason="test", title_en="Bare")
    client = room("editor")
    assert "Name at least one body" in client.get(change(bare)).content.decode()
    answer = press(client, bare, "publish")
    assert "Name at least one body" in answer.content.decode()
    assert not Agreement.objects.get().is_published


def test_a_withdrawal_says_why() -> None:
    agreement = make_agreement()
    assert "Say why it is withdrawn." in press(room("editor"), agreement, "withdraw").content.decode()
    assert Agreement.objects.get().is_published


def test_only_what_was_seen_is_published() -> None:
    """D9."""
    agreement, client = make_agreement(published=False), room("editor")
    seen = versions.version(agreement)
    agreements.amend(agreement=agreement, by=None, reason="test", summary_en="Said since.")
    for version, told in (("", "Open the page again."), (seen, "since you opened it")):
        assert told in press(client, agreement, "publish", _version=version).content.decode()
    agreement.refresh_from_db()
    assert not agreement.is_published


def test_what_was_public_is_never_deleted() -> None:
    once_public, never_public = make_agreement(), make_agreement(published=False)
    client = room("editor")
    delete = "admin:agreements_agreement_delete"
    assert client.get(reverse(delete, args=[once_public.pk])).status_code == 403
    assert client.get(reverse(delete, args=[never_public.pk])).status_code == 200
    assert room("curator").get(reverse(delete, args=[never_public.pk])).status_code == 403


def test_a_renamed_body_is_found_under_its_new_name() -> None:
    from agreements.catalogue import search

    body = make_organisation("Ministry of Trade", side="kr")
    agreement = make_agreement(bodies=[body, make_organisation()])
    sent = {
        "name_en": "Ministry of Prosperity",
        "name_ko": "",
        "abbreviation": "",
        "side": "kr",
        "kind": "ministry",
        "successor": "",
        "reference": "",
        "note": "",
        "slug": body.slug,
        "names-TOTAL_FORMS": 0,
        "names-INITIAL_FORMS": 0,
    }
    room("curator").post(reverse("admin:agreements_organisation_change", args=[body.pk]), sent)
    assert list(search.search(Agreement.objects.published(), "prosperity")) == [agreement]
    assert Organisation.objects.known_as("ministry of prosperity").get() == body


def test_a_quotation_is_found_at_its_place_in_the_text() -> None:
    """C16."""
    agreement = make_agreement()
    revision = make_press_item("First. The two sides signed a memorandum. Last.")
    client, add = room("curator"), reverse("admin:agreements_evidence_add")
    sent = {
        "agreement": agreement.pk,
        "target": f"action:{agreement.actions.get().pk}",
        "strength": "quotation",
        "revision": revision.pk,
        "quote": "The two sides signed a memorandum.",
        "reference": "",
        "supports": "on",
        "reported": "",
        "note": "",
    }
    assert "does not stand in that text" in client.post(add, {**sent, "quote": "They did not."}).content.decode()
    assert client.post(add, sent).status_code == 302
    made = Evidence.objects.get(strength="quotation")
    assert (made.start, made.quote, made.accepted_name) == (7, "The two sides signed a memorandum.", "Curator")
    other = make_agreement()
    assert client.post(add, {**sent, "agreement": other.pk}).status_code == 200, "the row is of another record"
    assert room("curator").get(reverse("admin:agreements_evidence_change", args=[made.pk])).status_code == 200
