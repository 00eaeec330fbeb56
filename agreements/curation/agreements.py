"""What is done to an agreement: made, amended, furnished with rows, published, withdrawn.

Every verb is one transaction that leaves who did it and why, and keeps what is derived in step: the cached status, the
search entry and the catalogue version.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.catalogue import search
from agreements.curation import rights
from agreements.curation.audit import change
from agreements.curation.standing import READ, values_without
from agreements.domain.dates import PartialDate
from agreements.domain.vocabulary import VALUES
from agreements.models import (
    Action,
    Agreement,
    AgreementName,
    Amount,
    CatalogueVersion,
    Doubt,
    Occasion,
    Organisation,
    Person,
    PressItem,
    PressLink,
    PublicIdCounter,
    Relation,
    SectorTag,
    Signatory,
)

LONGEST_SLUG = 80
_STATUS_COLUMNS = ("status", "status_date", "status_date_precision", "status_rule", "status_as_at")
_READ_TO_PUBLISH = ("signatories__organisation", "signatories__person", *READ)
Row = TypeVar("Row", bound=models.Model)


class NotReady(ValueError):
    """The record may not be published yet; `reasons` says what is missing, in words for a curator."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class WrongState(ValueError):
    """The record is not in a state from which this can be done."""


def create(
    *, year: int, by: User | None, reason: str, public_id: str = "", slug: str = "", **columns: Any
) -> Agreement:
    """A new draft. `year`, of signature, else announcement, else first sight, gives the public id for good."""
    with change(by=by, reason=reason):
        public_id = _reserved(public_id) if public_id else _next_public_id(year)
        title = columns.get("title_en") or columns.get("title_ko") or ""
        return Agreement.objects.create(public_id=public_id, slug=slug or _free_slug(title, public_id), **columns)


def amend(*, agreement: Agreement, by: User | None, reason: str, **columns: Any) -> Agreement:
    """Change columns of the agreement itself; columns that already hold the value are left alone."""
    with change(by=by, reason=reason):
        changed = {name: value for name, value in columns.items() if getattr(agreement, name) != value}
        for name, value in changed.items():
            setattr(agreement, name, value)
        if changed:
            agreement.save(update_fields=[*changed, "updated_at"])
        return refresh(agreement)


def record_action(
    *,
    agreement: Agreement,
    kind: str,
    when: PartialDate | None,
    by: User | None,
    reason: str,
    side: str = "joint",
    nature: str = "actual",
    place: str = "",
    occasion: Occasion | None = None,
    note: str = "",
    recorded_on: datetime.date | None = None,
) -> Action:
    """Something happened, or is to happen, to the agreement; its status follows."""
    with change(by=by, reason=reason):
        action = Action(
            agreement=agreement, kind=kind, side=side, nature=nature, place=place, occasion=occasion, note=note
        )
        action.recorded_on = recorded_on or timezone.now().date()
        action.when = when
        action.save()
        refresh(agreement)
        return action


def add_signatory(
    *,
    agreement: Agreement,
    organisation: Organisation,
    by: User | None,
    reason: str,
    side: str = "",
    capacity: str = "signed",
    person: Person | None = None,
    post: str = "",
    name_then: str = "",
) -> Signatory:
    """A body of one side, with the person who acted for it; the same twice is one row."""
    row, _made = _add(
        Signatory,
        agreement,
        by,
        reason,
        {"side": side or organisation.side, "post": post, "name_then": name_then},
        organisation=organisation,
        capacity=capacity,
        person=person,
    )
    return row


def add_amount(*, agreement: Agreement, by: User | None, reason: str, **columns: Any) -> Amount:
    """Money the agreement concerns."""
    row, _made = _add(Amount, agreement, by, reason, {}, **columns)
    return row


def tag_sector(*, agreement: Agreement, sector: str, by: User | None, reason: str) -> SectorTag:
    """Say that the agreement is on a sector; the first one tagged is the primary one."""
    first = not agreement.sector_tags.filter(is_primary=True).exists()
    row, _made = _add(SectorTag, agreement, by, reason, {"is_primary": first}, sector=sector)
    return row


def relate(*, agreement: Agreement, kind: str, to: Agreement, by: User | None, reason: str, note: str = "") -> Relation:
    """Say how the agreement stands to another."""
    row, _made = _add(Relation, agreement, by, reason, {"note": note}, kind=kind, to=to)
    return row


def add_name(*, agreement: Agreement, text: str, language: str, by: User | None, reason: str) -> AgreementName:
    """Another name under which sources speak of it."""
    row, _made = _add(AgreementName, agreement, by, reason, {"language": language}, text=text)
    return row


def note_doubt(
    *, agreement: Agreement, text_en: str, on: datetime.date, by: User | None, reason: str, text_ko: str = ""
) -> Doubt:
    """Say what is uncertain about the record."""
    row, _made = _add(Doubt, agreement, by, reason, {"text_ko": text_ko, "recorded_on": on}, text_en=text_en)
    return row


def link_press(*, agreement: Agreement, item: PressItem, by: User | None, reason: str) -> PressLink:
    """Accept that a press item is about the agreement."""
    row, _made = _add(PressLink, agreement, by, reason, {"accepted_by": by}, item=item)
    return row


def submit(*, agreement: Agreement, by: User | None) -> Agreement:
    """Offer a draft for publication."""
    return _move(agreement, by, _("submitted for review"), ("draft",), "in-review")


def return_to_draft(*, agreement: Agreement, by: User | None, reason: str) -> Agreement:
    """Send a record in review back to its author."""
    return _move(agreement, by, reason, ("in-review",), "draft")


def publish(*, agreement: Agreement, by: User | None, reason: str = "published") -> Agreement:
    """Make the record public. Raises NotReady with every reason against it; `by` nobody is the register itself."""
    _require_editor(by)
    with change(by=by, reason=reason):
        reasons = obstacles(agreement)
        if reasons:
            raise NotReady(reasons)
        return _move(
            agreement,
            by,
            reason,
            ("draft", "in-review", "withdrawn"),
            "published",
            published_at=timezone.now(),
            published_by=by,
        )


def publish_all(*, agreements: Iterable[Agreement], by: User | None, reason: str) -> int:
    """Make many drafts public at once; how many. Raises NotReady if there is any reason against any of them."""
    with change(by=by, reason=reason):
        drafts = Agreement.objects.filter(pk__in=[agreement.pk for agreement in agreements], record_state="draft")
        rows = list(drafts.select_related("occasion").prefetch_related(*_READ_TO_PUBLISH))
        reasons = [f"{row.public_id}: {reason}" for row in rows for reason in obstacles(row)]
        if reasons:
            raise NotReady(reasons)
        for row in rows:
            row.record_state, row.published_at, row.published_by = "published", timezone.now(), by
            _derive_status(row, timezone.now().date())
        Agreement.objects.bulk_update(rows, ["record_state", "published_at", "published_by", *_STATUS_COLUMNS])
        for row in rows:
            search.index(row)
        if rows:
            CatalogueVersion.rise()
        return len(rows)


def withdraw(*, agreement: Agreement, by: User | None, reason: str) -> Agreement:
    """Take a published record out of the public register; its address says that it is gone."""
    _require_editor(by)
    return _move(agreement, by, reason, ("published",), "withdrawn")


def obstacles(agreement: Agreement) -> list[str]:
    """Why the record may not be published, in words for a curator; empty when it may."""
    language = get_language() or "en"
    unsupported = dict.fromkeys(VALUES.label(value, language) for value, _row in values_without(agreement))
    has_primary = any(tag.is_primary for tag in agreement.sector_tags.all())
    checks = [
        (not agreement.signatories.all(), _("Name at least one body that is a party to it.")),
        (not has_primary, _("Tag at least one sector and mark the primary.")),
        (bool(unsupported), _("Nothing stands under: %(values)s.") % {"values": ", ".join(unsupported)}),
    ]
    return [reason for failed, reason in checks if failed]


def refresh(agreement: Agreement, *, on: datetime.date | None = None) -> Agreement:
    """Bring what is derived from the rows in step: cached status, search entry, catalogue version."""
    if "_prefetched_objects_cache" in agreement.__dict__:
        agreement.__dict__["_prefetched_objects_cache"].clear()
    _cache_status(agreement, on or timezone.now().date())
    if agreement.is_published:
        search.index(agreement)
        CatalogueVersion.rise()
    return agreement


def refresh_statuses(*, on: datetime.date | None = None) -> int:
    """Derive every status again, since an expiry passes by the clock alone; how many changed."""
    on, changed = on or timezone.now().date(), 0
    for agreement in Agreement.objects.prefetch_related("actions").iterator(chunk_size=500):
        with change(by=None, reason="the day has passed"):
            before = agreement.status
            if _cache_status(agreement, on) and before != agreement.status:
                changed += 1
                if agreement.is_published:
                    CatalogueVersion.rise()
    return changed


def _cache_status(agreement: Agreement, on: datetime.date) -> bool:
    before = {name: getattr(agreement, name) for name in _STATUS_COLUMNS if name != "status_as_at"}
    _derive_status(agreement, on)
    columns = {name: getattr(agreement, name) for name in _STATUS_COLUMNS}
    Agreement.objects.filter(pk=agreement.pk).update(**columns)
    return any(columns[name] != value for name, value in before.items())


def _derive_status(agreement: Agreement, on: datetime.date) -> None:
    """Set the columns that cache the status; nothing is saved."""
    derived = agreement.status_on(on)
    agreement.status, agreement.status_rule, agreement.status_as_at = derived.status, derived.rule, on
    agreement.status_date = derived.since.earliest if derived.since else None
    agreement.status_date_precision = derived.since.precision if derived.since else "unknown"


def _add(
    table: type[Row], agreement: Agreement, by: User | None, reason: str, defaults: dict[str, Any], **identity: Any
) -> tuple[Row, bool]:
    with change(by=by, reason=reason):
        row, made = table._default_manager.get_or_create(agreement=agreement, **identity, defaults=defaults)
        if made:
            refresh(agreement)
        return row, made


def _move(
    agreement: Agreement, by: User | None, reason: str, sources: tuple[str, ...], target: str, **columns: Any
) -> Agreement:
    with change(by=by, reason=reason):
        moved = Agreement.objects.filter(pk=agreement.pk, record_state__in=sources).update(
            record_state=target, **columns
        )
        if not moved:
            raise WrongState(_("This record is not in a state from which this can be done; reload the page."))
        was_published = agreement.is_published
        agreement.refresh_from_db()
        if was_published and not agreement.is_published:
            search.remove(agreement)
            CatalogueVersion.rise()
        return refresh(agreement)


def _require_editor(by: User | None) -> None:
    if by is not None:
        rights.require(by, rights.PUBLISH)


def _next_public_id(year: int) -> str:
    PublicIdCounter.objects.bulk_create([PublicIdCounter(year=year)], ignore_conflicts=True)
    PublicIdCounter.objects.filter(year=year).update(last=models.F("last") + 1)
    return f"UKKR-{year}-{PublicIdCounter.objects.get(year=year).last:03}"


def _reserved(public_id: str) -> str:
    """A public id given in a seed file; the counter is moved past it so that it is never given again."""
    year, number = map(int, public_id.split("-")[1:])
    PublicIdCounter.objects.bulk_create([PublicIdCounter(year=year)], ignore_conflicts=True)
    PublicIdCounter.objects.filter(year=year, last__lt=number).update(last=number)
    return public_id


def _free_slug(title: str, public_id: str) -> str:
    slug = slugify(title)[:LONGEST_SLUG].strip("-") or public_id.lower()
    return slug if not Agreement.objects.filter(slug=slug).exists() else f"{slug}-{public_id.lower()}"
