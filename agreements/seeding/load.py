"""Loading the starter catalogue: all files checked first, then every table in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import DataError, IntegrityError, connection
from django.db.models import Q

from agreements.curation import agreements
from agreements.curation.audit import change
from agreements.models import Agreement, SeedRecord
from agreements.seeding.plan import Plan, plan
from agreements.seeding.press import link_press
from agreements.seeding.problems import BadSeeds
from agreements.seeding.read import digest, read_seeds
from agreements.seeding.settle import REASON, Counts, Ledger, remove_dropped, settle
from agreements.seeding.source import ensure_press_source
from agreements.seeding.tables import TABLES, Planned, Table

Progress = Callable[[str, int, int], None]
AT_ONCE = 50
NAMED_BY = {"organisation": "signatories__organisation", "person": "signatories__person", "occasion": "occasion"}
LOADER = "1"
"""Raise it when the same files would give other rows, so that they are compared again."""


@dataclass
class Summary:
    """What a load did. `refused` names entries whose place is taken by a record that somebody entered."""

    counts: Counts = field(default_factory=Counts)
    refused: list[str] = field(default_factory=list)
    linked: int = 0
    is_unchanged: bool = False


def load_catalogue(*, progress: Progress | None = None, folder: Path | None = None) -> Summary:
    """Load `seeds/`; running it again with the same files changes nothing.

    Raises BadSeeds, with every mistake named, before anything is written. What a curator changed stays.
    """
    folder = folder or settings.SEEDS_DIR
    summary = Summary()
    ensure_press_source(folder / "press")
    state = digest(folder, LOADER)
    if _is_loaded(state):
        summary.is_unchanged = True
    else:
        try:
            _load(folder, state, summary, progress or _silent)
        except (IntegrityError, DataError) as error:
            raise BadSeeds([f"{folder.name}: the database refuses a row: {error}"]) from error
    summary.linked = link_press(folder)
    return summary


def _is_loaded(state: str) -> bool:
    return SeedRecord.objects.filter(noun="catalogue", key="seeds", values__digest=state).exists()


def _load(folder: Path, state: str, summary: Summary, progress: Progress) -> None:
    rows = plan(read_seeds(folder).entries)
    with change(by=None, reason=REASON):
        _one_at_a_time()
        if _is_loaded(state):
            summary.is_unchanged = True
            return
        ledger = Ledger.open()
        _refuse_taken(rows, ledger, summary)
        for table in reversed(TABLES):
            summary.counts.removed += remove_dropped(table, rows[table.noun], ledger)
        touched: set[str] = set()
        for table in TABLES:
            planned = rows[table.noun]
            progress(table.plural, 0, len(planned))
            keys = settle(table, planned, ledger, summary.counts)
            touched |= {_agreement_of(row) for row in planned if row.key in keys} - {""}
            touched |= _naming(table, [ledger.place(table.noun, key) for key in keys])
            progress(table.plural, len(planned), len(planned))
        _publish(touched, ledger, progress)
        SeedRecord.objects.update_or_create(noun="catalogue", key="seeds", defaults={"values": {"digest": state}})


def _one_at_a_time() -> None:
    """Until the transaction ends, nobody else loads: two hosts may start at the same moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('starter catalogue', 0))")


def _refuse_taken(rows: Plan, ledger: Ledger, summary: Summary) -> None:
    """Leave out agreements whose id or slug a record of somebody else already bears, with all that hangs on them."""
    new = [row for row in rows["agreement"] if row.key not in ledger.records["agreement"]]
    slugs, ids = {row.columns["slug"] for row in new}, {row.key for row in new}
    theirs = Agreement.objects.filter(Q(public_id__in=ids) | Q(slug__in=slugs)).exclude(pk__in=ledger.keys["agreement"])
    taken = {value for pair in theirs.values_list("public_id", "slug") for value in pair}
    refused = {row.key for row in new if {row.key, row.columns["slug"]} & taken}
    rows["agreement"] = [row for row in rows["agreement"] if row.key not in refused]
    summary.refused = [
        f"{key}: another record has this id or slug; give the entry the next free" for key in sorted(refused)
    ]


def _agreement_of(row: Planned) -> str:
    public_id: str = row.columns.get("public_id") or row.columns.get("agreement") or ""
    return public_id


def _naming(table: Table, rows: Sequence[int | None]) -> set[str]:
    """The agreements whose search entries hold names from these rows."""
    lookup = NAMED_BY.get(table.noun)
    if not lookup or not rows:
        return set()
    return set(Agreement.objects.filter(**{f"{lookup}__in": rows}).values_list("public_id", flat=True))


def _publish(touched: Iterable[str], ledger: Ledger, progress: Progress) -> None:
    """Publish what is new, and bring what is derived in step with what changed."""
    places = [ledger.place("agreement", public_id) for public_id in sorted(touched)]
    rows = list(Agreement.objects.filter(pk__in=[pk for pk in places if pk]))
    new = [row for row in rows if row.record_state == "draft" and row.published_at is None]
    for start in range(0, len(new), AT_ONCE):
        progress("agreements published", start, len(new))
        agreements.publish_all(agreements=new[start : start + AT_ONCE], by=None, reason=REASON)
    if new:
        progress("agreements published", len(new), len(new))
    for row in rows:
        if row not in new:
            agreements.refresh(row)


def _silent(what: str, done: int, total: int) -> None:
    """Progress for nobody."""
