"""Which records may be one, and those known to be two."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from agreements.curation.merging import likely
from tests.factories import make_agreement, make_organisation, make_person
from tests.people import member

pytestmark = pytest.mark.django_db


def test_agreements_alike_in_title_or_in_who_and_when(curator: User) -> None:
    bodies = [make_organisation(), make_organisation(side="kr")]
    one = make_agreement("MOU on semiconductor supply chains", bodies=bodies, published=False)
    two = make_agreement("Memorandum of Understanding on Semiconductor Supply Chains", bodies=bodies)
    make_agreement("Audiovisual co-production agreement")
    [found] = likely.like(one)
    assert (found.second, found.score) == (two.pk, 1.0)
    assert found.reasons == ("the titles are alike", "the same bodies", "the same day")
    assert [(each.first, each.second) for each in likely.pairs("agreement")] == [(one.pk, two.pk)]
    likely.note_as_two(first=two, second=one, by=curator)
    likely.note_as_two(first=one, second=two, by=curator)
    assert not likely.like(one)
    assert not likely.pairs("agreement")
    with pytest.raises(PermissionDenied):
        likely.note_as_two(first=one, second=two, by=member("viewer"))


def test_bodies_and_people_by_any_of_their_names() -> None:
    one, two = make_organisation("Ministry of Science and ICT"), make_organisation("Ministry of Science & ICT")
    make_organisation("Ministry of Science and ICT", side="kr")
    assert [(each.first, each.second) for each in likely.pairs("organisation")] == [(one.pk, two.pk)]
    first, second = make_person("Han Chang-seob"), make_person("Chang Seob Han")
    assert [each.second for each in likely.like(first)] == [second.pk]
