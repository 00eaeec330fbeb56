"""Readers' notes for tests."""

import datetime
import itertools

from django.apps import apps
from django.db.models import F

from agreements.catalogue.histories import TABLES
from agreements.catalogue.record import disputable
from agreements.curation import disputes
from agreements.curation.disputes import Concerned, Outcome
from agreements.models import Agreement, Dispute

_numbers = itertools.count(1)
KEPT = Outcome("Two sources give this day.", "두 출처가 이 날짜를 적고 있습니다.")
CORRECTED = Outcome("The communiqué says the 21st.", "공동성명에는 21일로 적혀 있습니다.")


def make_case(agreement: Agreement, token: str = "signed-on", *, said: str = "It was the day before.", email: str = "",
              source: str = "") -> Dispute:  # fmt: skip
    """A note on the value that `token` names, or on the record as a whole."""
    _grow_old()
    chosen = disputable.choose(disputable.values(agreement, "en"), token)
    concerned = Concerned(chosen.value, chosen.row, chosen.kind, str(chosen.shown)) if chosen else Concerned()
    return disputes.open_case(
        agreement=agreement,
        concerned=concerned,
        said=said,
        source=source,
        language="en",
        ticket=f"{next(_numbers):064x}",
        email=email,
    )


def _grow_old() -> None:
    """Within a test all is done at one moment of the database's clock; what was done so far was done an hour before."""
    for name in TABLES:
        events = apps.get_model("agreements", name)
        events._default_manager.update(pgh_created_at=F("pgh_created_at") - datetime.timedelta(hours=1))
