"""Two curators at one moment, on two connections (D9)."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from agreements.curation import review
from agreements.models import Agreement, Organisation, Review
from tests.curation.candidates import DIGITAL_GOVERNMENT, make_candidate
from tests.factories import make_agreement, make_press_item
from tests.people import member


def at_once(*verbs: Callable[[], Any]) -> list[Any]:
    """Run each in a thread with a connection of its own; what each returned or raised."""
    start = threading.Barrier(len(verbs))
    results: list[Any] = [None] * len(verbs)

    def run(place: int, verb: Callable[[], Any]) -> None:
        start.wait()
        try:
            results[place] = verb()
        except Exception as error:  # the test judges it
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", ["accept", "merge", "reject"])
def test_one_decides_and_the_other_sees_what(second: str) -> None:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    target = make_agreement()
    first_person, second_person = member("curator"), member("editor")
    verbs: dict[str, Callable[[], Any]] = {
        "accept": lambda: review.accept(candidate=candidate, by=second_person, version=0),
        "merge": lambda: review.merge(candidate=candidate, into=target, by=second_person, version=0),
        "reject": lambda: review.reject(candidate=candidate, by=second_person, version=0, note="no"),
    }
    results = at_once(lambda: review.accept(candidate=candidate, by=first_person, version=0), verbs[second])
    conflicts = [result for result in results if isinstance(result, review.Conflict)]
    others = [result for result in results if not isinstance(result, Exception)]
    assert (len(conflicts), len(others), Review.objects.count()) == (1, 1, 1)
    assert "decided on this candidate" in str(conflicts[0])
    candidate.refresh_from_db()
    assert candidate.version == 1


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_at_once_make_one_body() -> None:
    people = [member("curator"), member("editor")]
    candidates = [make_candidate(make_press_item(DIGITAL_GOVERNMENT)) for _ in people]
    results = at_once(
        *(
            lambda candidate=candidate, by=by: review.accept(candidate=candidate, by=by, version=0)
            for candidate, by in zip(candidates, people, strict=True)
        )
    )
    assert all(isinstance(result, Agreement) for result in results), results
    assert Organisation.objects.filter(name_en="Cabinet Office").count() == 1
    assert len({result.public_id for result in results}) == 2


@pytest.mark.django_db(transaction=True)
def test_a_decision_undone_by_two_at_once_is_undone_once() -> None:
    people = [member("curator"), member("editor")]
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    review.accept(candidate=candidate, by=people[0], version=0)
    decision = Review.objects.get()
    results = at_once(*(lambda by=by: review.undo(review=decision, by=by) for by in people))
    assert sum(isinstance(result, Exception) for result in results) == 1
    assert not Agreement.objects.exists()
