"""Who has a candidate open, and who put it off, in words."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.models import Candidate, Look


def is_looking(look: Look) -> str:
    who = look.by.get_full_name() or look.by.username
    since = date_format(timezone.localtime(look.since), "TIME_FORMAT")
    return _("%(who)s is looking at this since %(time)s") % {"who": who, "time": since}


def held(candidate: Candidate) -> str:
    """Who put it off, until when and why."""
    hold = candidate.hold
    who = hold.by.get_full_name() or hold.by.username
    if hold.until:
        until = date_format(hold.until, "DATE_FORMAT")
        said = _("%(who)s put it off until %(day)s") % {"who": who, "day": until}
    else:
        said = _("%(who)s asked for a second source") % {"who": who}
    return f"{said}: {hold.why}" if hold.why else said
