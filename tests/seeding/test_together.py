"""Two hosts that start at the same moment load the catalogue once."""

from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection

from agreements.models import Agreement, Evidence
from agreements.seeding import Summary, load_catalogue


@pytest.mark.django_db(transaction=True)
def test_two_loads_at_once_make_one_catalogue(small: Path) -> None:
    ready, summaries = Barrier(2), list[Summary]()

    def load() -> None:
        ready.wait()
        try:
            summaries.append(load_catalogue(folder=small))
        finally:
            connection.close()

    threads = [Thread(target=load) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(summary.is_unchanged for summary in summaries) == [False, True]
    assert Agreement.objects.count() == 2
    assert Evidence.objects.filter(value="form").count() == 2
