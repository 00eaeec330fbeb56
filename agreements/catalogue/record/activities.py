"""The activity of one instrument in the reader's words, with the rule that gives it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from agreements.catalogue import wording
from agreements.catalogue.index import past
from agreements.catalogue.listing.dating import Step
from agreements.catalogue.pages.parts import Activity
from agreements.domain.activity import ACTIVE_YEARS, QUIET_YEARS, Trace, is_asked, judge, newest
from agreements.domain.vocabulary import ACTIVITIES


def activity(
    legal_nature: str, status: str, traces: Iterable[Trace], language: str, on: datetime.date | None = None
) -> Activity | None:
    """On the day `on`, or today; none for what binds. What has ended is told by its last trace alone."""
    if not is_asked(legal_nature, ""):
        return None
    day = on or past.today()
    last = newest(traces, day)
    heard = wording.when(last.date, language) if last else wording.NO_DAY
    if not is_asked(legal_nature, status):
        return Activity(None, heard, _("It has ended, so activity is not asked of it. %(rule)s") % {"rule": rule()})
    code = judge(last.known_by if last else None, day)
    return Activity(wording.label(ACTIVITIES, code, language), heard, rule())


def rule() -> str:
    """The published rule in words."""
    words = _(
        "By the newest dated source or step: active for %(active)d years after it, quiet until %(quiet)d years have "
        "passed, then dormant; not known without any. Not asked of treaties and contracts, nor of what has ended."
    )
    return words % {"active": ACTIVE_YEARS, "quiet": QUIET_YEARS}


def steps(actions: Iterable[Step]) -> list[Trace]:
    """The dated steps that took place."""
    dated = ((action.when, action) for action in actions if action.nature == "actual")
    return [Trace(when, action.recorded_on) for when, action in dated if when]
