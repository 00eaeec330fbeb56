"""Whoever holds several rows takes the agreement first, so that no two people wait for each other for ever."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.curation import correcting, evidence, review
from agreements.models import Agreement, Review
from tests.cases import CORRECTED, make_case
from tests.curation.candidates import DIGITAL_GOVERNMENT, make_candidate
from tests.factories import make_agreement, make_press_item

pytestmark = pytest.mark.django_db
_LOCKED = re.compile(r'FROM "agreements_(\w+)".* FOR (?:NO KEY )?UPDATE')


def _corrected(agreement: Agreement, by: User) -> Callable[[], Any]:
    case = make_case(agreement)
    return lambda: correcting.correct(
        dispute=case, by=by, to="21 November 2023", support=evidence.judgement(), outcome=CORRECTED
    )


def _added_to(agreement: Agreement, by: User) -> Callable[[], Any]:
    candidate = make_candidate(make_press_item(DIGITAL_GOVERNMENT))
    return lambda: review.merge(candidate=candidate, into=agreement, by=by, version=0)


def _taken_back(agreement: Agreement, by: User) -> Callable[[], Any]:
    _added_to(agreement, by)()
    return lambda: review.undo(review=Review.objects.get(), by=by)


@pytest.mark.parametrize("prepare", [_corrected, _added_to, _taken_back])
def test_the_agreement_is_held_before_what_hangs_on_it(
    editor: User, prepare: Callable[[Agreement, User], Callable[[], Any]]
) -> None:
    verb = prepare(make_agreement(), editor)
    with CaptureQueriesContext(connection) as asked:
        verb()
    locked = [found.group(1) for one in asked if (found := _LOCKED.search(one["sql"]))]
    assert locked[0] == "agreement"
    assert len(set(locked)) > 1
