"""People who decide."""

import pytest
from django.contrib.auth.models import User

from tests.people import member


@pytest.fixture
def curator(db: None) -> User:
    return member("curator")


@pytest.fixture
def editor(db: None) -> User:
    return member("editor")
