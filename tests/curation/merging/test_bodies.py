"""Two rows for one body, or one person, become one and two again."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.test import Client

from agreements.curation import agreements
from agreements.curation.merging import unmerge
from agreements.curation.refusals import WrongState
from agreements.curation.reviewing import identities
from agreements.curation.reviewing.effects import CannotUndo, Effects
from agreements.models import Organisation
from tests.curation.merging.conftest import dump, told
from tests.factories import MADE, make_agreement, make_organisation, make_person
from tests.mergers import merge_organisations, merge_people

pytestmark = pytest.mark.django_db


def test_a_body_takes_every_part_and_name(editor: User, client: Client) -> None:
    keep = make_organisation("Ministry of Science and ICT", side="kr", slug="msit")
    away = make_organisation("Ministry of Science & ICT", side="kr", name_ko="과학기술정보통신부", slug="msit-2")
    heir, former = make_organisation("Heir", side="kr"), make_organisation("Former", side="kr")
    away.successor, former.successor = heir, away
    away.save()
    former.save()
    both, one = make_agreement(bodies=[keep, away]), make_agreement("Only the other", bodies=[away])
    told(both, "signatory", "theirs", both.signatories.get(organisation=away))
    one.amounts.create(minimum=1, maximum=1, currency="KRW", payer=away)
    before = dump()
    merger = merge_organisations(keep=keep, away=away, by=editor, reason="one ministry")
    keep.refresh_from_db()
    assert (keep.name_en, keep.name_ko, keep.successor) == ("Ministry of Science and ICT", "과학기술정보통신부", heir)
    assert both.signatories.get().evidence.filter(reference__title="theirs").exists()
    assert one.signatories.get().organisation == one.amounts.get().payer == keep
    assert Organisation.objects.get(pk=former.pk).successor == keep
    assert {row.text for row in keep.names.all()} >= {"Ministry of Science & ICT", "과학기술정보통신부"}
    assert identities.organisation("Ministry of Science & ICT", "kr", Effects()) == keep
    answer = client.get("/ko/organisations/msit-2/")
    assert (answer.status_code, answer["Location"]) == (301, "/ko/organisations/msit/")
    unmerge(merger=merger, by=editor)
    assert dump() == before
    assert client.get("/organisations/msit-2/").status_code == 200


def test_the_name_not_chosen_is_one_more_name(editor: User) -> None:
    keep, away = make_organisation("DSIT", side="uk"), make_organisation("Department for Science", side="uk")
    before = dump()
    merger = merge_organisations(keep=keep, away=away, by=editor, reason="one", choices={"name_en": "away"})
    keep.refresh_from_db()
    assert keep.name_en == "Department for Science"
    assert {row.text for row in keep.names.all()} == {"DSIT", "Department for Science"}
    unmerge(merger=merger, by=editor)
    assert dump() == before


def test_a_person_takes_every_part_and_name(editor: User, client: Client) -> None:
    keep, away = make_person("Han Chang-seob", side="kr"), make_person("Chang Seob Han", side="kr", name_ko="한창섭")
    body = make_organisation(side="kr")
    both = make_agreement("Both")
    for who in (keep, away):
        row = agreements.add_signatory(
            agreement=both, organisation=body, person=who, post="Minister", by=None, reason=MADE
        )
        told(both, "signatory", f"by-{who.pk}", row)
    before = dump()
    merger = merge_people(keep=keep, away=away, by=editor, reason="one minister")
    keep.refresh_from_db()
    assert keep.name_ko == "한창섭"
    assert both.signatories.get(person=keep).evidence.count() == 2
    answer = client.get(f"/people/{away.slug}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/people/{keep.slug}/")
    unmerge(merger=merger, by=editor)
    assert dump() == before
    assert client.get(f"/people/{away.slug}/").status_code == 200


def test_of_two_sides_they_are_two(editor: User) -> None:
    with pytest.raises(WrongState, match="different sides"):
        merge_organisations(
            keep=make_organisation(side="uk"), away=make_organisation(side="kr"), by=editor, reason="one"
        )


def test_what_readers_have_seen_is_merged_by_those_who_publish(curator: User, editor: User) -> None:
    unseen = [make_person(), make_person()]
    merge_people(keep=unseen[0], away=unseen[1], by=curator, reason="one")
    keep, away = make_organisation(), make_organisation()
    make_agreement(bodies=[away])
    with pytest.raises(PermissionDenied):
        merge_organisations(keep=keep, away=away, by=curator, reason="one")
    merge_organisations(keep=keep, away=away, by=editor, reason="one")


def test_a_name_entered_since_is_no_obstacle_unless_it_is_the_same(editor: User) -> None:
    keep, away = make_organisation("One"), make_organisation("Two")
    merger = merge_organisations(keep=keep, away=away, by=editor, reason="one")
    keep.names.create(text="Three", language="en")
    away.names.create(text="Two", language="en")
    with pytest.raises(CannotUndo, match="entered since"):
        unmerge(merger=merger, by=editor)
    away.names.all().delete()
    unmerge(merger=merger, by=editor)
    assert [row.text for row in away.names.all()] == ["Two"]
