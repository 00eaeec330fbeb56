"""What the year in a number says, and does not."""

import pytest
from django.test import Client

from tests.factories import make_agreement

NOTE = "Number given under 2023; this is not a date of the agreement."


@pytest.mark.django_db
def test_a_number_whose_year_is_no_date_says_so(client: Client) -> None:
    dated, undated = make_agreement("Dated"), make_agreement("Undated")
    undated.actions.update(date=None, date_precision="unknown")
    for agreement, says in ((dated, False), (undated, True)):
        page = client.get(f"/agreements/{agreement.public_id}-{agreement.slug}/").content.decode()
        assert (NOTE in page) is says
