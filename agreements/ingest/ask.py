"""Asking the pages that records link to whether they still answer: politely, at most monthly, and slow to give one up.

One failure says little: a page is taken for gone after three in a row over two weeks. A host that refuses programs has
said nothing about the page. Where nobody answers at all, it is this machine that is cut off, and nothing is noted.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from agreements.ingest import fetch
from agreements.ingest.fetch import Fetched, Unfetched
from agreements.models import Document, LinkCheck, Reference

A_TURN = 20
"""Pages asked in one turn, each of another host."""
MONTH, WEEK, TRIED_AGAIN = (datetime.timedelta(days=days) for days in (30, 7, 1))
GIVEN_UP_AFTER, FAILURES = datetime.timedelta(days=14), 3
LARGEST, SECONDS = 256 * 1024, 10.0
NO_HEAD = {400, 403, 404, 405, 406, 501}
"""Answers to HEAD that may mean no more than that the host does not know it."""
CLOSED_TO_PROGRAMS = {401, 402, 403, 405, 406, 418, 429, 451}
CUT_OFF = {"name", "connection", "slow"}
"""Failures that are this machine's when every host fails so."""
Ask = Callable[..., Fetched]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking one page."""

    state: str
    said: str = ""
    moved_to: str = ""
    is_cut_off: bool = False


def is_due() -> bool:
    """Whether any page is to be asked now, those not yet known included."""
    return LinkCheck.objects.due().exists() or _new_references().exists() or _new_documents().exists()


def a_few(*, ask: Ask = fetch.get) -> int:
    """Ask those that have waited longest, one of each host; how many."""
    take_up()
    claimed = _claim()
    answers = [(row, _asked(row.link, ask)) for row in claimed]
    if answers and all(answer.is_cut_off for _row, answer in answers):
        return 0
    for row, answer in answers:
        _note(row, answer, timezone.now())
    return len(answers)


def take_up() -> None:
    """A row for every page that records link to; one whose link was changed is asked anew."""
    rows = [LinkCheck(reference=row) for row in _new_references()]
    rows += [LinkCheck(document=row) for row in _new_documents()]
    LinkCheck.objects.bulk_create(rows, ignore_conflicts=True)
    for path in ("reference__link", "document__address"):
        changed = LinkCheck.objects.exclude(asked="").filter(**{f"{path}__isnull": False}).exclude(asked=F(path))
        _afresh(changed.values_list("pk", flat=True))


def _afresh(keys: Iterable[int]) -> None:
    fresh = {"state": "unasked", "asked": "", "answer": "", "moved_to": "", "failures": 0, "failing_since": None}
    LinkCheck.objects.filter(pk__in=list(keys)).update(**fresh, next_at=timezone.now())


def _new_references() -> QuerySet[Reference]:
    return Reference.objects.filter(link_check__isnull=True, evidence__isnull=False).distinct()


def _new_documents() -> QuerySet[Document]:
    return Document.objects.filter(link_check__isnull=True)


def _claim() -> list[LinkCheck]:
    """Due rows of different hosts, put off so that nobody else asks them; a worker that dies is made up for."""
    with transaction.atomic():
        waiting = LinkCheck.objects.due().select_for_update(skip_locked=True, of=("self",))
        by_host: dict[str, LinkCheck] = {}
        for row in waiting.select_related("reference", "document")[: A_TURN * 5]:
            by_host.setdefault(urlsplit(row.link).hostname or "", row)
        claimed = list(by_host.values())[:A_TURN]
        LinkCheck.objects.filter(pk__in=[row.pk for row in claimed]).update(next_at=timezone.now() + TRIED_AGAIN)
        return claimed


def _asked(link: str, ask: Ask) -> Answer:
    try:
        found = ask(link, method="HEAD", largest=LARGEST, seconds=SECONDS)
        if found.status in NO_HEAD:
            found = ask(link, method="GET", largest=LARGEST, seconds=SECONDS)
    except Unfetched as failure:
        if failure.code == "size":
            return Answer("answers")
        return Answer("failing", failure.reason, is_cut_off=failure.code in CUT_OFF)
    if found.status in CLOSED_TO_PROGRAMS:
        return Answer("answers", f"HTTP {found.status}")
    if found.status >= 400:
        return Answer("failing", f"HTTP {found.status}")
    if found.moved_to and found.moved_to != link:
        return Answer("moved", f"HTTP {found.status}", found.moved_to)
    return Answer("answers", f"HTTP {found.status}")


def _note(row: LinkCheck, answer: Answer, now: datetime.datetime) -> None:
    row.asked, row.asked_at = row.link, now
    row.answer, row.moved_to = answer.said[:200], answer.moved_to[:4000]
    if answer.state == "failing":
        row.failures, row.failing_since = row.failures + 1, row.failing_since or now
        is_dead = row.failures >= FAILURES and now - row.failing_since >= GIVEN_UP_AFTER
        row.state = "dead" if is_dead else "failing"
    else:
        row.failures, row.failing_since, row.state = 0, None, answer.state
    row.next_at = now + (WEEK if row.state == "failing" else MONTH)
    row.save()
