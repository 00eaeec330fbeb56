"""What is done to an agreement: made, amended, furnished with rows, published, withdrawn.

Every verb is one transaction that leaves who did it and why, and keeps what is derived in step: the cached status, the
search entry and the catalogue version.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.catalogue import search
from agreements.curation import rights, second_look
from agreements.curation.audit import change
from agreements.curation.refusals import NotReady as NotReady
from agreements.curation.refusals import WrongState as WrongState
from agreements.curation.standing import READ, unsettle, values_without
from agreements.domain.dates import PartialDate
from agreements.domain.vocabulary import VALUES
from agreements.models import (
    Action,
    Agreement,
    AgreementName,
    Amount,
    CatalogueVersion,
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
from agreements.models.agreement import AgreementQuerySet

LONGEST_SLUG = 80
_NAMING = 0x756B6B73
"""The lock under which an address is chosen, so that two records of one title made at once get two."""
_STATUS_COLUMNS = ("status", "status_date", "status_date_precision", "status_rule", "status_as_at")
_READ_TO_PUBLISH = ("signatories__organisation", "signatories__person", *READ)
Row = TypeVar("Row", bound=models.Model)


def create(
    *, year: int, by: User | None, reason: str, public_id: str = "", slug: str = "", **columns: Any
) -> Agreement:
    """A new draft. `year`, of signature, else announcement, else first sight, gives the public id for good."""
    _require(by, rights.CHANGE)
    with change(by=by, reason=reason):
        public_id = _reserved(public_id) if public_id else _next_public_id(year)
        title = columns.get("title_en") or columns.get("title_ko") or ""
        return Agreement.objects.create(public_id=public_id, slug=slug or _free_slug(title, public_id), **columns)


def amend(*, agreement: Agreement, by: User | None, reason: str, **columns: Any) -> Agreement:
    """Change columns of the agreement itself; what stood under a former value supports the new one no longer."""
    _require(by, rights.CHANGE)
    with change(by=by, reason=reason):
        hold(agreement)
        changed = {name: value for name, value in columns.items() if getattr(agreement, name) != value}
        for name, value in changed.items():
            if name in VALUES:
                unsettle(agreement=agreement, value=name, was=_in_words(agreement, name))
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
    _require(by, rights.CHANGE)
    with change(by=by, reason=reason):
        hold(agreement)
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


def link_press(*, agreement: Agreement, item: PressItem, by: User | None, reason: str) -> PressLink:
    """Accept that a press item is about the agreement."""
    row, _made = _add(PressLink, agreement, by, reason, {"accepted_by": by}, item=item)
    return row


def submit(*, agreement: Agreement, by: User | None) -> Agreement:
    """Offer a draft for publication."""
    _require(by, rights.CHANGE)
    with change(by=by, reason=_("submitted for review")):
        moved = _move(agreement, by, _("submitted for review"), ("draft",), "in-review")
        if by is not None:
            second_look.ask(agreement, by=by, step="publish")
        return moved


def ask(*, agreement: Agreement, step: str, by: User, reason: str = "") -> Agreement:
    """Ask another person to publish or to withdraw it; a draft is in review from now on."""
    rights.require(by, rights.CHANGE)
    if agreement.record_state == "draft" and step == "publish":
        return submit(agreement=agreement, by=by)
    with change(by=by, reason=reason or f"asked: {step}"):
        _lock(agreement)
        if agreement.record_state not in {"publish": ("in-review", "withdrawn"), "withdraw": ("published",)}[step]:
            raise WrongState(_("This record is not in a state from which this can be done; reload the page."))
        second_look.ask(agreement, by=by, step=step, reason=reason)
        return agreement


def return_to_draft(*, agreement: Agreement, by: User | None, reason: str) -> Agreement:
    """Send a record in review back to its author."""
    _require(by, rights.CHANGE)
    with change(by=by, reason=reason):
        moved = _move(agreement, by, reason, ("in-review",), "draft")
        second_look.close(agreement, by=by)
        return moved


def keep_published(*, agreement: Agreement, by: User, reason: str) -> Agreement:
    """Refuse a withdrawal that somebody asked for."""
    rights.require(by, rights.PUBLISH)
    with change(by=by, reason=reason):
        _lock(agreement)
        second_look.close(agreement, by=by)
        return agreement


def publish(*, agreement: Agreement, by: User | None, reason: str = "published") -> Agreement:
    """Make the record public. Raises NotReady with every reason against it; `by` nobody is the register itself.

    Where the house rules ask for four eyes, one of the reasons is that another person has to do it.
    """
    _require(by, rights.PUBLISH)
    with change(by=by, reason=reason):
        _lock(agreement)
        reasons = obstacles(agreement)
        if reasons:
            raise NotReady(reasons)
        second_look.require(agreement, by=by, step="publish")
        moved = _move(
            agreement,
            by,
            reason,
            ("draft", "in-review", "withdrawn"),
            "published",
            published_at=timezone.now(),
            published_by=by,
        )
        second_look.close(agreement, by=by, taken="publish")
        return moved


def publish_all(*, agreements: Iterable[Agreement], by: User | None, reason: str) -> int:
    """Make many drafts public at once; how many. Raises NotReady if there is any reason against any of them."""
    _require(by, rights.PUBLISH)
    with change(by=by, reason=reason):
        drafts = _for_update().filter(pk__in=[agreement.pk for agreement in agreements], record_state="draft")
        rows = list(drafts.select_related("occasion").prefetch_related(*_READ_TO_PUBLISH))
        reasons = [f"{row.public_id}: {reason}" for row in rows for reason in obstacles(row)]
        reasons += [
            f"{row.public_id}: {why}" for row in rows for why in second_look.reasons(row, by=by, step="publish")
        ]
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
    """Take a published record out of the public register; its address says so. Raises second_look.Needed."""
    _require(by, rights.PUBLISH)
    with change(by=by, reason=reason):
        _lock(agreement)
        second_look.require(agreement, by=by, step="withdraw")
        moved = _move(agreement, by, reason, ("published",), "withdrawn")
        second_look.close(agreement, by=by, taken="withdraw")
        return moved


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


def stay_publishable(agreement: Agreement) -> None:
    """Refuse a change after which a public record would be less than publication asks for. Raises NotReady.

    Asked at the end of a change of several steps, inside its transaction, which NotReady then undoes.
    """
    with transaction.atomic():
        _lock(agreement)
        reasons = obstacles(agreement) if agreement.is_published else []
        if reasons:
            raise NotReady(reasons)


def refresh(agreement: Agreement, *, on: datetime.date | None = None) -> Agreement:
    """Bring what is derived in step: cached status, search entry, catalogue version. Reads the record anew."""
    with transaction.atomic():
        _lock(agreement)
        _cache_status(agreement, on or timezone.now().date())
        if agreement.is_published:
            search.index(agreement)
            CatalogueVersion.rise()
        return agreement


def refresh_statuses(*, on: datetime.date | None = None) -> int:
    """Derive every status again, since an expiry passes by the clock alone; how many changed."""
    on = on or timezone.now().date()
    rows = Agreement.objects.prefetch_related("actions").iterator(chunk_size=500)
    outdated = [row.pk for row in rows if _derive_status(row, on)]
    changed = sum(_let_pass(pk, on) for pk in outdated)
    Agreement.objects.exclude(status_as_at=on).update(status_as_at=on)
    return changed


def _let_pass(pk: int, on: datetime.date) -> bool:
    """Derive one status from the actions as they are now, whoever has been at work since; whether it changed."""
    with change(by=None, reason="the day has passed"):
        agreement = _for_update().filter(pk=pk).first()
        if agreement is None:
            return False
        before = agreement.status
        if _cache_status(agreement, on) and agreement.is_published:
            CatalogueVersion.rise()
        return agreement.status != before


def _for_update() -> AgreementQuerySet:
    """Rows that nobody else changes until this is complete; others may still point at them."""
    return Agreement.objects.select_for_update(of=("self",), no_key=True)


def _lock(agreement: Agreement) -> None:
    """Read the record as it stands now, whatever the caller held, and keep others from changing it."""
    agreement.refresh_from_db(from_queryset=_for_update())


def hold(agreement: Agreement) -> None:
    """Read the record as it stands now and keep others from changing it, until the caller's transaction ends. Raises
    WrongState for one that was merged into another."""
    _lock(agreement)
    if agreement.merged_into_id is not None:
        raise WrongState(
            _("%(id)s has been merged into another record; change that one.") % {"id": agreement.public_id}
        )


def _cache_status(agreement: Agreement, on: datetime.date) -> bool:
    """Derive and save the status; whether it differs from the one that was cached."""
    differs = _derive_status(agreement, on)
    columns = {name: getattr(agreement, name) for name in _STATUS_COLUMNS}
    Agreement.objects.filter(pk=agreement.pk).update(**columns)
    return differs


def _derive_status(agreement: Agreement, on: datetime.date) -> bool:
    """Set the columns that cache the status; whether they differ from before. Nothing is saved."""
    before = {name: getattr(agreement, name) for name in _STATUS_COLUMNS if name != "status_as_at"}
    derived = agreement.status_on(on)
    agreement.status, agreement.status_rule, agreement.status_as_at = derived.status, derived.rule, on
    agreement.status_date = derived.since.earliest if derived.since else None
    agreement.status_date_precision = derived.since.precision if derived.since else "unknown"
    return any(getattr(agreement, name) != value for name, value in before.items())


def _add(
    table: type[Row], agreement: Agreement, by: User | None, reason: str, defaults: dict[str, Any], **identity: Any
) -> tuple[Row, bool]:
    _require(by, rights.CHANGE)
    with change(by=by, reason=reason):
        hold(agreement)
        row, made = table._default_manager.get_or_create(agreement=agreement, **identity, defaults=defaults)
        if made:
            refresh(agreement)
        return row, made


def _move(
    agreement: Agreement, by: User | None, reason: str, sources: tuple[str, ...], target: str, **columns: Any
) -> Agreement:
    with change(by=by, reason=reason):
        _lock(agreement)
        if agreement.record_state not in sources:
            raise WrongState(_("This record is not in a state from which this can be done; reload the page."))
        was_published = agreement.is_published
        Agreement.objects.filter(pk=agreement.pk).update(record_state=target, **columns)
        if was_published:
            search.remove(agreement)
            CatalogueVersion.rise()
        return refresh(agreement)


def _require(by: User | None, permission: str) -> None:
    """A person needs the right to it; the register itself, which is nobody, does what it was set up to do."""
    if by is not None:
        rights.require(by, permission)


def _in_words(agreement: Agreement, column: str) -> str:
    """What a column says, as a source would report it."""
    shown = getattr(agreement, f"get_{column}_display", None)
    return str(shown() if shown else getattr(agreement, column) or "")


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
    """The end of an address that no other record has, kept from others until this one is made."""
    slug = slugify(title)[:LONGEST_SLUG].strip("-") or public_id.lower()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_NAMING, slug])
    return slug if not Agreement.objects.filter(slug=slug).exists() else f"{slug}-{public_id.lower()}"
