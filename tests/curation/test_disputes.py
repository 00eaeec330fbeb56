"""Cases that readers open: decided once, upheld only with a change, told in words, forgotten where they should be."""

from __future__ import annotations

import datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from agreements.curation import agreements as curation
from agreements.curation import correcting, disputes, evidence
from agreements.curation.audit import change
from agreements.curation.disputes import CannotDecide, Outcome
from agreements.domain.dates import UnreadableDate
from agreements.models import Agreement, CatalogueVersion, Dispute, DisputeContact, Reference
from tests.cases import CORRECTED, KEPT, make_case
from tests.factories import MADE, STAND, make_agreement
from tests.people import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(db: None) -> Agreement:
    return make_agreement("Framework on chips")


def test_cases_are_numbered_by_year_and_the_same_form_is_one_case(agreement: Agreement) -> None:
    first, second = make_case(agreement), make_case(agreement, "form")
    year = timezone.now().year
    assert [first.number, second.number] == [f"UKKR-C-{year}-0001", f"UKKR-C-{year}-0002"]
    again = disputes.open_case(
        agreement=agreement,
        concerned=disputes.Concerned(),
        said="Again.",
        source="",
        language="en",
        ticket=first.ticket,
    )
    assert again == first
    assert Dispute.objects.count() == 2


def test_only_a_public_record_can_be_disputed() -> None:
    with pytest.raises(CannotDecide):
        make_case(make_agreement(published=False))


def test_a_case_is_not_upheld_before_the_value_has_changed(agreement: Agreement, curator: User) -> None:
    case = make_case(agreement, "title-en")
    curation.amend(agreement=agreement, form="framework", by=None, reason=MADE)
    evidence.add(agreement=agreement, value="form", support=evidence.judgement(), stand=STAND)
    with pytest.raises(CannotDecide, match="Change it first"):
        disputes.uphold(dispute=case, by=curator, outcome=CORRECTED)
    curation.amend(agreement=agreement, title_en="Framework on semiconductors", by=curator, reason=MADE)
    upheld = disputes.uphold(dispute=case, by=curator, outcome=CORRECTED)
    assert (upheld.state, upheld.decided_by, bool(upheld.change)) == ("upheld", curator, True)


def test_a_change_before_the_note_came_upholds_nothing(agreement: Agreement, curator: User) -> None:
    curation.amend(agreement=agreement, title_en="Framework on semiconductors", by=None, reason=MADE)
    case = make_case(agreement, "title-en")
    Dispute.objects.filter(pk=case.pk).update(opened_at=timezone.now() + datetime.timedelta(seconds=5))
    with pytest.raises(CannotDecide):
        disputes.uphold(dispute=case, by=curator, outcome=CORRECTED)


def test_new_evidence_upholds_in_part_alone(agreement: Agreement, curator: User) -> None:
    case = make_case(agreement, "form")
    page = Reference.objects.create(address="https://a.example/", link="https://a.example/")
    support = evidence.Support("reference", reference=page, supports=False, reported="Treaty")
    with change(by=curator, reason=MADE):
        evidence.add(agreement=agreement, value="form", support=support, stand=STAND)
    with pytest.raises(CannotDecide):
        disputes.uphold(dispute=case, by=curator, outcome=CORRECTED)
    assert disputes.uphold(dispute=case, by=curator, outcome=CORRECTED, in_part=True).state == "partly"


def test_a_row_taken_away_is_a_change_and_so_is_a_step_for_the_status(agreement: Agreement, curator: User) -> None:
    first, second = agreement.signatories.all()
    status, one, other = (
        make_case(agreement, token) for token in ("status", f"signatory.{first.pk}", f"signatory.{second.pk}")
    )
    with change(by=curator, reason=MADE):
        first.delete()
    assert disputes.uphold(dispute=one, by=curator, outcome=CORRECTED).state == "upheld"
    for untouched in (other, status):
        with pytest.raises(CannotDecide):
            disputes.uphold(dispute=untouched, by=curator, outcome=CORRECTED)
    curation.record_action(agreement=agreement, kind="terminated", when=None, by=curator, reason=MADE)
    assert disputes.uphold(dispute=status, by=curator, outcome=CORRECTED).state == "upheld"


def test_a_date_is_corrected_where_the_case_is_decided(agreement: Agreement, curator: User) -> None:
    """The former date stays beside the new one, with what stood under it."""
    case = make_case(agreement, source="https://www.gov.uk/communique")
    support = evidence.Support("reference", reference=correcting.page_at("https://www.gov.uk/communique?utm_source=x"))
    correcting.correct(dispute=case, by=curator, to="2023년 11월 21일", support=support, outcome=CORRECTED)
    action = agreement.actions.get()
    assert (str(action.date), action.date_precision, case.state) == ("2023-11-21", "day", "upheld")
    held = agreement.evidence.get(value="action", supports=True)
    assert (held.reference, held.accepted_by) == (Reference.objects.get(), curator)


@pytest.mark.parametrize(
    ("token", "to"), [("signed-on", "11/12/2023"), ("signed-on", ""), ("signed-on", "22 November 2023"), ("form", "x"),
                      ("title-en", " "), ("title-en", "x" * 501), ("sector", "ai")],
)  # fmt: skip
def test_what_cannot_be_understood_changes_nothing(agreement: Agreement, curator: User, token: str, to: str) -> None:
    case = make_case(agreement, token)
    with pytest.raises((CannotDecide, UnreadableDate)):
        correcting.correct(dispute=case, by=curator, to=to, support=evidence.judgement(), outcome=CORRECTED)
    case.refresh_from_db()
    assert case.is_open
    assert agreement.evidence.filter(supports=False).count() == 0


def test_an_outcome_has_words(agreement: Agreement, curator: User) -> None:
    for en, ko in ((" ", ""), ("x" * 1001, "")):
        with pytest.raises(CannotDecide):
            Outcome.of(en, ko)
    with pytest.raises(IntegrityError), transaction.atomic():
        disputes.refuse(dispute=make_case(agreement), by=curator, outcome=Outcome())


def test_a_case_is_decided_once(agreement: Agreement, curator: User, editor: User) -> None:
    """D9: the second is told, and changes nothing."""
    case = make_case(agreement)
    late = Dispute.objects.get(pk=case.pk)
    disputes.refuse(dispute=case, by=curator, outcome=KEPT)
    for verb in (disputes.refuse, disputes.take_back, disputes.uphold):
        with pytest.raises(CannotDecide, match="meanwhile"):
            verb(dispute=late, by=editor, outcome=CORRECTED)
    with pytest.raises(CannotDecide, match="meanwhile"):
        disputes.set_aside(dispute=late, by=editor)
    assert Dispute.objects.get().decided_by == curator


def test_the_address_goes_with_the_end_of_the_case(agreement: Agreement, curator: User) -> None:
    """Kept apart, in no history; of a joined case it waits for the one that answers it."""
    main, double, other = (make_case(agreement, email=f"{name}@example.org") for name in ("a", "b", "c"))
    disputes.join(dispute=double, into=main, by=curator)
    assert set(disputes.contacts(main).values_list("email", flat=True)) == {"a@example.org", "b@example.org"}
    disputes.refuse(dispute=main, by=curator, outcome=KEPT)
    disputes.set_aside(dispute=other, by=curator)
    assert not DisputeContact.objects.exists()


def test_what_a_reader_wrote_is_in_no_history(agreement: Agreement) -> None:
    columns = {field.name for field in apps.get_model("agreements", "DisputeEvent")._meta.get_fields()}
    assert not {"said", "source", "ticket", "email"} & columns
    assert "outcome_en" in columns


def test_what_is_joined_is_joined_to_one_of_its_own_record(agreement: Agreement, curator: User) -> None:
    case, elsewhere, aside = make_case(agreement), make_case(make_agreement()), make_case(agreement)
    disputes.set_aside(dispute=aside, by=curator)
    for into in (case, elsewhere, aside):
        with pytest.raises(CannotDecide):
            disputes.join(dispute=case, into=into, by=curator)
    first, second = make_case(agreement), make_case(agreement)
    disputes.join(dispute=first, into=second, by=curator)
    with pytest.raises(CannotDecide, match="joined"):
        disputes.set_aside(dispute=second, by=curator)
    disputes.join(dispute=second, into=case, by=curator)
    first.refresh_from_db()
    assert first.joined_to == case, "a chain has one end"


def test_spam_is_deleted_after_a_month(agreement: Agreement, curator: User) -> None:
    case, kept = make_case(agreement), make_case(agreement)
    disputes.set_aside(dispute=case, by=curator)
    assert disputes.bury(now=timezone.now() + datetime.timedelta(days=29)) == 0
    assert disputes.bury(now=timezone.now() + datetime.timedelta(days=31)) == 1
    assert list(Dispute.objects.all()) == [kept]
    assert make_case(agreement).number.endswith("0003"), "no number is given twice"


def test_a_decision_can_be_taken_back(agreement: Agreement, curator: User) -> None:
    case = disputes.refuse(dispute=make_case(agreement), by=curator, outcome=KEPT)
    before = CatalogueVersion.current()
    disputes.reopen(dispute=case, by=curator, reason="A better source has come.")
    assert (case.is_open, case.outcome_en, case.decided_by) == (True, "", None)
    assert CatalogueVersion.current() > before


def test_only_an_outcome_changes_what_the_public_sees(agreement: Agreement, curator: User) -> None:
    before = CatalogueVersion.current()
    case, spam = make_case(agreement), make_case(agreement)
    disputes.set_aside(dispute=spam, by=curator)
    assert CatalogueVersion.current() == before
    disputes.refuse(dispute=case, by=curator, outcome=KEPT)
    assert CatalogueVersion.current() == before + 1


def test_a_viewer_decides_nothing(agreement: Agreement) -> None:
    viewer, case = member("viewer"), make_case(agreement)
    for verb in (disputes.refuse, disputes.take_back, disputes.uphold):
        with pytest.raises(PermissionDenied):
            verb(dispute=case, by=viewer, outcome=KEPT)
    with pytest.raises(PermissionDenied):
        disputes.set_aside(dispute=case, by=viewer)
    with pytest.raises(PermissionDenied):
        disputes.join(dispute=case, into=make_case(agreement), by=viewer)
    with pytest.raises(PermissionDenied):
        correcting.correct(dispute=case, by=viewer, to="2020", support=evidence.judgement(), outcome=KEPT)
